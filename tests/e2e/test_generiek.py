"""GeneriekeService of a real server: the known consumer's way of asking and reading, zeep, refusals."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
import zeep
from requests import Session

from tests.support.callers import get, post
from tests.support.fresh_databases import DATABASES, migrated
from tests.support.gkv.generiek import (
    LEERLINGEN,
    LEVERANCIER,
    MEDEWERKERS,
    NAAR_BUITEN,
    OPERATIES,
    PATH,
    Consumer,
    has_declaration,
    vraag,
)
from tests.support.messages.soap import Answer
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import JAAR, SCHOOL, leerling, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.uitwisseling.generiek.beheer import Generiekbeheer
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

pytestmark = pytest.mark.e2e
callers = count(1)
"""Each test that guesses comes from an address of its own."""


@pytest.fixture
def gkv(fresh: Server) -> Uitgifte:
    """A GKV link with the small school; its name has an ampersand."""
    return fresh.link(
        klantnaam=LEVERANCIER, klantcode="IAM", scholen=[SCHOOL], gegevensset="gkv-basis", generiek=True
    )


def ask(server: Server, body: bytes, operatie: str = LEERLINGEN, **headers: str) -> Answer:
    """POST as the consumer does."""
    told = {"Content-Type": "text/xml", "SOAPaction": f'"{operatie}"'} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return post(server.url, body, PATH, told)


def leerlingen(server: Server, gkv: Uitgifte) -> Consumer:
    return Consumer(ask(server, vraag(gkv.sleutel)))


def refused(answer: Answer, said: str, status: int = 500) -> None:
    assert (answer.status, answer.faultcode) == (status, "Client"), answer.content
    assert said in answer.faultstring
    assert not has_declaration(answer)


def test_the_consumer_finds_pupils_with_groups(server: Server, gkv: Uitgifte) -> None:
    found = leerlingen(server, gkv)
    assert found.answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert sorted(found.groepen_of("Sanne")) == ["Groep 4", "Plusklas"]
    year = found.teruggave.find("schooljaren/schooljaar")
    assert year.findtext("naam") == NAAR_BUITEN
    assert {one.text for one in found.teruggave.iterfind("groepen/groep/schooljaar")} == {year.findtext("id")}
    starts = {one.text for one in found.teruggave.iterfind(".//vanafDatum")}
    assert starts == {f"{JAAR.first_day}T00:00:00+02:00"}


def test_the_consumer_finds_teachers(server: Server, gkv: Uitgifte) -> None:
    found = Consumer(ask(server, vraag(gkv.sleutel, MEDEWERKERS), MEDEWERKERS), MEDEWERKERS)
    names = [one.findtext("lastName") for one in found.teruggave.iterfind("medewerkers/medewerker")]
    assert names == ["Bos", "Visser"]


def test_numbers_are_the_same_in_every_worker_and_after_a_pupil_came_back(
    fresh: Server, gkv: Uitgifte
) -> None:
    bodies = [vraag(gkv.sleutel, operatie) for operatie in OPERATIES] * 8
    with ThreadPoolExecutor(8) as pool:
        answers = {answer.content for answer in pool.map(lambda body: ask(fresh, body), bodies)}
    assert len(answers) == 2
    fresh.invoer.store(
        schoolgegevens(school=schoolgegevens().school, leerlingen=(leerling("L9", roepnaam="Noor"),)),
        allow_shrink=True,
    )
    (noor,) = leerlingen(fresh, gkv).ids("leerlingen/leerling")
    fresh.invoer.store(schoolgegevens(), allow_shrink=True)
    again = leerlingen(fresh, gkv)
    assert again.answer.content in answers
    assert noor not in again.ids("leerlingen/leerling")


def test_a_switch_and_a_withdrawal_hold_at_the_next_call(fresh: Server, gkv: Uitgifte) -> None:
    assert leerlingen(fresh, gkv).teruggave is not None
    beheer = Generiekbeheer(fresh.database)
    beheer.switch(gkv.koppeling.id, aan=False, door=DOOR)
    refused(ask(fresh, vraag(gkv.sleutel)), "staat uit")
    beheer.switch(gkv.koppeling.id, aan=True, door=DOOR)
    assert leerlingen(fresh, gkv).teruggave is not None
    fresh.beheer.change_afspraak(gkv.koppeling.id, velden={"leerling/achternaam": False}, door=DOOR)
    assert leerlingen(fresh, gkv).teruggave.find("leerlingen/leerling/achternaam") is None
    Intrekkingen(fresh.database).withdraw(gkv.koppeling.id, door=DOOR)
    caller = f"192.0.2.{next(callers)}"
    refused(ask(fresh, vraag(gkv.sleutel), X_Forwarded_For=caller), "is niet juist")


def test_a_stranger_and_a_school_of_somebody_else_are_refused(server: Server, gkv: Uitgifte) -> None:
    caller = f"192.0.2.{next(callers)}"
    refused(ask(server, vraag("zork"), X_Forwarded_For=caller), "is niet juist")
    refused(ask(server, vraag(gkv.sleutel, leveranciernaam="Zork"), X_Forwarded_For=caller), "is niet juist")
    refused(ask(server, vraag(gkv.sleutel, brinnummer="99ZZ")), "valt niet onder de koppeling")
    doctype = vraag(gkv.sleutel).replace(b"?>", b"?><!DOCTYPE a>", 1)
    refused(ask(server, doctype), "DOCTYPE")
    assert "zork" not in server.log.lower()


@pytest.fixture(scope="module", params=DATABASES)
def strict(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One worker that takes three calls a minute."""
    folder = tmp_path_factory.mktemp("server")
    environ = {"UWLR_WORKERS": "1", "UWLR_GENERIEK_PER_MINUTE": "3"}
    with migrated(request, folder) as url, serving(url, folder, **environ) as running:
        running.invoer.store(schoolgegevens())
        yield running


