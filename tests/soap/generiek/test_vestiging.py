"""GeneriekeService for a BRIN alone: the main location, or the only one that the link covers."""

import json
from wsgiref.types import WSGIApplication

import pytest

from tests.support.gkv.generiek import LEVERANCIER, OPERATIES, ask, refused, vraag
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.statements import recorded
from uwlr_service import logs
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

NOT_HERE = "^Deze school valt niet onder de koppeling van deze leverancier.$"
SAME = "^De leveranciernaam of de leveranciersleutel is niet juist.$"


@pytest.fixture(autouse=True)
def log() -> None:
    """The log as a server sets it up."""
    logs.configure()


def logged(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The school of each line about a call."""
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [line["school"] for line in lines if line["event"] == "call"]


def vestiging(number: int) -> Schoolcode:
    return Schoolcode("99XX", f"{number:02}")


def link(database: Database, beheer: Koppelingbeheer, *scholen: Schoolcode, code: str = "IAM") -> Uitgifte:
    """A GKV link with these schools."""
    for school in scholen:
        EdexmlUitwisseling(database).store(schoolgegevens(school))
    return beheer.add(
        klantnaam=LEVERANCIER,
        klantcode=code,
        scholen=scholen,
        gegevensset="gkv-basis",
        generiek=True,
        door=DOOR,
    )


@pytest.mark.parametrize("operatie", OPERATIES)
@pytest.mark.parametrize("brinnummer", ["99XX", "99xx", " 99XX "])
def test_a_brin_alone_is_the_only_location_of_the_link(
    database: Database, dienst: WSGIApplication, beheer: Koppelingbeheer, operatie: str, brinnummer: str
) -> None:
    gkv = link(database, beheer, vestiging(16), ANDERE_SCHOOL)
    named = ask(dienst, vraag(gkv.sleutel, operatie, brinnummer="99XX16"))
    alone = ask(dienst, vraag(gkv.sleutel, operatie, brinnummer=brinnummer))
    assert alone.status == 200
    assert alone.content == named.content


def test_a_brin_alone_is_the_main_location_where_the_link_has_it(
    database: Database, dienst: WSGIApplication, beheer: Koppelingbeheer, capsys: pytest.CaptureFixture[str]
) -> None:
    gkv = link(database, beheer, vestiging(0), vestiging(1), vestiging(2))
    with recorded() as statements:
        assert ask(dienst, vraag(gkv.sleutel, brinnummer="99XX00")).status == 200
    named = len(statements)
    with recorded() as statements:
        assert ask(dienst, vraag(gkv.sleutel, brinnummer="99XX")).status == 200
    assert len(statements) <= named
    assert logged(capsys) == ["99XX/00", "99XX/00"]


def test_the_log_names_the_location_that_was_meant(
    database: Database, dienst: WSGIApplication, beheer: Koppelingbeheer, capsys: pytest.CaptureFixture[str]
) -> None:
    gkv = link(database, beheer, vestiging(7))
    ask(dienst, vraag(gkv.sleutel, brinnummer="99XX"))
    ask(dienst, vraag(gkv.sleutel, brinnummer="99YY"))
    assert logged(capsys) == ["99XX/07", "onbekend (99YY/00)"]


def test_of_several_locations_one_has_to_be_named(
    database: Database, dienst: WSGIApplication, beheer: Koppelingbeheer
) -> None:
    gkv = link(database, beheer, vestiging(2), vestiging(1))
    answer = ask(dienst, vraag(gkv.sleutel, brinnummer="99XX"))
    refused(answer, "zoals 99XX01. Deze koppeling kent: 99XX01, 99XX02.$")
    assert ask(dienst, vraag(gkv.sleutel, brinnummer="99XX02")).status == 200


def test_of_many_locations_a_few_are_named(
    database: Database, dienst: WSGIApplication, beheer: Koppelingbeheer
) -> None:
    gkv = link(database, beheer, *map(vestiging, range(11, 17)))
    refused(
        ask(dienst, vraag(gkv.sleutel, brinnummer="99XX")),
        "zoals 99XX01. Deze koppeling kent: 99XX11, 99XX12, 99XX13 en nog 3.$",
    )


def test_nothing_is_told_to_a_caller_that_proves_nothing_or_of_other_links(
    database: Database, dienst: WSGIApplication, beheer: Koppelingbeheer
) -> None:
    link(database, beheer, vestiging(1), vestiging(2))
    other = link(database, beheer, ANDERE_SCHOOL, code="IAM2")
    refused(ask(dienst, vraag(other.sleutel, brinnummer="99XX")), NOT_HERE)
    refused(ask(dienst, vraag(other.sleutel, brinnummer="88XX")), NOT_HERE)
    refused(ask(dienst, vraag("zork", brinnummer="99XX")), SAME)
    refused(ask(dienst, vraag("zork", brinnummer="88XX")), SAME)


def test_a_location_that_left_the_link_does_not_count(
    database: Database, dienst: WSGIApplication, beheer: Koppelingbeheer
) -> None:
    gkv = link(database, beheer, vestiging(1), SCHOOL)
    Intrekkingen(database).withdraw(gkv.koppeling.id, vestiging(1), door=DOOR)
    assert ask(dienst, vraag(gkv.sleutel, brinnummer="99XX")).status == 200
    refused(ask(dienst, vraag(gkv.sleutel, brinnummer="99XX01")), NOT_HERE)
