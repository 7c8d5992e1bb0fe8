"""The tables of koppelpartners: companies, their products, and how far those were admitted."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from uwlr_service.repository.schema.basis import TEKST, metadata
from uwlr_service.repository.types import Moment

koppelpartner = Table(
    "koppelpartner",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("naam", TEKST, nullable=False),
    Column("kvk", String(8)),
    Column("website", Text),
    Column("contact", JSON),  # by kind of question: name, mail address, telephone
    Column("aangemaakt", Moment, nullable=False),
)

product = Table(
    "product",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppelpartner_id", ForeignKey("koppelpartner.id"), nullable=False, index=True),
    Column("klant_id", ForeignKey("klant.id"), unique=True),  # its name in the protocol, once admitted
    Column("naam", TEKST, nullable=False),
    Column("omschrijving", Text),
    Column("aangemaakt", Moment, nullable=False),
)

# The state itself is a column of klant, so that every call reads it with what it reads already.
toelating = Table(
    "toelating",
    metadata,
    Column("product_id", ForeignKey("product.id"), primary_key=True, autoincrement=False),
    Column("begonnen", Moment, nullable=False),
    Column("kwalificatie_reden", Text),
    Column("kwalificatie_door", Text),
    Column("kwalificatie_moment", Moment),
    Column("overeenkomst_nummer", Text),
    Column("overeenkomst_datum", Date),
    Column("opgeschort_reden", Text),  # schools read it
)

toelatingstap = Table(
    "toelatingstap",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("product_id", ForeignKey("toelating.product_id"), nullable=False, index=True),
    Column("moment", Moment, nullable=False),
    Column("van", String(16)),
    Column("gebeurtenis", String(16), nullable=False),
    Column("naar", String(16), nullable=False),
    Column("door", Text, nullable=False),
    Column("reden", Text),
)

# What came of a report that this service signed about the product; the report itself is with its maker.
toelatingrapport = Table(
    "toelatingrapport",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("product_id", ForeignKey("toelating.product_id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("suite", String(32), nullable=False),
    Column("versie", String(16), nullable=False),
    Column("ondertekend", Moment, nullable=False),
    Column("tot", Moment, nullable=False),
    Column("goed", Boolean, nullable=False),
    Column("overgeslagen", Integer, nullable=False),  # cases that must hold and were passed over
    Column("vastgelegd", Moment, nullable=False),
    Column("door", Text, nullable=False),
    UniqueConstraint("product_id", "digest"),
)
