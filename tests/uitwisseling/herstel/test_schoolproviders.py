"""After a restore nobody comes in by the provider of a school that was turned off or replaced."""

import pytest

from tests.support.databases import backup_of, database_of
from tests.support.people.mensen import Klok, klok
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.schoolprovider import Providergegevens, Schoolprovider
from uwlr_service.repository.account.extern import ProviderRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

__all__ = ["klok"]

CLI = Handelende.opdrachtregel()


@pytest.fixture
def school(diensten: Diensten, klok: Klok) -> Diensten:
    """The use cases, where a school has a provider that is on, and a journal."""
    diensten.edexml.store(schoolgegevens(SCHOOL))
    diensten.journaal.require_current()
    fill_in(diensten, "https://school.example")
    turn_on(diensten)
    klok.pass_by(minutes=1)
    return diensten


def fill_in(diensten: Diensten, issuer: str) -> None:
    gegevens = Providergegevens(naam="School", issuer=issuer, client_id="uwlr", geheim="geheim")
    diensten.mensen.schoolproviders.put(SCHOOL, gegevens, door=CLI)


def turn_on(diensten: Diensten) -> None:
    """Turn it on as somebody does to whom the provider answers."""
    with database_of(diensten).write() as connection:
        repository = ProviderRepository(connection)
        provider = repository.of_school(SchoolRepository(connection).get(SCHOOL))
        assert provider is not None
        repository.turn(provider.id, tijd.now(), is_aan=True)


def provider_of(diensten: Diensten) -> Schoolprovider:
    with database_of(diensten).read() as connection:
        provider = ProviderRepository(connection).of_school(SchoolRepository(connection).get(SCHOOL))
    assert provider is not None
    return provider


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def test_one_that_was_turned_off_stays_off(school: Diensten) -> None:
    put_back = backup_of(school)
    school.mensen.schoolproviders.turn_off(SCHOOL, door=CLI)
    put_back()
    assert provider_of(school).is_aan
    assert outcomes(school) == [Uitkomst.HERSTELD]
    assert not provider_of(school).is_aan


def test_one_that_was_replaced_is_off(school: Diensten) -> None:
    put_back = backup_of(school)
    fill_in(school, "https://elders.example")
    put_back()
    assert outcomes(school) == [Uitkomst.HERSTELD]
    assert not provider_of(school).is_aan


def test_one_that_was_turned_on_after_the_restore_stays_on(school: Diensten, klok: Klok) -> None:
    put_back = backup_of(school)
    school.mensen.schoolproviders.turn_off(SCHOOL, door=CLI)
    put_back()
    klok.pass_by(minutes=1)
    turn_on(school)
    assert outcomes(school) == [Uitkomst.GOLD_AL]
    assert provider_of(school).is_aan


def test_what_was_off_already_is_no_decision(school: Diensten) -> None:
    school.mensen.schoolproviders.turn_off(SCHOOL, door=CLI)
    put_back = backup_of(school)
    school.mensen.schoolproviders.turn_off(SCHOOL, door=CLI)
    fill_in(school, "https://elders.example")
    put_back()
    assert outcomes(school) == []
