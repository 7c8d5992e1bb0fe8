"""The tables of GKV: what was delivered, and the keys it was signed with."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from uwlr_service.repository.schema import metadata
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
    Column("peildag", Date, nullable=False),  # tells which day's statuses held
    Column("gemaakt", Moment, nullable=False),
    Column("geldig_tot", Moment, nullable=False, index=True),
    Column("pad", Text),
    Column("bytes", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("gewijzigd", Integer, nullable=False),
    Column("verwijderd", Integer, nullable=False),
    Column("leerlingen", Integer, nullable=False, server_default="0"),
    Column("schoolnaam", Text),
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
    Column("reden", Text),
    Column("levering_id", String(36)),
    Column("klaar", Moment),
    Column("bewijs", String(36)),  # of the worker that holds it
    Column("lease_tot", Moment),
    Index("ix_nachttaak_werk", "nacht", "uitkomst", "plaats"),
)
