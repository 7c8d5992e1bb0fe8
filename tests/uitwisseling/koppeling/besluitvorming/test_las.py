"""A LAS decides for somebody of the school: as the portal does, and never about extra protected data."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.uitwisseling.koppeling.besluitvorming.conftest import (
    BESTUUR,
    GESLACHT,
    REDEN,
    ROEPNAAM,
    SECRET,
    Zitting,
    beheerder,
)
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import FRESH, Handelende
from uwlr_service.domain.fouten import (
    Geweigerd,
    NietToegestaan,
    OvergangOngeldig,
    VersBewijsNodig,
)
from uwlr_service.domain.fouten.mensen import AlleenInPortaal
from uwlr_service.domain.koppeling.gkvinhoud import fields_of
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.schoolbeeld.koppelingen import Schoolkoppelingen

NAAM = "Schoolpakket"
WIE = "Anna de Vries, via LAS Schoolpakket"


def las(school: Schoolcode = ANDERE_SCHOOL, *, age: timedelta = timedelta(0)) -> Handelende:
    """The LAS for somebody who proved a second factor some time ago."""
    return Handelende.via_las(NAAM, school, namens="Anna de Vries", bewezen=tijd.now() - age)


def test_a_yes_by_a_las_says_who_and_by_which_las(zitting: Zitting) -> None:
    uitkomst = zitting.agree(zitting.ask(ROEPNAAM, GESLACHT), {ROEPNAAM: True}, las())
    assert uitkomst.afspraak is not None
    assert ROEPNAAM in fields_of(uitkomst.afspraak)
    blad = Schoolkoppelingen(zitting.database).one(zitting.school, zitting.koppeling, door=beheerder())
    assert blad.besloten_door == (WIE,)
    with zitting.database.read() as connection:
        row = connection.execute(
            select(logregel.c.actor, logregel.c.content).where(logregel.c.wat == "deelname-geaccepteerd")
        ).one()
    assert row.actor == WIE
    assert '"herkomst":"via-las"' in row.content


def test_a_las_that_names_nobody_reads_and_does_not_decide(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    alone = Handelende.via_las(NAAM, ANDERE_SCHOOL)
    shown = zitting.besluiten.show(voorstel.id, door=alone).getoond.digest
    with pytest.raises(NietToegestaan):
        zitting.besluiten.accept(voorstel.id, shown, velden={}, door=alone, bestuur=BESTUUR)
    with pytest.raises(NietToegestaan):
        zitting.besluiten.decline(voorstel.id, door=alone)
    assert zitting.stand() == "voorgesteld"


def test_a_las_of_another_school_finds_nothing(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    with pytest.raises(NietToegestaan):
        zitting.besluiten.show(voorstel.id, door=las(SCHOOL))
    with pytest.raises(NietToegestaan):
        Deelnames(zitting.database).pause(zitting.koppeling, ANDERE_SCHOOL, door=las(SCHOOL))
    with pytest.raises(NietToegestaan):
        Deelnames(zitting.database).pause(10_000, ANDERE_SCHOOL, door=las())


def test_a_yes_asks_for_a_fresh_proof_and_for_the_board(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    with pytest.raises(VersBewijsNodig):
        zitting.agree(voorstel, {ROEPNAAM: True}, las(age=FRESH + timedelta(seconds=5)))
    shown = zitting.besluiten.show(voorstel.id, door=las()).getoond.digest
    with pytest.raises(Geweigerd, match="bestuur"):
        zitting.besluiten.accept(voorstel.id, shown, velden={ROEPNAAM: True}, door=las())
    assert zitting.stand() == "voorgesteld"


def test_extra_protected_data_wait_for_two_people_in_the_portal(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM, REDEN)
    with pytest.raises(AlleenInPortaal):
        zitting.agree(voorstel, {REDEN: True}, las())
    assert zitting.agree(voorstel, {REDEN: True}).waits
    with pytest.raises(AlleenInPortaal):
        zitting.agree(voorstel, {REDEN: True}, las())
    assert zitting.stand() == "voorgesteld"
    # Without such data one person is enough, and the yes that waits counts no more.
    uitkomst = zitting.agree(voorstel, {ROEPNAAM: True}, las())
    assert uitkomst.afspraak is not None
    assert REDEN not in fields_of(uitkomst.afspraak)


def test_what_was_decided_in_the_portal_meanwhile_is_not_decided_again(zitting: Zitting) -> None:
    voorstel = zitting.ask(ROEPNAAM)
    shown = zitting.besluiten.show(voorstel.id, door=las()).getoond.digest
    zitting.besluiten.decline(voorstel.id, door=beheerder())
    with pytest.raises(OvergangOngeldig):
        zitting.besluiten.accept(voorstel.id, shown, velden={}, door=las(), bestuur=BESTUUR)


def test_a_link_that_goes_on_gives_no_more_than_was_looked_at(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    deelnames = Deelnames(zitting.database)
    deelnames.pause(zitting.koppeling, zitting.school, door=las())
    Koppelingbeheer(zitting.database, SECRET).change_afspraak(
        zitting.koppeling, school=zitting.school, velden={GESLACHT: True}, door=DOOR
    )
    with pytest.raises(OvergangOngeldig):
        deelnames.resume(zitting.koppeling, zitting.school, versie=1, door=las())
    assert zitting.stand() == "gepauzeerd"
    deelnames.resume(zitting.koppeling, zitting.school, versie=2, door=las())
    assert zitting.stand() == "actief"


def test_a_las_withdraws_once(zitting: Zitting) -> None:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    intrekkingen = Intrekkingen(zitting.database)
    intrekkingen.withdraw(zitting.koppeling, zitting.school, door=las())
    assert zitting.stand() == "ingetrokken"
    with pytest.raises(OvergangOngeldig):
        intrekkingen.withdraw(zitting.koppeling, zitting.school, door=las())
    with pytest.raises(NietToegestaan):
        intrekkingen.withdraw(zitting.koppeling, door=las())
