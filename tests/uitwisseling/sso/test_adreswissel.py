"""Which addresses of a client work at once, which wait for an operator, and which stay meanwhile."""

from datetime import timedelta

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of, put_in
from tests.support.sso.instellingen import adressen, geheimen, in_force, instellingen, logged, told
from tests.support.sso.mensen import operator, partnerbeheerder
from tests.support.sso.toepassingen import TERUG, add_client
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.sso.client import Adressoort, Algoritme, Bewijswijze
from uwlr_service.domain.sso.geheim import hash_geheim
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.sso.tokenclients import TokenclientRepository

T = Adressoort.TERUG
ELDERS = "https://elders.example/terug"


def test_in_the_proeftuin_everything_works_at_once(
    diensten: Diensten, database: Database, proeftuin: int
) -> None:
    door = partnerbeheerder(database, proeftuin)
    assert diensten.toepassingen.of_link(proeftuin, door=door) is None
    made = diensten.toepassingen.add(
        proeftuin,
        instellingen(adressen=adressen(terug=f"{TERUG} http://127.0.0.1:8000/terug")),
        door=door,
    )
    assert made.geheim is not None
    assert made.geheim not in repr(made)
    client = in_force(database, made.toepassing.client_id)
    assert geheimen(database, client.client_id) == (hash_geheim(made.geheim),)
    assert client.uris(T) == (TERUG, "http://127.0.0.1:8000/terug")
    assert (client.algoritme, client.pkce_vrij, client.offline) == (Algoritme.RS256, False, False)
    assert told(database) == [("toepassing-gewijzigd", "partnerbeheerder")]


def test_outside_of_it_a_server_that_is_new_waits(
    diensten: Diensten, database: Database, koppeling: int
) -> None:
    door = partnerbeheerder(database, koppeling)
    made = diensten.toepassingen.add(koppeling, instellingen(), door=door)
    assert made.wacht == 1
    assert [adres.uri for adres in made.toepassing.wachtend] == [TERUG]
    assert in_force(database, made.toepassing.client_id).adressen == ()
    assert ("toepassing-wacht", "operator") in told(database)
    (line,) = logged(database)
    assert line == (
        "toepassing-gemaakt",
        {"koppeling": koppeling, "client": made.toepassing.id, "nieuw": 1, "wacht": 1},
    )


def test_a_server_that_was_there_does_not_wait(
    diensten: Diensten, database: Database, koppeling: int
) -> None:
    client = add_client(database, koppeling, adressen={T: [TERUG]})
    door = partnerbeheerder(database, koppeling)
    changed = diensten.toepassingen.change(
        koppeling,
        instellingen(
            adressen=adressen(
                terug=f"https://lezen.example/anders {ELDERS}", afmelding="https://lezen.example/weg"
            )
        ),
        door=door,
    )
    assert changed.wacht == 1
    present = in_force(database, client.client_id)
    assert present.uris(T) == ("https://lezen.example/anders",)
    assert present.uri(Adressoort.AFMELDING) == "https://lezen.example/weg"
    wat, inhoud = logged(database)[-1]
    assert (wat, inhoud["nieuw"], inhoud["weg"], inhoud["wacht"]) == ("toepassing-gewijzigd", 3, 1, 1)
    assert ELDERS not in str(logged(database))


def test_the_one_address_for_logouts_stays_until_the_new_one_is_confirmed(
    diensten: Diensten, database: Database, koppeling: int
) -> None:
    client = add_client(database, koppeling)
    door = partnerbeheerder(database, koppeling)
    before = in_force(database, client.client_id).uri(Adressoort.AFMELDING)
    assert before is not None
    for moved in ("https://elders.example/1", "https://elders.example/2", "https://elders.example/2"):
        diensten.toepassingen.change(koppeling, instellingen(adressen=adressen(afmelding=moved)), door=door)
        assert in_force(database, client.client_id).uri(Adressoort.AFMELDING) == before
    toepassing = diensten.toepassingen.of_link(koppeling, door=door)
    assert toepassing is not None
    assert [adres.uri for adres in toepassing.wachtend] == ["https://elders.example/2"]
    diensten.toepassingen.change(koppeling, instellingen(adressen=adressen(afmelding=before)), door=door)
    after = diensten.toepassingen.of_link(koppeling, door=door)
    assert after is not None
    assert after.wachtend == ()
    diensten.toepassingen.change(koppeling, instellingen(), door=door)
    assert in_force(database, client.client_id).uri(Adressoort.AFMELDING) is None


