"""How the text of a setting is read: each function takes the text, and raises ConfigFout if it is not right.

The message begins after the name of the variable, which the caller puts before it.
"""

import importlib.util
import os
import re
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path

from uwlr_service.domain.account.inlognaam import read_mailadres
from uwlr_service.domain.fouten import WaardeOngeldig
from uwlr_service.domain.gkv.nacht import Venster
from uwlr_service.domain.netwerk import parse_netwerk
from uwlr_service.domain.toezicht.post import Mailserver

MB = 1024 * 1024
UNITS = {"": 1, "KB": 1024, "MB": MB, "GB": 1024 * MB}
LEAST_BYTES = 1000
"""No message fits in fewer: whoever writes less has forgotten the unit."""
SECRET_LENGTH = 32
HIGHEST_PORT = 65535
LOG_LEVELS = ("debug", "info", "warning", "error")
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")
SWITCH = {"on": True, "off": False}
SECRETIVE = re.compile(r"[@?=&#;]|://[^/]*:[^/]*[^0-9/]")
"""Signs of an address with a user, a password or a key in it."""
LONGEST_SHOWN = 100
OPSLAG = ("file", "s3", "s3a", "gs", "gcs", "az", "abfs")
"""A folder, and the object storage that fsspec knows; its other protocols cannot publish a whole file."""


class ConfigFout(ValueError):
    """A setting cannot be used; the message, in Dutch, names the variable and says what it should be."""


def is_harmless(text: str) -> bool:
    """Whether a refused text may be shown: an address may hold a password, and be in the wrong variable."""
    return text.isprintable() and len(text) <= LONGEST_SHOWN and not SECRETIVE.search(text)


def _instead(text: str) -> str:
    """What was given in place of what should have been, where it may be shown."""
    return f", en niet {text!r}" if is_harmless(text) else ""


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


def base_url(text: str) -> str:
    """An address without a slash at its end."""
    if not re.fullmatch(r"https?://(\[[0-9A-Fa-f:.]+\]|[^\s/?#@:\[\]]+)(:[0-9]{1,5})?(/[^\s?#]*)?", text):
        raise ConfigFout(f"moet een adres zijn zoals https://uwlr.example.nl{_instead(text)}.")
    return text.rstrip("/")


def smtp_url(text: str) -> str:
    """Where mail is handed in. The address may have a password in it, so it is never repeated."""
    try:
        Mailserver.parse(text)
    except ValueError as error:
        raise ConfigFout(
            f"moet een adres zijn zoals smtp://naam:wachtwoord@mail.example.nl:587: {error}."
        ) from None
    return text


def mail_from(text: str) -> str:
    """A mail address, alone or with a name before it."""
    _, address = parseaddr(text)
    try:
        read_mailadres(address)
    except WaardeOngeldig:
        address = ""
    if not address or not text.isprintable():
        raise ConfigFout("moet een e-mailadres zijn, zoals koppelingen@example.nl.")
    return text


def required_sender(van: str | None, *, is_needed: bool) -> str | None:
    """The sender of mail, which a mail server cannot go without."""
    if is_needed and van is None:
        raise ConfigFout("UWLR_MAIL_FROM ontbreekt: met UWLR_SMTP_URL moet er een afzender zijn.")
    return van


def bind(text: str) -> str:
    """What gunicorn can listen on: a host and port, or a Unix socket."""
    port = re.fullmatch(r"(?:\[[0-9A-Fa-f:.]+\]|[^\s:\[\]]*):([0-9]{1,5})", text)
    if not text.startswith("unix:/") and (port is None or int(port[1]) > HIGHEST_PORT):
        raise ConfigFout(f"moet host:poort zijn, zoals 127.0.0.1:8080, of unix:/pad{_instead(text)}.")
    return text


def size(text: str) -> int:
    """A number of bytes, written as such or with a unit of powers of 1024."""
    match = re.fullmatch(r"([0-9]{1,15}) ?(?:(kB|KB|MB|GB)|)", text)
    if match is None or int(match[1]) == 0:
        raise ConfigFout(f"moet een aantal bytes zijn, of een omvang zoals 64MB{_instead(text)}.")
    number = int(match[1]) * UNITS[(match[2] or "").upper()]
    if number < LEAST_BYTES:
        raise ConfigFout(
            f"moet minstens {LEAST_BYTES} bytes zijn, en {text} is {number} bytes: daar past geen bericht in."
            f" Bedoeld: {match[1]}MB?"
        )
    return number


