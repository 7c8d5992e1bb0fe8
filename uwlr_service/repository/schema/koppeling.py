"""The tables of links: partners and their keys, agreements, and the deliveries under them."""

from sqlalchemy import (
    JSON,
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
    false,
)

from uwlr_service.repository.schema.basis import NAAM, metadata
from uwlr_service.repository.types import Deel, Moment

klant = Table(
    "klant",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("naam", NAAM, nullable=False),
    Column("code", NAAM, nullable=False, unique=True),
    # the state of the Toelating: here because every call reads this row already
    Column("toelating", String(16), nullable=False, server_default="actief"),
)

koppeling = Table(
    "koppeling",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("klant_id", ForeignKey("klant.id"), nullable=False, index=True),
    Column("richting", String(16), nullable=False),
    Column("gegevensset", String(32), nullable=False),
    Column("aangemaakt", Moment, nullable=False),
    # false for links of before this was judged, until somebody switches them
    Column("gegevenssetid_streng", Boolean, nullable=False, server_default=false()),
    Column("ingetrokken", Moment),  # when all of it was withdrawn
)

autorisatiesleutel = Table(
    "autorisatiesleutel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False, index=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("tolerant", Boolean, nullable=False),
    Column("prefix", String(8), nullable=False),
    Column("aangemaakt", Moment, nullable=False),
    Column("geldig_tot", Moment),
    Column("ingetrokken", Moment),
    Column("laatst_gebruikt", Moment),
    # made before the product was admitted: opens test schools, also once it is
    Column("proeftuin", Boolean, nullable=False, server_default=false()),
    Column("school_id", ForeignKey("school.id")),  # a key of one school opens that school alone
)

gegevensafspraak = Table(
    "gegevensafspraak",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("versie", Integer, nullable=False),
    Column("moment", Moment, nullable=False),
    Column("gegevensset", String(32), nullable=False),
    Column("schakelaars", JSON, nullable=False),
    Column("selectie", JSON, nullable=False),
    UniqueConstraint("koppeling_id", "school_id", "versie"),
)

deelname = Table(
    "deelname",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), primary_key=True, index=True),
    Column("stand", String(16), nullable=False),
    Column("sinds", Moment, nullable=False),  # when it came into this state
    Column("periode", Integer, nullable=False),  # one more at each return
    # the version in force, or the last one that was; none until the school accepts
    Column("afspraak_id", ForeignKey("gegevensafspraak.id")),
    Column("besloten_door", Text),
    Column("overeenkomst", Text),  # the name of the agreement that the board signed
    Column("navraag", Moment),  # when the school was asked whether it still wants what nobody uses
    Column("roosterdeel", Deel),  # the part of its pupils that rosters may leave out, where it is another
)

verstrekking = Table(
    "verstrekking",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True),
    Column("schooljaar_id", ForeignKey("schooljaar.id"), primary_key=True),
    Column("revisie", Integer, primary_key=True),
    Column("afspraak_id", ForeignKey("gegevensafspraak.id"), primary_key=True),
    Column("aanmaakdatum", Moment, primary_key=True),  # and so the day for which statuses were taken
    Column("bericht", String(32), primary_key=True),
    Column("xsdversie", String(8), primary_key=True),
    Column("gegevensset", String(32), primary_key=True),
    Column("groepen", String(64), primary_key=True),  # digest of the request's selection, or empty
    Column("groepskeuze", JSON, nullable=False),
    Column("eerste", Moment, nullable=False),
    Column("laatste", Moment, nullable=False),
    Column("aantal", Integer, nullable=False),
)

tolerantie = Table(
    "tolerantie",
    metadata,
    Column("koppeling_id", ForeignKey("koppeling.id"), primary_key=True),
    Column("school_id", ForeignKey("school.id"), primary_key=True),
    Column("soort", String(32), primary_key=True),
    Column("laatste", Moment, nullable=False),
    Column("aantal", Integer, nullable=False),
)

afspraakvoorstel = Table(
    "afspraakvoorstel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("gegevensset", String(32), nullable=False),
    Column("velden", JSON, nullable=False),
    Column("doel", Text, nullable=False),
    Column("gedaan", Moment, nullable=False),
    Column("besluit", String(16)),  # null as long as the school has not decided
    Column("besloten", Moment),
    Column("besloten_door", Text),
    Column("reden", Text),
    # null for a proposal of before each field had a purpose of its own
    Column("inhoud_id", ForeignKey("voorstelinhoud.id"), index=True),
    Index("ix_afspraakvoorstel_koppeling", "koppeling_id", "school_id"),
)

intrekking = Table(
    "intrekking",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False, index=True),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("moment", Moment, nullable=False),
    Column("verwijderen_voor", Date, nullable=False),
    Column("bevestigd", Moment),
    Column("hervat_vanaf", Integer),  # the id of the agreement under which the school came back
    Column("periode", Integer, nullable=False, server_default="1"),  # that of the deelname it ended
    Column("herinnerd", Integer, nullable=False, server_default="0"),  # after how many days, last
)

partnersleutel = Table(
    "partnersleutel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False, index=True),
    Column("soort", String(16), nullable=False),
    Column("waarde", Text, nullable=False),  # public: a JWK Set, or the SHA-256 of a certificate
    Column("aangemaakt", Moment, nullable=False),
    Column("ingetrokken", Moment),
    Column("proeftuin", Boolean, nullable=False, server_default=false()),
)

gebruikt_bewijs = Table(
    "gebruikt_bewijs",
    metadata,
    Column("uitgever", String(8), primary_key=True),  # at which of our token endpoints it was used
    Column("client", String(64), primary_key=True),
    Column("jti", String(64), primary_key=True),  # its SHA-256: a partner may put anything in a jti
    Column("verloopt", Moment, nullable=False, index=True),
)
