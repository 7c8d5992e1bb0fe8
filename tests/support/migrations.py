"""Migrations taken back, which the service itself never does, and those of a newer program."""

from alembic import command
from sqlalchemy import func, insert, select, text

from uwlr_service.repository import migrating
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.herstel import migratie

LATEST = text("update alembic_version set version_num = :last")


def downgrade(database: Database, migration: str) -> None:
    """Take back every migration after this one; ``base`` takes back all."""
    with database.write() as connection:
        command.downgrade(migrating.configuration(connection), migration)


def migrate_as_newer(database: Database, *soorten: str) -> str:
    """Leave what a newer program does, a migration of each kind; returns the number of the last one."""
    with database.write() as connection:
        begin = connection.execute(select(func.count()).select_from(migratie)).scalar_one()
        numbers = [f"n{begin + number}" for number, _ in enumerate(soorten)]
        for nummer, soort in zip(numbers, soorten, strict=True):
            connection.execute(insert(migratie).values(nummer=nummer, soort=soort))
        connection.execute(LATEST, {"last": numbers[-1]})
    return numbers[-1]
