"""The tables of the dossier: everything that EDEXML does not carry, in versions per school."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from uwlr_service.repository.schema.basis import KEY, metadata, of_the_file
from uwlr_service.repository.types import Moment

BINARY_KEY = String(256).with_variant(String(256, collation="C"), "postgresql")
"""A key in the order of its bytes, which is the order in which both databases and Python then agree."""

dossierrevisie = Table(
    "dossierrevisie",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("revisie", Integer, primary_key=True),
    Column("moment", Moment, nullable=False),
    *of_the_file(),
)

dossierobject = Table(
    "dossierobject",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("entiteit", String(32), primary_key=True),
    Column("key", BINARY_KEY, primary_key=True),
    Column("van_revisie", Integer, primary_key=True),
    Column("tot_revisie", Integer),
    Column("leerling", KEY),
    Column("stempel", String(32), nullable=False),  # equal for equal content, mutatiedatum aside
    Column("inhoud", Text, nullable=False),
    Index("ix_dossierobject_tot", "school_id", "tot_revisie"),
)

# A table of its own, because a delivery must never read it (docs/gkv-dossier.rst).
berekende_waarde = Table(
    "berekende_waarde",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("resultaat", KEY, primary_key=True),
    Column("soort", String(64), primary_key=True),
    Column("waarde", String(64), nullable=False),
)
