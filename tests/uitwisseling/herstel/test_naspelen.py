"""Decisions of the journal hold again in a database of before them, whatever was decided since."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from tests.support.databases import backup_of, database_of
from tests.support.gkv.partner import Partner
from tests.support.partners.products import add_product, product_of
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.voorstellen import accept, extend, made
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import LeerlingOnbekend
from uwlr_service.domain.koppeling.besluit import Besluitsoort
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Voorstelinhoud
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.netwerk import parse_netwerk
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.herstel import besluit, installatie
from uwlr_service.repository.schema.koppeling import koppeling as koppelingen
from uwlr_service.uitwisseling.herstel.lassen import OF_LASSEN
from uwlr_service.uitwisseling.herstel.mensen import OF_PEOPLE
from uwlr_service.uitwisseling.herstel.naspelen import GENERAL, OF_NO_LINK, OF_PUPILS, REPLAYED, Uitkomst

DOOR = Handelende.opdrachtregel("beheerder")
GESLACHT = {"leerling/geslacht": False}


@pytest.fixture
def koppeling(diensten: Diensten) -> int:
    """A link of GKV with two schools."""
    for school in (SCHOOL, ANDERE_SCHOOL):
        diensten.edexml.store(schoolgegevens(school))
    diensten.journaal.require_current()
    return diensten.koppelingbeheer.add(
        klantnaam="Ouders",
        klantcode="O1",
        scholen=[SCHOOL, ANDERE_SCHOOL],
        gegevensset="gkv-basis",
        door=DOOR,
    ).koppeling.id


def forget_decisions(diensten: Diensten, after: int = 0) -> None:
    """Let the database know of no decision after this one, although what they changed is still so."""
    with database_of(diensten).write() as connection:
        connection.execute(delete(besluit).where(besluit.c.nummer > after))
        connection.execute(update(installatie).values(besluitnummer=after))


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def test_every_kind_can_be_made_to_hold_again() -> None:
    of_their_own = {*OF_PEOPLE, *OF_LASSEN, *OF_PUPILS, *OF_NO_LINK}
    assert REPLAYED.keys() == set(Besluitsoort) - GENERAL - of_their_own


def test_a_pupil_who_was_forgotten_is_forgotten_again(diensten: Diensten, koppeling: int) -> None:
    restore = backup_of(diensten)
    diensten.vergeetbeheer.forget(SCHOOL, "L1", toch=True, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    with pytest.raises(LeerlingOnbekend):
        diensten.vergeetbeheer.forget(SCHOOL, "L1", toch=True, door=DOOR)
    assert diensten.inzage.of_leerling(SCHOOL, "L2", door=DOOR).naam is not None


def test_nothing_is_forgotten_twice(diensten: Diensten, koppeling: int) -> None:
    diensten.vergeetbeheer.forget(SCHOOL, "L1", toch=True, door=DOOR)
    forget_decisions(diensten)
    assert outcomes(diensten)[-1] is Uitkomst.GOLD_AL


def test_a_pupil_of_a_school_that_was_lost_is_unknown(diensten: Diensten, koppeling: int) -> None:
    restore = backup_of(diensten)
    other = Schoolcode("99ZZ")
    diensten.edexml.store(schoolgegevens(other))
    diensten.vergeetbeheer.forget(other, "L1", toch=True, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.ONBEKEND]


def test_what_holds_already_stays_as_it_is(diensten: Diensten, koppeling: int) -> None:
    partner = Partner(None, database_of(diensten), koppeling)  # type: ignore[arg-type]
    decisions: list[Callable[[], object]] = [
        lambda: diensten.koppelingbeheer.change_afspraak(
            koppeling, school=SCHOOL, velden=GESLACHT, door=DOOR
        ),
        lambda: diensten.koppelingbeheer.rotate(koppeling, timedelta(), door=DOOR),
        lambda: diensten.partnersleutels.remove(koppeling, partner.sleutel, door=DOOR),
        lambda: diensten.generiekbeheer.switch(koppeling, aan=False, door=DOOR),
        lambda: diensten.generiekbeheer.limit(koppeling, [parse_netwerk("192.0.2.7")], door=DOOR),
        lambda: diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR),
    ]
    for decide in decisions:
        decide()
    before = diensten.koppelingbeheer.get(koppeling)
    forget_decisions(diensten)
    assert outcomes(diensten) == [Uitkomst.GOLD_AL] * len(decisions)
    assert diensten.koppelingbeheer.get(koppeling) == before
    assert len(diensten.intrekkingen.withdrawn(koppeling)) == 1
    assert outcomes(diensten) == []


def test_nothing_that_a_school_kept_back_later_comes_out(diensten: Diensten, koppeling: int) -> None:
    beheer = diensten.koppelingbeheer
    beheer.change_afspraak(koppeling, school=SCHOOL, velden=GESLACHT, door=DOOR)
    forget_decisions(diensten)
    beheer.change_afspraak(koppeling, school=SCHOOL, velden={"leerling/geslacht": True}, door=DOOR)
    database_of(diensten).after_decision = None
    beheer.change_afspraak(koppeling, school=SCHOOL, jaargroepen=["4"], door=DOOR)
    with database_of(diensten).write() as connection:
        connection.execute(delete(besluit))
    diensten.journaal.follow()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    afspraak = beheer.get(koppeling).afspraken[SCHOOL]
    assert afspraak.selectie.jaargroepen == {"4"}
    assert not afspraak.schakelaars["leerling/geslacht"]


def test_another_link_with_the_same_number_is_left_alone(diensten: Diensten, koppeling: int) -> None:
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    forget_decisions(diensten)
    with database_of(diensten).write() as connection:
        later = koppelingen.c.aangemaakt
        made = connection.execute(koppelingen.select()).one().aangemaakt
        connection.execute(update(koppelingen).values({later: made + timedelta(microseconds=1)}))
    assert outcomes(diensten) == [Uitkomst.ONBEKEND]


def test_a_school_that_came_back_stays_and_what_it_had_agreed_before_does_not(
    diensten: Diensten, koppeling: int
) -> None:
    """The backup is of before the school left: with the agreement of then, which was wider."""
    diensten.koppelingbeheer.change_afspraak(koppeling, velden={"leerling/emailadres": True}, door=DOOR)
    put_back = backup_of(diensten)
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.deelnames.admit(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.koppelingbeheer.change_afspraak(koppeling, school=ANDERE_SCHOOL, velden=GESLACHT, door=DOOR)
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD] * 3
    afspraak = diensten.koppelingbeheer.get(koppeling).afspraken[ANDERE_SCHOOL]
    assert dict(afspraak.schakelaars) == GESLACHT
    (intrekking,) = diensten.intrekkingen.withdrawn(koppeling)
    assert intrekking.is_hervat


@pytest.mark.parametrize("ending", [None, ANDERE_SCHOOL])
def test_a_school_that_came_back_and_left_once_more_is_gone(
    diensten: Diensten, koppeling: int, ending: Schoolcode | None
) -> None:
    put_back = backup_of(diensten)
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.deelnames.admit(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.intrekkingen.withdraw(koppeling, ending, door=DOOR)
    put_back()
    outcomes(diensten)
    overzicht = diensten.koppelingbeheer.get(koppeling)
    assert (overzicht.koppeling.ingetrokken is None) is (ending is not None)
    if ending is not None:
        assert list(overzicht.afspraken) == [SCHOOL]
    withdrawn = diensten.intrekkingen.withdrawn(koppeling)
    assert not [each for each in withdrawn if each.school == ANDERE_SCHOOL][-1].is_hervat


def test_a_return_that_the_database_lacks_is_made_to_hold_again(diensten: Diensten, koppeling: int) -> None:
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    put_back = backup_of(diensten)
    diensten.deelnames.admit(koppeling, ANDERE_SCHOOL, door=DOOR)
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert ANDERE_SCHOOL in diensten.koppelingbeheer.get(koppeling).afspraken


def test_a_school_that_left_after_the_restore_does_not_come_back(diensten: Diensten, koppeling: int) -> None:
    put_back = backup_of(diensten)
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.deelnames.admit(koppeling, ANDERE_SCHOOL, door=DOOR)
    journal = diensten.settings.journal
    aside = journal.rename(journal.with_suffix(".opzij"))
    put_back()
    diensten.terugzetting.complete(zonder_journaal=True)
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    aside.replace(journal)
    assert Uitkomst.NIETS_TE_DOEN in outcomes(diensten)
    assert ANDERE_SCHOOL not in diensten.koppelingbeheer.get(koppeling).afspraken


@pytest.mark.parametrize("school", [ANDERE_SCHOOL, None])
def test_a_school_that_left_again_has_no_proposal_left(
    diensten: Diensten, koppeling: int, school: Schoolcode | None
) -> None:
    database = database_of(diensten)
    third = Schoolcode("99ZZ")
    diensten.edexml.store(schoolgegevens(third))
    extend(database, koppeling, "Berichten", velden={"leerling/emailadres": True})
    inhoud = Voorstelinhoud(gegevensset="gkv-basis", doel="Berichten")
    diensten.voorstellen.propose(koppeling, inhoud, [third], door=DOOR)
    restore = backup_of(diensten)
    diensten.intrekkingen.withdraw(koppeling, school, door=DOOR)
    restore()
    assert Uitkomst.HERSTELD in outcomes(diensten)
    left = {ANDERE_SCHOOL} if school else {SCHOOL, ANDERE_SCHOOL, third}
    closed = {voorstel.school for voorstel in made(database, koppeling) if voorstel.besluit is not None}
    assert closed == left
    (asked,) = diensten.deelnames.of_school(third, door=DOOR)
    assert asked.stand is (Deelnamestand.VOORGESTELD if school else Deelnamestand.VERVALLEN)


def test_what_was_shut_after_the_backup_is_shut_again(diensten: Diensten, koppeling: int) -> None:
    partner = Partner(None, database_of(diensten), koppeling)  # type: ignore[arg-type]
    generiek = diensten.generiekbeheer
    generiek.switch(koppeling, aan=True, door=DOOR)
    adressen = (parse_netwerk("192.0.2.7"),)
    put_back = backup_of(diensten)
    generiek.limit(koppeling, adressen, door=DOOR)
    generiek.switch(koppeling, aan=False, door=DOOR)
    diensten.partnersleutels.remove(koppeling, partner.sleutel, door=DOOR)
    put_back()
    assert generiek.get(koppeling).aan
    assert outcomes(diensten) == [Uitkomst.HERSTELD] * 3
    toegang = generiek.get(koppeling)
    assert (toegang.aan, toegang.adressen) == (False, adressen)


def test_what_was_made_after_the_backup_is_not_known(diensten: Diensten, koppeling: int) -> None:
    put_back = backup_of(diensten)
    partner = Partner(None, database_of(diensten), koppeling)  # type: ignore[arg-type]
    diensten.partnersleutels.remove(koppeling, partner.sleutel, door=DOOR)
    later = diensten.koppelingbeheer.add(
        klantnaam="Later", klantcode="L1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    ).koppeling.id
    diensten.intrekkingen.withdraw(later, door=DOOR)
    put_back()
    assert outcomes(diensten) == [Uitkomst.ONBEKEND] * 2


def test_a_school_that_came_after_the_backup_is_not_known(diensten: Diensten) -> None:
    diensten.edexml.store(schoolgegevens(SCHOOL))
    diensten.journaal.require_current()
    koppeling = diensten.koppelingbeheer.add(
        klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    ).koppeling.id
    put_back = backup_of(diensten)
    diensten.edexml.store(schoolgegevens(ANDERE_SCHOOL))
    diensten.deelnames.admit(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.deelnames.admit(koppeling, ANDERE_SCHOOL, door=DOOR)
    put_back()
    assert outcomes(diensten) == [Uitkomst.ONBEKEND] * 2
    assert list(diensten.koppelingbeheer.get(koppeling).afspraken) == [SCHOOL]


def test_a_return_that_holds_already_stays_as_it_is(diensten: Diensten, koppeling: int) -> None:
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.deelnames.admit(koppeling, ANDERE_SCHOOL, door=DOOR)
    before = diensten.koppelingbeheer.get(koppeling)
    forget_decisions(diensten, after=1)
    assert outcomes(diensten) == [Uitkomst.GOLD_AL]
    assert diensten.koppelingbeheer.get(koppeling) == before


def test_nobody_returns_to_a_link_that_ended(diensten: Diensten, koppeling: int) -> None:
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.deelnames.admit(koppeling, ANDERE_SCHOOL, door=DOOR)
    diensten.intrekkingen.withdraw(koppeling, door=DOOR)
    forget_decisions(diensten, after=1)
    assert outcomes(diensten) == [Uitkomst.NIETS_TE_DOEN, Uitkomst.GOLD_AL]
    assert diensten.koppelingbeheer.get(koppeling).koppeling.ingetrokken is not None


def test_an_agreement_of_a_school_that_left_since_is_left_alone(diensten: Diensten, koppeling: int) -> None:
    diensten.koppelingbeheer.change_afspraak(koppeling, school=ANDERE_SCHOOL, velden=GESLACHT, door=DOOR)
    diensten.intrekkingen.withdraw(koppeling, ANDERE_SCHOOL, door=DOOR)
    forget_decisions(diensten)
    assert outcomes(diensten) == [Uitkomst.ONBEKEND, Uitkomst.GOLD_AL]


def test_a_narrowing_of_a_set_that_was_accepted_since_widens_the_link(
    diensten: Diensten, koppeling: int
) -> None:
    put_back = backup_of(diensten)
    extend(database_of(diensten), koppeling, "Verzorgers uitnodigen", gegevensset=GKV_UITGEBREID)
    accept(database_of(diensten), koppeling, SCHOOL)
    diensten.koppelingbeheer.change_afspraak(koppeling, school=SCHOOL, velden=GESLACHT, door=DOOR)
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    overzicht = diensten.koppelingbeheer.get(koppeling)
    assert overzicht.koppeling.gegevensset == GKV_UITGEBREID
    assert overzicht.afspraken[SCHOOL].gegevensset == GKV_UITGEBREID
    assert overzicht.afspraken[ANDERE_SCHOOL].gegevensset == "gkv-basis"


def test_a_product_that_was_stopped_is_stopped_again(diensten: Diensten, koppeling: int) -> None:
    made = product_of(database_of(diensten), "O1")
    put_back = backup_of(diensten)
    diensten.toelatingen.suspend(made.id, "Een lek.", door=DOOR)
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    toelating = diensten.toelatingen.get(made.id, door=DOOR)
    assert (toelating.stand, toelating.stappen[-1].door) == (Toelatingstand.OPGESCHORT, "uwlr db restored")
    assert toelating.opgeschort_reden == "Een lek.", "the schools read it"


def test_a_product_that_went_on_since_goes_on(diensten: Diensten, koppeling: int) -> None:
    made = product_of(database_of(diensten), "O1")
    put_back = backup_of(diensten)
    diensten.toelatingen.suspend(made.id, "Een lek.", door=DOOR)
    diensten.toelatingen.resume(made.id, "Het is dicht.", door=DOOR)
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD, Uitkomst.HERSTELD]
    assert diensten.toelatingen.get(made.id, door=DOOR).stand is Toelatingstand.ACTIEF


def test_a_product_that_ended_ends_again_with_its_links(diensten: Diensten, koppeling: int) -> None:
    made = product_of(database_of(diensten), "O1")
    put_back = backup_of(diensten)
    diensten.toelatingen.suspend(made.id, "Een lek.", door=DOOR)
    diensten.toelatingen.end(made.id, "Het bedrijf stopt.", door=DOOR)
    forget_decisions(diensten)
    assert set(outcomes(diensten)) == {Uitkomst.GOLD_AL}
    put_back()
    assert set(outcomes(diensten)) == {Uitkomst.HERSTELD, Uitkomst.NIETS_TE_DOEN}
    assert diensten.toelatingen.get(made.id, door=DOOR).stand is Toelatingstand.BEEINDIGD
    assert {intrekking.school for intrekking in diensten.intrekkingen.withdrawn(koppeling)} == {
        SCHOOL,
        ANDERE_SCHOOL,
    }


def test_a_product_of_after_the_backup_is_lost(diensten: Diensten, koppeling: int) -> None:
    put_back = backup_of(diensten)
    made = add_product(database_of(diensten), "N1", Toelatingstand.ACTIEF)
    diensten.toelatingen.suspend(made.id, "Een lek.", door=DOOR)
    put_back()
    assert outcomes(diensten) == [Uitkomst.ONBEKEND]
