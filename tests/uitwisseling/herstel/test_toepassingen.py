"""After a restore a client of SSO has nothing back that it lost."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from joserfc.jwk import ECKey

from tests.support.databases import backup_of, database_of
from tests.support.sso.instellingen import adressen, geheimen, instellingen
from tests.support.sso.toepassingen import TERUG, Proefclient, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze, SsoClient
from uwlr_service.repository.sso.clients import ClientRepository
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


@pytest.fixture
def signer(diensten: Diensten) -> Proefclient:
    """A client that proves itself by a key, and a journal."""
    diensten.journaal.require_current()
    database = database_of(diensten)
    uris = {Adressoort.TERUG: (TERUG,)}
    return add_client(database, add_sso_link(database, []), methode=Bewijswijze.SLEUTEL, adressen=uris)


def keys_of(*keys: ECKey) -> str:
    """A JWK Set with these keys."""
    return json.dumps({"keys": [key.as_dict(private=False, kid="k1") for key in keys]})


def key_names(diensten: Diensten, client: Proefclient) -> list[str]:
    """The keys by which a client proves itself now, each by its own digest."""
    after = now_of(diensten, client)
    assert after is not None
    return [ECKey.import_key(key).thumbprint() for key in json.loads(after.jwks or "{}")["keys"]]


def test_a_key_that_was_replaced_proves_nothing(diensten: Diensten, signer: Proefclient) -> None:
    restore = backup_of(diensten)
    new = instellingen(methode=Bewijswijze.SLEUTEL, jwks=keys_of(ECKey.generate_key("P-256")))
    diensten.toepassingen.change(signer.koppeling, new, door=DOOR)
    restore()
    assert len(key_names(diensten, signer)) == 1
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert key_names(diensten, signer) == []


def test_a_key_that_stayed_proves_something_still(diensten: Diensten, signer: Proefclient) -> None:
    gone = ECKey.generate_key("P-256")
    stays = ECKey.generate_key("P-256")
    both = json.dumps({"keys": [gone.as_dict(private=False), stays.as_dict(private=False)]})
    slot = instellingen(methode=Bewijswijze.SLEUTEL, jwks=both)
    diensten.toepassingen.change(signer.koppeling, slot, door=DOOR)
    restore = backup_of(diensten)
    later = replace(slot, jwks=keys_of(stays))
    diensten.toepassingen.change(signer.koppeling, later, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert key_names(diensten, signer) == [stays.thumbprint()]


def test_a_key_of_before_the_client_had_a_secret_proves_nothing(
    diensten: Diensten, signer: Proefclient
) -> None:
    restore = backup_of(diensten)
    diensten.toepassingen.change(signer.koppeling, instellingen(), door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert key_names(diensten, signer) == []


def test_what_an_operator_took_back_is_not_allowed_again(diensten: Diensten, client: Proefclient) -> None:
    link = client.koppeling
    diensten.bevestigingen.exempt_from_pkce(link, "Kan het niet.", vrij=True, door=DOOR)
    diensten.bevestigingen.allow_offline(link, "Elke nacht.", aan=True, door=DOOR)
    restore = backup_of(diensten)
    diensten.bevestigingen.exempt_from_pkce(link, "Kan het nu wel.", vrij=False, door=DOOR)
    diensten.bevestigingen.allow_offline(link, "Niet meer.", aan=False, door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD, Uitkomst.HERSTELD]
    after = now_of(diensten, client)
    assert after is not None
    assert (after.pkce_vrij, after.offline) == (False, False)


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


def test_signing_keys_that_leaked_sign_nothing(diensten: Diensten) -> None:
    diensten.journaal.require_current()
    leaked = [key["kid"] for key in diensten.ssosleutels.published()]
    restore = backup_of(diensten)
    diensten.ssosleutels.replace_leaked(door=DOOR)
    restore()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert not set(leaked) & {key["kid"] for key in diensten.ssosleutels.published()}
    assert diensten.ssosleutels.key(Algoritme.ES256)["kid"] not in leaked
