"""Who may pause, go on, leave and come back, who hears of it, and what stays of it after a restore."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.partners.handelenden import DOOR, TWEE
from tests.support.partners.products import product_of, put_in
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import (
    Geweigerd,
    NietToegestaan,
    OvergangOngeldig,
    VersBewijsNodig,
)
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.aanbieders import AanbiederRepository
from uwlr_service.repository.schema.toezicht import bericht, logregel
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.partner.proefscholen import Proefscholen
from uwlr_service.uitwisseling.koppeling.partnersleutels import Partnersleutelbeheer
from uwlr_service.uitwisseling.koppeling.sleutelbeheer import MOST, Sleutelbeheer
from uwlr_service.uitwisseling.koppeling.vernietigwacht import Vernietigwacht
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

S = Deelnamestand


def person(account: Account, *, is_fresh: bool = True) -> Handelende:
    """Somebody who signed in with one account."""
    bewezen = tijd.now() if is_fresh else tijd.now() - timedelta(hours=1)
    return Handelende(herkomst=Herkomst.PORTAAL, naam="Iemand", accounts=(account,), bewezen=bewezen)


def beheerder(school: Schoolcode = SCHOOL, *, is_fresh: bool = True) -> Handelende:
    """An administrator of a school."""
    return person(Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=school), is_fresh=is_fresh)


LEZER = person(Account(id=2, rol=Rol.SCHOOLLEZER, school=SCHOOL))
OPERATOR = person(Account(id=3, rol=Rol.OPERATOR))


@pytest.fixture
def partner(gkv: Gkv) -> Handelende:
    """An administrator of the company behind the link."""
    with gkv.database.read() as connection:
        aanbieder = AanbiederRepository(connection).of(gkv.koppeling)
    assert aanbieder is not None
    return person(Account(id=4, rol=Rol.PARTNERBEHEERDER, koppelpartner=aanbieder.koppelpartner_id))


STRANGER = person(Account(id=5, rol=Rol.PARTNERBEHEERDER, koppelpartner=999))


@pytest.fixture
def deelnames(database: Database) -> Deelnames:
    return Deelnames(database)


@pytest.fixture
def sleutels(database: Database) -> Sleutelbeheer:
    return Sleutelbeheer(database, SECRET)


def told(database: Database) -> list[tuple[str, str]]:
    """Which messages went to which roles, in order."""
    with database.read() as connection:
        rows = connection.execute(select(bericht.c.soort, bericht.c.rol).order_by(bericht.c.id))
        return [(row.soort, row.rol) for row in rows]


def logged(database: Database) -> list[str]:
    """What the log says that was done, in order."""
    with database.read() as connection:
        rows = connection.execute(select(logregel.c.content).order_by(logregel.c.id)).scalars()
        return [str(row) for row in rows]


def test_a_school_pauses_goes_on_leaves_and_comes_back(
    gkv: Gkv, deelnames: Deelnames, database: Database, partner: Handelende
) -> None:
    door = beheerder()
    before = len(told(database))
    assert deelnames.pause(gkv.koppeling, SCHOOL, door=door).stand is S.GEPAUZEERD
    assert deelnames.resume(gkv.koppeling, SCHOOL, door=door).stand is S.ACTIEF
    intrekkingen = Intrekkingen(database)
    intrekkingen.withdraw(gkv.koppeling, SCHOOL, door=door)
    intrekkingen.confirm_destroyed(gkv.koppeling, SCHOOL, door=partner)
    *_, deelname = deelnames.of_school(SCHOOL, door=door)
    assert (deelname.stand, deelname.periode) == (S.AFGEROND, 1)
    toetreding = deelnames.rejoin(gkv.koppeling, SCHOOL, door=door)
    assert toetreding.is_back
    assert toetreding.afspraak.versie == 2
    *_, deelname = deelnames.of_school(SCHOOL, door=door)
    assert (deelname.stand, deelname.periode, deelname.besloten_door) == (S.ACTIEF, 2, "Iemand")
    both = ["partnerbeheerder", "schoolbeheerder"]
    assert told(database)[before:] == [
        *(("deelname-gepauzeerd", rol) for rol in both),
        *(("deelname-hervat", rol) for rol in both),
        *(("deelname-ingetrokken", rol) for rol in both),
        ("deelname-afgerond", "schoolbeheerder"),
        *(("deelname-actief", rol) for rol in both),
    ]
    lines = logged(database)
    for wat in ("deelname-gepauzeerd", "deelname-hervat", "deelname-ingetrokken", "gegevens-vernietigd"):
        assert any(wat in line for line in lines)


@pytest.mark.parametrize("who", [beheerder(ANDERE_SCHOOL), LEZER, OPERATOR, STRANGER])
def test_nobody_else_decides_for_a_school(
    gkv: Gkv, deelnames: Deelnames, sleutels: Sleutelbeheer, who: Handelende
) -> None:
    number = gkv.koppeling
    attempts: list[Callable[[], object]] = [
        lambda: deelnames.pause(number, SCHOOL, door=who),
        lambda: deelnames.resume(number, SCHOOL, door=who),
        lambda: deelnames.rejoin(number, SCHOOL, door=who),
        lambda: deelnames.of_school(SCHOOL, door=who),
        lambda: deelnames.of_koppeling(number, door=who),
        lambda: deelnames.admit(number, ANDERE_SCHOOL, door=who),
        lambda: Intrekkingen(gkv.database).withdraw(number, SCHOOL, door=who),
        lambda: Intrekkingen(gkv.database).confirm_destroyed(number, SCHOOL, door=who),
        lambda: sleutels.make_for_school(number, SCHOOL, door=who),
        lambda: sleutels.of_school(number, SCHOOL, door=who),
        lambda: sleutels.of_partner(number, door=who),
        lambda: sleutels.end(number, 1, door=who),
        lambda: gkv.beheer.rotate(number, timedelta(), door=who),
        lambda: Partnersleutelbeheer(gkv.database).remove(number, 1, door=who),
        lambda: gkv.beheer.change_afspraak(number, door=who),
    ]
    for attempt in attempts:
        with pytest.raises(NietToegestaan):
            attempt()


def test_no_person_ends_a_link_but_an_operator(gkv: Gkv, partner: Handelende) -> None:
    intrekkingen = Intrekkingen(gkv.database)
    for who in (beheerder(), partner):
        with pytest.raises(NietToegestaan):
            intrekkingen.withdraw(gkv.koppeling, door=who)
    intrekkingen.withdraw(gkv.koppeling, door=OPERATOR)
    assert gkv.beheer.find(gkv.koppeling).ingetrokken is not None


def test_a_person_hears_the_same_of_a_link_that_is_not_there(deelnames: Deelnames, gkv: Gkv) -> None:
    with pytest.raises(NietToegestaan):
        deelnames.pause(99, SCHOOL, door=beheerder())
    EdexmlUitwisseling(gkv.database).store(schoolgegevens(Schoolcode("99ZZ")))
    with pytest.raises(NietToegestaan):
        deelnames.pause(gkv.koppeling, Schoolcode("99ZZ"), door=beheerder(Schoolcode("99ZZ")))


def test_what_asks_for_a_fresh_proof(
    gkv: Gkv, deelnames: Deelnames, sleutels: Sleutelbeheer, partner: Handelende
) -> None:
    stale = beheerder(is_fresh=False)
    with pytest.raises(VersBewijsNodig):
        deelnames.rejoin(gkv.koppeling, SCHOOL, door=stale)
    with pytest.raises(VersBewijsNodig):
        sleutels.make_for_school(gkv.koppeling, SCHOOL, door=stale)
    old = Handelende(herkomst=Herkomst.PORTAAL, naam="Iemand", accounts=partner.accounts)
    with pytest.raises(VersBewijsNodig):
        gkv.beheer.rotate(gkv.koppeling, timedelta(), door=old)


def test_a_school_with_special_data_comes_back_by_a_proposal_only(
    database: Database, deelnames: Deelnames, stored: object, beheer: Koppelingbeheer
) -> None:
    number = beheer.add(
        klantnaam="Zorg",
        klantcode="Z1",
        scholen=[SCHOOL],
        gegevensset=GKV_UITGEBREID,
        velden={"set/absenties": True},
        namens=TWEE,
        door=DOOR,
    ).koppeling.id
    Intrekkingen(database).withdraw(number, SCHOOL, door=DOOR)
    with pytest.raises(Geweigerd, match="extra beschermde"):
        deelnames.rejoin(number, SCHOOL, door=beheerder())


def test_special_data_take_two_different_names(stored: object, beheer: Koppelingbeheer) -> None:
    for namens in ((), ("A. Besluiter",), ("A. Besluiter", "a. besluiter ")):
        with pytest.raises(Geweigerd, match="--namens"):
            beheer.add(
                klantnaam="Zorg",
                klantcode="Z1",
                scholen=[SCHOOL],
                gegevensset=GKV_UITGEBREID,
                velden={"set/absenties": True},
                namens=namens,
                door=DOOR,
            )


def test_the_log_names_each_person_once(stored: object, beheer: Koppelingbeheer, database: Database) -> None:
    typed = (" Eva  Vos", "eva vos", "Bo", "")
    made = beheer.add(klantnaam="Zorg", klantcode="Z1", scholen=[SCHOOL], namens=typed, door=DOOR)
    less = {"leerling/geboortedatum": False}
    beheer.change_afspraak(made.koppeling.id, velden=less, namens=("Bo\nde Wit", "bo de wit"), door=DOOR)
    contents = [json.loads(line)["inhoud"] for line in logged(database)]
    named = [inhoud["namens"] for inhoud in contents if "namens" in inhoud]
    assert named == [["Bo", "Eva Vos"], ["Bo de Wit"]]


def test_special_data_of_more_pupils_take_two_names_too(stored: object, beheer: Koppelingbeheer) -> None:
    number = beheer.add(
        klantnaam="Zorg",
        klantcode="Z1",
        scholen=[SCHOOL],
        gegevensset=GKV_UITGEBREID,
        velden={"set/absenties": True},
        namens=TWEE,
        door=DOOR,
    ).koppeling.id
    beheer.change_afspraak(number, jaargroepen=["7"], door=DOOR)
    for more in (["7", "8"], []):
        with pytest.raises(Geweigerd, match="--namens"):
            beheer.change_afspraak(number, jaargroepen=more, door=DOOR)
        beheer.change_afspraak(number, jaargroepen=more, namens=TWEE, door=DOOR)


def test_what_cannot_happen_now_is_refused(gkv: Gkv, deelnames: Deelnames) -> None:
    for act in (deelnames.resume, deelnames.rejoin):
        with pytest.raises(OvergangOngeldig):
            act(gkv.koppeling, SCHOOL, door=beheerder())
    deelnames.pause(gkv.koppeling, SCHOOL, door=DOOR)
    with pytest.raises(OvergangOngeldig):
        deelnames.pause(gkv.koppeling, SCHOOL, door=DOOR)


def test_a_partner_lets_test_schools_in_itself_and_real_ones_never(
    gkv: Gkv, deelnames: Deelnames, partner: Handelende
) -> None:
    proef = Schoolcode("99ZZ")
    EdexmlUitwisseling(gkv.database).store(schoolgegevens(proef))
    with pytest.raises(NietToegestaan):
        deelnames.admit(gkv.koppeling, proef, door=partner)
    Proefscholen(gkv.database).mark(proef, Schoolsoort.TEST, door=DOOR)
    put_in(
        gkv.database,
        product_of(gkv.database, gkv.beheer.find(gkv.koppeling).klant.code),
        Toelatingstand.SANDBOX,
    )
    assert deelnames.admit(gkv.koppeling, proef, door=partner).school == proef
    derde = Schoolcode("99ZY")
    EdexmlUitwisseling(gkv.database).store(schoolgegevens(derde))
    with pytest.raises(Geweigerd, match="niet toegelaten"):
        deelnames.admit(gkv.koppeling, derde, door=DOOR)


def test_a_school_that_takes_part_cannot_become_a_test_school(gkv: Gkv) -> None:
    proefscholen = Proefscholen(gkv.database)
    with pytest.raises(Geweigerd, match="doet mee"):
        proefscholen.mark(SCHOOL, Schoolsoort.TEST, door=DOOR)
    with pytest.raises(NietToegestaan):
        proefscholen.mark(SCHOOL, Schoolsoort.TEST, door=beheerder())
    assert proefscholen.soort(SCHOOL) is Schoolsoort.ECHT


def test_each_side_sees_and_ends_its_own_keys(gkv: Gkv, sleutels: Sleutelbeheer, partner: Handelende) -> None:
    number = gkv.koppeling
    sleutels.make_for_school(number, SCHOOL, door=beheerder())
    (first,) = sleutels.of_partner(number, door=partner)
    (own,) = sleutels.of_school(number, SCHOOL, door=beheerder())
    assert (first.school, own.school) == (None, SCHOOL)
    with pytest.raises(NietToegestaan):
        sleutels.end(number, own.id, door=partner)
    with pytest.raises(NietToegestaan):
        sleutels.end(number, first.id, door=beheerder())
    sleutels.end(number, own.id, door=beheerder())
    sleutels.end(number, first.id, door=partner)
    with pytest.raises(Geweigerd, match="geen sleutel"):
        sleutels.end(number, first.id, door=partner)
    for _ in range(MOST):
        sleutels.make_for_school(number, SCHOOL, door=beheerder())
    with pytest.raises(Geweigerd, match=f"al {MOST} sleutels"):
        sleutels.make_for_school(number, SCHOOL, door=beheerder())


def test_the_clock_reminds_the_supplier_three_times_and_then_the_operator(gkv: Gkv) -> None:
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    wacht = Vernietigwacht(gkv.database)
    before = len(told(gkv.database))
    reminded = [
        wacht.watch(tijd.now() + timedelta(days=day), door=Handelende.klok())
        for day in (19, 20, 21, 31, 41, 42)
    ]
    assert reminded == [0, 1, 0, 1, 1, 0]
    herinnering = ("verwijderen-herinnering", "partnerbeheerder")
    assert told(gkv.database)[before:] == [herinnering] * 3 + [("verwijderen-te-laat", "operator")]


def test_nobody_is_reminded_of_what_is_destroyed_or_of_a_school_that_came_back(
    gkv: Gkv, deelnames: Deelnames
) -> None:
    intrekkingen = Intrekkingen(gkv.database)
    intrekkingen.withdraw(gkv.koppeling, SCHOOL, door=DOOR)
    intrekkingen.withdraw(gkv.koppeling, ANDERE_SCHOOL, door=DOOR)
    intrekkingen.confirm_destroyed(gkv.koppeling, SCHOOL, door=DOOR)
    deelnames.rejoin(gkv.koppeling, ANDERE_SCHOOL, door=DOOR)
    later = tijd.now() + timedelta(days=50)
    assert Vernietigwacht(gkv.database).watch(later, door=Handelende.klok()) == 0
