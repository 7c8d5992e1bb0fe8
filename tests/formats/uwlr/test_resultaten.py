"""Values in a message with results that the schema takes and Python does not hold."""

import pytest

from tests.support.messages.results import norm, oso, resultaat, toets, toetsafname, verzoek
from uwlr_service.domain.fouten import Melding, OngeldigBericht
from uwlr_service.formats import parsing
from uwlr_service.formats.uwlr.resultaten import read_leerresultaten

DIGITS = "9" * 5000
"""Python reads 4,300."""
RESULTAAT = "/leerresultaten_verzoek/toetsafnames/toetsafname/resultaten/resultaat"


def faults(message: str) -> list[Melding]:
    with pytest.raises(OngeldigBericht) as caught:
        read_leerresultaten(parsing.parse(message.encode()))
    return list(caught.value.meldingen)


@pytest.mark.parametrize(
    ("bad", "naam"),
    [
        (resultaat("R1", DIGITS), "score"),
        (resultaat("R1", datum="12026-11-02"), "afnamedatum"),
        (resultaat("R1", datum="-2026-11-02"), "afnamedatum"),
        (resultaat("R1", uitslag=oso(f"<o:aantalgoed>{'0' * 5000}7</o:aantalgoed>")), "osoresultaat"),
    ],
    ids=["score", "year of five digits", "year before our era", "oso"],
)
def test_a_value_that_cannot_be_kept_is_told_with_its_place_and_key(bad: str, naam: str) -> None:
    (melding,) = faults(verzoek(toetsafname("L1", bad)))
    assert melding.tekst == f"'{naam}' heeft een waarde die geen computer kan bewaren"
    assert (melding.pad, melding.key) == (f"{RESULTAAT}/{naam}", "R1")
    assert DIGITS not in melding.tekst


def test_every_value_that_cannot_be_kept_is_told() -> None:
    normen = norm("goed", 0, 10).replace(">10<", f">{DIGITS}<")
    results = (resultaat("R1", DIGITS), resultaat("R2", datum="12026-11-02"), resultaat("R3"))
    meldingen = faults(verzoek(toetsafname("L1", *results), toetsen=toets(normen=normen)))
    assert [melding.key for melding in meldingen] == ["R1", "R2", None]
    assert meldingen[-1].tekst == "de toets bevat een getal dat geen computer kan bewaren"
