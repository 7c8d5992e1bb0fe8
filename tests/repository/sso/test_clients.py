"""A client is read with what is in force: its confirmed addresses, and its secrets until they end."""

import json
import re
from datetime import timedelta

from tests.support.schools.builders import SCHOOL
from tests.support.sso.instellingen import geheimen
from tests.support.sso.toepassingen import AFMELDING, TERUG, add_client, add_sso_link
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze, SsoClient
from uwlr_service.domain.sso.geheim import hash_geheim, new_geheim
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.sso import beeindiging
from uwlr_service.repository.sso.adressen import AdresRepository
from uwlr_service.repository.sso.beheer import BeheerRepository
from uwlr_service.repository.sso.clients import ClientRepository

NIEUW = "https://nieuw.example/terug"


def read(database: Database, client_id: str) -> SsoClient | None:
    with database.read() as connection:
        return ClientRepository(connection).by_client_id(client_id)


def test_a_link_of_sso_takes_in_its_schools(database: Database, stored: Schoolgegevens) -> None:
    number = add_sso_link(database)
    with database.read() as connection:
        koppeling = KoppelingRepository(connection).get(number)
    assert koppeling.richting is Richting.INLOGGEN
    assert koppeling.scholen == (SCHOOL,) == (stored.school.code,)


def test_a_client_with_a_secret(database: Database) -> None:
    koppeling = add_sso_link(database, [])
    made = add_client(database, koppeling)
    client = read(database, made.client_id)
    assert client is not None
    assert re.fullmatch("sso-[0-9a-f]{16}", client.client_id)
    assert (client.id, client.koppeling, client.methode) == (made.id, koppeling, Bewijswijze.GEHEIM)
    assert geheimen(database, made.client_id) == (hash_geheim(made.geheim),)
    assert client.uris(Adressoort.TERUG) == (TERUG,)
    assert client.uri(Adressoort.AFMELDING) == AFMELDING
    assert client.uri(Adressoort.SLEUTELS) is None
    assert made.geheim not in repr(made)


def test_a_client_with_a_key(database: Database) -> None:
    made = add_client(
        database, add_sso_link(database, []), methode=Bewijswijze.SLEUTEL, algoritme=Algoritme.ES256
    )
    client = read(database, made.client_id)
    assert client is not None
    assert client.algoritme is Algoritme.ES256
    assert client.jwks is not None
    assert made.sleutel is not None
    (key,) = json.loads(client.jwks)["keys"]
    assert key["kid"] == made.sleutel.kid
    assert "d" not in key
    assert geheimen(database, made.client_id) == ()


def test_an_address_counts_from_its_confirmation_until_it_is_taken_away(database: Database) -> None:
    made = add_client(database, add_sso_link(database, []), wachtend={Adressoort.TERUG: [NIEUW]})
    before = read(database, made.client_id)
    assert before is not None
    assert before.uris(Adressoort.TERUG) == (TERUG,)
    with database.write() as connection:
        repository = AdresRepository(connection)
        (old, new) = (
            adres for adres in repository.of_clients([made.id])[made.id] if adres.soort is Adressoort.TERUG
        )
        repository.confirm([new.id], tijd.now())
        repository.expire([old.id], tijd.now())
    after = read(database, made.client_id)
    assert after is not None
    assert after.uris(Adressoort.TERUG) == (NIEUW,)


def test_two_secrets_prove_something_during_a_change(database: Database) -> None:
    made = add_client(database, add_sso_link(database, []))
    second = new_geheim()
    now = tijd.now()
    with database.write() as connection:
        beheer = BeheerRepository(connection)
        beheer.expire_geheimen(made.id, now + timedelta(days=2))
        beheer.add_geheim(made.id, hash_geheim(second), now)
    during = geheimen(database, made.client_id, timedelta(days=1))
    after = geheimen(database, made.client_id, timedelta(days=3))
    assert during == (hash_geheim(made.geheim), hash_geheim(second))
    assert after == (hash_geheim(second),)


def test_a_secret_ends_no_later_than_it_already_did(database: Database) -> None:
    made = add_client(database, add_sso_link(database, []))
    now = tijd.now()
    with database.write() as connection:
        beheer = BeheerRepository(connection)
        beheer.expire_geheimen(made.id, now + timedelta(days=1))
        beheer.expire_geheimen(made.id, now + timedelta(days=9))
    assert geheimen(database, made.client_id, timedelta(hours=23)) == (hash_geheim(made.geheim),)
    assert geheimen(database, made.client_id, timedelta(hours=25)) == ()


def test_a_client_that_ended_is_no_client(database: Database) -> None:
    koppeling = add_sso_link(database, [])
    made = add_client(database, koppeling)
    with database.write() as connection:
        beeindiging.end_client(connection, made.id, tijd.now(), "client-beeindigd")
    assert read(database, made.client_id) is None
    with database.read() as connection:
        assert ClientRepository(connection).get(made.id) is None
        assert BeheerRepository(connection).of_link(koppeling, tijd.now()) is None
