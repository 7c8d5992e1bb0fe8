"""After a restore a client of SSO has nothing back that it lost, and voided badges stay void."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from tests.support.databases import backup_of, database_of
from tests.support.people.klas import Klaswereld, directie, school_with_pupils
from tests.support.sso.instellingen import adressen, geheimen, instellingen
from tests.support.sso.toepassingen import TERUG, Proefclient, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.fouten.klas import BadgeOngeldig
from uwlr_service.domain.sso.client import Adressoort, SsoClient
from uwlr_service.repository.schema.herstel import besluit, installatie
from uwlr_service.repository.sso.clients import ClientRepository
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

DOOR = Handelende.opdrachtregel("beheerder")
OTHER = "https://lezen.example/elders"


@pytest.fixture
def client(diensten: Diensten) -> Proefclient:
    """A client with two addresses and a secret, and a journal."""
    diensten.journaal.require_current()
    database = database_of(diensten)
    uris = {Adressoort.TERUG: (TERUG, OTHER)}
    return add_client(database, add_sso_link(database, []), adressen=uris)


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def now_of(diensten: Diensten, client: Proefclient) -> SsoClient | None:
    """The client as the provider knows it."""
    with database_of(diensten).read() as connection:
        return ClientRepository(connection).by_client_id(client.client_id)


def test_a_client_that_ended_stays_ended(diensten: Diensten, client: Proefclient) -> None:
    restore = backup_of(diensten)
    diensten.toepassingen.end(client.koppeling, door=DOOR)
    restore()
    assert now_of(diensten, client) is not None
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert now_of(diensten, client) is None
    assert outcomes(diensten) == []


def test_a_secret_that_was_replaced_proves_nothing(diensten: Diensten, client: Proefclient) -> None:
    restore = backup_of(diensten)
    diensten.toepassingen.rotate(client.koppeling, timedelta(), door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert geheimen(database_of(diensten), client.client_id) == ()


def test_an_address_that_was_taken_away_is_not_used(diensten: Diensten, client: Proefclient) -> None:
    restore = backup_of(diensten)
    diensten.toepassingen.change(client.koppeling, instellingen(adressen=adressen(terug=TERUG)), door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    after = now_of(diensten, client)
    assert after is not None
    assert after.uris(Adressoort.TERUG) == (TERUG,)


@pytest.mark.parametrize(
    "decide",
    [
        lambda diensten, koppeling: diensten.toepassingen.end(koppeling, door=DOOR),
        lambda diensten, koppeling: diensten.toepassingen.rotate(koppeling, timedelta(), door=DOOR),
        lambda diensten, koppeling: diensten.toepassingen.change(
            koppeling, instellingen(adressen=adressen(terug=TERUG)), door=DOOR
        ),
    ],
)
def test_another_client_of_the_same_number_is_left_alone(
    diensten: Diensten, decide: Callable[[Diensten, int], object]
) -> None:
    diensten.journaal.require_current()
    database = database_of(diensten)
    koppeling = add_sso_link(database, [])
    restore = backup_of(diensten)
    uris = {Adressoort.TERUG: (TERUG, OTHER)}
    lost = add_client(database, koppeling, adressen=uris)
    decide(diensten, koppeling)
    restore()
    new = add_client(database, koppeling, adressen=uris)
    assert database.dialect != "sqlite" or new.id == lost.id
    before = now_of(diensten, new)
    assert outcomes(diensten) == [Uitkomst.GOLD_AL]
    assert now_of(diensten, new) == before


@pytest.fixture
def wereld(diensten: Diensten) -> Klaswereld:
    """A school whose pupils have accounts, and a journal."""
    diensten.journaal.require_current()
    return school_with_pupils(database_of(diensten))


def badge(diensten: Diensten, wereld: Klaswereld) -> str:
    """A new badge of a pupil."""
    (kaart,) = diensten.mensen.klas.middelen.make(
        wereld.school, wereld.groepen["G1"], Middelsoort.BADGE, wereld.accounts["L1"], door=directie()
    )
    return kaart.badge


@pytest.mark.parametrize(
    "void",
    [
        lambda diensten, wereld: diensten.mensen.klas.middelen.void_badges(
            wereld.school, wereld.groepen["G1"], wereld.accounts["L1"], door=directie()
        ),
        lambda diensten, wereld: diensten.mensen.klas.middelen.void_all_badges(
            wereld.school, door=directie()
        ),
        badge,
    ],
)
def test_a_badge_that_was_voided_stays_void(
    diensten: Diensten, wereld: Klaswereld, void: Callable[[Diensten, Klaswereld], object]
) -> None:
    old = badge(diensten, wereld)
    restore = backup_of(diensten)
    void(diensten, wereld)
    restore()
    badges = diensten.mensen.klas.badges
    assert badges.scan(Bezoeker(adres="192.0.2.1"), None, old).code
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    with pytest.raises(BadgeOngeldig):
        badges.scan(Bezoeker(adres="192.0.2.1"), None, old)


def test_a_badge_that_was_made_later_works_on(diensten: Diensten, wereld: Klaswereld) -> None:
    badge(diensten, wereld)
    diensten.mensen.klas.middelen.void_all_badges(wereld.school, door=directie())
    new = badge(diensten, wereld)
    with database_of(diensten).write() as connection:
        connection.execute(delete(besluit))
        connection.execute(update(installatie).values(besluitnummer=0))
    assert set(outcomes(diensten)) == {Uitkomst.GOLD_AL}
    assert diensten.mensen.klas.badges.scan(Bezoeker(adres="192.0.2.1"), None, new).code
