"""Sign-in names of imported people: plain, unique, and never those of anybody who is invited."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uwlr_service.domain.account.inlognaam import fold, read_mailadres
from uwlr_service.domain.account.schoolnaam import behind_the_at, new_names, plain
from uwlr_service.domain.fouten import WaardeOngeldig
from uwlr_service.domain.school.school import Schoolcode


@pytest.mark.parametrize(
    ("naam", "expected"),
    [
        ("Emma Jansen", "emma.jansen"),
        ("Zoë O'Brien", "zoe.o.brien"),
        ("Daan van den Çelik-Bos", "daan.van.den.celik.bos"),
        ("Łukasz Sørensen", "lukasz.sorensen"),
        ("Ayşe Yıldız", "ayse.yildiz"),
        ("  ", "account"),
        ("王", "account"),
        ("a" * 200, "a" * 64),
    ],
)
def test_a_name_is_in_letters_that_every_keyboard_has(naam: str, expected: str) -> None:
    assert plain(naam) == expected


def test_what_stands_behind_the_at_is_of_one_school() -> None:
    assert behind_the_at(Schoolcode("99XX", "16"), 3) == "99xx16"
    assert behind_the_at(Schoolcode(schoolkey="99XX16"), 3) == "school3"


def test_equal_names_get_a_number() -> None:
    people = ["Emma Jansen", "Emma Jansen", "emma jansen", "Bo 2", "Bo", "Bo"]
    taken = ["emma.jansen@99xx00", "emma.jansen3@99xx00"]
    assert list(new_names(people, "99xx00", taken)) == [
        "emma.jansen2@99xx00",
        "emma.jansen4@99xx00",
        "emma.jansen5@99xx00",
        "bo.2@99xx00",
        "bo@99xx00",
        "bo2@99xx00",
    ]


@given(st.lists(st.text(max_size=8)), st.sets(st.sampled_from(["a@99xx00", "a2@99xx00", "account@99xx00"])))
def test_no_name_is_taken_or_a_mail_address(people: list[str], taken: set[str]) -> None:
    names = list(new_names(people, "99xx00", taken))
    assert len(set(names) | taken) == len(people) + len(taken)
    for name in names:
        assert fold(name) == name
        with pytest.raises(WaardeOngeldig):
            read_mailadres(name)
