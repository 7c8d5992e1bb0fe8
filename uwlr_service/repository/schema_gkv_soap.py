"""The tables of the drop-in service: its numbers, and the links that it is off for, or bound to addresses."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint

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
    Column("adressen", Text),  # with commas; empty or null is from everywhere
)
