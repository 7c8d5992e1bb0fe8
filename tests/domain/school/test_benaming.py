"""Groups are sorted as a school does, and found by key or by the name that people know."""

import pytest

from uwlr_service.domain.school.benaming import (
    MOST_NAMES,
    Benoemd,
    NaamOnduidelijk,
    find,
    in_order,
    names,
    of_year,
    order,
)

JAAR = "2026-2027"


def groep(key: str, naam: str, jaargroep: str | None = None, jaar: str = JAAR) -> Benoemd:
    """A group of a school year."""
    return Benoemd(key=key, naam=naam, schooljaar=jaar, jaargroep=jaargroep, wat=f"jaargroep {jaargroep}")


def test_numbers_are_sorted_as_numbers_and_names_by_their_year() -> None:
    sorted_names = ["1/2A", "1/2B", "3", "4", "4B", "De Vlinders", "6", "8", "Groep 10", "Bovenbouw"]
    groepen = [groep(naam, naam, "5" if naam == "De Vlinders" else None) for naam in reversed(sorted_names)]
    assert [benoemd.naam for benoemd in in_order(groepen)] == sorted_names
    assert order("Groep 9") < order("Groep 10")


def test_a_key_goes_before_a_name() -> None:
    assert find("7", [groep("7", "Groep 8"), groep("G7", "7")], JAAR) == "7"


def test_a_name_that_two_have_is_refused_with_their_keys() -> None:
    with pytest.raises(NaamOnduidelijk) as refused:
        find("plus", [groep("P1", "Plus", "7"), groep("P2", "PLUS", "8")], JAAR)
    assert "Plus (key P1, jaargroep 7); PLUS (key P2, jaargroep 8)" in refused.value.tekst


def test_a_name_is_one_of_this_year_or_else_of_the_newest() -> None:
    former = groep("OLD", "Groep 7", jaar="2025-2026")
    assert find("Groep 7", [former, groep("NEW", "Groep 7")], JAAR) == "NEW"
    assert find("OLD", [former, groep("NEW", "Groep 7")], JAAR) == "OLD"
    assert find("Groep 7", [former], JAAR) == "OLD"
    assert find("Groep 8", [former], JAAR) is None
    assert of_year([], JAAR) == []


def test_a_sentence_names_no_more_than_a_reader_reads() -> None:
    assert names([]) == "geen"
    many = names(groep(str(number), f"Groep {number}") for number in range(MOST_NAMES + 2))
    assert many.endswith(" en nog 2")
