"""After a restore from backup: numbers that were given out since are never given again (docs/operate.rst)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import OpslagOnbruikbaar
from uwlr_service.domain.gkv.levering import Keten
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.herstel import GkvHerstelRepository
from uwlr_service.repository.gkv.opslag import Opslag

JUMP = 1_000_000
"""More deliveries than a link gets in two thousand years: beyond any number that a partner may know."""
HIGHEST = LARGEST_NUMBER - 2 * JUMP
"""The highest number that is believed: there must be room behind it."""
PAKKET = re.compile(r"([1-9]\d{0,8})/([1-9]\d{0,8})/(\d{6,10})-[0-9a-f-]{36}\.zip", re.ASCII)
"""The name of a package: link, school and number, as ``Levering.pad`` has them."""


@dataclass(frozen=True, slots=True)
class GkvHersteld:
    """The outcome: the chains that begin anew, with the lowest number of their next delivery.

    ``onbekend`` are chains that somebody saw and of which the database knows no link or no school: they were
    made after the backup.
    """

    vanaf: dict[Keten, int]
    onbekend: tuple[Keten, ...]


class GkvHerstel:
    """What has to happen to the chains of GKV after a database was put back."""

    def __init__(self, database: Database, opslag: Opslag) -> None:
        self._database = database
        self._opslag = opslag

    def seen_in_packages(self) -> dict[Keten, int]:
        """The highest number of each chain among the packages that are kept.

        The storage is not in the backup of the database, so it may know of more deliveries.
        Raises OpslagOnbruikbaar.
        """
        seen: dict[Keten, int] = {}
        try:
            for name in self._opslag.names():
                match = PAKKET.fullmatch(name)
                if match is not None:
                    keten = (int(match[1]), int(match[2]))
                    seen[keten] = max(seen.get(keten, 0), int(match[3]))
        except Exception as error:  # libraries for object storage raise whatever they like
            raise OpslagOnbruikbaar(self._opslag.place) from error
        return seen

    def after_restore(self, seen: Mapping[Keten, int] | None = None) -> GkvHersteld:
        """Let every chain go on 1,000,000 above its highest number, with a full delivery.

        The highest number is that of the database or of ``seen``: per link and school what packages, a
        journal or logs know of it. A number of ``seen`` that is too large to count on from is not one of
        this service, and is passed over. The numbers of GeneriekeService jump as far, at every school. All
        of it happens in one transaction, in as many statements for one link as for thousands; to do it twice
        does no harm.
        """
        with self._database.write() as connection:
            repository = GkvHerstelRepository(connection)
            links, scholen = repository.known()
            highest = repository.highest()
            onbekend: list[Keten] = []
            for keten, number in (seen or {}).items():
                koppeling_id, school_id = keten
                if koppeling_id not in links or school_id not in scholen:
                    onbekend.append(keten)
                elif number <= HIGHEST:
                    highest[keten] = max(highest.get(keten, 0), number)
            vanaf = {keten: number + JUMP + 1 for keten, number in highest.items()}
            repository.begin_at(vanaf, tijd.now())
            repository.skip_nummers(JUMP)
        return GkvHersteld(vanaf, tuple(sorted(onbekend)))
