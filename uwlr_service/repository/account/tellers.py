"""Counted failures of signing in, under keyed hashes: people type passwords where a name belongs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, bindparam, case, delete, tuple_, update

from uwlr_service.domain.account.rem import LONGEST, Teller, Tellersoort
from uwlr_service.repository import upsert
from uwlr_service.repository.fixed import FixedChange, FixedQuery
from uwlr_service.repository.schema.account import aanmeldteller

Sleutel = tuple[Tellersoort, str]
"""What is counted: the kind, and the keyed hash of whom or what it is about."""

KEPT = 32
"""Statements that are kept as they were built, by how many counts they are about; mostly one or three."""
C = aanmeldteller.c
OF_KEY = (C.soort == bindparam("of_soort"), C.hash == bindparam("of_hash"))
COLUMNS = ("soort", "hash", "fouten", "eerste", "laatste")
LOWER = FixedChange(
    update(aanmeldteller).where(*OF_KEY).values(fouten=case((C.fouten > 0, C.fouten - 1), else_=0))
)
"""Every sign-in asks this and the two below, and so they are built once."""


@lru_cache(maxsize=KEPT)
def _holding(dialect: str, rows: int) -> FixedQuery:
    """Makes counts or changes nothing of them, and holds them either way, in the order of the rows."""
    put = _put(dialect, rows)
    held = put.on_conflict_do_update(index_elements=[C.soort, C.hash], set_={"fouten": C.fouten})
    return FixedQuery(held.returning(*(C[name] for name in COLUMNS)))


@lru_cache(maxsize=KEPT)
def _writing(dialect: str, rows: int) -> FixedChange:
    """Writes so many counts, which are there already."""
    put = _put(dialect, rows)
    new = {name: put.excluded[name] for name in COLUMNS[2:]}
    return FixedChange(put.on_conflict_do_update(index_elements=[C.soort, C.hash], set_=new))


def _put(dialect: str, rows: int) -> upsert.Insert:
    """An INSERT of so many counts, each parameter by its column and the place of its row."""
    given: list[dict[str, Any]] = [
        {name: bindparam(f"{name}_{place}", type_=C[name].type) for name in COLUMNS} for place in range(rows)
    ]
    return upsert.insert_for(dialect, aanmeldteller).values(given)


def _given(tellers: Iterable[tuple[Sleutel, Teller]]) -> dict[str, Any]:
    """The parameters of ``_put``."""
    parameters: dict[str, Any] = {}
    for place, ((soort, digest), teller) in enumerate(tellers):
        row = (soort.value, digest, teller.fouten, teller.eerste, teller.laatste)
        parameters |= {f"{name}_{place}": value for name, value in zip(COLUMNS, row, strict=True)}
    return parameters


class TellerRepository:
    """The counts, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, sleutels: Sequence[Sleutel], moment: datetime) -> dict[Sleutel, Teller]:
        """The counts, made where there are none, and held until the end of the transaction.

        Two attempts at once would otherwise both be let through by the same count.
        """
        wanted = sorted(sleutels)  # in one order everywhere, so that no two wait for each other
        rows = _holding(self._connection.dialect.name, len(wanted)).all(
            self._connection, **_given((sleutel, Teller(0, moment, moment)) for sleutel in wanted)
        )
        held = {(row.soort, row.hash): Teller(row.fouten, row.eerste, row.laatste) for row in rows}
        return {(soort, digest): held[soort.value, digest] for soort, digest in wanted}

    def write(self, tellers: Mapping[Sleutel, Teller]) -> None:
        """Keep counts that are held."""
        writing = _writing(self._connection.dialect.name, len(tellers))
        writing.run(self._connection, **_given(sorted(tellers.items(), key=itemgetter(0))))

    def lower(self, sleutels: Iterable[Sleutel]) -> None:
        """Count one less, where anything was counted."""
        for soort, digest in sorted(sleutels):  # in the order in which they are held
            LOWER.run(self._connection, of_soort=soort.value, of_hash=digest)

    def clear(self, sleutels: Iterable[Sleutel]) -> None:
        """Begin counts anew."""
        wanted = [(soort.value, digest) for soort, digest in sleutels]
        self._connection.execute(delete(aanmeldteller).where(tuple_(C.soort, C.hash).in_(wanted)))

    def purge(self, moment: datetime) -> int:
        """Forget counts whose window has passed, whichever it was; returns how many."""
        done = self._connection.execute(
            delete(aanmeldteller).where(aanmeldteller.c.laatste < moment - LONGEST)
        )
        return done.rowcount