def test_the_command_line_confirms_at_once(diensten: Diensten, database: Database, koppeling: int) -> None:
    made = diensten.toepassingen.add(koppeling, instellingen(), door=DOOR)
    assert (made.wacht, in_force(database, made.toepassing.client_id).uris(T)) == (0, (TERUG,))


def test_published_keys_take_over_once_their_address_is_confirmed(
    diensten: Diensten, database: Database, koppeling: int
) -> None:
    client = add_client(database, koppeling, methode=Bewijswijze.SLEUTEL)
    door = partnerbeheerder(database, koppeling)
    before = in_force(database, client.client_id).jwks
    uri = "https://sleutels.example/jwks"
    wanted = instellingen(methode=Bewijswijze.SLEUTEL, adressen=adressen(sleutels=uri))
    for _ in range(2):
        diensten.toepassingen.change(koppeling, wanted, door=door)
        present = in_force(database, client.client_id)
        assert (present.jwks, present.uri(Adressoort.SLEUTELS)) == (before, None)
    toepassing = diensten.toepassingen.of_link(koppeling, door=door)
    assert toepassing is not None
    diensten.bevestigingen.confirm(koppeling, [adres.id for adres in toepassing.wachtend], door=operator())
    present = in_force(database, client.client_id)
    assert (present.jwks, present.uri(Adressoort.SLEUTELS)) == (None, uri)


def test_an_operator_may_set_an_address_in_the_own_network(diensten: Diensten, koppeling: int) -> None:
    wanted = instellingen(adressen=adressen(afmelding="https://10.0.0.1/weg"))
    assert diensten.toepassingen.add(koppeling, wanted, door=DOOR).wacht == 0


def test_the_own_machine_is_for_the_proeftuin_also_on_the_command_line(
    diensten: Diensten, koppeling: int
) -> None:
    with pytest.raises(Geweigerd, match="Alleen in de proeftuin"):
        diensten.toepassingen.add(
            koppeling, instellingen(adressen=adressen(terug="http://127.0.0.1/terug")), door=DOOR
        )


def test_what_the_proeftuin_had_counts_no_more_when_a_product_becomes_active(
    diensten: Diensten, database: Database, proeftuin: int
) -> None:
    client = add_client(database, proeftuin, adressen={T: [TERUG, "http://127.0.0.1/terug"]})
    with database.read() as connection:
        code = KoppelingRepository(connection).get(proeftuin).klant.code
    product = product_of(database, code)
    put_in(database, product, Toelatingstand.OVEREENKOMST)
    diensten.toelatingen.activate(product.id, door=operator())
    assert in_force(database, client.client_id).adressen == ()
    toepassing = diensten.toepassingen.of_link(proeftuin, door=DOOR)
    assert toepassing is not None
    assert [adres.uri for adres in toepassing.adressen] == [TERUG]
    assert logged(database)[-1] == (
        "toepassing-wacht",
        {"koppeling": proeftuin, "client": client.id, "wacht": 1, "weg": 1, "geheimen": 1, "sleutels": 0},
    )
    assert ("toepassing-wacht", "operator") in told(database)
    assert ("toepassing-gewijzigd", "partnerbeheerder") in told(database)
    # As a key of the proeftuin, its secret opens no school that is real; a new one does.
    assert geheimen(database, client.client_id) == ()
    door = partnerbeheerder(database, proeftuin)
    made = diensten.toepassingen.rotate(proeftuin, timedelta(), door=door)
    assert made.geheim is not None
    assert geheimen(database, client.client_id) == (hash_geheim(made.geheim),)


def test_a_key_set_of_the_proeftuin_proves_nothing_outside_of_it(
    diensten: Diensten, database: Database, proeftuin: int
) -> None:
    client = add_client(database, proeftuin, methode=Bewijswijze.SLEUTEL)
    with database.read() as connection:
        code = KoppelingRepository(connection).get(proeftuin).klant.code
    was = TokenclientRepository(database.driver).find(client.client_id, tijd.now())
    assert was is not None
    assert was.jwks is not None
    product = product_of(database, code)
    put_in(database, product, Toelatingstand.OVEREENKOMST)
    diensten.toelatingen.activate(product.id, door=operator())
    present = TokenclientRepository(database.driver).find(client.client_id, tijd.now())
    assert present is not None
    assert (present.methode, present.jwks, present.jwks_uri) == (was.methode, None, None)
    wat, inhoud = logged(database)[-1]
    assert (wat, inhoud["sleutels"], inhoud["geheimen"]) == ("toepassing-wacht", 1, 0)
