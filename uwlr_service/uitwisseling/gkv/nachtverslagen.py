"""What became of the packages of a night, for whoever looks on: operator, school, partner or Prometheus."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from uwlr_service.domain import datum, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.gkv.nachtverslag import Nachtverslag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.toezicht.berichten import tell

MOST_NIGHTS = 30


class Geteld(NamedTuple):
    """A night whose packages were counted once they had all come to an end, and when the last one did."""

    nacht: date
    ended: datetime
    totals: Mapping[Uitkomst, int]


class Nachtverslagen:
    """Reads the ledger of the nights."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counted: Geteld | None = None

    def report(self, nacht: date, moment: datetime | None = None) -> Nachtverslag:
        """What was made in a night, what not, and why, as it stands now."""
        with self._database.read() as connection:
            taken = NachttaakRepository(connection).of_night(nacht)
        return Nachtverslag(nacht, moment or tijd.now(), tuple(taken))

    def part(
        self, nacht: date, koppeling: int | None, school: Schoolcode | None, moment: datetime | None = None
    ) -> Nachtverslag:
        """The report for one link of GKV, one school, or both.

        Raises KoppelingOnbekend, SchoolOnbekend, and Geweigerd for a link that is not of GKV.
        """
        with self._database.read() as connection:
            if koppeling is not None:
                KoppelingRepository(connection).get(koppeling).require_gkv()
            if school is not None and SchoolRepository(connection).find(school) is None:
                raise SchoolOnbekend.of(school)
        return self.report(nacht, moment).of(koppeling, school)

    def nights(self, *, door: Handelende) -> Mapping[date, Mapping[Uitkomst, int]]:
        """The nights of the last weeks, the newest first, each with its totals. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return NachttaakRepository(connection).nights(MOST_NIGHTS)

    def seen(self, nacht: date, *, door: Handelende) -> Nachtverslag:
        """A night as an operator looks at it. Raises NietToegestaan."""
        door.require(Actie.DIENST_ZIEN)
        return self.report(nacht)

    def tell_failures(self, nacht: date) -> None:
        """Tell operators that packages of a night were refused or failed, if any were."""
        totals = self.totals(nacht)
        failed = totals[Uitkomst.GEWEIGERD] + totals[Uitkomst.MISLUKT]
        if not failed:
            return
        bericht = Bericht(
            soort=Berichtsoort.NACHT_MISLUKT,
            aan=Geadresseerde.operators(),
            parameters={"datum": datum.shown(nacht), "aantal": failed},
            pad=f"/beheer/nachten/{nacht}",
        )
        with self._database.write() as connection:
            tell(connection, bericht)

    def has_any(self) -> bool:
        """Whether any worker ever worked at a night that is still in the ledger."""
        with self._database.read() as connection:
            return NachttaakRepository(connection).has_any()

    def totals(self, nacht: date) -> Mapping[Uitkomst, int]:
        """How many packages of a night there are of each outcome; every outcome is in it.

        Prometheus asks this all day. A night that is over is counted once, until one of its packages is made
        anew.
        """
        with self._database.read() as connection:
            ledger = NachttaakRepository(connection)
            ended = ledger.ended(nacht)
            if ended is None:
                return ledger.totals(nacht)
            counted = self._counted
            if counted is None or (counted.nacht, counted.ended) != (nacht, ended):
                counted = Geteld(nacht, ended, ledger.totals(nacht))
                self._counted = counted
        return counted.totals
