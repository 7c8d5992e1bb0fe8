"""Beside a proposal a LAS may ask what would leave, for a person whom it names, of one pupil at a time."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.support.las.las import Beller
from tests.support.portaal.voorstellen import add_link, inhoud, propose
from tests.support.schools.builders import ANDERE_SCHOOL
from tests.web.las.test_voorstellen import GESLACHT, ROEPNAAM, SCHOOL, decide, problem, said
from uwlr_service.diensten import Diensten
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.voorbeeld import voorbeelden


@pytest.fixture
def voorstel(diensten: Diensten, las: Beller, database: Database) -> int:
    aanbod = add_link(database, gegevensset=GKV_UITGEBREID)
    return propose(diensten, aanbod, inhoud(GKV_UITGEBREID, ROEPNAAM, GESLACHT))


def ask(las: Beller, voorstel: int, **members: Any) -> TestResponse:
    document = {"namens": "Anna de Vries", **members}
    return las.call(f"{SCHOOL}/voorstellen/{voorstel}/voorbeeld", method="POST", json=document)


def example(las: Beller, voorstel: int, **members: Any) -> dict[str, Any]:
    answer = ask(las, voorstel, **members)
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json is not None
    return answer.json


def test_it_is_of_the_pupil_that_was_asked_for(las: Beller, voorstel: int) -> None:
    first = example(las, voorstel)
    other = example(las, voorstel, leerling="L2")
    assert (other["leerling"], first["leerling"] != "L2") == ("L2", True)
    assert first["velden"][ROEPNAAM]["waarden"] != other["velden"][ROEPNAAM]["waarden"]
    assert example(las, voorstel, leerling="van een ander")["leerling"] == first["leerling"]
    shown = las.call(f"{SCHOOL}/voorstellen/{voorstel}").json
    assert shown is not None
    assert first["getoond"] == shown["getoond"]


def test_a_choice_counts_fewer_people(las: Beller, voorstel: int) -> None:
    everybody = example(las, voorstel)["telling"]
    fewer = example(las, voorstel, leerlingen={"jaargroepen": ["4"]}, velden={ROEPNAAM: True})["telling"]
    assert fewer["leerlingen"] < everybody["leerlingen"] <= everybody["van"]
    assert sum(fewer["niet_mee"].values()) == fewer["van"] - fewer["leerlingen"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"namens": ""},
        {"namens": None},
        {"leerling": 7},
        {"leerling": "L\x00"},
        {"velden": []},
        {"leerlingen": {"groepen": ["geen groep"]}},
        {"leerlingen": {"jaargroepen": ["99"]}},
        {"getoond": "a" * 64},
    ],
)
def test_what_cannot_be_asked_is_refused(las: Beller, voorstel: int, wrong: dict[str, Any]) -> None:
    assert problem(ask(las, voorstel, **wrong)) == (422, "besluit-ongeldig")


def test_what_was_decided_is_no_reason_to_look(las: Beller, voorstel: int) -> None:
    assert decide(las, voorstel, said(las, voorstel)).status_code == 200
    assert problem(ask(las, voorstel)) == (409, "kan-nu-niet")


def test_another_school_is_not_there(las: Beller, diensten: Diensten, database: Database) -> None:
    foreign = propose(diensten, add_link(database), inhoud(), ANDERE_SCHOOL)
    assert problem(ask(las, foreign)) == (404, "niet-gevonden")


def test_nobody_waits_for_a_turn(las: Beller, voorstel: int) -> None:
    with voorbeelden.turn(), voorbeelden.turn():
        answer = ask(las, voorstel)
    assert problem(answer) == (503, "niet-beschikbaar")
    assert int(answer.headers["Retry-After"]) > 0
    assert ask(las, voorstel).status_code == 200


def test_no_line_of_the_log_has_a_value(
    las: Beller, voorstel: int, capsys: pytest.CaptureFixture[str]
) -> None:
    values = example(las, voorstel, leerling="L2")["velden"][ROEPNAAM]["waarden"]
    written = capsys.readouterr().out
    assert "las.voorbeeld" in written
    assert values[0] not in written
    assert "L2" not in written
