"""Results that were confirmed and then lost with the database: the log of the server still knows of them.

Only counts and digests: the results themselves are with their sender, who can send them again.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO, Any

from uwlr_service.domain.uwlr.antwoordsoort import Bevestigingsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.herstel.standen import StandRepository

LONGEST = 64 * 1024
"""Bytes of a line; a longer one is not of this service."""
ZIPPED = ".gz"


@dataclass(frozen=True, slots=True)
class Tijdvak:
    """A period; without ``van`` it has no beginning that is known."""

    van: datetime | None
    tot: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht:
    """A message with results, as the log has it; ``digest`` is absent in the log of former versions."""

    klant: str
    koppeling: int
    school: str
    begonnen: datetime
    moment: datetime
    resultaten: int
    digest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verlies:
    """What one sender was told was stored at one school, and is not, oldest first."""

    klant: str
    koppeling: int
    school: str
    berichten: tuple[Bericht, ...]


@dataclass(frozen=True, slots=True)
class Logverslag:
    """The messages that were lost, and the periods for which no log speaks."""

    verlies: tuple[Verlies, ...]
    onbekend: tuple[Tijdvak, ...]


class Serverlog:
    """Compares logs with a database that was put back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def compare(self, logs: Sequence[Path], since: datetime | None, until: datetime) -> Logverslag:
        """The messages of logs that were confirmed since a moment and are not in the database.

        The log of each process or day is a file of its own; they may overlap. Raises OSError.
        """
        spoken: list[tuple[datetime, datetime]] = []
        confirmed: list[Bericht] = []
        for path in logs:
            ends: list[datetime] = []
            for call in _calls(path):
                moment = _moment(call)
                ends = [min([moment, *ends]), max([moment, *ends])]
                if _is_confirmed(call) and (since is None or moment >= since):
                    confirmed.append(_bericht(call))
            if ends:
                spoken.append((ends[0], ends[-1]))
        missing = self._missing(confirmed)
        return Logverslag(tuple(_by_sender(missing)), tuple(_silent(spoken, since, until)))

    def _missing(self, berichten: Iterable[Bericht]) -> list[Bericht]:
        """The messages that the database does not have, each once."""
        once = {(each.digest or each.moment, each.koppeling, each.school): each for each in berichten}
        with self._database.read() as connection:
            repository = StandRepository(connection)
            known = repository.known_messages({each.digest for each in once.values() if each.digest})
            newest = repository.newest_message()
        return [
            each
            for each in once.values()
            if (each.digest not in known if each.digest else newest is None or each.begonnen > newest)
        ]


def _calls(path: Path) -> Iterator[dict[str, Any]]:
    """The lines about calls; whatever else is in the file is passed over."""
    with _opened(path) as file:
        while line := file.readline(LONGEST):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError):
                continue
            if isinstance(record, dict) and record.get("event") == "call" and _has_moment(record):
                yield record


def _opened(path: Path) -> IO[bytes] | gzip.GzipFile:
    if path.suffix == ZIPPED:
        return gzip.open(path)
    return path.open("rb")


def _has_moment(record: dict[str, Any]) -> bool:
    try:
        return _moment(record).tzinfo is not None
    except (ValueError, TypeError, KeyError):
        return False


def _moment(record: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(record["timestamp"])


def _is_confirmed(record: dict[str, Any]) -> bool:
    return (
        record.get("outcome") == Bevestigingsoort.BEVESTIGD.value
        and isinstance(record.get("koppeling"), int)
        and isinstance(record.get("counts"), dict)
    )


def _bericht(record: dict[str, Any]) -> Bericht:
    moment = _moment(record).astimezone(UTC)
    lasted = record.get("milliseconds")
    digest = record.get("digest")
    resultaten = record["counts"].get("resultaten", 0)
    return Bericht(
        klant=str(record.get("klant", "")),
        koppeling=record["koppeling"],
        school=str(record.get("school", "")),
        begonnen=moment - timedelta(milliseconds=lasted if isinstance(lasted, int | float) else 0),
        moment=moment,
        resultaten=resultaten if isinstance(resultaten, int) else 0,
        digest=digest if isinstance(digest, str) else None,
    )


def _by_sender(berichten: Iterable[Bericht]) -> Iterator[Verlies]:
    """The messages per sender and school."""
    groups: dict[tuple[str, int, str], list[Bericht]] = defaultdict(list)
    for bericht in berichten:
        groups[bericht.klant, bericht.koppeling, bericht.school].append(bericht)
    for klant, koppeling, school in sorted(groups):
        group = sorted(groups[klant, koppeling, school], key=lambda bericht: bericht.moment)
        yield Verlies(klant=klant, koppeling=koppeling, school=school, berichten=tuple(group))


def _silent(
    spoken: Iterable[tuple[datetime, datetime]], since: datetime | None, until: datetime
) -> Iterator[Tijdvak]:
    """The periods between two moments that no log covers."""
    reached = since
    for first, last in sorted(spoken):
        if reached is None or first > reached:
            yield Tijdvak(reached, first)
        reached = last if reached is None else max(reached, last)
    if reached is None or reached < until:
        yield Tijdvak(reached, until)
