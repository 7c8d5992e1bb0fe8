"""The tables of SSO: applications of partners, what they ask of the provider, and what it gave.

Whatever opens something is kept as a SHA-256: secrets, codes, tokens, the handles of pages. The private
parts of the signing keys have to be read again, and are encrypted by the secret of the service.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from uwlr_service.repository.schema.account import HASH
from uwlr_service.repository.schema.basis import NAAM, metadata
from uwlr_service.repository.types import KEYS, Moment

sso_client = Table(
    "sso_client",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("client_id", String(64), nullable=False, unique=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False, index=True),
    Column("naam", NAAM, nullable=False),  # as people read it when they sign in
    Column("methode", String(32), nullable=False),  # client_secret or private_key_jwt
    Column("jwks", Text),  # public: a JWK Set, for who proves itself by a signature
    Column("algoritme", String(8), nullable=False),  # of ID tokens and logout tokens
    Column("pkce_vrij", Boolean, nullable=False, server_default=false()),  # an operator decided so
    Column("offline", Boolean, nullable=False, server_default=false()),  # may ask for offline_access
    Column("aangemaakt", Moment, nullable=False),
    Column("beeindigd", Moment),
)

sso_geheim = Table(
    "sso_geheim",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sso_client_id", ForeignKey("sso_client.id"), nullable=False, index=True),
    Column("hash", HASH, nullable=False, unique=True),
    Column("aangemaakt", Moment, nullable=False),
    Column("geldig_tot", Moment),
    Column("ingetrokken", Moment),
)

sso_adres = Table(
    "sso_adres",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sso_client_id", ForeignKey("sso_client.id"), nullable=False, index=True),
    Column("soort", String(16), nullable=False),
    Column("uri", Text, nullable=False),
    Column("aangemaakt", Moment, nullable=False),
    Column("bevestigd", Moment),  # null while it waits for an operator: it is not used before
    Column("vervallen", Moment),
)

sso_sleutel = Table(
    "sso_sleutel",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kid", String(64), nullable=False, unique=True),
    Column("algoritme", String(8), nullable=False),
    Column("publiek", Text, nullable=False),
    Column("geheim", Text),  # encrypted; gone once the key signs no more
    Column("aangemaakt", Moment, nullable=False),
    Column("tekent_vanaf", Moment, nullable=False),  # published before, so that partners know it by then
    Column("vervangen", Moment),
)

sso_verzoek = Table(
    "sso_verzoek",
    metadata,
    Column("hash", HASH, primary_key=True),  # of the handle in the address of the pages
    Column("sso_client_id", ForeignKey("sso_client.id"), nullable=False, index=True),
    Column("browser", HASH),  # of the cookie of the browser that asks; null until it is known
    Column("parameters", JSON, nullable=False),
    Column("moment", Moment, nullable=False, index=True),
    Column("account_id", ForeignKey("account.id")),  # the one that was chosen
    Column("gebruikt", Moment),  # when it was answered
)

sso_onderwerp = Table(
    "sso_onderwerp",
    metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("sso_client_id", ForeignKey("sso_client.id"), primary_key=True, index=True),
    Column("sub", String(64), nullable=False, unique=True),
    # The agreement of which this person was last told what it lets out.
    Column("gemeld_afspraak_id", ForeignKey("gegevensafspraak.id")),
)

sso_toekenning = Table(
    "sso_toekenning",
    metadata,
    Column("id", Integer, primary_key=True),
    # A session is forgotten sooner than what was given in it.
    Column("sessie_id", ForeignKey("sessie.id", ondelete="SET NULL"), index=True),
    Column("account_id", ForeignKey("account.id"), nullable=False, index=True),
    Column("sso_client_id", ForeignKey("sso_client.id"), nullable=False, index=True),
    Column("afspraak_id", ForeignKey("gegevensafspraak.id")),  # null for a proof of a school
    Column("sid", String(64), nullable=False),
    Column("scope", Text, nullable=False),
    Column("claims", JSON, nullable=False),
    Column("nonce", Text),
    Column("aangemeld", Moment, nullable=False),
    Column("acr", String(64), nullable=False),
    Column("amr", KEYS),
    Column("terugadres", Text, nullable=False),
    Column("uitdaging", String(64)),  # code_challenge (RFC 7636), S256
    Column("code", HASH, nullable=False, unique=True),
    Column("code_tot", Moment, nullable=False),
    Column("code_gebruikt", Moment),
    Column("geldig_tot", Moment, nullable=False, index=True),
    Column("ingetrokken", Moment),
    Column("waarom", String(32)),
)

sso_token = Table(
    "sso_token",
    metadata,
    Column("hash", HASH, primary_key=True),
    Column("toekenning_id", ForeignKey("sso_toekenning.id"), nullable=False, index=True),
    Column("soort", String(8), nullable=False),  # access or refresh
    Column("scope", Text, nullable=False),
    Column("verloopt", Moment, nullable=False, index=True),
    Column("gebruikt", Moment),
    Column("herhaald", Integer, nullable=False, server_default="0"),  # how often it was used again in time
    Column("ingetrokken", Moment),
)

schoolbewijs = Table(
    "schoolbewijs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("koppeling_id", ForeignKey("koppeling.id"), nullable=False),
    Column("school_id", ForeignKey("school.id"), nullable=False),
    Column("gegeven", Moment, nullable=False, index=True),
    UniqueConstraint("koppeling_id", "school_id"),
)

sso_afmelding = Table(
    "sso_afmelding",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("sso_client_id", ForeignKey("sso_client.id"), nullable=False, index=True),
    Column("sub", String(64), nullable=False),
    Column("sid", String(64), nullable=False, index=True),
    Column("aangemaakt", Moment, nullable=False),
    Column("pogingen", Integer, nullable=False),
    Column("volgende", Moment, index=True),  # null once it is done
    Column("klaar", Moment),
    Column("uitkomst", String(16)),
)
