"""The settings of a client as a partner chooses them, and what came of a change."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from tests.support.sso.toepassingen import TERUG
from uwlr_service.domain import tijd
from uwlr_service.domain.sso.client import Adressoort, Bewijswijze, SsoClient
from uwlr_service.domain.sso.toepassing import Instellingen
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import bericht, logregel
from uwlr_service.repository.sso.clients import ClientRepository
from uwlr_service.repository.sso.tokenclients import TokenclientRepository


def instellingen(**velden: Any) -> Instellingen:
    """The settings of a client with a secret."""
    standaard: dict[str, Any] = {
        "naam": "Leeslijst",
        "methode": Bewijswijze.GEHEIM,
        "adressen": {Adressoort.TERUG: (TERUG,)},
    }
    return Instellingen(**(standaard | velden))


def adressen(**uris: str) -> Mapping[Adressoort, tuple[str, ...]]:
    """Addresses by their kind; without one to return to it is the usual one."""
    given = {Adressoort(soort): tuple(uri.split()) for soort, uri in uris.items()}
    return {Adressoort.TERUG: (TERUG,), **given}


def in_force(database: Database, client_id: str) -> SsoClient:
    """The client as the provider knows it."""
    with database.read() as connection:
        client = ClientRepository(connection).by_client_id(client_id)
    assert client is not None
    return client


def geheimen(database: Database, client_id: str, after: timedelta = timedelta()) -> tuple[str, ...]:
    """The hashes of the secrets by which the client proves itself, now or later."""
    client = TokenclientRepository(database.driver).find(client_id, tijd.now() + after)
    assert client is not None
    return client.geheimen


def logged(database: Database) -> list[tuple[str | None, Mapping[str, Any]]]:
    """What the log says of it."""
    with database.read() as connection:
        rows = connection.execute(select(logregel.c.wat, logregel.c.content).order_by(logregel.c.id))
        return [(row.wat, json.loads(row.content)["inhoud"]) for row in rows]


def told(database: Database) -> list[tuple[str, str]]:
    """Who was told what."""
    with database.read() as connection:
        rows = connection.execute(select(bericht.c.soort, bericht.c.rol).order_by(bericht.c.id))
        return [(row.soort, row.rol) for row in rows]
