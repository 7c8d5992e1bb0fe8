"""How the text of a setting is read: each function takes the text, and raises ConfigFout if it is not right.

The message begins after the name of the variable, which the caller puts before it.
"""

import importlib.util
import os
import re
from collections.abc import Callable
from pathlib import Path

from uwlr_service.domain.gkv.nacht import Venster
from uwlr_service.domain.netwerk import parse_netwerk

MB = 1024 * 1024
UNITS = {"": 1, "KB": 1024, "MB": MB, "GB": 1024 * MB}
SECRET_LENGTH = 32
HIGHEST_PORT = 65535
LOG_LEVELS = ("debug", "info", "warning", "error")
DATABASES = {
    "sqlite:": "sqlite:",
    "postgresql+psycopg://": "postgresql+psycopg://",
    "postgresql://": "postgresql+psycopg://",
    "postgres://": "postgresql+psycopg://",
}
"""How a database URL may begin, and how SQLAlchemy wants it: psycopg 3 is the only driver we support."""
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
SWITCH = {"on": True, "off": False}
OPSLAG = ("file", "s3", "s3a", "gs", "gcs", "az", "abfs")
"""A folder, and the object storage that fsspec knows; its other protocols cannot publish a whole file."""


class ConfigFout(ValueError):
    """A setting cannot be used; the message, in Dutch, names the variable and says what it should be."""


def folder(text: str) -> Path:
    """An absolute path that is a folder, or nothing yet."""
    path = Path(text).absolute()
    if path.exists() and not path.is_dir():
        raise ConfigFout(f"moet een map zijn, en {path} is dat niet.")
    return path


def file(text: str) -> Path:
    """An absolute path that is a file, or nothing yet."""
    path = Path(text).absolute()
    if path.is_dir():
        raise ConfigFout(f"moet een bestand zijn, en {path} is een map.")
    return path


def cores() -> int:
    """The cores this process may use, which can be fewer than the machine has."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def database_url(text: str) -> str:
    """An address as SQLAlchemy wants it, with our driver."""
    for begin, driver in DATABASES.items():
        if text.startswith(begin):
            return driver + text.removeprefix(begin)
    raise ConfigFout("moet beginnen met sqlite:/// of postgresql://.")


def base_url(text: str) -> str:
    """An address without a slash at its end."""
    if not re.fullmatch(r"https?://[^\s/?#@]+(/[^\s?#]*)?", text):
        raise ConfigFout(f"moet een adres zijn zoals https://uwlr.example.nl, en niet {text!r}.")
    return text.rstrip("/")


def bind(text: str) -> str:
    """What gunicorn can listen on: a host and port, or a Unix socket."""
    port = re.fullmatch(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:\[\]]*):([0-9]{1,5})", text)
    if not text.startswith("unix:/") and (port is None or int(port[1]) > HIGHEST_PORT):
        raise ConfigFout(f"moet host:poort zijn, zoals 127.0.0.1:8080, of unix:/pad, en niet {text!r}.")
    return text


def size(text: str) -> int:
    """A number of bytes, written as such or with a unit of powers of 1024."""
    match = re.fullmatch(r"([0-9]+) ?(?:(kB|KB|MB|GB)|)", text)
    if match is None or int(match[1]) == 0:
        raise ConfigFout(f"moet een aantal bytes zijn, of een omvang zoals 64MB, en niet {text!r}.")
    return int(match[1]) * UNITS[(match[2] or "").upper()]


def hosts(text: str) -> frozenset[str]:
    """Hosts with commas between them, each with its port where that is not the usual one."""
    names = frozenset(host.strip().lower() for host in text.split(",") if host.strip())
    for name in names:
        if not HOST.fullmatch(name):
            raise ConfigFout(f"bevat {name!r}, en dat is geen host zoals www.example.nl.")
    return names


def header(text: str) -> str:
    """The name of an HTTP header."""
    if not re.fullmatch("[A-Za-z][A-Za-z0-9-]{0,63}", text):
        raise ConfigFout(f"moet de naam van een header zijn, zoals Client-Cert, en niet {text!r}.")
    return text


def files(text: str) -> tuple[Path, ...]:
    """Files that are there, with commas between them."""
    paths = tuple(Path(name.strip()).absolute() for name in text.split(",") if name.strip())
    for path in paths:
        if not path.is_file():
            raise ConfigFout(f"noemt {path}, en dat bestand is er niet.")
    return paths


def opslag(text: str) -> str:
    """A folder, or an address of object storage for which the library is installed."""
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


def whole(least: int) -> Callable[[str], int]:
    """A reader of whole numbers that are not below ``least``."""

    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or int(text) < least:
            raise ConfigFout(f"moet een geheel getal van minstens {least} zijn, en niet {text!r}.")
        return int(text)

    return read


def switch(text: str) -> bool:
    """On or off."""
    if text.lower() not in SWITCH:
        raise ConfigFout(f"moet on of off zijn, en niet {text!r}.")
    return SWITCH[text.lower()]


def seconds(text: str) -> float:
    """A number of seconds above 0."""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) or float(text) == 0:
        raise ConfigFout(f"moet een aantal seconden boven 0 zijn, zoals 5 of 0.5, en niet {text!r}.")
    return float(text)


def venster(text: str) -> Venster:
    """A window of the night."""
    try:
        return Venster.parse(text)
    except ValueError as error:
        raise ConfigFout(f"moet een venster zijn zoals 01:00-05:30, en niet {text!r}: {error}.") from None


def proxies(text: str) -> str:
    """Addresses or networks as gunicorn wants them, or ``*``."""
    if text == "*":
        return text
    try:
        return ",".join(str(parse_netwerk(part)) for part in text.split(",") if part.strip())
    except ValueError as error:
        raise ConfigFout(f"moet adressen van proxies noemen: {error}.") from None


def log_level(text: str) -> str:
    """A level of the log."""
    if text.lower() not in LOG_LEVELS:
        raise ConfigFout(f"moet een van {', '.join(LOG_LEVELS)} zijn, en niet {text!r}.")
    return text.lower()


def secret(text: str) -> bytes:
    """A secret that is long enough; the message must not repeat one that is refused."""
    if len(text) < SECRET_LENGTH:
        raise ConfigFout(f"moet minstens {SECRET_LENGTH} tekens lang zijn, en heeft er {len(text)}.")
    return text.encode()
