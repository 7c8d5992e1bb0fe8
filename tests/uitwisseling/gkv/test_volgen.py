"""What the operator sees of partners: fetched, confirmed, dormant."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.generiek import LEERLINGEN
from tests.support.partners.handelenden import DOOR
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.generiek import Leveranciersverzoek
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.gkv.ontvangst import Ontvangst, Ontvangstbevestiging
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.schema.gkv import levering
from uwlr_service.repository.schema.koppeling import verstrekking
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.generiek.antwoord import Generiek
from uwlr_service.uitwisseling.generiek.beheer import Generiekbeheer
from uwlr_service.uitwisseling.gkv.volgen import Volger
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.register import Register


@pytest.fixture
def gkv(database: Database, tmp_path: Path, stored: Schoolgegevens) -> Gkv:
    return Gkv(database, tmp_path)


def collected(gkv: Gkv, one: Levering, days_ago: int = 0) -> None:
    with gkv.database.write() as connection:
        moment = tijd.now() - timedelta(days=days_ago)
        OphalingRepository(connection).record(one.id, "api", 100, moment)


def made_days_ago(gkv: Gkv, days: int) -> None:
    with gkv.database.write() as connection:
        connection.execute(update(levering).values(gemaakt=tijd.now() - timedelta(days=days)))


def test_a_delivery_with_what_its_partner_did(gkv: Gkv) -> None:
    first, second = gkv.make(0), gkv.make(1)
    said = Ontvangstbevestiging(tijd.whole_second(tijd.now()), Ontvangst.AFGEKEURD, ({"code": "schema"},))
    collected(gkv, first)
    collected(gkv, first)
    with gkv.database.write() as connection:
        OphalingRepository(connection).confirm(first.id, said)
    one, other = Volger(gkv.database).of_koppeling(gkv.koppeling, door=DOOR)
    assert one.ophaling is not None
    assert (one.levering.id, one.ophaling.aantal, one.ophaling.bytes) == (first.id, 2, 200)
    assert one.bevestiging == said
    assert (other.levering.id, other.ophaling, other.bevestiging) == (second.id, None, None)


def test_a_link_that_never_collected_is_dormant_after_a_week(gkv: Gkv) -> None:
    gkv.make(0)
    gkv.make(1)
    assert Volger(gkv.database).slapend(door=DOOR) == []
    made_days_ago(gkv, 8)
    (found,) = Volger(gkv.database).slapend(door=DOOR)
    assert (found.koppeling, found.klantnaam, found.school) == (gkv.koppeling, "Ouders & Co", gkv.school)
    assert (found.laatst_opgehaald, found.niet_opgehaald) == (None, 2)


def test_a_test_school_is_never_dormant(gkv: Gkv) -> None:
    gkv.make()
    made_days_ago(gkv, 8)
    assert len(Volger(gkv.database).slapend(door=DOOR)) == 1
    with gkv.database.write() as connection:
        scholen = SchoolRepository(connection)
        scholen.mark(scholen.ids([gkv.school])[gkv.school], Schoolsoort.TEST)
    assert Volger(gkv.database).slapend(door=DOOR) == []


def test_a_link_that_stopped_collecting_is_dormant(gkv: Gkv) -> None:
    first = gkv.make(0)
    collected(gkv, first, days_ago=10)
    made_days_ago(gkv, 20)
    assert Volger(gkv.database).slapend(door=DOOR) == []  # it has everything there is
    gkv.make(1)
    made_days_ago(gkv, 20)
    (found,) = Volger(gkv.database).slapend(door=DOOR)
    assert (found.niet_opgehaald, found.laatst_opgehaald is not None) == (1, True)
    assert Volger(gkv.database).slapend(timedelta(days=11), door=DOOR) == []


def test_a_link_that_asks_over_generiekeservice_is_not_dormant(gkv: Gkv) -> None:
    gkv.make(0)
    made_days_ago(gkv, 30)
    sleutel = gkv.beheer.rotate(gkv.koppeling, timedelta(), door=DOOR).sleutel
    register = Register(gkv.database, flush_seconds=3600)
    Generiekbeheer(gkv.database).switch(gkv.koppeling, aan=True, door=DOOR)
    generiek = Generiek(gkv.database, SECRET, register, 30)
    verzoek = Leveranciersverzoek(
        operatie=LEERLINGEN,
        leveranciernaam="Ouders & Co",
        leveranciersleutel=sleutel,
        school=gkv.school,
        schooljaar=Schooljaar.at(tijd.today()),
    )
    generiek.answer(generiek.identify(verzoek, "192.0.2.7"), verzoek)
    register.close()
    assert Volger(gkv.database).slapend(door=DOOR) == []
    with gkv.database.write() as connection:
        connection.execute(update(verstrekking).values(laatste=tijd.now() - timedelta(days=8)))
    assert len(Volger(gkv.database).slapend(door=DOOR)) == 1


def test_a_link_that_collects_or_is_closed_is_not_dormant(gkv: Gkv) -> None:
    first = gkv.make(0)
    made_days_ago(gkv, 30)
    assert len(Volger(gkv.database).slapend(door=DOOR)) == 1
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    assert Volger(gkv.database).slapend(door=DOOR) == []
    collected(gkv, first, days_ago=1)
    assert Volger(gkv.database).slapend(door=DOOR) == []