def hosts(text: str) -> frozenset[str]:
    """Hosts with commas between them, each with its port where that is not the usual one."""
    names = frozenset(host.strip().lower() for host in text.split(",") if host.strip())
    for name in names:
        if not HOST.fullmatch(name):
            which = f"bevat {name!r}, en dat is" if is_harmless(name) else "bevat iets dat geen host is;"
            raise ConfigFout(f"{which} geen host zoals www.example.nl.")
    return names


def header(text: str) -> str:
    """The name of an HTTP header."""
    if not re.fullmatch("[A-Za-z][A-Za-z0-9-]{0,63}", text):
        raise ConfigFout(f"moet de naam van een header zijn, zoals Client-Cert{_instead(text)}.")
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
        if re.match("[A-Za-z0-9+.-]{1,30}:", text):  # an address that lost a slash, not a folder of that name
            raise ConfigFout(f"moet een map zijn, of een adres zoals s3://bucket/pad{_instead(text)}.")
        if Path(text).exists() and not Path(text).is_dir():
            raise ConfigFout(f"moet een map zijn, en {text} is dat niet.")
        return text
    from fsspec import available_protocols  # takes a while, and most services keep packages in a folder
    from fsspec.registry import known_implementations

    if protocol not in available_protocols() or protocol not in OPSLAG or not path:
        raise ConfigFout(f"moet een map zijn, of een adres zoals s3://bucket/pad{_instead(text)}.")
    library = known_implementations[protocol]["class"].partition(".")[0]
    if importlib.util.find_spec(library) is None:  # to import it would take each command a second
        # Not by the name of this package: on an index that name may belong to anybody.
        needed = "'.[s3]' in de map met de broncode" if library == "s3fs" else library
        raise ConfigFout(f"noemt {protocol}://, en dat vraagt om {library}: pip install {needed}.")
    return text


def whole(least: int) -> Callable[[str], int]:
    """A reader of whole numbers that are not below ``least``."""

    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text) or int(text) < least:
            raise ConfigFout(f"moet een geheel getal van minstens {least} zijn{_instead(text)}.")
        return int(text)

    return read


def switch(text: str) -> bool:
    """On or off."""
    if text.lower() not in SWITCH:
        raise ConfigFout(f"moet on of off zijn{_instead(text)}.")
    return SWITCH[text.lower()]


def seconds(text: str) -> float:
    """A number of seconds above 0."""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) or float(text) == 0:
        raise ConfigFout(f"moet een aantal seconden boven 0 zijn, zoals 5 of 0.5{_instead(text)}.")
    return float(text)


def venster(text: str) -> Venster:
    """A window of the night."""
    try:
        return Venster.parse(text)
    except ValueError as error:
        why = f"{_instead(text)}: {error}" if is_harmless(text) else ""
        raise ConfigFout(f"moet een venster zijn zoals 01:00-05:30{why}.") from None


def proxies(text: str) -> str:
    """Addresses or networks as gunicorn wants them, or ``*``."""
    if text == "*":
        return text
    try:
        return ",".join(str(parse_netwerk(part)) for part in text.split(",") if part.strip())
    except ValueError as error:
        why = f": {error}" if is_harmless(text) else ", zoals 192.0.2.7 of 192.0.2.0/24"
        raise ConfigFout(f"moet adressen van proxies noemen{why}.") from None


def log_level(text: str) -> str:
    """A level of the log."""
    if text.lower() not in LOG_LEVELS:
        raise ConfigFout(f"moet een van {', '.join(LOG_LEVELS)} zijn{_instead(text)}.")
    return text.lower()


def secret(text: str) -> bytes:
    """A secret that is long enough; the message must not repeat one that is refused."""
    if len(text) < SECRET_LENGTH:
        raise ConfigFout(f"moet minstens {SECRET_LENGTH} tekens lang zijn, en heeft er {len(text)}.")
    return text.encode()
