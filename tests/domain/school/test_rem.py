"""The brake on imports: each reason to wait, with the same change in a measure that goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.hypothesis_profiles import examples
from tests.support.schools.builders import (
    JAAR,
    SCHOOL,
    eckid,
    groep,
    leerkracht,
    leerling,
    samengestelde_groep,
    school,
    schoolgegevens,
)
from uwlr_service.domain.school.groep import Vestiging
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.rem import Bezwaar, Maatstaf, Optie, Vrijstelling, aangehouden, judge
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

DAG = date(2026, 11, 2)
GISTEREN = DAG - timedelta(days=1)
MADE = datetime(2026, 11, 1, 8, tzinfo=UTC)


def leerlingen(first: int, last: int, **velden: Any) -> tuple[Leerling, ...]:
    """Pupils in a group, by number; each has an ECK-iD and a surname of their own."""
    return tuple(
        leerling(f"L{at}", achternaam=f"Naam{at}", **({"groep": "G1", "eckid": eckid(at)} | velden))
        for at in range(first, last)
    )


def leerkrachten(last: int, prefix: str = "K", **velden: Any) -> tuple[Leerkracht, ...]:
    """Teachers of a group, by number."""
    binding = {"groepen": (Groepsbinding("G1"),)}
    return tuple(
        leerkracht(f"{prefix}{at}", **(binding | {"eckid": eckid(at)} | velden)) for at in range(last)
    )


def of(pupils: Sequence[Leerling] = (), **delen: Any) -> Schoolgegevens:
    """A school of these pupils and parts."""
    return schoolgegevens(leerlingen=tuple(pupils), **delen)


def soorten(before: Schoolgegevens, after: Schoolgegevens, deel: Fraction = Fraction(1, 5)) -> dict[str, Any]:
    """The reasons to wait, with how many of how many."""
    bezwaren = judge(before, after, Maatstaf(dag=DAG, deel=deel))
    return {bezwaar.soort: (bezwaar.aantal, bezwaar.van) for bezwaar in bezwaren}


def changed(pupils: Iterable[Leerling], number: int, **velden: Any) -> tuple[Leerling, ...]:
    """The pupils, the first so many of whom are changed."""
    return tuple(replace(pupil, **velden) if at < number else pupil for at, pupil in enumerate(pupils))


def other_keys(pupils: Iterable[Leerling], number: int) -> tuple[Leerling, ...]:
    """The pupils, the first so many of whom have a key that was not there before."""
    return tuple(
        replace(pupil, key=f"X{pupil.key}") if at < number else pupil for at, pupil in enumerate(pupils)
    )


TEN = leerlingen(0, 10)


def test_pupils_are_missed_by_their_keys_and_not_by_how_many_there_are() -> None:
    assert soorten(of(TEN), of(leerlingen(3, 13))) == {"leerlingen_weg": (3, 10)}
    assert soorten(of(TEN), of(leerlingen(2, 12))) == {}


def test_replaced_keys_are_named_where_the_eckids_are_the_same() -> None:
    assert soorten(of(TEN), of(other_keys(TEN, 10))) == {
        "leerlingen_weg": (10, 10),
        "leerlingen_sleutels": (10, 10),
    }
    assert soorten(of(TEN), of(other_keys(TEN, 2))) == {}
    # One replaced key among three that are gone is told, because it says what happened.
    assert soorten(of(TEN), of(other_keys(TEN[2:], 1))) == {
        "leerlingen_weg": (3, 10),
        "leerlingen_sleutels": (1, 10),
    }


def test_keys_that_changed_hands_are_replaced_too() -> None:
    eckids = [pupil.eckid for pupil in TEN]
    turned = tuple(
        replace(pupil, eckid=other) for pupil, other in zip(TEN, eckids[1:] + eckids[:1], strict=True)
    )
    assert soorten(of(TEN), of(turned)) == {"leerlingen_sleutels": (10, 10)}
    swapped = (replace(TEN[0], eckid=eckids[1]), replace(TEN[1], eckid=eckids[0]), *TEN[2:])
    assert soorten(of(TEN), of(swapped)) == {}


@pytest.mark.parametrize(
    "gone",
    [{"jaargroep": "H"}, {"uitstroomdatum": GISTEREN}, {"uitstroomdatum": date(1999, 1, 1)}],
    ids=["H", "yesterday", "long ago"],
)
def test_pupils_who_stay_in_the_file_and_fall_out_of_every_answer(gone: dict[str, Any]) -> None:
    assert soorten(of(TEN), of(changed(TEN, 3, **gone))) == {"leerlingen_uitgevallen": (3, 10)}
    assert soorten(of(TEN), of(changed(TEN, 2, **gone))) == {}
    # Two who left and one who is gone are three whom a partner would delete.
    assert soorten(of(TEN), of(changed(TEN, 2, **gone)[:9])) == {"leerlingen_uitgevallen": (3, 10)}


@pytest.mark.parametrize(
    "velden",
    [
        {"uitstroomdatum": DAG},
        {"uitstroomdatum": date.max},
        {"instroomdatum": date(2027, 1, 4)},
        {"jaargroep": "S"},
    ],
    ids=["last day", "never", "to come", "other jaargroep"],
)
def test_pupils_who_are_served_still_are_no_reason(velden: dict[str, Any]) -> None:
    assert soorten(of(TEN), of(changed(TEN, 10, **velden))) == {}


def test_pupils_who_left_long_ago_do_not_make_a_loss_look_small() -> None:
    old = leerlingen(100, 110, jaargroep="H")
    assert soorten(of(TEN + old), of(TEN[3:] + old)) == {"leerlingen_uitgevallen": (3, 10)}
    assert soorten(of(TEN + old), of(TEN[2:] + old)) == {}
    # To take those away who left takes nobody from a partner; the file is a fifth smaller all the same.
    assert soorten(of(TEN + old), of(TEN)) == {"leerlingen_weg": (10, 20)}


def test_people_who_lose_every_group() -> None:
    staff = leerkrachten(10)
    bare = {"groep": None}
    assert soorten(of(TEN), of(changed(TEN, 3, **bare))) == {"leerlingen_zonder_groep": (3, 10)}
    assert soorten(of(TEN), of(changed(TEN, 2, **bare))) == {}
    assert soorten(of(TEN), of(changed(TEN, 9, groep=None, samengestelde_groepen=("S1",)))) == {}
    fewer = tuple(replace(one, groepen=()) if at < 3 else one for at, one in enumerate(staff))
    assert soorten(of(leerkrachten=staff), of(leerkrachten=fewer)) == {"leerkrachten_zonder_groep": (3, 10)}
    assert soorten(of(leerkrachten=staff), of(leerkrachten=(*fewer[1:3], *staff[3:]))) == {
        "leerkrachten_zonder_groep": (3, 10)
    }
    assert soorten(of(leerkrachten=staff), of(leerkrachten=(*fewer[:2], *staff[2:]))) == {}


def test_teachers_and_groups_of_either_kind_are_missed_too() -> None:
    def parts(number: int, prefix: str = "") -> dict[str, Any]:
        return {
            "leerkrachten": leerkrachten(number, f"{prefix}K"),
            "groepen": tuple(groep(f"{prefix}G{at}") for at in range(number)),
            "samengestelde_groepen": tuple(samengestelde_groep(f"{prefix}S{at}") for at in range(number)),
            "vestigingen": tuple(Vestiging(key=f"{prefix}V{at}", naam="V") for at in range(number)),
        }

    whole = of(**parts(5))
    assert soorten(whole, of(**parts(4))) == {}
    assert soorten(whole, of(**parts(3))) == {
        "leerkrachten_weg": (2, 5),
        "groepen_weg": (2, 5),
        "samengestelde_groepen_weg": (2, 5),
        "vestigingen_weg": (2, 5),
    }
    assert soorten(whole, of(**parts(5, "X"))) == {
        "leerkrachten_weg": (5, 5),
        "leerkrachten_sleutels": (5, 5),
        "groepen_weg": (5, 5),
        "samengestelde_groepen_weg": (5, 5),
        "vestigingen_weg": (5, 5),
    }


def test_the_same_measure_holds_for_a_school_of_one_class() -> None:
    small = of(leerlingen(0, 4), groepen=(groep("G1"),), leerkrachten=leerkrachten(1))
    assert soorten(small, replace(small, leerlingen=leerlingen(0, 3))) == {"leerlingen_weg": (1, 4)}
    assert soorten(small, replace(small, leerkrachten=())) == {"leerkrachten_weg": (1, 1)}
    assert soorten(small, replace(small, leerlingen=leerlingen(0, 3)), Fraction(1, 4)) == {}


@pytest.mark.parametrize(
    ("velden", "soort"),
    [
        ({"achternaam": "Anders"}, "achternamen"),
        ({"achternaam": None, "voorvoegsel": None}, "achternamen"),
        ({"geboortedatum": date(2016, 1, 1)}, "geboortedatums"),
        ({"geboortedatum": None}, "geboortedatums"),
    ],
    ids=["surname", "no surname", "birth date", "no birth date"],
)
def test_a_mass_of_other_surnames_or_birth_dates(velden: dict[str, Any], soort: str) -> None:
    assert soorten(of(TEN), of(changed(TEN, 3, **velden))) == {soort: (3, 10)}
    assert soorten(of(TEN), of(changed(TEN, 2, **velden))) == {}
    assert soorten(of(changed(TEN, 10, **velden)), of(changed(TEN, 10, **velden))) == {}
    # Among those who stay: whoever is new, or gone, has changed nothing.
    eight = (*changed(TEN, 2, **velden)[:8], *leerlingen(20, 25))
    assert soorten(of(TEN), of(eight)) == {soort: (2, 8)}


def test_what_is_no_mass_change() -> None:
    spelled = changed(TEN, 10, voorvoegsel="van", achternaam="Dijk")
    joined = changed(TEN, 10, voorvoegsel=None, achternaam="van Dijk")
    assert soorten(of(spelled), of(joined)) == soorten(of(joined), of(spelled)) == {}
    unknown = changed(TEN, 10, geboortedatum=None)
    assert soorten(of(unknown), of(TEN)) == {}
    assert soorten(of(TEN), of(changed(TEN, 10, roepnaam="Kim", geslacht=9, jaargroep="5"))) == {}
    # One name that was put right is not a mass, at the smallest of schools.
    assert soorten(of(TEN[:2]), of(changed(TEN[:2], 1, achternaam="Anders"))) == {}


@pytest.mark.parametrize(
    ("made", "reached", "waits"),
    [
        (MADE - timedelta(seconds=1), MADE, True),
        (MADE, MADE, False),
        (MADE + timedelta(seconds=1), MADE, False),
        (None, MADE, False),
        (MADE, None, False),
    ],
)
def test_a_file_that_was_made_before_the_state_waits(
    made: datetime | None, reached: datetime | None, waits: bool
) -> None:
    after = schoolgegevens(school=school(aanmaakdatum=made))
    bezwaren = judge(schoolgegevens(school=school()), after, Maatstaf(dag=DAG, aanmaakdatum=reached))
    assert [bezwaar.optie for bezwaar in bezwaren] == [Optie.OLDER] * waits


def test_the_sentence_has_every_figure_and_names_each_option_once() -> None:
    before = of(TEN, leerkrachten=leerkrachten(3), school=school())
    after = of(changed(other_keys(TEN[1:], 3), 9, achternaam="Anders"), school=school(aanmaakdatum=MADE))
    maatstaf = Maatstaf(dag=DAG, deel=Fraction(3, 10), aanmaakdatum=MADE + timedelta(days=1))
    tekst = aangehouden(SCHOOL, JAAR, judge(before, after, maatstaf)).tekst
    assert tekst.split("; ") == [
        f"School 99XX/16, schooljaar {JAAR}: de aanmaakdatum 2026-11-01T09:00:00+01:00 is ouder dan die van"
        " de vorige stand (2026-11-02T09:00:00+01:00)",
        "4 van de 10 leerlingen zouden verdwijnen: meer dan 30%",
        "de sleutels zijn vervangen, de ECK-iD's zijn gelijk: dat geldt voor 3 van de 10 leerlingen",
        "3 van de 3 leerkrachten zouden verdwijnen: meer dan 30%",
        "6 van de 6 leerlingen zouden een andere achternaam krijgen: meer dan 30%. Er is niets gewijzigd",
        "herhaal de opdracht met --allow-older --allow-shrink --allow-mass-change als dit klopt.",
    ]


@pytest.mark.parametrize("optie", Optie)
def test_an_option_covers_what_it_is_for_and_nothing_else(optie: Optie) -> None:
    field = optie.value.removeprefix("--").replace("-", "_")
    allowed = Vrijstelling(**{field: True})
    covered = [other for other in Optie if allowed.covers(Bezwaar(soort="s", tekst="t", optie=other))]
    assert covered == [optie]


SCHOLEN = st.builds(
    lambda pupils, staff, groepen: schoolgegevens(leerlingen=pupils, leerkrachten=staff, groepen=groepen),
    st.lists(
        st.builds(
            leerling,
            st.integers(0, 12).map(lambda number: f"L{number}"),
            eckid=st.none() | st.integers(0, 12).map(eckid),
            achternaam=st.sampled_from(["A", "B", None]),
            jaargroep=st.sampled_from(["4", "H"]),
            groep=st.sampled_from(["G1", None]),
            uitstroomdatum=st.sampled_from([None, GISTEREN, DAG]),
        ),
        unique_by=(lambda pupil: pupil.key, lambda pupil: pupil.eckid or pupil.key),
        max_size=12,
    ).map(tuple),
    st.lists(st.integers(0, 6).map(lambda number: leerkracht(f"K{number}")), unique=True).map(tuple),
    st.lists(st.integers(0, 6).map(lambda number: groep(f"G{number}")), unique=True).map(tuple),
)
DELEN = st.integers(0, 10).map(lambda number: Fraction(number, 10))


@settings(max_examples=examples(100))
@given(SCHOLEN, DELEN)
def test_a_school_that_stays_as_it_is_never_waits(whole: Schoolgegevens, deel: Fraction) -> None:
    assert judge(whole, whole, Maatstaf(dag=DAG, deel=deel)) == ()


@settings(max_examples=examples(100))
@given(SCHOLEN, SCHOLEN)
def test_where_all_may_go_nothing_waits(before: Schoolgegevens, after: Schoolgegevens) -> None:
    assert judge(before, after, Maatstaf(dag=DAG, deel=Fraction(1))) == ()


@settings(max_examples=examples(200))
@given(SCHOLEN, SCHOLEN, DELEN, DELEN)
def test_a_larger_part_lets_more_through_and_figures_are_of_what_was_there(
    before: Schoolgegevens, after: Schoolgegevens, deel: Fraction, other: Fraction
) -> None:
    strict = judge(before, after, Maatstaf(dag=DAG, deel=min(deel, other)))
    loose = judge(before, after, Maatstaf(dag=DAG, deel=max(deel, other)))
    assert bool(strict) >= bool(loose)
    for bezwaar in (*strict, *loose):
        assert bezwaar.aantal is not None
        assert bezwaar.van is not None
        assert 0 < bezwaar.aantal <= bezwaar.van


@settings(max_examples=examples(200))
@given(SCHOLEN, SCHOLEN, DELEN)
def test_a_partner_never_loses_more_than_the_part_without_a_person(
    before: Schoolgegevens, after: Schoolgegevens, deel: Fraction
) -> None:
    if judge(before, after, Maatstaf(dag=DAG, deel=deel)):
        return
    served_before = served(before)
    assert len(served_before - served(after)) <= len(served_before) * deel


def served(gegevens: Schoolgegevens) -> set[str]:
    """Pupils whom a partner gets, by another way than that of the brake."""
    return {
        pupil.key
        for pupil in gegevens.leerlingen
        if pupil.jaargroep != "H" and (pupil.uitstroomdatum or DAG) >= DAG
    }
