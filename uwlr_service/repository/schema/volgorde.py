"""The tables of the one order of all results, in which a LAS takes them over."""

from sqlalchemy import BigInteger, Column, ForeignKeyConstraint, Index, Integer, Table

from uwlr_service.repository.schema.basis import metadata
from uwlr_service.repository.schema.uwlr import resultaat, toetsdefinitie
from uwlr_service.repository.types import Moment

MESSAGE = ("resultatenbericht.school_id", "resultatenbericht.revisie")

# The results of a message, and the results that it replaced. The revision comes first: with the school first
# PostgreSQL, while it has no statistics, looks up keys through these.
Index(
    "ix_resultaat_van_revisie_school_id_key", resultaat.c.van_revisie, resultaat.c.school_id, resultaat.c.key
)
IS_REPLACED = resultaat.c.tot_revisie.is_not(None)
Index(
    "ix_resultaat_tot_revisie_school_id",
    resultaat.c.tot_revisie,
    resultaat.c.school_id,
    sqlite_where=IS_REPLACED,
    postgresql_where=IS_REPLACED,
)

# A LAS knows a definition by this alone.
Index("ix_toetsdefinitie_digest", toetsdefinitie.c.digest)

# A message is in here from its own transaction on, and until it gets its number.
resultatenwachtrij = Table(
    "resultatenwachtrij",
    metadata,
    Column("school_id", Integer, primary_key=True),
    Column("revisie", Integer, primary_key=True),
    ForeignKeyConstraint(["school_id", "revisie"], MESSAGE),
)

resultatenvolgorde = Table(
    "resultatenvolgorde",
    metadata,
    Column("volgnummer", BigInteger, primary_key=True, autoincrement=False),
    Column("school_id", Integer, nullable=False),
    Column("revisie", Integer, nullable=False),
    Column("moment", Moment, nullable=False),  # when it got its number
    ForeignKeyConstraint(["school_id", "revisie"], MESSAGE),
    Index("ix_resultatenvolgorde_school_id_volgnummer", "school_id", "volgnummer"),
)

# One row. Whoever gives numbers locks it.
resultatenteller = Table(
    "resultatenteller",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("volgnummer", BigInteger, nullable=False),  # the last that was given
    Column("vergeten", BigInteger, nullable=False),  # messages up to here are in the order no more
)

# What a restore passed over: no message that is here has a number behind ``na`` and below ``tot``.
resultatensprong = Table(
    "resultatensprong",
    metadata,
    Column("na", BigInteger, primary_key=True, autoincrement=False),
    Column("tot", BigInteger, nullable=False),
    Column("moment", Moment, nullable=False),
)
