"""What ends with a client or with its link: every request, code and token of it."""

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, delete, select, update

from uwlr_service.repository import einden
from uwlr_service.repository.einden import Beeindigd
from uwlr_service.repository.schema.sso import sso_client, sso_toekenning, sso_token, sso_verzoek


def end_client(connection: Connection, client: int, moment: datetime, waarom: str) -> None:
    """End a client, and whatever it was given; what ended already stays as it was.

    ``waarom`` is a word of ours, kept with its grants.
    """
    _end(connection, sso_client.c.id == client, moment, waarom)


def end_of_link(connection: Connection, koppeling_id: int, moment: datetime, waarom: str) -> None:
    """The same for the clients of a link; nothing happens for a link of another kind."""
    _end(connection, sso_client.c.koppeling_id == koppeling_id, moment, waarom)


def _end(connection: Connection, which: ColumnElement[bool], moment: datetime, waarom: str) -> None:
    clients = select(sso_client.c.id).where(which)
    _revoke(connection, clients, moment, waarom)
    connection.execute(
        update(sso_client).where(which, sso_client.c.beeindigd.is_(None)).values(beeindigd=moment)
    )


def _revoke(connection: Connection, clients: Select[tuple[int]], moment: datetime, waarom: str) -> None:
    """Revoke the grants of some clients: pending requests, codes and tokens."""
    connection.execute(delete(sso_verzoek).where(sso_verzoek.c.sso_client_id.in_(clients)))
    c = sso_toekenning.c
    which = c.sso_client_id.in_(clients)
    einden.note(connection, Beeindigd(which=which, waarom=waarom, moment=moment))
    of_clients = select(c.id).where(which)
    connection.execute(
        update(sso_token)
        .where(sso_token.c.toekenning_id.in_(of_clients), sso_token.c.ingetrokken.is_(None))
        .values(ingetrokken=moment)
    )
    connection.execute(
        update(sso_toekenning).where(which, c.ingetrokken.is_(None)).values(ingetrokken=moment, waarom=waarom)
    )
