"""The tables of requests for disclosure, and of what stays when a pupil is forgotten."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from uwlr_service.repository.schema.basis import KEY, metadata
from uwlr_service.repository.schema.dossier import dossierobject
from uwlr_service.repository.types import Moment

# An overview of one pupil reads their objects, and not the whole dossier.
Index("ix_dossierobject_leerling", dossierobject.c.school_id, dossierobject.c.leerling)

inzageverzoek = Table(
    "inzageverzoek",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False, index=True),
    Column("soort", String(16), nullable=False),
    Column("key", KEY),  # of the pupil or guardian; null once they are forgotten
    Column("aanvrager", Text),  # who asked, in the words of the school; null too then
    Column("identiteit", Text, nullable=False),  # how the school knows who asked; empty then
    Column("ontvangen", Date, nullable=False),
    Column("uiterlijk", Date, nullable=False),
    Column("vastgelegd_door", Text, nullable=False),
    Column("herinnerd", Moment),
    Column("beantwoord", Moment),
    Column("beantwoord_door", Text),
)

vergeten = Table(
    "vergeten",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("hash", String(64), nullable=False),  # of the key, by the secret: it proves, and tells nothing
    Column("moment", Moment, nullable=False),
    Column("door", Text, nullable=False),
    Column("tellingen", JSON, nullable=False),
    Column("teruggekomen", Moment),  # when a later file brought the pupil back
    Index("ix_vergeten_school_id_hash", "school_id", "hash"),
)

# What a partner of packages has to hear of, until its next delivery says so.
vergeten_verwijzing = Table(
    "vergeten_verwijzing",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("entiteit", String(32), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("plaats", Integer, nullable=False),  # objects come after those that they refer to
    Column("moment", Moment, nullable=False),
)
