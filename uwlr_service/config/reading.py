"""Reads one setting at a time: its text, where that came from, and what is wrong with it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from uwlr_service.config.sources import Sources
from uwlr_service.config.values import ConfigFout
from uwlr_service.domain import tekst
from uwlr_service.domain.oorzaak import oorzaak

Value = TypeVar("Value")
Default = TypeVar("Default")


class Herkomst(StrEnum):
    """Where the value of a setting came from."""

    OMGEVING = "omgeving"
    BESTAND = "bestand"
    STANDAARD = "standaard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One setting as it was read; ``text`` is None where the default holds, and may be a secret."""

    name: str
    text: str | None
    default: object
    herkomst: Herkomst
    bestand: Path | None
    regel: int | None
    fout: str | None


@dataclass(frozen=True, slots=True)
class Renamed:
    """A variable that was set under the name it had before; ``is_ignored`` if the new one is set too."""

    old: str
    new: str
    is_ignored: bool


class Reader:
    """Reads the settings from their sources, and puts the name of each before what is wrong with it.

    A ``tolerant`` one raises nothing: it notes what is wrong, and goes on with the default.
    """

    def __init__(self, sources: Sources, *, tolerant: bool = False) -> None:
        self._sources = sources
        self._tolerant = tolerant
        self._faults: dict[str, str] = {}
        self._read: dict[str, tuple[str, object]] = {}
        self._former: frozenset[str] = frozenset()
        self.renamed: list[Renamed] = []
        """The variables that were set under their former names, so far."""

    def __call__(
        self, name: str, convert: Callable[[str], Value], default: Default, *, formerly: str | None = None
    ) -> Value | Default:
        """The value of a setting. Raises ConfigFout."""
        texts = self._sources.texts
        now = name
        if formerly is not None:
            self._former |= {formerly}
        if formerly is not None and formerly in texts:
            is_ignored = name in texts
            self.renamed.append(Renamed(formerly, name, is_ignored))
            name = name if is_ignored else formerly
        self._read[now] = (name, default)
        text = texts.get(name)
        if text is None:
            return default
        return self.attempt(now, lambda: _converted(name, text, convert), default)

    def attempt(self, name: str, make: Callable[[], Value], default: Default) -> Value | Default:
        """What is made for a setting; its fault is that of the setting. Raises ConfigFout."""
        try:
            return make()
        except ConfigFout as error:
            fault = error
        except OSError as error:  # of a folder that this user cannot enter, or a path that is too long
            reason = oorzaak(error) or error.strerror or type(error).__name__
            fault = ConfigFout(f"{name} is niet te gebruiken: {reason}.")
        if not self._tolerant:
            raise fault
        self._faults.setdefault(name, str(fault))
        return default

    def known(self) -> frozenset[str]:
        """The names of all settings that were read so far, with those that they had before."""
        return frozenset(self._read) | self._former

    def readings(self) -> tuple[Reading, ...]:
        """Every setting that was read so far, in that order."""
        return tuple(self._reading(now, name, default) for now, (name, default) in self._read.items())

    def _reading(self, now: str, name: str, default: object) -> Reading:
        text = self._sources.texts.get(name)
        line = self._sources.lines.get(name)
        file = self._sources.files.get(name)
        if line is not None:
            file = self._sources.path
        herkomst = Herkomst.OMGEVING if file is None else Herkomst.BESTAND
        return Reading(
            name=now,
            text=text,
            default=default,
            herkomst=Herkomst.STANDAARD if text is None else herkomst,
            bestand=file,
            regel=line,
            fout=self._faults.get(now),
        )


def _converted(name: str, text: str, convert: Callable[[str], Value]) -> Value:
    fault = tekst.fault(text)
    if fault is not None:
        raise ConfigFout(f"{name} {fault}.")
    try:
        return convert(text.strip())
    except ConfigFout as error:
        raise ConfigFout(f"{name} {error}") from None
