"""The tables of pupils who sign in: their pictures and badges, the devices of a class, and their mistakes.

Whatever lets somebody in is kept as a hash: SHA-256 for random values, a keyed one for what is short, and
argon2 for the pin of a badge.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from uwlr_service.repository.schema.account import HASH
from uwlr_service.repository.schema.basis import KEY, metadata
from uwlr_service.repository.types import Moment

leerling_middel = Table(
    "leerling_middel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), nullable=False),
    Column("soort", String(8), nullable=False),
    Column("hash", HASH, nullable=False, index=True),
    Column("pin", String(255)),  # of a badge, for devices that are not the school's
    Column("maker", Integer, nullable=False),  # the number of their inlog, as in the log
    Column("gemaakt", Moment, nullable=False),
    Column("ingetrokken", Moment),
    Index("ix_leerling_middel_account", "account_id", "soort"),
)

klasopening = Table(
    "klasopening",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", HASH, nullable=False, index=True),  # keyed: a code is six signs
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("groep", KEY, nullable=False),
    Column("opener", Integer, nullable=False),
    Column("geopend", Moment, nullable=False),
    Column("geldig_tot", Moment, nullable=False, index=True),
    Column("gesloten", Moment),
    Index("ix_klasopening_groep", "school_id", "groep"),
)

klasapparaat = Table(
    "klasapparaat",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", HASH, nullable=False, unique=True),  # of the value in its cookie
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("groep", KEY, nullable=False),
    # Null for a device that somebody enrolled; a device in an opened class is one until that closes.
    Column("klasopening_id", ForeignKey("klasopening.id"), index=True),
    Column("maker", Integer),
    Column("gemaakt", Moment, nullable=False),
    Column("geldig_tot", Moment, nullable=False, index=True),
    Column("beeindigd", Moment),
    Index("ix_klasapparaat_groep", "school_id", "groep"),
)

klasfout = Table(
    "klasfout",
    metadata,
    Column("account_id", ForeignKey("account.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "klasapparaat_id",
        ForeignKey("klasapparaat.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
    ),
    Column("fouten", Integer, nullable=False),
)
