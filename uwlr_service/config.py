"""The settings: every ``UWLR_*`` variable that the service reads, on one screen.

The environment wins from the ``.env`` file in the working folder. An empty value counts as absent.
"""

import importlib.util
import os
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from dotenv import dotenv_values

from uwlr_service.domain.gkv.nacht import Venster
from uwlr_service.domain.netwerk import parse_netwerk

Value = TypeVar("Value")
Default = TypeVar("Default")

MB = 1024 * 1024
SECRET_LENGTH = 32
LOG_LEVELS = ("debug", "info", "warning", "error")
DATABASES = {
    "sqlite:": "sqlite:",
    "postgresql+psycopg://": "postgresql+psycopg://",
    "postgresql://": "postgresql+psycopg://",
    "postgres://": "postgresql+psycopg://",
}
"""How a database URL may begin, and how SQLAlchemy wants it: psycopg 3 is the only driver we support."""


class ConfigFout(ValueError):
    """A setting cannot be used; the message, in Dutch, names the variable and says what it should be."""


HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator can set. The secret and the database's password stay out of ``repr``."""

    database_url: str = field(repr=False)
    database_prepare: bool
    base_url: str | None
    bind: str
    given_secret: bytes | None = field(repr=False)
    max_body: int
    workers: int
    threads: int
    cache_bytes: int
    flush_seconds: float
    retention_days: int
    message_days: int
    vocabulaire_hosts: frozenset[str]
    andere_resultaten: tuple[Path, ...]
    opslag: str
    generiek_per_minuut: int
    nachtvenster: Venster
    certificate_header: str | None
    gkv_per_minute: int
    webhook_hosts: frozenset[str]
    var: Path
    log_level: str = "info"
    proxies: str = "127.0.0.1,::1"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> "Settings":
        """Read the settings; a mapping that is given is the whole environment, without ``.env``.

        Makes nothing. Raises ConfigFout.
        """
        values = {**dotenv_values(".env"), **os.environ} if environ is None else environ
        read = _Reader({name: value for name, value in values.items() if value})
        # UWLR_VAR            folder for what the service keeps itself: SQLite file, secret, metrics  [./var]
        var = read("UWLR_VAR", _folder, Path("var").absolute())
        # UWLR_DATABASE_URL   sqlite:////absolute/path or postgresql://user:password@host/database
        database_url = read("UWLR_DATABASE_URL", _database_url, f"sqlite:///{var / 'uwlr.sqlite'}")
        on_sqlite = database_url.startswith("sqlite:")
        return cls(
            var=var,
            database_url=database_url,
            # UWLR_DATABASE_PREPARE  off behind a pooler of PostgreSQL that keeps no prepared statements  [on]
            database_prepare=read("UWLR_DATABASE_PREPARE", _switch, True),
            # UWLR_SECRET         keys the hashes of autorisatiesleutels, 32 characters at least  [var/secret]
            given_secret=read("UWLR_SECRET", _secret, None) or _kept_before(var / "secret"),
            # UWLR_BASE_URL       what partners call, https://uwlr.example.nl; without it, the Host they name
            base_url=read("UWLR_BASE_URL", _base_url, None),
            # UWLR_BIND           host:port, or unix:/path, the server listens on
            bind=read("UWLR_BIND", _bind, "127.0.0.1:8080"),
            # UWLR_MAX_BODY       the largest message that is taken, in bytes or as 64MB
            max_body=read("UWLR_MAX_BODY", _size, 64 * MB),
            # UWLR_WORKERS        server processes  [the number of cores]
            workers=read("UWLR_WORKERS", _whole(1), _cores()),
            # UWLR_THREADS        threads in each; on SQLite more than one only makes them wait  [1, or 8]
            threads=read("UWLR_THREADS", _whole(1), 1 if on_sqlite else 8),
            # UWLR_CACHE_BYTES    bound on the finished answers each worker keeps, in bytes or as 64MB
            cache_bytes=read("UWLR_CACHE_BYTES", _size, 64 * MB),
            # UWLR_FLUSH_SECONDS  how often "last use" and the register of verstrekkingen are written
            flush_seconds=read("UWLR_FLUSH_SECONDS", _seconds, 5.0),
            # UWLR_RETENTION_DAYS how long replaced versions of pupil data are kept
            retention_days=read("UWLR_RETENTION_DAYS", _whole(0), 400),
            # UWLR_MESSAGE_DAYS   how long messages with results are kept as they came
            message_days=read("UWLR_MESSAGE_DAYS", _whole(0), 90),
            # UWLR_VOCABULAIRE_HOSTS  hosts to fetch vocabularies from, over https, comma-separated  [none]
            vocabulaire_hosts=read("UWLR_VOCABULAIRE_HOSTS", _hosts, frozenset()),
            # UWLR_ANDERE_RESULTATEN  XSD files with agreed types of anderresultaat, comma-separated  [none]
            andere_resultaten=read("UWLR_ANDERE_RESULTATEN", _files, ()),
            # UWLR_OPSLAG         where packages of GKV lie: a folder, or s3://bucket/path  [var/leveringen]
            opslag=read("UWLR_OPSLAG", _opslag, str(var / "leveringen")),
            # UWLR_GENERIEK_PER_MINUUT  calls of GeneriekeService per link, minute and worker
            generiek_per_minuut=read("UWLR_GENERIEK_PER_MINUUT", _whole(1), 30),
            # UWLR_NACHTVENSTER   when packages of GKV are made, by the clock of Europe/Amsterdam
            nachtvenster=read("UWLR_NACHTVENSTER", _venster, Venster()),
            # UWLR_CERTIFICATE_HEADER  header in which the TLS proxy puts a client certificate  [none]
            certificate_header=read("UWLR_CERTIFICATE_HEADER", _header, None),
            # UWLR_GKV_PER_MINUTE calls that each link may make to the pull API of GKV, per worker
            gkv_per_minute=read("UWLR_GKV_PER_MINUTE", _whole(1), 600),
            # UWLR_WEBHOOK_HOSTS  hosts in the own network that webhooks may call, comma-separated  [none]
            webhook_hosts=read("UWLR_WEBHOOK_HOSTS", _hosts, frozenset()),
            # UWLR_LOG_LEVEL      debug, info, warning or error
            log_level=read("UWLR_LOG_LEVEL", _log_level, "info"),
            # UWLR_PROXIES        addresses whose forwarded protocol, caller, certificate are believed, or *
            proxies=read("UWLR_PROXIES", _proxies, "127.0.0.1,::1"),
        )

    @property
    def secret(self) -> bytes:
        """Keys the hashes of autorisatiesleutels; made in the folder of UWLR_VAR when it is first needed."""
        return self.given_secret or kept_secret(self.var / "secret")


