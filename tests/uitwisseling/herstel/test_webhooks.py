"""After a restore a partner hears nothing at an address that was turned off, also not what waited for it."""

import pytest

from tests.support.databases import backup_of, database_of
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

OUD = "https://93.184.216.34/oud"
NIEUW = "https://93.184.216.34/nieuw"


@pytest.fixture
def koppeling(diensten: Diensten) -> int:
    """A link of GKV whose partner is told at an address, and a journal."""
    diensten.edexml.store(schoolgegevens())
    diensten.journaal.require_current()
    added = diensten.koppelingbeheer.add(
        klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    )
    diensten.webhookbeheer.set(added.koppeling.id, OUD, door=DOOR)
    return added.koppeling.id


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def waits(diensten: Diensten) -> bool:
    """Whether a message would be sent now."""
    with database_of(diensten).write() as connection:
        return WebhookRepository(connection).take(tijd.now(), tijd.now()) is not None


def test_one_that_was_turned_off_stays_off(diensten: Diensten, koppeling: int) -> None:
    restore = backup_of(diensten)
    assert diensten.webhookbeheer.off(koppeling, door=DOOR)
    restore()
    assert diensten.webhookbeheer.url(koppeling) == OUD
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert diensten.webhookbeheer.url(koppeling) is None
    assert outcomes(diensten) == []


def test_what_waited_for_it_is_not_sent(diensten: Diensten, koppeling: int) -> None:
    diensten.intrekkingen.withdraw(koppeling, door=DOOR)
    restore = backup_of(diensten)
    diensten.webhookbeheer.off(koppeling, door=DOOR)
    restore()
    assert waits(diensten)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert not waits(diensten)


def test_an_address_that_was_changed_hears_nothing_again(diensten: Diensten, koppeling: int) -> None:
    restore = backup_of(diensten)
    diensten.webhookbeheer.set(koppeling, NIEUW, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert diensten.webhookbeheer.url(koppeling) is None


def test_the_same_address_again_is_no_decision(diensten: Diensten, koppeling: int) -> None:
    restore = backup_of(diensten)
    diensten.webhookbeheer.set(koppeling, OUD, door=DOOR)
    restore()
    assert outcomes(diensten) == []
    assert diensten.webhookbeheer.url(koppeling) == OUD


def test_an_address_that_was_set_after_the_restore_stays(diensten: Diensten, koppeling: int) -> None:
    restore = backup_of(diensten)
    diensten.webhookbeheer.off(koppeling, door=DOOR)
    restore()
    diensten.webhookbeheer.set(koppeling, OUD, door=DOOR)
    assert outcomes(diensten) == [Uitkomst.GOLD_AL]
    assert diensten.webhookbeheer.url(koppeling) == OUD
