"""The tables around an agreement: what a supplier asked for, and what he has to destroy."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from uwlr_service.repository.schema import metadata
from uwlr_service.repository.types import Moment

afspraakvoorstel = Table(
    "afspraakvoorstel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("gegevensset", String(32), nullable=False),
    Column("velden", JSON, nullable=False),
    Column("doel", Text, nullable=False),
    Column("gedaan", Moment, nullable=False),
    Column("besluit", String(16)),  # none as long as the school has not decided
    Column("besloten", Moment),
    Index("ix_afspraakvoorstel_koppeling", "koppeling_id", "school_id"),
)

intrekking = Table(
    "intrekking",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False, index=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("moment", Moment, nullable=False),
    Column("verwijderen_voor", Date, nullable=False),
    Column("bevestigd", Moment),
)