class _Reader:
    """Reads one variable at a time, and puts its name before what is wrong with it."""

    def __init__(self, values: Mapping[str, str | None]) -> None:
        self._values = values

    def __call__(self, name: str, convert: Callable[[str], Value], default: Default) -> Value | Default:
        text = self._values.get(name)
        if text is None:
            return default
        try:
            return convert(text.strip())
        except ConfigFout as error:
            raise ConfigFout(f"{name} {error}") from None


def _folder(text: str) -> Path:
    path = Path(text).absolute()
    if path.exists() and not path.is_dir():
        raise ConfigFout(f"moet een map zijn, en {path} is dat niet.")
    return path


def _cores() -> int:
    """The cores this process may use, which can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _database_url(text: str) -> str:
    for begin, driver in DATABASES.items():
        if text.startswith(begin):
            return driver + text.removeprefix(begin)
    raise ConfigFout("moet beginnen met sqlite:/// of postgresql://.")


def _base_url(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", text):
        raise ConfigFout(f"moet een adres zijn zoals https://uwlr.example.nl, en niet {text!r}.")
    return text.rstrip("/")


def _bind(text: str) -> str:
    port = re.fullmatch(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:\[\]]*):([0-9]{1,5})", text)
    if not text.startswith("unix:/") and (port is None or int(port[1]) > 65535):
        raise ConfigFout(f"moet host:poort zijn, zoals 127.0.0.1:8080, of unix:/pad, en niet {text!r}.")
    return text


def _size(text: str) -> int:
    match = re.fullmatch(r"([0-9]+) ?(?:(kB|KB|MB|GB)|)", text)
    if match is None or int(match[1]) == 0:
        raise ConfigFout(f"moet een aantal bytes zijn, of een omvang zoals 64MB, en niet {text!r}.")
    unit = (match[2] or "").upper()
    return int(match[1]) * {"": 1, "KB": 1024, "MB": MB, "GB": 1024 * MB}[unit]


def _hosts(text: str) -> frozenset[str]:
    hosts = frozenset(host.strip().lower() for host in text.split(",") if host.strip())
    for host in hosts:
        if not HOST.fullmatch(host):
            raise ConfigFout(f"bevat {host!r}, en dat is geen host zoals www.example.nl.")
    return hosts


def _header(text: str) -> str:
    if not re.fullmatch("[A-Za-z][A-Za-z0-9-]{0,63}", text):
        raise ConfigFout(f"moet de naam van een header zijn, zoals Client-Cert, en niet {text!r}.")
    return text


def _files(text: str) -> tuple[Path, ...]:
    files = tuple(Path(name.strip()).absolute() for name in text.split(",") if name.strip())
    for file in files:
        if not file.is_file():
            raise ConfigFout(f"noemt {file}, en dat bestand is er niet.")
    return files


SWITCH = {"on": True, "off": False}
OPSLAG = ("file", "s3", "s3a", "gs", "gcs", "az", "abfs")
"""A folder, and the object storage that fsspec knows; the rest of it cannot publish a file as a whole."""


def _opslag(text: str) -> str:
    protocol, is_address, path = text.partition("://")
    if not is_address:
        if Path(text).exists() and not Path(text).is_dir():
            raise ConfigFout(f"moet een map zijn, en {text} is dat niet.")
        return text
    from fsspec import available_protocols  # takes a while, and most services keep packages in a folder
    from fsspec.registry import known_implementations

    if protocol not in available_protocols() or protocol not in OPSLAG or not path:
        raise ConfigFout(f"moet een map zijn, of een adres zoals s3://bucket/pad, en niet {text!r}.")
    library = known_implementations[protocol]["class"].partition(".")[0]
    if importlib.util.find_spec(library) is None:  # to import it would take each command a second
        extra = "uwlr-service[s3]" if library == "s3fs" else library
        raise ConfigFout(f"noemt {protocol}://, en dat vraagt om {library}: pip install '{extra}'.")
    return text


def _whole(least: int) -> Callable[[str], int]:
    def convert(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or int(text) < least:
            raise ConfigFout(f"moet een geheel getal van minstens {least} zijn, en niet {text!r}.")
        return int(text)

    return convert


def _switch(text: str) -> bool:
    if text.lower() not in SWITCH:
        raise ConfigFout(f"moet on of off zijn, en niet {text!r}.")
    return SWITCH[text.lower()]


def _seconds(text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) or float(text) == 0:
        raise ConfigFout(f"moet een aantal seconden boven 0 zijn, zoals 5 of 0.5, en niet {text!r}.")
    return float(text)


def _venster(text: str) -> Venster:
    try:
        return Venster.parse(text)
    except ValueError as error:
        raise ConfigFout(f"moet een venster zijn zoals 01:00-05:30, en niet {text!r}: {error}.") from None


def _proxies(text: str) -> str:
    if text == "*":
        return text
    try:
        return ",".join(str(parse_netwerk(one)) for one in text.split(",") if one.strip())
    except ValueError as error:
        raise ConfigFout(f"moet adressen van proxies noemen: {error}.") from None


def _log_level(text: str) -> str:
    if text.lower() not in LOG_LEVELS:
        raise ConfigFout(f"moet een van {', '.join(LOG_LEVELS)} zijn, en niet {text!r}.")
    return text.lower()


def _secret(text: str) -> bytes:
    if len(text) < SECRET_LENGTH:
        raise ConfigFout(f"moet minstens {SECRET_LENGTH} tekens lang zijn, en heeft er {len(text)}.")
    return text.encode()


def kept_secret(path: Path) -> bytes:
    """The secret in a file; made at the first call, also when several processes make that call at once.

    Who comes first links a finished file into place, so nobody ever reads a half-written one.
    """
    try:
        if not path.exists():
            _make_secret(path)
        mode, text = path.stat().st_mode, path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError) as error:
        raise ConfigFout(
            f"UWLR_SECRET is niet gezet, en {path} kan niet worden gebruikt: {error}."
        ) from error
    if mode & 0o077:
        raise ConfigFout(
            f"UWLR_SECRET is niet gezet, en {path} staat open voor anderen dan de eigenaar: chmod 600 {path}."
        )
    if len(text) < SECRET_LENGTH:
        raise ConfigFout(f"UWLR_SECRET is niet gezet, en {path} bevat minder dan {SECRET_LENGTH} tekens.")
    return text.encode()


def _kept_before(path: Path) -> bytes | None:
    """The secret in a file that is there: what is wrong with it is told at once."""
    return kept_secret(path) if path.exists() else None


def _make_secret(path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(SECRET_LENGTH) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)  # unlike a rename, refuses when another process was first
    except FileExistsError:
        pass
    finally:
        draft.unlink()
