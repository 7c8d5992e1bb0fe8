"""Two states of a school year held against each other: the versions to end and to begin."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import compress
from operator import attrgetter
from typing import Any

from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.repository.school.versietabellen import (
    SCHOOLELEMENT,
    VERSIETABELLEN,
    Schoolelement,
    Versietabel,
)

Changes = Mapping[str, "Change"]
"""The changes by kind of object."""
MUTATIEDATUM = "mutatiedatum"
MANY = 50
"""Rows from which it is worth while to leave out the columns that nobody uses."""
EMPTY = (None, ())
"""What is kept as null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The versions to end and to begin to get from one state to the next."""

    telling: Importtelling
    ended: Sequence[str]
    begun: Sequence[Any]
    replaced: Mapping[str, Any]


def compare(old: Schoolgegevens | None, new: Schoolgegevens) -> Changes:
    """How to get from the old state, if there was one, to the new one."""
    before: Mapping[str, Sequence[Any]] = {} if old is None else _objects_of(old)
    after = _objects_of(new)
    return {
        tabel.naam: _compare(tabel, before.get(tabel.naam, ()), after[tabel.naam]) for tabel in VERSIETABELLEN
    }


def is_changed(changes: Changes) -> bool:
    """Whether two states differ."""
    return any(change.telling.is_changed for change in changes.values())


def tellingen(changes: Changes) -> Mapping[str, Importtelling]:
    """The counts by kind of object; the element school is part of none."""
    return {naam: change.telling for naam, change in changes.items() if naam != SCHOOLELEMENT.naam}


def rows_of(tabel: Versietabel, change: Change, moment: datetime) -> list[dict[str, Any]]:
    """The values of the new versions, each with the same columns.

    A mutatiedatum is the file's when that is news, or else the moment.
    """
    rows = list(map(attrgetter(*tabel.names), change.begun))
    in_use = _in_use(rows)
    names = list(compress(tabel.names, in_use))
    values = [dict(zip(names, compress(row, in_use), strict=True)) for row in rows]
    if MUTATIEDATUM in tabel.names:
        for row, versie in zip(values, change.begun, strict=True):
            row[MUTATIEDATUM] = _mutatiedatum(versie, change.replaced.get(versie.key), moment)
    return values


def _in_use(rows: Sequence[tuple[Any, ...]]) -> list[bool]:
    """Of each column whether it has to be written: of many rows not where all of them have nothing in it.

    A third of the columns of pupils is empty at nearly every school, and costs as much as a full one.
    """
    if len(rows) < MANY:
        # Each choice of columns is a statement of its own, which has to be compiled.
        return [True] * len(rows[0]) if rows else []
    return [any(value not in EMPTY for value in column) for column in zip(*rows, strict=True)]


def _mutatiedatum(versie: Any, before: Any | None, moment: datetime) -> datetime:
    given: datetime | None = versie.mutatiedatum
    if given is None or (before is not None and before.mutatiedatum and given <= before.mutatiedatum):
        return moment
    return given


def omslagdagen(leerlingen: Iterable[Leerling]) -> tuple[str, ...]:
    """The days on which a pupil's status changes by itself, as text and in order."""
    days: set[str] = set()
    for leerling in leerlingen:
        days.update(day.isoformat() for day in leerling.status_changes())
    return tuple(sorted(days))


def _compare(tabel: Versietabel, old: Iterable[Any], new: Sequence[Any]) -> Change:
    content = tabel.content
    before = {versie.key: versie for versie in old}
    added: list[Any] = []
    changed: list[Any] = []
    for versie in new:
        if versie.key not in before:
            added.append(versie)
        elif content(versie) != content(before[versie.key]):
            changed.append(versie)
    present = {versie.key for versie in new}
    gone = [key for key in before if key not in present]
    return Change(
        telling=Importtelling(
            toegevoegd=len(added),
            gewijzigd=len(changed),
            ongewijzigd=len(new) - len(added) - len(changed),
            verdwenen=len(gone),
        ),
        ended=[versie.key for versie in changed] + gone,
        begun=added + changed,
        replaced={versie.key: before[versie.key] for versie in changed},
    )


def _objects_of(gegevens: Schoolgegevens) -> dict[str, Sequence[Any]]:
    """A state by kind of object."""
    objects: dict[str, Sequence[Any]] = {SCHOOLELEMENT.naam: [Schoolelement.of(gegevens.school)]}
    for tabel in VERSIETABELLEN:
        if tabel is not SCHOOLELEMENT:
            objects[tabel.naam] = getattr(gegevens, tabel.naam)
    return objects
