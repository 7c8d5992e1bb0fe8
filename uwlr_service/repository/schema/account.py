"""The tables of people: their credentials, what they may do where, and their sessions.

Whatever lets somebody in is kept as a hash: SHA-256 for random values, argon2 for passwords. The seed of
one-time codes has to be read again, and is encrypted by the secret of the service.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from uwlr_service.repository.schema.basis import KEY, NAAM, metadata
from uwlr_service.repository.types import KEYS, Moment

HASH = String(64)
ADRES = String(254)
"""A mail address, or a sign-in name that has the form of one (RFC 5321, 4.5.3.1)."""

inlog = Table(
    "inlog",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("inlognaam", ADRES, nullable=False, unique=True),  # case folded
    Column("naam", String(128), nullable=False),
    Column("email", ADRES),
    Column("handvat", HASH, nullable=False, unique=True),  # random: how a passkey names its owner
    Column("wachtwoord", String(255)),  # null for somebody who signs in by passkey alone
    Column("demo", Boolean, nullable=False, server_default=false()),
    Column("aangemaakt", Moment, nullable=False),
    Column("uitgeschakeld", Moment),
)

inlog_passkey = Table(
    "inlog_passkey",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("inlog_id", ForeignKey("inlog.id"), nullable=False, index=True),
    Column("sleutel_id", String(1400), nullable=False, unique=True),  # base64url
    Column("publieke_sleutel", LargeBinary, nullable=False),
    Column("teller", BigInteger, nullable=False),  # 32 bits without a sign
    Column("gesynchroniseerd", Boolean, nullable=False),
    Column("naam", NAAM, nullable=False),
    Column("aangemaakt", Moment, nullable=False),
    Column("laatst_gebruikt", Moment),
)

inlog_totp = Table(
    "inlog_totp",
    metadata,
    Column("inlog_id", ForeignKey("inlog.id"), primary_key=True),
    Column("geheim", Text, nullable=False),  # encrypted
    Column("laatste_stap", Integer, nullable=False),  # of this one and those before no code works any more
    Column("aangemaakt", Moment, nullable=False),
)

inlog_herstelcode = Table(
    "inlog_herstelcode",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("inlog_id", ForeignKey("inlog.id"), nullable=False, index=True),
    Column("hash", HASH, nullable=False, unique=True),
    Column("gebruikt", Moment),
)

inlog_apparaat = Table(
    "inlog_apparaat",
    metadata,
    Column("inlog_id", ForeignKey("inlog.id"), primary_key=True),
    Column("hash", HASH, primary_key=True),
    Column("aangemaakt", Moment, nullable=False),
    Column("laatst_gebruikt", Moment, nullable=False, index=True),
)

account = Table(
    "account",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("inlog_id", ForeignKey("inlog.id"), nullable=False, index=True),
    Column("rol", String(32), nullable=False),
    Column("school_id", ForeignKey("school.id"), index=True),
    Column("koppelpartner_id", ForeignKey("koppelpartner.id"), index=True),
    Column("groepen", KEYS),
    Column("persoon", KEY),  # the key of the leerkracht or leerling whose account it is
    Column("eckid", KEY),  # of that person, so that a replaced key finds the same account
    Column("van", Moment, nullable=False),
    Column("tot", Moment),
    Index("ix_account_persoon", "school_id", "rol", "persoon"),
    Index("ix_account_eckid", "school_id", "rol", "eckid"),
)

uitnodiging = Table(
    "uitnodiging",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", HASH, nullable=False, unique=True),
    Column("soort", String(16), nullable=False),
    Column("inlognaam", ADRES, nullable=False),
    Column("naam", String(128), nullable=False),
    Column("inlog_id", ForeignKey("inlog.id"), index=True),  # of the person who lost a factor
    Column("uitnodiger", Integer, index=True),  # the number of their inlog, as in the log; null for a command
    Column("handvat", HASH, nullable=False),  # how a passkey that is made on it names its owner
    Column("rol", String(32)),  # null when somebody only gets in again
    Column("school_id", ForeignKey("school.id"), index=True),
    Column("koppelpartner_id", ForeignKey("koppelpartner.id"), index=True),
    Column("groepen", KEYS),
    Column("door", String(200), nullable=False),
    Column("gemaakt", Moment, nullable=False),
    Column("verloopt", Moment, nullable=False),
    Column("gebruikt", Moment),
    Column("ingetrokken", Moment),
)

sessie = Table(
    "sessie",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("hash", HASH, nullable=False, unique=True),  # of the value in the cookie
    Column("inlog_id", ForeignKey("inlog.id"), index=True),
    Column("uitnodiging_id", ForeignKey("uitnodiging.id")),
    Column("begonnen", Moment, nullable=False),
    Column("laatst_gezien", Moment, nullable=False, index=True),
    Column("aangemeld", Moment),  # null as long as the second step has not been taken
    Column("bewezen", Moment),
    Column("amr", KEYS),
    Column("fouten", Integer, nullable=False, server_default="0"),  # wrong second factors in this attempt
    Column("inhoud", JSON, nullable=False),
    Column("beeindigd", Moment),
    Column("waarom", String(32)),
)

schoolprovider = Table(
    "schoolprovider",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("school_id", ForeignKey("school.id"), nullable=False, unique=True),
    Column("naam", NAAM, nullable=False),  # as people read it when they sign in
    Column("issuer", String(500), nullable=False),
    Column("client_id", String(255), nullable=False),
    Column("geheim", Text, nullable=False),  # encrypted: the other provider wants to hear it
    Column("vast", String(8)),  # the claim that says which organisation somebody is of, tid or hd
    Column("vast_waarde", String(255)),
    Column("aan", Boolean, nullable=False),
    Column("gewijzigd", Moment, nullable=False),
)

inlog_extern = Table(
    "inlog_extern",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("inlog_id", ForeignKey("inlog.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("issuer", String(500), nullable=False),
    Column("onderwerp", String(255), nullable=False),  # sub, or of Entra ID oid
    Column("gekoppeld", Moment, nullable=False),
    UniqueConstraint("issuer", "onderwerp"),
)

sessie_bron = Table(
    "sessie_bron",
    metadata,
    Column("sessie_id", ForeignKey("sessie.id", ondelete="CASCADE"), primary_key=True),
    # Somebody else may sign in in the same session: then this is not of theirs.
    Column("aangemeld", Moment, nullable=False),
    Column("schoolprovider_id", ForeignKey("schoolprovider.id"), index=True),
    Column("onderwerp", String(255)),  # the sub there, which logout tokens name
    Column("sid", String(255)),  # the session there
    Column("klasapparaat_id", ForeignKey("klasapparaat.id", ondelete="CASCADE"), index=True),
)

aanmeldteller = Table(
    "aanmeldteller",
    metadata,
    Column("soort", String(16), primary_key=True),
    Column("hash", HASH, primary_key=True),  # keyed: people type passwords where a name belongs
    Column("fouten", Integer, nullable=False),
    Column("eerste", Moment, nullable=False),
    Column("laatste", Moment, nullable=False, index=True),
)