def test_a_link_and_a_stranger_are_limited_in_rate(strict: Server) -> None:
    first, second = (
        strict.link(
            klantnaam=LEVERANCIER, klantcode=code, scholen=[SCHOOL], gegevensset="gkv-basis", generiek=True
        )
        for code in ("IAM", "IAM2")
    )
    statuses = [ask(strict, vraag(first.sleutel)).status for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    last = ask(strict, vraag(first.sleutel))
    refused(last, "te veel verzoeken", 429)
    assert 1 <= int(last.headers["retry-after"]) <= 60
    assert leerlingen(strict, second).teruggave is not None
    guesses = [ask(strict, vraag("zork"), X_Forwarded_For="192.0.2.200").status for _ in range(4)]
    assert guesses == [500, 500, 500, 429]
    assert ask(strict, vraag("zork"), X_Forwarded_For="192.0.2.201").status == 500


@pytest.fixture
def client(server: Server) -> Iterator[zeep.Client]:
    """A client that got nothing but the address of the WSDL."""
    with Session() as session:
        yield zeep.Client(f"{server.url}{PATH}?wsdl", transport=zeep.Transport(session=session))


def test_zeep_calls_both_operations(client: zeep.Client, gkv: Uitgifte) -> None:
    velden = {
        "leveranciernaam": LEVERANCIER,
        "leveranciersleutel": gkv.sleutel,
        "brinnummer": "99XX16",
        "schooljaar": NAAR_BUITEN,
    }
    found = client.service.getLeerlingen(**velden)
    assert [one.roepNaam for one in found.leerlingen.leerling] == ["Sanne", "Daan", "Zoë"]
    sanne = found.leerlingen.leerling[0]
    assert sanne.geboortedatum.isoformat() == "2017-05-06T00:00:00+02:00"
    assert len(sanne.groepsindelingen.groepsindeling) == 2
    medewerkers = client.service.getMedewerkers(**velden).medewerkers.medewerker
    assert [(one.firstName, one.lastName) for one in medewerkers] == [("Kim", "Bos"), ("Jan", "Visser")]
    with pytest.raises(zeep.exceptions.Fault, match="valt niet onder"):
        client.service.getLeerlingen(**velden | {"brinnummer": "99ZZ"})


def test_a_browser_gets_a_page(server: Server) -> None:
    page = get(server.url, PATH)
    assert (page.status, "getLeerlingen" in page.content.decode()) == (200, True)


def test_a_brin_alone_is_the_only_location_of_the_link(fresh: Server, gkv: Uitgifte) -> None:
    alone = ask(fresh, vraag(gkv.sleutel, brinnummer="99XX"))
    assert Consumer(alone).ids("leerlingen/leerling") == leerlingen(fresh, gkv).ids("leerlingen/leerling")
