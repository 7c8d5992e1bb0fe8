"""What may stand in a place: the element that must come is told apart from those that may come before it."""

import pytest

from tests.support.messages.results import verzoek
from uwlr_service.formats import parsing, schemas
from uwlr_service.formats.findings import findings
from uwlr_service.formats.schemafouten.inhoud import of_names
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS


def expected(inner: str, naam: str = "leerlinggegevens_verzoek") -> list[str | None]:
    """What is expected where a request with these elements is wrong."""
    text = f'<{naam} xmlns="{LEERLINGGEGEVENS}"><schooljaar>2026-2027</schooljaar>{inner}</{naam}>'
    message = parsing.parse(text.encode())
    return [melding.verwacht for melding in findings(schemas.LEERLINGGEGEVENS["2.2"], message)]


BRIN = "<brincode>99XX</brincode>"
VERSIE = "<xsdversie>2.2</xsdversie>"


@pytest.mark.parametrize("naam", ["leerlingen_verzoek", "leerkrachten_verzoek"])
def test_the_groups_that_must_come_are_told_apart_from_what_may_come_before_them(naam: str) -> None:
    assert expected(BRIN + VERSIE, naam) == [
        "groepen (daarvoor mag gegevenssetid of laatstontvangengegevens staan)"
    ]


@pytest.mark.parametrize("inner", [BRIN, f"{BRIN}<gegevenssetid>volledig</gegevenssetid>", BRIN + BRIN])
def test_the_version_must_come(inner: str) -> None:
    assert expected(inner) == ["xsdversie (daarvoor mag dependancecode staan)"]


def test_where_nothing_must_come_that_is_told() -> None:
    verwacht = "gegevenssetid, laatstontvangengegevens of geen element meer"
    assert expected(f"{BRIN}{VERSIE}<peildatum>2026-11-14</peildatum>") == [verwacht]


def test_of_a_choice_each_is_named() -> None:
    assert expected(VERSIE) == ["brincode of schoolkey"]
    assert expected(f"{BRIN}{VERSIE}<groepen/>", "leerlingen_verzoek") == ["groep of samengestelde_groep"]


def test_what_must_come_once_and_may_come_again() -> None:
    message = parsing.parse(verzoek().replace("</resultaat>", "</resultaat><iets/>", 1).encode())
    assert [melding.verwacht for melding in findings(schemas.LEERRESULTATEN["2.2"], message)] == ["resultaat"]


@pytest.mark.parametrize(
    ("names", "words"), [(["zork", "zonk"], "zork of zonk"), (["xsdversie"], "xsdversie")]
)
def test_what_no_schema_knows_is_only_named(names: list[str], words: str) -> None:
    assert of_names(names) == words
