"""Migrations taken back: what the service itself never does."""

from alembic import command

from uwlr_service.repository import migrating
from uwlr_service.repository.database import Database


def downgrade(database: Database, migration: str) -> None:
    """Take back every migration after this one; ``base`` takes back all."""
    with database.write() as connection:
        command.downgrade(migrating.configuration(connection), migration)
