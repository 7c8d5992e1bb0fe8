"""Definitions of tests: each as it was when results came with it, kept once, and never changed."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from uwlr_service.domain.uwlr import as_json
from uwlr_service.domain.uwlr.toets import Toets
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.uwlr import toetsdefinitie

BATCH = 500
"""Values in one statement: databases bound the number of its parameters."""


@dataclass(frozen=True, slots=True)
class Momentopname:
    """A definition in the form in which it is kept; definitions with one digest are the same."""

    toets: Toets
    digest: str
    json: str

    @classmethod
    def of(cls, toets: Toets) -> "Momentopname":
        """The snapshot of a definition."""
        text = as_json.dump(toets)
        return cls(toets, hashlib.sha256(text.encode()).hexdigest(), text)


class ToetsdefinitieRepository:
    """The definitions of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids(self, klant_id: int, opnamen: Iterable[Momentopname]) -> dict[str, int]:
        """The numbers of the snapshots that are known, by digest."""
        digests = sorted({opname.digest for opname in opnamen})
        numbers: dict[str, int] = {}
        for start in range(0, len(digests), BATCH):
            batch = digests[start : start + BATCH]
            rows = self._connection.execute(
                select(toetsdefinitie.c.digest, toetsdefinitie.c.id).where(
                    toetsdefinitie.c.klant_id == klant_id, toetsdefinitie.c.digest.in_(batch)
                )
            )
            numbers.update({row.digest: row.id for row in rows})
        return numbers

    def ensure(self, klant_id: int, opnamen: Sequence[Momentopname], moment: datetime) -> dict[str, int]:
        """The same, after adding those that are not known."""
        known = self.ids(klant_id, opnamen)
        missing = {opname.digest: opname for opname in opnamen if opname.digest not in known}
        if not missing:
            return known
        # In one order for everybody: two messages with the same new definitions must not wait in a circle.
        self._connection.execute(
            upsert.insert(self._connection, toetsdefinitie).on_conflict_do_nothing(),
            [_row(klant_id, missing[digest], moment) for digest in sorted(missing)],
        )
        # Asked and not taken from the INSERT: another message may have added some of them meanwhile.
        return known | self.ids(klant_id, missing.values())

    def newest(self, klant_id: int) -> list[Toets]:
        """The definition of every test and version that came last, by toetscode."""
        rows = self._connection.execute(
            select(
                toetsdefinitie.c.toetscode,
                toetsdefinitie.c.versie,
                toetsdefinitie.c.vocabulaire,
                toetsdefinitie.c.inhoud,
            )
            .where(toetsdefinitie.c.klant_id == klant_id)
            .order_by(toetsdefinitie.c.id)
        )
        # Oldest first, so that the last definition under each name is kept.
        newest = {(row.toetscode, row.versie or "", row.vocabulaire or ""): row.inhoud for row in rows}
        return [as_json.load_toets(newest[name]) for name in sorted(newest)]

    def get(self, ids: Iterable[int]) -> Mapping[int, Toets]:
        """Definitions by their numbers."""
        wanted = sorted(set(ids))
        toetsen: dict[int, Toets] = {}
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            rows = self._connection.execute(
                select(toetsdefinitie.c.id, toetsdefinitie.c.inhoud).where(toetsdefinitie.c.id.in_(batch))
            )
            toetsen.update({row.id: as_json.load_toets(row.inhoud) for row in rows})
        return toetsen

    def texts(self, digests: Iterable[str]) -> Mapping[str, str]:
        """Definitions as they are kept, by digest, whoever sent them."""
        wanted = sorted(set(digests))
        texts: dict[str, str] = {}
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            rows = self._connection.execute(
                select(toetsdefinitie.c.digest, toetsdefinitie.c.inhoud).where(
                    toetsdefinitie.c.digest.in_(batch)
                )
            )
            texts.update({row.digest: row.inhoud for row in rows})
        return texts


def _row(klant_id: int, opname: Momentopname, moment: datetime) -> dict[str, object]:
    toets = opname.toets
    return {
        "klant_id": klant_id,
        "digest": opname.digest,
        "vocabulaire": toets.toetscode.vocabulaire,
        "toetscode": toets.toetscode.waarde,
        "versie": toets.versie.waarde if toets.versie else None,
        "toetsnaam": toets.toetsnaam,
        "inhoud": opname.json,
        "eerste": moment,
    }
