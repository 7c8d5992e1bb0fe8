"""What ends with a client or with its link: nothing of it can go on, and nothing else is touched."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import func, insert, select

from tests.support.portaal.people import add_person
from tests.support.sso.toepassingen import Proefclient, add_client, add_sso_link
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.sso.geheim import hash_geheim
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account
from uwlr_service.repository.schema.sso import sso_client, sso_toekenning, sso_token, sso_verzoek
from uwlr_service.repository.sso import beeindiging

WAAROM = "client-beeindigd"


@pytest.fixture
def clients(database: Database) -> tuple[Proefclient, Proefclient]:
    """Two clients of two links, each with a pending request and a grant with a token."""
    made = []
    for _ in range(2):
        client = add_client(database, add_sso_link(database, []))
        give(database, client)
        made.append(client)
    return made[0], made[1]


def give(database: Database, client: Proefclient) -> None:
    inlog = add_person(database, Rol.OPERATOR)
    now = tijd.now()
    with database.write() as connection:
        account_id = connection.execute(select(account.c.id).where(account.c.inlog_id == inlog)).scalar_one()
        connection.execute(
            insert(sso_verzoek).values(
                hash=hash_geheim(client.client_id), sso_client_id=client.id, parameters={}, moment=now
            )
        )
        grant = connection.execute(
            insert(sso_toekenning)
            .values(
                account_id=account_id,
                sso_client_id=client.id,
                sid="S",
                scope="openid",
                claims={},
                aangemeld=now,
                acr="a",
                terugadres="https://lezen.example/sso/terug",
                code=hash_geheim(client.geheim),
                code_tot=now + timedelta(minutes=1),
                geldig_tot=now + timedelta(hours=1),
            )
            .returning(sso_toekenning.c.id)
        ).scalar_one()
        connection.execute(
            insert(sso_token).values(
                hash=hash_geheim("token" + client.client_id),
                toekenning_id=grant,
                soort="access",
                scope="openid",
                verloopt=now + timedelta(minutes=5),
            )
        )


def living(database: Database, client: Proefclient) -> Mapping[str, int]:
    """What of a client can still go on."""
    grants = select(sso_toekenning.c.id).where(sso_toekenning.c.sso_client_id == client.id)
    counts = {
        "clients": select(func.count())
        .select_from(sso_client)
        .where(sso_client.c.id == client.id, sso_client.c.beeindigd.is_(None)),
        "verzoeken": select(func.count())
        .select_from(sso_verzoek)
        .where(sso_verzoek.c.sso_client_id == client.id),
        "toekenningen": select(func.count()).select_from(
            grants.where(sso_toekenning.c.ingetrokken.is_(None)).subquery()
        ),
        "tokens": select(func.count())
        .select_from(sso_token)
        .where(sso_token.c.toekenning_id.in_(grants), sso_token.c.ingetrokken.is_(None)),
    }
    with database.read() as connection:
        return {name: connection.execute(statement).scalar_one() for name, statement in counts.items()}


ALL = {"clients": 1, "verzoeken": 1, "toekenningen": 1, "tokens": 1}
NONE = dict.fromkeys(ALL, 0)


def test_a_client_ends_with_all_that_it_was_given(
    database: Database, clients: tuple[Proefclient, Proefclient]
) -> None:
    ended, other = clients
    assert living(database, ended) == ALL
    with database.write() as connection:
        beeindiging.end_client(connection, ended.id, tijd.now(), WAAROM)
    assert living(database, ended) == NONE
    assert living(database, other) == ALL
    with database.read() as connection:
        reasons = connection.execute(select(sso_toekenning.c.waarom).order_by(sso_toekenning.c.id)).scalars()
        assert list(reasons) == [WAAROM, None]


def test_a_link_ends_its_clients(database: Database, clients: tuple[Proefclient, Proefclient]) -> None:
    ended, other = clients
    with database.write() as connection:
        beeindiging.end_of_link(connection, ended.koppeling, tijd.now(), "koppeling-beeindigd")
    assert living(database, ended) == NONE
    assert living(database, other) == ALL


def test_what_ended_keeps_its_moment(database: Database, clients: tuple[Proefclient, Proefclient]) -> None:
    client, _ = clients
    first = tijd.now()
    with database.write() as connection:
        beeindiging.end_client(connection, client.id, first, WAAROM)
        beeindiging.end_client(connection, client.id, first + timedelta(hours=1), "later")
    with database.read() as connection:
        ended = connection.execute(
            select(sso_client.c.beeindigd).where(sso_client.c.id == client.id)
        ).scalar_one()
        waarom = connection.execute(
            select(sso_toekenning.c.waarom).where(sso_toekenning.c.sso_client_id == client.id)
        ).scalar_one()
    assert (ended, waarom) == (first, WAAROM)
