"""Whose account is whose, through any sequence of imports: one for each person, never shared."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.hypothesis_profiles import examples
from tests.support.schools.builders import groep, leerkracht, leerling, schoolgegevens
from uwlr_service.domain.account.importaccount import Importaccount, Persoon, Plan, people_of, plan
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.leerkracht import Groepsbinding

DAY = date(2026, 11, 26)
KEYS = ("K1", "K2", "K3", "K4")
ECKIDS = (None, "E1", "E2", "E3")
ROLLEN = (Rol.LEERKRACHT, Rol.LEERLING)


def persoon(key: str, eckid: str | None = None, rol: Rol = Rol.LEERLING, naam: str = "Emma") -> Persoon:
    return Persoon(rol=rol, key=key, eckid=eckid, naam=naam)


def carry_out(known: list[Importaccount], made: Plan) -> list[Importaccount]:
    """The accounts as the database has them after a plan."""
    after = {account.id: account for account in known}
    for account in made.sleutelloos:
        after[account.id] = replace(after[account.id], persoon=None)
    for account in made.gesloten:
        after[account.id] = replace(after[account.id], is_open=False)
    for each in made.blijvend:
        after[each.account.id] = replace(
            each.account,
            persoon=each.persoon.key,
            eckid=each.persoon.eckid,
            naam=each.persoon.naam,
            groepen=each.persoon.groepen,
            is_open=True,
        )
    for number, new in enumerate(made.nieuw, len(after) + 1):
        after[number] = Importaccount(
            id=number,
            inlog=number,
            inlognaam=f"{number}@99xx00",
            naam=new.naam,
            rol=new.rol,
            persoon=new.key,
            eckid=new.eckid,
            groepen=new.groepen,
            is_open=True,
        )
    return list(after.values())


def follow(*states: list[Persoon]) -> list[Importaccount]:
    """The accounts after these states, one after another."""
    known: list[Importaccount] = []
    for state in states:
        known = carry_out(known, plan(state, known))
    return known


def number_of(key: str, known: list[Importaccount]) -> int:
    (account,) = [account for account in known if account.persoon == key and account.is_open]
    return account.id


STATES = st.lists(
    st.dictionaries(st.tuples(st.sampled_from(ROLLEN), st.sampled_from(KEYS)), st.sampled_from(ECKIDS)),
    max_size=6,
)


@settings(max_examples=examples(300))
@given(STATES)
def test_any_sequence_leaves_one_account_for_each_person(
    states: list[dict[tuple[Rol, str], str | None]],
) -> None:
    known: list[Importaccount] = []
    for state in states:
        people = [persoon(key, eckid, rol) for (rol, key), eckid in state.items()]
        before = known
        known = carry_out(before, plan(people, before))
        is_open = [(account.rol, account.persoon) for account in known if account.is_open]
        assert sorted(is_open) == sorted(state)
        keys = [(account.rol, account.persoon) for account in known if account.persoon is not None]
        assert len(keys) == len(set(keys))
        assert [account.inlog for account in before] == [account.inlog for account in known][: len(before)]
        assert plan(people, known) == replace(
            plan(people, known), nieuw=(), gesloten=(), sleutelloos=()
        )  # the same file again changes nothing
        assert (plan(people, known).gewijzigd, plan(people, known).afgebroken) == ((), ())


@settings(max_examples=examples(300))
@given(st.lists(st.permutations(KEYS), max_size=5))
def test_whoever_has_an_eckid_keeps_the_account_under_any_key(orders: list[list[str]]) -> None:
    known = follow([persoon(key, f"E{at}") for at, key in enumerate(KEYS)])
    first = {account.eckid: account.id for account in known}
    for keys in orders:
        known = carry_out(known, plan([persoon(key, f"E{at}") for at, key in enumerate(keys)], known))
        assert {account.eckid: account.id for account in known} == first


def test_who_is_gone_comes_back_to_the_same_account() -> None:
    here = [persoon("K1"), persoon("K2")]
    gone = follow(here, [persoon("K2")])
    assert [account.is_open for account in gone] == [False, True]
    back = plan(here, gone)
    assert [account.id for account in back.heropend] == [1]
    assert back.nieuw == ()


def test_a_replaced_key_with_the_same_eckid_is_the_same_person() -> None:
    known = follow([persoon("K1", "E1")], [persoon("K9", "E1")])
    assert [(account.id, account.persoon, account.is_open) for account in known] == [(1, "K9", True)]


def test_a_key_that_was_given_to_somebody_else_does_not_bring_an_account_along() -> None:
    known = follow([persoon("K1", "E1"), persoon("K2", "E2")], [persoon("K1", "E2")])
    assert number_of("K1", known) == 2
    assert [account.persoon for account in known] == [None, "K1"]
    back = carry_out(known, plan([persoon("K1", "E2"), persoon("K3", "E1")], known))
    assert number_of("K3", back) == 1


def test_an_eckid_that_occurs_twice_decides_nothing() -> None:
    known = follow([persoon("K1", "E1")], [persoon("K2", "E1"), persoon("K3", "E1")])
    assert [(account.persoon, account.is_open) for account in known] == [
        ("K1", False),
        ("K2", True),
        ("K3", True),
    ]
    later = carry_out(known, plan([persoon("K4", "E1")], known))
    assert number_of("K4", later) == 4


def test_a_pupil_and_a_teacher_with_one_key_are_two_people() -> None:
    known = follow([persoon("K1", "E1"), persoon("K1", "E1", Rol.LEERKRACHT)], [persoon("K1", "E1")])
    assert [(account.rol, account.is_open) for account in known] == [
        (Rol.LEERLING, True),
        (Rol.LEERKRACHT, False),
    ]


def test_sessions_end_of_whoever_is_gone_or_has_other_groups() -> None:
    both = [persoon("K1"), persoon("K2"), persoon("K3")]
    known = follow(both)
    regrouped = [replace(persoon("K1"), groepen=("G1",)), replace(persoon("K2"), naam="Noor")]
    made = plan(regrouped, known)
    assert [account.persoon for account in made.afgebroken] == ["K3", "K1"]
    assert [each.persoon.naam for each in made.hernoemd] == ["Noor"]


def test_the_people_of_a_school_are_those_who_are_not_gone() -> None:
    gegevens = schoolgegevens(
        groepen=(groep("G1"), groep("G2")),
        leerlingen=(
            leerling("L1", voorvoegsel="van"),
            leerling("L2", uitstroomdatum=date(2026, 11, 25)),
            leerling("L3", uitstroomdatum=DAY),
            leerling("L4", jaargroep="H"),
            leerling("L5", instroomdatum=date(2027, 1, 4)),
            leerling("L6", roepnaam=None, voornamen=None, achternaam=None),
        ),
        leerkrachten=(leerkracht("K1", groepen=(Groepsbinding("G2"), Groepsbinding("G1"))),),
    )
    people = people_of(gegevens, DAY)
    assert [(each.key, each.naam) for each in people] == [
        ("K1", "Kim Bos"),
        ("L1", "Sanne van Jansen"),
        ("L3", "Sanne Jansen"),
        ("L5", "Sanne Jansen"),
        ("L6", "Leerling"),
    ]
    assert people[0].groepen == ("G1", "G2")
