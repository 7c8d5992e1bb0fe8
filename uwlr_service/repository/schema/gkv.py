"""The tables of GKV: packages, nights, collecting, webhooks, and the drop-in service."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from uwlr_service.repository.schema.basis import KEY, metadata
from uwlr_service.repository.types import Moment

levering = Table(
    "levering",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("schooljaar_id", ForeignKey("schooljaar.id"), nullable=False),
    Column("volgnummer", Integer, nullable=False),
    Column("basisvolgnummer", Integer, nullable=False),
    Column("soort", String(16), nullable=False),
    Column("revisie", Integer, nullable=False),
    Column("dossierrevisie", Integer, nullable=False, server_default="0"),
    Column("afspraak_id", ForeignKey("gegevensafspraak.id"), nullable=False),
    Column("peildag", Date, nullable=False),  # the day for which statuses were taken
    Column("gemaakt", Moment, nullable=False),
    Column("geldig_tot", Moment, nullable=False, index=True),
    Column("pad", Text),
    Column("bytes", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("vorigsha256", String(64)),  # of the package before, as the manifest says it
    Column("gewijzigd", Integer, nullable=False),
    Column("verwijderd", Integer, nullable=False),
    Column("leerlingen", Integer, nullable=False, server_default="0"),
    Column("schoolnaam", Text),
    Column("edex", Boolean),  # whether it holds everybody once more as EDEXML; null for those of before
    UniqueConstraint("koppeling_id", "school_id", "volgnummer"),
)

ondertekensleutel = Table(
    "ondertekensleutel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kid", String(64), nullable=False, unique=True),
    Column("publiek", Text, nullable=False),
    Column("geheim", Text),  # encrypted; gone once the key has been replaced
    Column("aangemaakt", Moment, nullable=False),
    Column("vervangen", Moment),
)

nachttaak = Table(
    "nachttaak",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("nacht", Date, primary_key=True),
    Column("plaats", Integer, nullable=False),
    Column("uitkomst", String(16), nullable=False),
    Column("pogingen", Integer, nullable=False),
    Column("reden", Text),  # why it was not made, or what has to be known of one that was
    Column("levering_id", String(36)),
    Column("klaar", Moment),
    Column("bewijs", String(36)),  # of the worker that holds it
    Column("lease_tot", Moment),
    Index("ix_nachttaak_werk", "nacht", "uitkomst", "plaats"),
    Index("ix_nachttaak_klaar", "nacht", "klaar"),
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
    Column("vanaf", Integer),  # the lowest number that it may have; null if it just counts on
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
    Column("levering_id", ForeignKey("levering.id"), unique=True),  # it is about a delivery, or
    Column("intrekking_id", ForeignKey("intrekking.id"), unique=True),  # about a withdrawal, or
    Column("koppeling_id", ForeignKey("koppeling.id"), index=True),  # about a decision of a school
    Column("school_id", ForeignKey("school.id")),
    Column("besluit", JSON),
    Column("aangemaakt", Moment, nullable=False),
    Column("pogingen", Integer, nullable=False),
    Column("volgende", Moment, index=True),  # null once it is done
    Column("klaar", Moment),
    Column("uitkomst", String(16)),
)

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
