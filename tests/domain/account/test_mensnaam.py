"""The name of a person: what nobody can see is refused, and makes nobody another person."""

import pytest

from uwlr_service.domain.account import mensnaam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd

SAME = ("EVA", "E va", "E.va", "E\u200bva", "E\u00adva", "Ev\u034fa", "Ev\ufe0fa", "\uff25va")


@pytest.mark.parametrize(
    "naam", ["E\u200bva", "E\u00adva", "E\u202eva", "E\u3164va", "E\x00va", "", " ", "E" * 129]
)
def test_a_name_that_cannot_be_read_is_refused(naam: str) -> None:
    with pytest.raises(Geweigerd, match="allemaal te zien"):
        mensnaam.read(naam)


def test_spaces_between_words_are_one() -> None:
    assert mensnaam.read("  Eva\n de\tVries ") == "Eva de Vries"
    assert Handelende.opdrachtregel("Eva\n de Vries").naam == "Eva de Vries"
    with pytest.raises(Geweigerd):
        Handelende.opdrachtregel("E\u200bva")
    assert not Handelende.opdrachtregel("  ").is_named


@pytest.mark.parametrize("naam", SAME)
def test_what_nobody_sees_makes_nobody_another_person(naam: str) -> None:
    assert mensnaam.fold(naam) == mensnaam.fold("Eva")


def test_two_people_stay_two() -> None:
    assert mensnaam.fold("Ren\u00e9") == mensnaam.fold("Rene\u0301")
    assert mensnaam.fold("Ren\u00e9") != mensnaam.fold("Rene")
    assert mensnaam.fold("Eva") != mensnaam.fold("Iva")


def test_each_person_is_named_once_by_the_first_spelling() -> None:
    typed = ("  Eva  de\nVries ", "eva de vries", "", "Bo", "E.V.A. DE VRIES", "bo ")
    assert mensnaam.people(typed) == ("Eva de Vries", "Bo")
    with pytest.raises(Geweigerd):
        mensnaam.people(("Eva", "E\u200bva"))
