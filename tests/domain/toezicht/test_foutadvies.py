"""What to do about each fault: every code that a partner can get has a text in both languages."""

import re
from collections.abc import Iterator

import pytest

from uwlr_service.domain.fouten import BerichtFout
from uwlr_service.domain.toezicht.foutadvies import ADVIEZEN, ANDERS, GOED, Advies, advies, is_fault
from uwlr_service.domain.uwlr.antwoordsoort import Antwoordsoort, Bevestigingsoort
from uwlr_service.web import problem

MOST_WORDS = 20


def families(kind: type[BerichtFout]) -> Iterator[type[BerichtFout]]:
    """A kind of fault with all that are of it."""
    yield kind
    for narrower in kind.__subclasses__():
        yield from families(narrower)


CODES = sorted({kind.faultcode for kind in families(BerichtFout)})
OF_GENERIEK = ("LeverancierOngeldig", "GeneriekUit", "AdresGeweigerd", "SchoolNietGekoppeld")
REDENEN = {kind.reden for kind in problem.DECIDED}
"""Kept with the call instead of the name of the problem."""
NAMES = {naam for kind, (_, naam, _) in problem.KINDS.items() if kind not in problem.DECIDED}
PROBLEMS = sorted(REDENEN | NAMES | {naam for naam, _, _ in problem.STATUSES.values()})


@pytest.mark.parametrize("uitkomst", [*CODES, *(f"Client.{kind}" for kind in OF_GENERIEK), *PROBLEMS])
def test_every_fault_has_advice_of_its_own(uitkomst: str) -> None:
    assert is_fault(uitkomst)
    assert uitkomst in ADVIEZEN
    assert advies(uitkomst) not in (None, ANDERS)


@pytest.mark.parametrize("uitkomst", [*Antwoordsoort, *Bevestigingsoort, "200", "206", "304"])
def test_what_is_good_needs_none(uitkomst: str) -> None:
    assert advies(uitkomst) is None
    assert uitkomst in GOED


def test_what_has_no_text_of_its_own_has_that_of_its_family() -> None:
    assert advies("Client.OngeldigBericht.InhoudOngeldig") == ADVIEZEN["Client.OngeldigBericht"]
    assert advies("Client.WatAnders") == ADVIEZEN["Client"]
    assert advies("onbekend") == ANDERS


@pytest.mark.parametrize("advice", ADVIEZEN.values(), ids=ADVIEZEN)
def test_sentences_are_short(advice: Advies) -> None:
    for text in (advice.nl, advice.en):
        assert text.endswith((".", "?"))
        assert all(len(sentence.split()) <= MOST_WORDS for sentence in re.split(r"(?<=[.?!;])\s+", text))
