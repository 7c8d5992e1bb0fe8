"""The tables of the LAS: which were registered, for which schools, and what they prove themselves with."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from uwlr_service.repository.schema.basis import NAAM, metadata
from uwlr_service.repository.types import Moment

las = Table(
    "las",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("naam", NAAM, nullable=False),
    Column("alle_scholen", Boolean, nullable=False),
    Column("aangemaakt", Moment, nullable=False),
    Column("ingetrokken", Moment),
)

las_school = Table(
    "las_school",
    metadata,
    Column("las_id", ForeignKey("las.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), primary_key=True, index=True),
    Column("sinds", Moment, nullable=False),
)

las_sleutel = Table(
    "las_sleutel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("las_id", ForeignKey("las.id"), nullable=False, index=True),
    Column("soort", String(16), nullable=False),
    Column("waarde", Text, nullable=False),  # public: a JWK Set, or the SHA-256 of a certificate
    Column("aangemaakt", Moment, nullable=False),
    Column("ingetrokken", Moment),
)
