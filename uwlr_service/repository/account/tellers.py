"""Counted failures of signing in, under keyed hashes: people type passwords where a name belongs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, delete, tuple_, update

from uwlr_service.domain.account.rem import LONGEST, Teller, Tellersoort
from uwlr_service.repository import upsert
from uwlr_service.repository.fixed import FixedChange, FixedQuery
from uwlr_service.repository.schema.account import aanmeldteller

Sleutel = tuple[Tellersoort, str]
"""What is counted: the kind, and the keyed hash of whom or what it is about."""

C = aanmeldteller.c
OF_KEY = (C.soort == bindparam("of_soort"), C.hash == bindparam("of_hash"))
HOLD = {
    dialect: FixedQuery(
        upsert.insert_for(dialect, aanmeldteller)
        .values(
            soort=bindparam("of_soort"),
            hash=bindparam("of_hash"),
            fouten=0,
            eerste=bindparam("moment"),
            laatste=bindparam("moment"),
        )
        .on_conflict_do_update(index_elements=[C.soort, C.hash], set_={"fouten": C.fouten})
        .returning(C.fouten, C.eerste, C.laatste)
    )
    for dialect in ("postgresql", "sqlite")
}
"""Makes a count or changes nothing of it, and holds it either way."""
WRITE = FixedChange(
    update(aanmeldteller)
    .where(*OF_KEY)
    .values(fouten=bindparam("n"), eerste=bindparam("van"), laatste=bindparam("tot"))
)
LOWER = FixedChange(
    update(aanmeldteller).where(*OF_KEY).values(fouten=case((C.fouten > 0, C.fouten - 1), else_=0))
)
"""Every sign-in asks these, and so they are built once."""


class TellerRepository:
    """The counts, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, sleutels: Sequence[Sleutel], moment: datetime) -> dict[Sleutel, Teller]:
        """The counts, made where there are none, and held until the end of the transaction.

        Two attempts at once would otherwise both be let through by the same count.
        """
        query = HOLD[self._connection.dialect.name]
        held = {}
        for soort, digest in sorted(sleutels):  # in one order everywhere, so that no two wait for each other
            row = query.first(self._connection, of_soort=soort.value, of_hash=digest, moment=moment)
            held[soort, digest] = Teller(row.fouten, row.eerste, row.laatste)
        return held

    def write(self, tellers: Mapping[Sleutel, Teller]) -> None:
        """Keep counts that are held."""
        for (soort, digest), teller in tellers.items():
            WRITE.run(
                self._connection,
                of_soort=soort.value,
                of_hash=digest,
                n=teller.fouten,
                van=teller.eerste,
                tot=teller.laatste,
            )

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
