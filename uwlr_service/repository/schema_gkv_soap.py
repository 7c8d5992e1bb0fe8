"""The tables of the drop-in service: its numbers, and the links that it was switched off or on for."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from uwlr_service.repository.schema import KEY, metadata
from uwlr_service.repository.types import Moment

gkv_nummer = Table(
    "gkv_nummer",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("soort", String(32), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("nummer", Integer, nullable=False),  # stays when the object goes, so it is never given again
    UniqueConstraint("school_id", "nummer"),
)

gkv_generiek = Table(
    "gkv_generiek",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True),
    Column("aan", Boolean, nullable=False),
    Column("sinds", Moment, nullable=False),
)
