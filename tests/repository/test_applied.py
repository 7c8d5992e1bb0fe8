"""Whether a program can work on a database that a newer one migrated."""

import pytest
from sqlalchemy import select, text

from tests.support.migrations import downgrade, migrate_as_newer
from uwlr_service.domain.fouten import DatabaseNieuwer
from uwlr_service.domain.toezicht.schemastand import Migratiesoort, Schemastand
from uwlr_service.repository.applied import known_migrations, newest_migration
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.herstel import migratie

EXPAND, CONTRACT = Migratiesoort.EXPAND, Migratiesoort.CONTRACT
FIRST = 49
"""The first migration that says what kind it is."""


def test_each_migration_since_then_was_noted(database: Database) -> None:
    with database.read() as connection:
        noted = connection.execute(select(migratie.c.nummer)).scalars().all()
    assert set(noted) == {nummer for nummer in known_migrations() if int(nummer) >= FIRST}


def test_one_that_was_taken_back_is_not_noted(database: Database) -> None:
    downgrade(database, "0048")
    assert database.schemastand() is Schemastand.ACHTER
    assert database.upgrade() is Schemastand.ACHTER
    assert database.upgrade() is Schemastand.GELIJK


def test_a_program_goes_on_when_all_that_is_newer_only_added(database: Database) -> None:
    last = migrate_as_newer(database, EXPAND, EXPAND)
    assert database.schemastand() is Schemastand.VOOR
    assert database.upgrade() is Schemastand.VOOR
    with database.read() as connection:
        assert connection.scalar(text("select version_num from alembic_version")) == last


@pytest.mark.parametrize("soorten", [(CONTRACT, EXPAND), (EXPAND, CONTRACT), (EXPAND, "iets anders")])
def test_it_does_not_after_one_that_did_more(database: Database, soorten: tuple[str, str]) -> None:
    migrate_as_newer(database, *soorten)
    with pytest.raises(DatabaseNieuwer):
        database.schemastand()
    with pytest.raises(DatabaseNieuwer):
        database.upgrade()


def test_it_does_not_when_one_of_its_own_was_left_out(database: Database) -> None:
    migrate_as_newer(database, EXPAND)
    with database.write() as connection:
        connection.execute(migratie.delete().where(migratie.c.nummer == newest_migration()))
    with pytest.raises(DatabaseNieuwer):
        database.schemastand()


def test_it_does_not_when_the_last_one_has_no_kind(database: Database) -> None:
    last = migrate_as_newer(database, EXPAND, EXPAND)
    with database.write() as connection:
        connection.execute(migratie.delete().where(migratie.c.nummer == last))
    with pytest.raises(DatabaseNieuwer):
        database.schemastand()
