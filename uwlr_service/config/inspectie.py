"""The settings as an operator may see them: each with its value, where that came from, and what is wrong."""

import os
import pwd
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl

from uwlr_service.config import Settings
from uwlr_service.config.reading import Herkomst, Reader, Reading
from uwlr_service.config.sources import DATABASE_URL, ELSEWHERE, INSTALLED, MISPLACED, Sources
from uwlr_service.config.values import MB, ConfigFout, is_harmless
from uwlr_service.domain.adres import without_secrets

HIDDEN = "(verborgen)"
SECRETS = frozenset({"UWLR_SECRET", "UWLR_SECRET_OLD", "UWLR_SMTP_URL"})
SIZES = frozenset({"UWLR_MAX_BODY", "UWLR_CACHE_BYTES"})
OPSLAG = "UWLR_OPSLAG"
LEADS = frozenset({DATABASE_URL, "UWLR_VAR"})
"""The settings that lead to the database."""
SECRET_OPTIONS = frozenset({"password", "sslpassword"})
"""What libpq takes behind the question mark and nobody may see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instelling:
    """One setting, without its secret."""

    naam: str
    waarde: str
    """What is in force, or was refused; empty where there is nothing."""
    herkomst: Herkomst
    bestand: Path | None
    regel: int | None
    fout: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspectie:
    """What a command would work with that was started here, by this user."""

    gebruiker: str
    dotenv: Path | None
    """The file that was read, or could not be; None if there is none."""
    installed: Path | None
    """The settings of the service that is installed on this machine, which this command does not read."""
    adres: str | None
    """Of the database, without its password; None where what is wrong leaves none to work with."""
    map: Path
    instellingen: tuple[Instelling, ...]
    opmerkingen: tuple[str, ...]
    fout: str | None
    """What is wrong with the file itself."""

    @property
    def is_right(self) -> bool:
        """Whether a command could begin with these settings."""
        return self.fout is None and all(instelling.fout is None for instelling in self.instellingen)


def inspect() -> Inspectie:
    """Look at the settings of this process; whatever is wrong with them is noted, and nothing is made."""
    fout = None
    try:
        sources = Sources.here()
    except ConfigFout as error:
        fout = str(error)
        sources = Sources.of_environment()
    reader = Reader(sources, tolerant=True)
    settings = Settings.read_from(sources, reader)
    instellingen = [_instelling(reading) for reading in reader.readings()]
    if settings.is_misplaced:
        instellingen = [
            replace(instelling, fout=MISPLACED) if instelling.naam == DATABASE_URL else instelling
            for instelling in instellingen
        ]
    return Inspectie(
        gebruiker=_user(),
        dotenv=sources.path if sources.lines else None,
        installed=INSTALLED if os.path.lexists(INSTALLED) else None,
        adres=None if fout or _is_wrong(instellingen) else redacted(settings.database_url),
        map=settings.var,
        instellingen=(*instellingen, *_others(sources)),
        opmerkingen=settings.remarks,
        fout=fout,
    )


def _is_wrong(instellingen: list[Instelling]) -> bool:
    """Whether the settings that lead to a database are at fault: what is in force then is no command's."""
    return any(instelling.fout is not None and instelling.naam in LEADS for instelling in instellingen)


def redacted(address: str) -> str:
    """The address of a database, or a value of another kind, without its passwords."""
    scheme, is_address, behind = address.partition("://")
    if not is_address:
        return address
    owner, at, place = behind.partition("@")
    if not at or "/" in owner:  # there is no user before the host
        owner = ""
        at = ""
        place = behind
    user, colon, _ = owner.partition(":")
    place, mark, query = place.partition("?")
    options = (_option(name, value) for name, value in parse_qsl(query, keep_blank_values=True))
    password = ":***" if colon else ""
    return f"{scheme}://{user}{password}{at}{place}{mark}{'&'.join(options)}"


def _option(name: str, value: str) -> str:
    return f"{name}=***" if name in SECRET_OPTIONS else f"{name}={value}"


def _instelling(reading: Reading) -> Instelling:
    return Instelling(
        naam=reading.name,
        waarde=_shown(reading),
        herkomst=reading.herkomst,
        bestand=reading.bestand,
        regel=reading.regel,
        fout=reading.fout,
    )


def _shown(reading: Reading) -> str:
    if reading.text is None:
        return redacted(_words(reading.name, reading.default))
    if reading.name in SECRETS:
        return HIDDEN
    if reading.fout is not None:
        return reading.text if is_harmless(reading.text) else HIDDEN
    if reading.name == OPSLAG:  # keys may stand anywhere in it
        return without_secrets(reading.text.strip())
    return redacted(reading.text.strip())


def _words(name: str, default: object) -> str:
    """A default as an operator would write it."""
    if default is None:
        return ""
    if isinstance(default, bool):
        return "on" if default else "off"
    if isinstance(default, frozenset | tuple):
        return ",".join(map(str, default))
    if name in SIZES and isinstance(default, int):
        return f"{default // MB}MB"
    return f"{default:g}" if isinstance(default, float) else str(default)


def _others(sources: Sources) -> list[Instelling]:
    """What others than the service read, where it is set."""
    return [
        Instelling(
            naam=name,
            waarde=HIDDEN,
            herkomst=Herkomst.OMGEVING if name not in sources.lines else Herkomst.BESTAND,
            bestand=sources.path if name in sources.lines else None,
            regel=sources.lines.get(name),
            fout=None,
        )
        for name in sorted(ELSEWHERE & sources.texts.keys())
    ]


def _user() -> str:
    number = os.geteuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:  # of a container that knows no names
        return str(number)
