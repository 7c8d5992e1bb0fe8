"""The tables of proeftuinen: whose, under which BRIN and how far; and what was seen of its client."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from uwlr_service.domain.proeftuin.waarneming import Herkenning
from uwlr_service.repository.schema.basis import metadata
from uwlr_service.repository.types import KEYS, Lijst, Moment

RESULTATEN: Lijst[Herkenning] = Lijst(list, Herkenning._make)

proeftuin = Table(
    "proeftuin",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("product_id", ForeignKey("product.id"), nullable=False, unique=True),
    Column("brincode", String(4), nullable=False, unique=True),
    Column("dag", Integer, nullable=False),
    Column("schooljaar", String(9), nullable=False),  # of the script, however long ago it began
    Column("aangemaakt", Moment, nullable=False),
)

# How far the judging of the client of this product is; a new one takes the place of the one before.
proeftuin_keuring = Table(
    "proeftuin_keuring",
    metadata,
    Column("proeftuin_id", ForeignKey("proeftuin.id"), primary_key=True),
    Column("suite", String(32), nullable=False),
    Column("versie", String(16), nullable=False),
    Column("begonnen", Moment, nullable=False),
    Column("stap", String(64)),  # null once all steps are over
    Column("gedaan", KEYS),  # the steps that were taken
    Column("ingrepen", KEYS),  # what is still done to its calls, in this order
    Column("bij", String(16), nullable=False),  # to which: pulled or brought
    Column("pakket", Integer),  # the number of the package of GKV that the step is about
    Column("zonder", KEYS),  # the steps in which there was nothing to see
)

# What was seen at the watched addresses: never a pupil, nor a key.
proeftuin_waarneming = Table(
    "proeftuin_waarneming",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("proeftuin_id", ForeignKey("proeftuin.id"), nullable=False),
    Column("moment", Moment, nullable=False, index=True),
    Column("stap", String(64)),
    Column("bericht", String(32)),
    Column("xsdversie", String(16)),
    Column("school", String(2)),  # its number within the proeftuin
    Column("soapactie", String(128), nullable=False),
    Column("mediatype", String(128), nullable=False),
    Column("accept_encoding", String(128), nullable=False),
    Column("laatstontvangen", Moment),
    Column("aanmaakdatum", Moment),
    Column("sleutel_id", Integer),  # null for a key that is not one of this proeftuin
    Column("bytes_in", Integer, nullable=False),
    Column("uitkomst", String(64), nullable=False),
    Column("plek", String(64)),
    Column("ingreep", String(16)),
    Column("resultaten", RESULTATEN),  # digests, to know a result again
    Column("schooljaar", String(9)),
    Column("gegevensset", String(64)),
    Column("groepen", KEYS),  # asked for, or given as the structure of a school: digests of their keys
    Index("ix_proeftuin_waarneming_proeftuin_id", "proeftuin_id", "id"),
)
