"""Operators decide about a server that is new, about PKCE, and about longer access."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from tests.support.partners.handelenden import DOOR
from tests.support.sso.mensen import operator, partner_of, partnerbeheerder
from tests.support.sso.toepassingen import TERUG, Proefclient, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, VersBewijsNodig
from uwlr_service.domain.sso.client import Adressoort, SsoClient
from uwlr_service.domain.sso.toepassing import Clientadres
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import bericht, logregel
from uwlr_service.repository.sso.clients import ClientRepository
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

ELDERS = "https://elders.example/terug"
ANDERS = "https://anders.example/afmelding"
REDEN = "Die server kennen wij niet."


@pytest.fixture
def client(database: Database) -> Proefclient:
    """A client of which two addresses wait."""
    return add_client(
        database,
        add_sso_link(database, []),
        wachtend={Adressoort.TERUG: [ELDERS], Adressoort.AFMELDING: [ANDERS]},
    )


def waiting(diensten: Diensten, koppeling: int) -> dict[str, Clientadres]:
    toepassing = diensten.toepassingen.of_link(koppeling, door=DOOR)
    assert toepassing is not None
    return {adres.uri: adres for adres in toepassing.wachtend}


def in_force(database: Database, client: Proefclient) -> SsoClient:
    with database.read() as connection:
        found = ClientRepository(connection).get(client.id)
    assert found is not None
    return found


def last(database: Database) -> tuple[str | None, Mapping[str, Any], str, Mapping[str, Any]]:
    """The last line of the log, and the last message."""
    with database.read() as connection:
        line = connection.execute(select(logregel).order_by(logregel.c.id.desc()).limit(1)).one()
        message = connection.execute(select(bericht).order_by(bericht.c.id.desc()).limit(1)).one()
    return line.wat, json.loads(line.content)["inhoud"], message.soort, message.parameters


def test_operators_see_what_waits(diensten: Diensten, database: Database, client: Proefclient) -> None:
    add_client(database, add_sso_link(database, []))
    (wachtend,) = diensten.bevestigingen.waiting(door=operator())
    assert (wachtend.koppeling, wachtend.aantal) == (client.koppeling, 2)
    assert wachtend.koppelpartner == partner_of(database, client.koppeling)
    with pytest.raises(NietToegestaan):
        diensten.bevestigingen.waiting(door=partnerbeheerder(database, client.koppeling))


def test_a_confirmed_address_is_used_from_then_on(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    adres = waiting(diensten, client.koppeling)[ELDERS]
    assert diensten.bevestigingen.confirm(client.koppeling, [adres.id], door=operator()) == 1
    assert in_force(database, client).uris(Adressoort.TERUG) == (TERUG, ELDERS)
    assert list(waiting(diensten, client.koppeling)) == [ANDERS]
    wat, inhoud, soort, _ = last(database)
    assert (wat, inhoud["adres"], soort) == (
        "toepassing-adres-bevestigd",
        [adres.id],
        "toepassing-bevestigd",
    )


def test_the_one_address_of_its_kind_takes_the_place_of_the_other(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    adres = waiting(diensten, client.koppeling)[ANDERS]
    diensten.bevestigingen.confirm(client.koppeling, [adres.id], door=operator())
    assert in_force(database, client).uris(Adressoort.AFMELDING) == (ANDERS,)


def test_a_refused_address_is_gone_and_the_partner_reads_why(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    numbers = [adres.id for adres in waiting(diensten, client.koppeling).values()]
    with pytest.raises(Geweigerd, match="waarom niet"):
        diensten.bevestigingen.refuse(client.koppeling, numbers, " ", door=operator())
    assert diensten.bevestigingen.refuse(client.koppeling, numbers, REDEN, door=operator()) == 2
    assert waiting(diensten, client.koppeling) == {}
    assert in_force(database, client).uris(Adressoort.TERUG) == (TERUG,)
    wat, inhoud, soort, parameters = last(database)
    assert (wat, inhoud["reden"], soort) == ("toepassing-adres-geweigerd", REDEN, "toepassing-geweigerd")
    assert inhoud["adres"] == numbers
    assert parameters["reden"] == REDEN


def test_what_does_not_wait_any_more_is_not_decided(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    adres = waiting(diensten, client.koppeling)[ELDERS]
    other = add_client(database, add_sso_link(database, []), wachtend={Adressoort.TERUG: [ELDERS]})
    for numbers in ([], [adres.id + 1000], [adres.id, adres.id + 1000]):
        with pytest.raises(Geweigerd, match="wachten niet meer"):
            diensten.bevestigingen.confirm(client.koppeling, numbers, door=operator())
    with pytest.raises(Geweigerd, match="wachten niet meer"):
        diensten.bevestigingen.confirm(other.koppeling, [adres.id], door=operator())
    diensten.bevestigingen.confirm(client.koppeling, [adres.id], door=operator())
    with pytest.raises(Geweigerd, match="wachten niet meer"):
        diensten.bevestigingen.refuse(client.koppeling, [adres.id], REDEN, door=operator())


def test_an_operator_exempts_from_pkce_with_a_reason(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    decide = diensten.bevestigingen.exempt_from_pkce
    with pytest.raises(Geweigerd, match="Schrijf waarom"):
        decide(client.koppeling, "", vrij=True, door=operator())
    decide(client.koppeling, "Kan het niet", vrij=True, door=operator())
    assert in_force(database, client).pkce_vrij
    wat, inhoud, soort, _ = last(database)
    assert (wat, inhoud["vrij"], soort) == ("toepassing-pkce", True, "toepassing-gewijzigd")
    with pytest.raises(Geweigerd, match="stond al zo"):
        decide(client.koppeling, "Kan het niet", vrij=True, door=operator())
    decide(client.koppeling, "Kan het nu wel", vrij=False, door=operator())
    assert not in_force(database, client).pkce_vrij


def test_an_operator_allows_longer_access_with_a_reason(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    decide = diensten.bevestigingen.allow_offline
    decide(client.koppeling, "Werkt zonder netwerk", aan=True, door=operator())
    assert in_force(database, client).offline
    wat, inhoud, _, _ = last(database)
    assert (wat, inhoud["aan"], inhoud["reden"]) == ("toepassing-offline", True, "Werkt zonder netwerk")
    with pytest.raises(Geweigerd, match="stond al zo"):
        decide(client.koppeling, "Nog eens", aan=True, door=operator())


def test_only_operators_decide_and_with_a_fresh_proof(
    diensten: Diensten, database: Database, client: Proefclient
) -> None:
    number = waiting(diensten, client.koppeling)[ELDERS].id
    acts = (
        lambda door: diensten.bevestigingen.confirm(client.koppeling, [number], door=door),
        lambda door: diensten.bevestigingen.refuse(client.koppeling, [number], REDEN, door=door),
        lambda door: diensten.bevestigingen.exempt_from_pkce(client.koppeling, REDEN, vrij=True, door=door),
        lambda door: diensten.bevestigingen.allow_offline(client.koppeling, REDEN, aan=True, door=door),
    )
    for act in acts:
        with pytest.raises(NietToegestaan):
            act(partnerbeheerder(database, client.koppeling))
        with pytest.raises(VersBewijsNodig):
            act(operator(fresh=False))
    assert in_force(database, client).uris(Adressoort.TERUG) == (TERUG,)


def test_there_is_a_client_to_decide_about(
    diensten: Diensten, database: Database, uitgifte: Uitgifte
) -> None:
    with pytest.raises(Geweigerd, match="geen toepassing"):
        diensten.bevestigingen.confirm(add_sso_link(database, []), [1], door=operator())
    with pytest.raises(Geweigerd, match="geen SSO-koppeling"):
        diensten.bevestigingen.confirm(uitgifte.koppeling.id, [1], door=operator())
