"""The tables of the pull API: what partners prove themselves with, and what they did with deliveries."""

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Integer, String, Table, Text

from uwlr_service.repository.schema import metadata
from uwlr_service.repository.types import Moment

partnersleutel = Table(
    "partnersleutel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False, index=True),
    Column("soort", String(16), nullable=False),
    Column("waarde", Text, nullable=False),  # public: a JWK Set, or the SHA-256 of a certificate
    Column("aangemaakt", Moment, nullable=False),
    Column("ingetrokken", Moment),
)

gebruikt_bewijs = Table(
    "gebruikt_bewijs",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True),
    Column("jti", String(64), primary_key=True),  # its SHA-256: a partner may put anything in a jti
    Column("verloopt", Moment, nullable=False, index=True),
)

ophaling = Table(
    "ophaling",
    metadata,
    Column("levering_id", ForeignKey("levering.id"), primary_key=True),
    Column("via", String(16), primary_key=True),
    Column("eerste", Moment, nullable=False),
    Column("laatste", Moment, nullable=False),
    Column("aantal", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
)

ontvangstbevestiging = Table(
    "ontvangstbevestiging",
    metadata,
    Column("levering_id", ForeignKey("levering.id"), primary_key=True),
    Column("moment", Moment, nullable=False),
    Column("status", String(16), nullable=False),
    Column("fouten", JSON, nullable=False),
)

volledigverzoek = Table(
    "volledigverzoek",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("moment", Moment, nullable=False),
)

webhook = Table(
    "webhook",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True),
    Column("url", Text, nullable=False),
    Column("aangezet", Moment, nullable=False),
)

webhookbericht = Table(
    "webhookbericht",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("levering_id", ForeignKey("levering.id"), unique=True),  # what it tells: this, or
    Column("intrekking_id", ForeignKey("intrekking.id"), unique=True),  # this
    Column("aangemaakt", Moment, nullable=False),
    Column("pogingen", Integer, nullable=False),
    Column("volgende", Moment, index=True),  # nothing once it is done
    Column("klaar", Moment),
    Column("uitkomst", String(16)),
)
