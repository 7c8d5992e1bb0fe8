"""What is about single pupils reaches the LAS of their school alone, and leaves no key in a log."""

from typing import Any

import pytest
from sqlalchemy import select

from tests.support.las.koppelingen import numbers
from tests.support.las.las import Beller
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ALL_ALLOWED, SCHOOL, leerling, schoolgegevens
from tests.web.las.test_voorstellen import problem
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PLAATS = "/scholen/99XX-16"
ODD = "L 7/a?#%é"


def read(las: Beller, path: str) -> dict[str, Any]:
    document = las.call(f"{PLAATS}{path}").json
    assert document is not None
    return document


@pytest.fixture
def onvolledig(database: Database, diensten: Diensten, las: Beller) -> int:
    """A link that cannot have three of the pupils; its number."""
    pupils = [leerling(key, bsn_ondwnr_4=None) for key in ("L2", "L3", ODD)]
    EdexmlUitwisseling(database).store(schoolgegevens(leerlingen=(leerling("L1"), *pupils)), ALL_ALLOWED)
    uitgifte = diensten.koppelingbeheer.add(
        klantnaam="LVS", klantcode="L1", scholen=[SCHOOL], gegevensset="lvs-set", door=DOOR
    )
    return uitgifte.koppeling.id


def test_what_lacks_comes_by_pupil_and_a_page_at_a_time(las: Beller, onvolledig: int) -> None:
    first = read(las, "/todo?limiet=2")
    second = read(las, f"/todo?limiet=2&na={first['leerlingen'][-1]['nummer']}")
    assert (first["meer"], second["meer"]) == (True, False)
    pupils = first["leerlingen"] + second["leerlingen"]
    assert {pupil["leerling"] for pupil in pupils} == {"L2", "L3", ODD}
    (lack,) = pupils[0]["ontbreekt"]
    assert (lack["koppeling"], lack["veld"]) == (onvolledig, "leerling/bsn_ondwnr-4")
    assert lack["oorzaak"] == "gegevens"


def test_the_overview_of_a_pupil_is_that_of_the_school(
    las: Beller, onvolledig: int, database: Database
) -> None:
    overzicht = read(las, "/leerlingen/L1/inzage?van=2026-08-01&tot=2099-07-31")
    assert (overzicht["key"], overzicht["soort"], overzicht["van"]) == ("L1", "leerling", "2026-08-01")
    assert read(las, "/leerlingen/L%207%2Fa%3F%23%25%C3%A9/inzage")["key"] == ODD
    with database.read() as connection:
        rows = connection.execute(
            select(logregel.c.actor, logregel.c.content).where(logregel.c.soort == "inzage")
        ).all()
    assert {row.actor for row in rows} == {"LAS Proeflas"}
    assert not [row for row in rows if ODD in row.content or '"L1"' in row.content]


def test_the_overview_says_what_went_where(las: Beller, diensten: Diensten, database: Database) -> None:
    numbers(diensten, database)
    (partner,) = read(las, "/leerlingen/L1/inzage")["partners"]
    (went,) = partner["verstrekt"]
    assert (partner["bedrijf"], went["weg"], went["opgehaald"]) == ("Ouders", "pakket", False)
    assert {"veld": "leerling/key", "waarde": "L1"} in went["velden"]


@pytest.mark.parametrize(
    "path", ["/leerlingen/onbekend/inzage", "/leerlingen/L1/inzage/x", "/leerlingen/L%001/inzage"]
)
def test_who_is_not_known_is_not_there(las: Beller, onvolledig: int, path: str) -> None:
    assert problem(las.call(f"{PLAATS}{path}")) == (404, "niet-gevonden")


def test_a_pupil_of_another_school_is_not_there(las: Beller, alles: Beller, onvolledig: int) -> None:
    assert alles.call("/scholen/99XX-16/leerlingen/L2/inzage").status_code == 200
    foreign = las.call("/scholen/99YY-00/leerlingen/L1/inzage")
    unknown = las.call("/scholen/00AA-00/leerlingen/L1/inzage")
    assert (foreign.status_code, foreign.json) == (404, unknown.json)


@pytest.mark.parametrize("query", ["van=gisteren", "tot=2026-13-01", "van=2026-09-02&tot=2026-09-01"])
def test_days_that_cannot_be_read_are_refused(las: Beller, onvolledig: int, query: str) -> None:
    assert problem(las.call(f"{PLAATS}/leerlingen/L1/inzage?{query}")) == (400, "verzoek-ongeldig")


def test_no_line_of_the_log_has_the_key(
    las: Beller, onvolledig: int, capsys: pytest.CaptureFixture[str]
) -> None:
    for key in ("GEHEIM-1", "L2"):
        las.call(f"{PLAATS}/leerlingen/{key}/inzage")
    written = capsys.readouterr().out
    assert "las.inzage" in written
    assert "GEHEIM-1" not in written
    assert "L2" not in written
