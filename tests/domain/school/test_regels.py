"""What may be stored: everything in the builders, and nothing that could not be written back."""

from dataclasses import replace
from typing import Any

import pytest

from tests.support.schools.builders import leerkracht, leerling, school, schoolgegevens
from uwlr_service.domain.school import regels
from uwlr_service.domain.school.leerkracht import Groepsbinding, Rol
from uwlr_service.domain.school.school import Toevoeging


def test_the_small_school_may_be_stored() -> None:
    assert regels.violations(schoolgegevens()) == []


@pytest.mark.parametrize(
    "velden",
    [
        {"key": "#001"},
        {"key": ""},
        {"key": " L1"},
        {"key": "x" * 257},
        {"jaargroep": None},
        {"jaargroep": "9"},
        {"achternaam": None, "roepnaam": None},
        {"achternaam": None, "voorvoegsel": "de"},
        {"achternaam": "Jan\x00sen"},
        {"voorvoegsel": "van den der "},
        {"geslacht": 3},
        {"bsn_ondwnr_4": "٤٨٢١"},
        {"postcodenl": "1234AB", "postcodeoverig": "X"},
        {"groep": "onbekend"},
        {"samengestelde_groepen": ("S1", "S1")},
        {"vestiging": "onbekend"},
        {"toevoegingen": (Toevoeging("", "opmerking"),)},
        {"toevoegingen": (Toevoeging("c", "opmer\x00king"),)},
    ],
)
def test_a_pupil_that_may_not_be_stored(velden: dict[str, Any]) -> None:
    gegevens = replace(schoolgegevens(), leerlingen=(leerling(**velden),))
    found = regels.violations(gegevens)
    assert found
    quotable = {"key", "groep", "vestiging", "samengestelde_groepen"}
    for name, value in velden.items():
        if name not in quotable and isinstance(value, str) and len(value) > 1:
            assert not any(value in melding.tekst for melding in found)


@pytest.mark.parametrize(
    "velden",
    [
        {"rollen": (Rol("ZZZ"),)},
        {"rollen": (Rol(),)},
        {"rollen": (Rol("LRK", "en ook"),)},
        {"rollen": (Rol(omschrijving=""),)},
        {"rollen": (Rol(omschrijving="x" * 257),)},
        {"rollen": (Rol(omschrijving="mees\x00ter"),)},
        {"groepen": (Groepsbinding("G1"), Groepsbinding("G1"))},
        {"groepen": (Groepsbinding("S1"),)},  # S1 is a samengestelde groep
    ],
)
def test_a_teacher_that_may_not_be_stored(velden: dict[str, Any]) -> None:
    assert regels.violations(replace(schoolgegevens(), leerkrachten=(leerkracht(**velden),)))


def test_keys_and_eckids_are_unique() -> None:
    twins = (leerling("L1", eckid="e"), leerling("L1", eckid="e"))
    teksten = [melding.tekst for melding in regels.violations(schoolgegevens(leerlingen=twins))]
    assert len(teksten) == 2
    assert (
        regels.violations(schoolgegevens(school=school(), leerlingen=(leerling("L1"), leerling("L2")))) == []
    )
