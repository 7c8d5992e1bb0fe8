"""Decisions as a LAS sends them: what they mean, and what is refused before anything is judged."""

from datetime import UTC, datetime
from typing import Any

import pytest

from uwlr_service.domain.fouten.mensen import BesluitOngeldig
from uwlr_service.domain.las.besluit import Groepskeuze, Koppelingkeuze, Voorstelkeuze
from uwlr_service.formats.las.besluit import read_koppelingbesluit, read_voorstelbesluit

GETOOND = "a" * 64
YES: dict[str, Any] = {
    "besluit": "accepteren",
    "namens": "Anna de Vries",
    "getoond": GETOOND,
    "bewezen": "2026-09-01T09:30:00+02:00",
    "velden": {"leerling/roepnaam": True, "leerling/geslacht": False},
    "leerlingen": {"jaargroepen": ["4", "5"]},
    "bestuur": "Het bestuur heeft de verwerkersovereenkomst getekend.",
    "reden": "  Graag vanaf mei. ",
}
LESS: dict[str, Any] = {
    "besluit": "versmallen",
    "namens": "Anna de Vries",
    "getoond": GETOOND,
    "velden": {"leerling/geslacht": False},
    "leerlingen": {"groepen": ["G1"]},
}


def test_a_yes_means_what_was_sent() -> None:
    besluit = read_voorstelbesluit(YES)
    assert besluit.besluit is Voorstelkeuze.ACCEPTEREN
    assert (besluit.beslisser.namens, besluit.beslisser.getoond) == ("Anna de Vries", GETOOND)
    assert besluit.beslisser.bewezen == datetime(2026, 9, 1, 7, 30, tzinfo=UTC)
    assert besluit.velden == {"leerling/roepnaam": True, "leerling/geslacht": False}
    assert besluit.leerlingen == Groepskeuze(jaargroepen=frozenset({"4", "5"}))
    assert besluit.reden == "Graag vanaf mei."


def test_what_is_not_said_is_left_alone() -> None:
    besluit = read_voorstelbesluit({"besluit": "afwijzen", "namens": "Anna", "getoond": GETOOND})
    assert (besluit.velden, besluit.leerlingen.is_empty, besluit.reden) == ({}, True, None)
    assert besluit.beslisser.bewezen is None


def test_an_empty_list_is_said() -> None:
    besluit = read_koppelingbesluit(LESS | {"leerlingen": {"groepen": []}})
    assert besluit.leerlingen == Groepskeuze(groepen=frozenset())
    assert not besluit.leerlingen.is_empty


@pytest.mark.parametrize("keuze", [keuze for keuze in Koppelingkeuze if keuze != "versmallen"])
def test_a_step_has_nothing_but_who_and_what_was_shown(keuze: Koppelingkeuze) -> None:
    step = {"besluit": keuze.value, "namens": "Anna", "getoond": GETOOND}
    assert read_koppelingbesluit(step).besluit is keuze
    with pytest.raises(BesluitOngeldig, match="horen alleen"):
        read_koppelingbesluit(step | {"velden": {}})


@pytest.mark.parametrize(
    "wrong",
    [
        {"besluit": "ja"},
        {"besluit": None},
        {"besluit": ["accepteren"]},
        {"namens": ""},
        {"namens": " \u00a0"},
        {"namens": 7},
        {"getoond": GETOOND.upper()},
        {"getoond": GETOOND[:-1]},
        {"getoond": f"{GETOOND}\n"},
        {"bewezen": "2026-09-01T09:30:00"},
        {"bewezen": "2026-13-01T09:30:00Z"},
        {"bewezen": "0001-01-01T00:00:00+23:59"},
        {"bewezen": "gisteren"},
        {"bewezen": 1},
        {"velden": ["leerling/roepnaam"]},
        {"velden": {"leerling/roepnaam": "ja"}},
        {"velden": {"leerling/roepnaam": 1}},
        {"velden": {f"leerling/{number}": True for number in range(1001)}},
        {"leerlingen": []},
        {"leerlingen": {"leerlingen": ["L1"]}},
        {"leerlingen": {"groepen": "G1"}},
        {"leerlingen": {"groepen": [1]}},
        {"leerlingen": {"groepen": [""]}},
        {"leerlingen": {"groepen": None}},
        {"leerlingen": {"groepen": ["x" * 513]}},
        {"leerlingen": {"groepen": ["G\x00"]}},
        {"leerlingen": {"groepen": ["\ud800"]}},
        {"velden": {"leerling/\x00": True}},
        {"bestuur": True},
        {"bestuur": "x" * 301},
        {"bestuur": "ja\u202enee"},
        {"reden": "x" * 301},
        {"akkoord": True},
    ],
)
def test_what_cannot_be_read_is_refused_and_not_quoted(wrong: dict[str, Any]) -> None:
    with pytest.raises(BesluitOngeldig) as error:
        read_voorstelbesluit(YES | wrong)
    assert "gisteren" not in error.value.tekst
    assert "x" * 30 not in error.value.tekst


@pytest.mark.parametrize("document", [None, [], "accepteren", 1, True, {}])
def test_what_is_no_decision_is_refused(document: object) -> None:
    with pytest.raises(BesluitOngeldig):
        read_voorstelbesluit(document)
    with pytest.raises(BesluitOngeldig):
        read_koppelingbesluit(document)


def test_narrowing_gives_less_and_says_what() -> None:
    besluit = read_koppelingbesluit(LESS)
    assert besluit.uit == {"leerling/geslacht"}
    with pytest.raises(BesluitOngeldig, match="false"):
        read_koppelingbesluit(LESS | {"velden": {"leerling/geslacht": True}})
    with pytest.raises(BesluitOngeldig, match="Noem"):
        read_koppelingbesluit({name: LESS[name] for name in ("besluit", "namens", "getoond")})


def test_a_decision_about_a_proposal_is_not_one_about_a_link() -> None:
    with pytest.raises(BesluitOngeldig):
        read_koppelingbesluit(YES)
    with pytest.raises(BesluitOngeldig):
        read_voorstelbesluit(LESS)
