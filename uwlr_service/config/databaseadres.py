"""The address of the database, judged before anything connects; what is wrong is said without quoting it."""

import re
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote

from uwlr_service.config.values import HIGHEST_PORT, ConfigFout
from uwlr_service.domain import tekst

SQLITE = "sqlite:"
POSTGRESQL = "postgresql+psycopg://"
DRIVERS = (POSTGRESQL, "postgresql://", "postgres://")
"""How an address of PostgreSQL may begin; psycopg 3 is the only driver that we support."""
FILE = re.compile(r"///(?P<path>[^?]+)(?:\?(?P<query>.*))?", re.DOTALL)
SERVER = re.compile(
    r"(?:(?P<user>[^:/@]*)(?::(?P<password>[^/@]*))?@)?"
    r"(?P<host>\[[0-9A-Fa-f:.%]+\]|[^:/@?\[\]\s]*)(?::(?P<port>[^:/@?\s]*))?"
    r"/(?P<database>[^/?\s]+)(?:\?(?P<query>\S*))?"
)
OF_SQLITE = frozenset({"timeout"})
OF_LIBPQ = frozenset(
    """
    application_name channel_binding client_encoding connect_timeout dbname fallback_application_name
    gssdelegation gssencmode gsslib host hostaddr keepalives keepalives_count keepalives_idle
    keepalives_interval krbsrvname load_balance_hosts options passfile password port require_auth requirepeer
    service sslcert
    sslcertmode sslcompression sslcrl sslcrldir sslkey sslmode sslnegotiation sslpassword sslrootcert sslsni
    ssl_max_protocol_version ssl_min_protocol_version target_session_attrs tcp_user_timeout user
    """.split()
)
"""What may stand behind the question mark (PostgreSQL 18, 32.1.2); libpq refuses a wrong value itself."""
NUMBERS = frozenset(
    "connect_timeout keepalives keepalives_count keepalives_idle keepalives_interval tcp_user_timeout".split()
)
MEMORY = ":memory:"
EXPECTED = "verwacht postgresql://gebruiker:wachtwoord@host:5432/database"
ESCAPED = "Schrijf in een wachtwoord @ als %40, : als %3A, / als %2F, # als %23 en ? als %3F."


def database_url(text: str) -> str:
    """An address as SQLAlchemy wants it, with our driver. Raises ConfigFout, which quotes none of it."""
    if text.startswith(SQLITE):
        return SQLITE + _file(text.removeprefix(SQLITE))
    for begin in DRIVERS:
        if text.startswith(begin):
            return POSTGRESQL + _server(text.removeprefix(begin))
    raise ConfigFout("moet beginnen met sqlite:/// of postgresql://.")


def server_url(text: str) -> str:
    """An address of a PostgreSQL server, likewise; SQLite has no use for what it is asked for."""
    if not text.startswith(DRIVERS):
        raise ConfigFout(f"moet een adres van PostgreSQL zijn; {EXPECTED}.")
    return database_url(text)


def _file(text: str) -> str:
    match = FILE.fullmatch(text)
    if match is None or match["path"] == MEMORY:
        raise ConfigFout(
            "moet na sqlite: drie schuine strepen en een bestand noemen, zoals sqlite:////srv/uwlr/uwlr.sqlite;"
            " zonder bestand blijft er niets bewaard."
        )
    _require_text("pad", match["path"])
    _require_known(match["query"], OF_SQLITE, OF_SQLITE)
    return text


def _server(text: str) -> str:
    match = SERVER.fullmatch(text)
    if match is None:
        raise ConfigFout(f"moet een adres van PostgreSQL zijn; {EXPECTED}. {ESCAPED}")
    port = match["port"]
    if port is not None and not _is_port(port):
        raise ConfigFout(f"moet als poort een getal van 1 tot {HIGHEST_PORT} hebben; {EXPECTED}. {ESCAPED}")
    if not match["host"].startswith("["):
        _require_hosts(match["host"])
    for what, part in (("gebruiker", "user"), ("wachtwoord", "password"), ("database", "database")):
        _require_text(what, match[part] or "")
    _require_known(match["query"], OF_LIBPQ, NUMBERS)
    return text


def _require_hosts(text: str) -> None:
    """Raise ConfigFout unless each host has a form of the name service (RFC 1035, 2.3.4), or is a folder."""
    for host in text.split(","):
        if host.startswith(("/", "@")):  # a socket; the at sign is one of Linux without a file
            continue
        try:
            host.rstrip(".").encode("idna")
        except UnicodeError:
            raise ConfigFout(f"moet een host noemen; {EXPECTED}. {ESCAPED}") from None
        if "%" in host:
            raise ConfigFout(f"moet een host noemen; {EXPECTED}. {ESCAPED}")


def _require_addresses(text: str) -> None:
    """Raise ConfigFout unless each part is an address of IP, or empty: then its host has a name (libpq)."""
    for address in filter(None, text.split(",")):
        try:
            ip_address(address)
        except ValueError:
            raise ConfigFout("moet voor hostaddr een IP-adres hebben, zoals 192.0.2.7.") from None


def _require_text(what: str, text: str) -> None:
    """Raise ConfigFout for what no file, user or database can be called, once it is decoded."""
    fault = tekst.fault(unquote(text))
    if fault is not None:
        raise ConfigFout(f"moet een deel {what} hebben dat leesbaar is: het {fault}.")


def _is_port(text: str) -> bool:
    return re.fullmatch("[0-9]{1,5}", text) is not None and 1 <= int(text) <= HIGHEST_PORT


def _require_known(query: str | None, known: frozenset[str], numbers: frozenset[str]) -> None:
    """Raise ConfigFout for an option that there is not; its value may be secret, its name is not."""
    for name, value in parse_qsl(query or "", keep_blank_values=True):
        if name not in known:
            raise ConfigFout(
                f"moet achter het vraagteken opties noemen die er zijn: {', '.join(sorted(known))}. {ESCAPED}"
            )
        if name in numbers and not re.fullmatch("[0-9]{1,9}", value):
            raise ConfigFout(f"moet voor {name} een geheel getal hebben.")
        if name == "host":
            _require_hosts(value)
        if name == "hostaddr":
            _require_addresses(value)
        ports = value.split(",") if name == "port" else ()
        if not all(_is_port(port) for port in ports) or "\0" in unquote(value):
            raise ConfigFout(f"moet voor {name} een andere waarde hebben.")
