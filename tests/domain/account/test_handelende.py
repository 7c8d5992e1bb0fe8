"""Who may do what: by role, at the own school or partner only, and with a fresh proof where it is asked."""

from datetime import timedelta

import pytest

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import AHEAD, FRESH, Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import LAS_BESLIST, LAS_ZIET, ROLLEN_VAN, Actie, Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, VersBewijsNodig
from uwlr_service.domain.fouten.mensen import AlleenInPortaal
from uwlr_service.domain.school.school import Schoolcode

SCHOOL = Schoolcode.parse("99XX")
OTHER = Schoolcode.parse("99YY")


def person(account: Account, *, minutes: float | None = None) -> Handelende:
    """Somebody with one account, who proved a second factor so many minutes ago."""
    bewezen = None if minutes is None else tijd.now() - timedelta(minutes=minutes)
    return Handelende(
        herkomst=Herkomst.PORTAAL, naam="S. Voorbeeld", inlog=1, accounts=(account,), bewezen=bewezen
    )


def test_every_action_has_roles() -> None:
    assert ROLLEN_VAN.keys() == set(Actie)
    assert all(ROLLEN_VAN.values())


def test_nobody_of_a_school_or_partner_does_what_is_of_the_service() -> None:
    of_service = {actie for actie, rollen in ROLLEN_VAN.items() if rollen == {Rol.OPERATOR}}
    beheerder = person(Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=SCHOOL))
    assert of_service
    assert not [actie for actie in of_service if beheerder.may(actie)]


def test_an_account_ends_at_its_own_school() -> None:
    beheerder = person(Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=SCHOOL))
    assert beheerder.may(Actie.BESLUITEN, school=SCHOOL)
    with pytest.raises(NietToegestaan):
        beheerder.require(Actie.BESLUITEN, school=OTHER)


def test_a_reader_does_not_decide() -> None:
    lezer = person(Account(id=1, rol=Rol.SCHOOLLEZER, school=SCHOOL))
    assert lezer.may(Actie.RESULTATEN_ZIEN, school=SCHOOL)
    assert not lezer.may(Actie.BESLUITEN, school=SCHOOL)


def test_an_account_ends_at_its_own_partner() -> None:
    partner = person(Account(id=1, rol=Rol.PARTNERBEHEERDER, koppelpartner=7))
    assert partner.may(Actie.SLEUTELS, koppelpartner=7)
    assert not partner.may(Actie.SLEUTELS, koppelpartner=8)


def test_an_operator_sees_no_results() -> None:
    operator = person(Account(id=1, rol=Rol.OPERATOR))
    assert operator.may(Actie.TOELATEN, koppelpartner=7)
    assert not operator.may(Actie.RESULTATEN_ZIEN, school=SCHOOL)


@pytest.mark.parametrize("minutes", [None, FRESH.total_seconds() / 60 + 1])
def test_an_old_proof_does_not_count_as_fresh(minutes: float | None) -> None:
    operator = person(Account(id=1, rol=Rol.OPERATOR), minutes=minutes)
    with pytest.raises(VersBewijsNodig):
        operator.require_fresh()


def test_a_proof_of_a_minute_ago_is_fresh() -> None:
    operator = person(Account(id=1, rol=Rol.OPERATOR), minutes=1)
    operator.require_fresh()  # raises if it is not
    assert operator.bewezen is not None


@pytest.mark.parametrize("door", [Handelende.opdrachtregel(), Handelende.klok(), Handelende.api("partner")])
def test_what_runs_on_the_machine_may_do_everything(door: Handelende) -> None:
    door.require_fresh()
    assert all(door.may(actie, school=SCHOOL) for actie in Actie)


def test_the_command_line_says_whose_account_it_was() -> None:
    assert Handelende.opdrachtregel().naam.startswith("opdrachtregel, account ")
    assert Handelende.opdrachtregel("bestuur De Brug").naam == "bestuur De Brug"


def test_a_las_sees_the_links_of_its_school_and_does_nothing_else() -> None:
    las = Handelende.via_las("Schoolpakket", SCHOOL)
    assert {actie for actie in Actie if las.may(actie, school=SCHOOL)} == LAS_ZIET
    assert not any(las.may(actie, school=OTHER) for actie in Actie)
    assert not any(las.may(actie, koppelpartner=7) for actie in Actie)
    assert not any(las.may(actie) for actie in Actie)


def test_a_las_decides_for_somebody_whom_it_names() -> None:
    las = Handelende.via_las("Schoolpakket", SCHOOL, namens="  Anna   de Vries ")
    assert las.naam == "Anna de Vries, via LAS Schoolpakket"
    assert {actie for actie in Actie if las.may(actie, school=SCHOOL)} == LAS_BESLIST
    assert not any(las.may(actie, school=OTHER) for actie in Actie)
    with pytest.raises(NietToegestaan):
        las.require_no_person()


@pytest.mark.parametrize("namens", ["", " ", "\u200b", "A" * 200])
def test_a_las_names_somebody_by_a_name_that_can_be_seen(namens: str) -> None:
    with pytest.raises(Geweigerd):
        Handelende.via_las("Schoolpakket", SCHOOL, namens=namens)


def test_a_las_decides_no_more_than_a_school_administrator() -> None:
    beheerder = person(Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=SCHOOL))
    assert all(beheerder.may(actie, school=SCHOOL) for actie in LAS_BESLIST)


@pytest.mark.parametrize("minutes", [None, 11.0, -2.0])
def test_a_las_says_when_a_person_proved_themselves(minutes: float | None) -> None:
    bewezen = None if minutes is None else tijd.now() - timedelta(minutes=minutes)
    las = Handelende.via_las("Schoolpakket", SCHOOL, namens="Anna", bewezen=bewezen)
    with pytest.raises(VersBewijsNodig):
        las.require_fresh()


@pytest.mark.parametrize("age", [timedelta(0), FRESH - timedelta(seconds=5), -AHEAD])
def test_a_proof_in_the_las_is_fresh_for_as_long_as_one_in_the_portal(age: timedelta) -> None:
    las = Handelende.via_las("Schoolpakket", SCHOOL, namens="Anna", bewezen=tijd.now() - age)
    las.require_fresh()  # raises if it is not
    assert las.is_named


def test_a_las_is_none_of_two_who_have_to_decide() -> None:
    las = Handelende.via_las("Schoolpakket", SCHOOL, namens="Anna", bewezen=tijd.now())
    with pytest.raises(AlleenInPortaal):
        las.require_one_of_two()
