"""The tables of applications: what companies ask, what was asked in return, and each step."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, Text

from uwlr_service.repository.schema.basis import metadata
from uwlr_service.repository.types import Moment

MAIL = String(254)
"""RFC 5321, 4.5.3.1."""

aanvraag = Table(
    "aanvraag",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("stand", String(16), nullable=False, index=True),
    Column("mail", MAIL, nullable=False, index=True),  # empty once nobody needs it
    Column("taal", String(8), nullable=False),
    Column("herkomst", String(64), index=True),  # keyed hash of the network address; gone within a day
    Column("begonnen", Moment, nullable=False),
    Column("verloopt", Moment, nullable=False),
    Column("gewaarschuwd", Moment),
    Column("bevestigd", Moment),
    Column("ingediend", Moment),
    Column("koppelpartner_id", ForeignKey("koppelpartner.id"), index=True),
    Column("product_id", ForeignKey("product.id"), unique=True),  # what was admitted
    Column("antwoorden", JSON, nullable=False),  # by step and question
    Column("gegevens", JSON, nullable=False),  # by kind of link
    Column("akkoord", JSON(none_as_null=True)),  # of the first of two operators
)

aanvraagstap = Table(
    "aanvraagstap",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("aanvraag_id", ForeignKey("aanvraag.id"), nullable=False, index=True),
    Column("moment", Moment, nullable=False),
    Column("van", String(16)),
    Column("gebeurtenis", String(16), nullable=False),
    Column("naar", String(16), nullable=False),
    Column("door", Text, nullable=False),
    Column("reden", Text),
)

navraag = Table(
    "navraag",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("aanvraag_id", ForeignKey("aanvraag.id"), nullable=False, index=True),
    Column("vraag", Text, nullable=False),  # the answer that it is about, as organisatie/kvk
    Column("tekst", Text, nullable=False),
    Column("gesteld", Moment, nullable=False),
    Column("antwoord", Text),
    Column("beantwoord", Moment),
)

# A link in a mail; whoever follows it is the applicant.
aanvraaglink = Table(
    "aanvraaglink",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("aanvraag_id", ForeignKey("aanvraag.id"), nullable=False, index=True),
    Column("hash", String(64), nullable=False, unique=True),  # SHA-256: the value is random
    Column("gemaakt", Moment, nullable=False),
    Column("verloopt", Moment, nullable=False),
    Column("gebruikt", Moment),
)

# Addresses for which somebody asked new links, until the worker looks what was applied for with them.
aanvraaglinkvraag = Table(
    "aanvraaglinkvraag",
    metadata,
    Column("mail", MAIL, primary_key=True),
    Column("gevraagd", Moment, nullable=False),
)

# What was admitted to be proposed over a link.
voorstelsjabloon = Table(
    "voorstelsjabloon",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True, autoincrement=False),
    Column("inhoud_id", ForeignKey("voorstelinhoud.id"), nullable=False),
)
