"""Brings a database to the tables of this version, with Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection) -> None:
    """Apply every migration that is missing, in the transaction of this connection."""
    command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> Config:
    """The configuration of Alembic; ``migrations/env.py`` finds the connection in it."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("recursive_version_locations", "true")
    config.attributes["connection"] = connection
    return config
