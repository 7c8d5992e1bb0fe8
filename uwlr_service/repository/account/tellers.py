"""Counted failures of signing in, under keyed hashes: people type passwords where a name belongs."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, tuple_, update

from uwlr_service.domain.account.rem import LONGEST, Teller, Tellersoort
from uwlr_service.repository import upsert
from uwlr_service.repository.schema.account import aanmeldteller

Sleutel = tuple[Tellersoort, str]
"""What is counted: the kind, and the keyed hash of whom or what it is about."""


class TellerRepository:
    """The counts, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def hold(self, sleutels: Sequence[Sleutel], moment: datetime) -> dict[Sleutel, Teller]:
        """The counts, made where there are none, and held until the end of the transaction.

        Two attempts at once would otherwise both be let through by the same count.
        """
        c = aanmeldteller.c
        self._connection.execute(
            upsert.insert(self._connection, aanmeldteller).on_conflict_do_nothing(),
            [
                {"soort": soort.value, "hash": digest, "fouten": 0, "eerste": moment, "laatste": moment}
                for soort, digest in sorted(sleutels)
            ],
        )
        rows = self._connection.execute(
            select(aanmeldteller)
            .where(tuple_(c.soort, c.hash).in_([(soort.value, digest) for soort, digest in sleutels]))
            .order_by(c.soort, c.hash)  # in one order everywhere, so that no two wait for each other
            .with_for_update()
        )
        return {
            (Tellersoort(row.soort), row.hash): Teller(row.fouten, row.eerste, row.laatste) for row in rows
        }

    def write(self, tellers: Mapping[Sleutel, Teller]) -> None:
        """Keep counts that are held."""
        c = aanmeldteller.c
        self._connection.execute(
            update(aanmeldteller)
            .where(c.soort == bindparam("of_soort"), c.hash == bindparam("of_hash"))
            .values(fouten=bindparam("n"), eerste=bindparam("van"), laatste=bindparam("tot")),
            [
                {
                    "of_soort": soort.value,
                    "of_hash": digest,
                    "n": teller.fouten,
                    "van": teller.eerste,
                    "tot": teller.laatste,
                }
                for (soort, digest), teller in tellers.items()
            ],
        )

    def clear(self, sleutels: Iterable[Sleutel]) -> None:
        """Begin counts anew."""
        c = aanmeldteller.c
        wanted = [(soort.value, digest) for soort, digest in sleutels]
        self._connection.execute(delete(aanmeldteller).where(tuple_(c.soort, c.hash).in_(wanted)))

    def purge(self, moment: datetime) -> int:
        """Forget counts whose window has passed, whichever it was; returns how many."""
        done = self._connection.execute(
            delete(aanmeldteller).where(aanmeldteller.c.laatste < moment - LONGEST)
        )
        return done.rowcount
