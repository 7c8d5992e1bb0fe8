"""The tables of results."""

from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from uwlr_service.repository.schema.basis import KEY, metadata
from uwlr_service.repository.schema.school import leerling
from uwlr_service.repository.types import Moment

# A message finds its pupils by eckid as well as by key.
Index("ix_leerling_schooljaar_id_eckid", leerling.c.schooljaar_id, leerling.c.eckid)

resultatenstand = Table(
    "resultatenstand",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True, autoincrement=False),
    Column("revisie", Integer, nullable=False),  # of the school's results; each stored message makes one
)

resultatenbericht = Table(
    "resultatenbericht",
    metadata,
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("revisie", Integer, primary_key=True),
    Column("klant_id", ForeignKey("klant.id"), nullable=False),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False),
    Column("sleutel_id", ForeignKey("autorisatiesleutel.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("schooljaar", String(9), nullable=False),
    Column("xsdversie", String(8), nullable=False),
    Column("aanmaakdatum", Moment, nullable=False),
    Column("ontvangen", Moment, nullable=False),
    Column("auteur", String(128)),
    Column("commentaar", String(128)),
    Column("aantal", Integer, nullable=False),
    Column("inhoud", LargeBinary),  # compressed, until its retention ends
    Column("geredigeerd", Moment),  # when a pupil who was forgotten was cut out of it
    UniqueConstraint("digest", "klant_id", "school_id"),
)

toetsdefinitie = Table(
    "toetsdefinitie",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("klant_id", ForeignKey("klant.id"), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("vocabulaire", Text),
    Column("toetscode", KEY, nullable=False),
    Column("versie", KEY),
    Column("toetsnaam", String(128)),
    Column("inhoud", Text, nullable=False),
    Column("eerste", Moment, nullable=False),
    UniqueConstraint("klant_id", "digest"),
    Index("ix_toetsdefinitie_klant_id_toetscode", "klant_id", "toetscode"),
)

vocabulaire = Table(
    "vocabulaire",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),  # of the identifier, which can be any length
    Column("identifier", Text, nullable=False),
    Column("naam", Text),
    Column("termen", Text, nullable=False),
    Column("herkomst", Text, nullable=False),  # the file or address that it came from
    Column("ingelezen", Moment, nullable=False),
)

# The row in force has no tot_revisie. A result that came too late ends at the revision where it begins.
resultaat = Table(
    "resultaat",
    metadata,
    Column("school_id", Integer, primary_key=True),
    Column("klant_id", Integer, primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("van_revisie", Integer, primary_key=True),
    Column("tot_revisie", Integer),
    Column("vervangen_door", KEY),  # the key that took its place, if that is another one
    Column("leerling", KEY, nullable=False),
    Column("definitie_id", ForeignKey("toetsdefinitie.id"), nullable=False),
    Column("afnamedatum", Date, nullable=False),
    Column("versie", KEY),
    Column("toetsonderdeelcode", KEY),
    Column("soort", String(8), nullable=False),
    Column("score", BigInteger),
    Column("uitslag", Text),  # of a result that is not a score
    Column("infourl", KEY),
    Column("resultaatverwerkerid", KEY),
    Column("aanmaakdatum", Moment, nullable=False),  # of the last message that said the same
    ForeignKeyConstraint(
        ["school_id", "van_revisie"], ["resultatenbericht.school_id", "resultatenbericht.revisie"]
    ),
    # The school comes last: with it first PostgreSQL, while it has no statistics, looks up keys through this.
    Index("ix_resultaat_leerling_afnamedatum_school_id", "leerling", "afnamedatum", "school_id"),
)
