"""A day or a moment in the right form that is in no calendar is told as such, not as a wrong form."""

import pytest

from tests.support.messages.results import verzoek
from uwlr_service.formats import parsing, schemas
from uwlr_service.formats.findings import findings

SCHEMA = schemas.LEERRESULTATEN["2.2"]
DAG = "een bestaande datum als JJJJ-MM-DD, zoals 2026-11-14"
MOMENT = "een bestaand moment als JJJJ-MM-DDTuu:mm:ss, zoals 2026-11-14T12:12:12+01:00"
VORM_VAN_DAG = "een datum als JJJJ-MM-DD, zoals 2026-11-14"
VORM_VAN_MOMENT = "een moment als JJJJ-MM-DDTuu:mm:ss, zoals 2026-11-14T12:12:12+01:00"


def told(naam: str, value: str) -> list[tuple[str, str | None]]:
    """What is said of a message in which this element has this value."""
    message = parsing.parse(verzoek().encode())
    for element in message.iter(f"{{*}}{naam}"):
        element.text = value
    return [(melding.tekst, melding.verwacht) for melding in findings(SCHEMA, message)]


@pytest.mark.parametrize(
    "value",
    ["2026-11-31", "2026-02-30", "2026-13-01", "2026-00-10", "0000-01-01", "2026-11-31Z", " 2026-11-31 "],
)
def test_a_day_that_does_not_exist(value: str) -> None:
    assert told("afnamedatum", value) == [("'afnamedatum' noemt een dag die niet bestaat", DAG)]


@pytest.mark.parametrize(
    "value",
    [
        "2026-02-30T10:00:00",
        "2026-11-14T25:00:00",
        "2026-11-14T24:00:01",
        "2026-11-14T10:60:00",
        "2026-11-14T10:00:00+15:00",
        "0000-01-01T00:00:00Z",
    ],
)
def test_a_moment_that_does_not_exist(value: str) -> None:
    assert told("aanmaakdatum", value) == [("'aanmaakdatum' noemt een moment dat niet bestaat", MOMENT)]


@pytest.mark.parametrize("value", ["31-11-2026", "2026-11-1", "20261114", "2026-11-14T10:00:00", "", "zork"])
def test_a_day_in_another_form(value: str) -> None:
    assert told("afnamedatum", value) == [("'afnamedatum' heeft niet de juiste vorm", VORM_VAN_DAG)]


@pytest.mark.parametrize("value", ["2026-11-14", "2026-11-14 10:00:00", "2026-11-14T10:00", "nu"])
def test_a_moment_in_another_form(value: str) -> None:
    assert told("aanmaakdatum", value) == [("'aanmaakdatum' heeft niet de juiste vorm", VORM_VAN_MOMENT)]


def test_a_day_and_a_moment_that_exist() -> None:
    assert told("afnamedatum", "2024-02-29") == []
    assert told("aanmaakdatum", "2026-11-14T24:00:00+14:00") == []
