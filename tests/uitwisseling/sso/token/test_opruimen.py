"""What is over is forgotten: requests, tokens, grants; what was told of somebody stays until its term."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.support.sso.toekenningen import grant, signed_in
from tests.support.sso.toepassingen import add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.sso import sso_toekenning, sso_token, sso_verzoek
from uwlr_service.repository.sso.verzoeken import VerzoekRepository
from uwlr_service.taken.work import Work

TABLES = (sso_verzoek, sso_token, sso_toekenning)


def counts(database: Database) -> list[int]:
    """How many requests, tokens and grants there are."""
    with database.read() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in TABLES]


def test_what_is_over_is_forgotten_and_what_was_told_stays(
    database: Database, stored: object, diensten: Diensten
) -> None:
    now = tijd.now()
    client = add_client(database, add_sso_link(database))
    person = signed_in(database)
    grant(database, client, person)
    grant(database, client, person, used=False)
    with database.write() as connection:
        VerzoekRepository(connection).add("a" * 64, client.id, {}, None, now)
    longest = timedelta(days=400)

    assert diensten.ssoopruiming.purge(now, now - longest) == 0
    assert counts(database) == [1, 2, 2]
    tomorrow = now + timedelta(days=1, hours=2)
    assert diensten.ssoopruiming.purge(tomorrow, tomorrow - longest) == 3
    assert counts(database) == [0, 0, 2]
    later = now + timedelta(days=2)
    assert diensten.ssoopruiming.purge(later, later - longest) == 1
    assert counts(database) == [0, 0, 1]
    much_later = now + longest + timedelta(days=1)
    assert diensten.ssoopruiming.purge(much_later, much_later - longest) == 1
    assert counts(database) == [0, 0, 0]


def test_the_worker_does_so_after_the_night(
    database: Database, stored: object, diensten: Diensten, capsys: pytest.CaptureFixture[str]
) -> None:
    grant(database, add_client(database, add_sso_link(database)), signed_in(database), used=False)
    Work(diensten, lambda: tijd.now() + timedelta(days=2)).clear_up()
    assert counts(database) == [0, 0, 0]
