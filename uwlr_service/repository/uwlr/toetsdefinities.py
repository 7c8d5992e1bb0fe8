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


@dataclass(frozen=True, slots=True)
class Momentopname:
    """A definition as it will be kept; its digest is what tells it from any other."""

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
        c = toetsdefinitie.c
        found: dict[str, int] = {}
        for start in range(0, len(digests), BATCH):
            rows = self._connection.execute(
                select(c.digest, c.id).where(
                    c.klant_id == klant_id, c.digest.in_(digests[start : start + BATCH])
                )
            )
            found.update((digest, number) for digest, number in rows)
        return found

    def ensure(self, klant_id: int, opnamen: Sequence[Momentopname], moment: datetime) -> dict[str, int]:
        """The same, after adding those that are not known."""
        known = self.ids(klant_id, opnamen)
        # In one order for everybody: two messages with the same new definitions must not wait in a circle.
        missing = {opname.digest: opname for opname in opnamen if opname.digest not in known}
        if not missing:
            return known
        self._connection.execute(
            upsert.insert(self._connection, toetsdefinitie).on_conflict_do_nothing(),
            [_row(klant_id, missing[digest], moment) for digest in sorted(missing)],
        )
        return known | self.ids(klant_id, missing.values())

    def newest(self, klant_id: int) -> list[Toets]:
        """The definition of every test and version that came last, by toetscode."""
        c = toetsdefinitie.c
        rows = self._connection.execute(
            select(c.toetscode, c.versie, c.vocabulaire, c.inhoud)
            .where(c.klant_id == klant_id)
            .order_by(c.id)
        )
        found = {(code, versie or "", uri or ""): inhoud for code, versie, uri, inhoud in rows}
        return [as_json.load_toets(inhoud) for _, inhoud in sorted(found.items())]

    def get(self, ids: Iterable[int]) -> Mapping[int, Toets]:
        """Definitions by their numbers."""
        wanted, c = sorted(set(ids)), toetsdefinitie.c
        found: dict[int, Toets] = {}
        for start in range(0, len(wanted), BATCH):
            rows = self._connection.execute(
                select(c.id, c.inhoud).where(c.id.in_(wanted[start : start + BATCH]))
            )
            found.update({number: as_json.load_toets(text) for number, text in rows})
        return found


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
