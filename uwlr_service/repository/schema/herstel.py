"""The tables of the installation: its migrations, decisions that must outlive a restore, and journals."""

from sqlalchemy import JSON, Column, Integer, String, Table, Text

from uwlr_service.repository.schema.basis import metadata
from uwlr_service.repository.types import Moment

# From 0049 on each that was applied, with its Migratiesoort: an older program does not have their files.
migratie = Table(
    "migratie",
    metadata,
    Column("nummer", String(32), primary_key=True),
    Column("soort", String(16), nullable=False),
)

# One row: the number by which a journal knows that it is of this installation, and the last decision.
installatie = Table(
    "installatie",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("besluitnummer", Integer, nullable=False),
)

besluit = Table(
    "besluit",
    metadata,
    Column("nummer", Integer, primary_key=True, autoincrement=False),
    Column("soort", String(32), nullable=False),
    Column("moment", Moment, nullable=False),
    Column("inhoud", JSON, nullable=False),
)

# Each machine has a journal of its own. One that has a row here and is gone was lost.
journaal = Table(
    "journaal",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("machine", Text, nullable=False),
    Column("pad", Text, nullable=False),
    Column("begonnen", Moment, nullable=False),
)
