"""Results out: a LAS reads one feed over all of its schools (docs/las.rst)."""

from collections.abc import Sequence
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten.lasfeed import CursorVerlopen
from uwlr_service.domain.las.feed import Feeddeel, Punt
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.volgorde import Bereik
from uwlr_service.repository.database import Database
from uwlr_service.repository.driver import Prepared
from uwlr_service.repository.las.bereik import Scholenbereik
from uwlr_service.repository.las.feed import FeedRepository
from uwlr_service.repository.las.ontvangst import OntvangstRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.uwlr.volgorde import LOOK, VolgordeRepository
from uwlr_service.uitwisseling.las.resultaten.cursors import Cursors


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedvraag:
    """What a LAS asks for: behind which cursor, how many at most, and of which school; None is all."""

    na: str | None
    limiet: int
    school: Schoolcode | None = None


@dataclass(frozen=True, slots=True)
class Feedpagina:
    """A part of the feed, a cursor behind each of its results, and the one behind all of it."""

    deel: Feeddeel
    cursors: Sequence[str]
    cursor: str


class Resultaatfeed:
    """Gives LASes the results of their schools."""

    def __init__(self, database: Database, cursors: Cursors) -> None:
        self._database = database
        self._cursors = cursors
        self._look = Prepared(database.driver, LOOK)

    def page(self, las: Las, vraag: Feedvraag) -> Feedpagina:
        """The results behind a cursor, or from the oldest on that can be read.

        Raises CursorOngeldig, and CursorVerlopen where results behind it can be read no more.
        """
        given = None
        if vraag.na is not None:
            given = self._cursors.read_for(las.id, vraag.school, vraag.na)
        bereik = self._bereik(given)
        after = _begin(given, bereik)
        if bereik.is_verloren:
            self._note_lost(las, after)
        deel = self._read(las, vraag, after, bereik.laatste)
        if given is not None:
            self._require_still_there(given)
        return self.finished(las, vraag.school, deel)

    def finished(self, las: Las, school: Schoolcode | None, deel: Feeddeel) -> Feedpagina:
        """A part of the feed with its cursors."""
        places = (Punt(resultaat.bericht.volgnummer, resultaat.key) for resultaat in deel.resultaten)
        cursors = self._cursors.write_all(las.id, school, places)
        return Feedpagina(deel, cursors, self._cursors.write(las.id, school, deel.tot))

    def look(self) -> tuple[int, int]:
        """What changes when results come, of any school: cheap to ask, for whoever waits."""
        laatste, waiting = self._look.first() or (0, 0)
        return int(laatste), int(waiting)

    def _bereik(self, given: Punt | None) -> Bereik:
        """The numbers that can be read, once everything that was stored has one."""
        asked = 0 if given is None else given.volgnummer
        with self._database.read() as connection:
            bereik = VolgordeRepository(connection).bereik(asked)
        if not bereik.wacht and asked <= bereik.laatste:
            return bereik
        with self._database.write() as connection:
            volgorde = VolgordeRepository(connection)
            # The database is older than the cursor, and nobody said so: the numbers that were lost must not
            # be given to others, which this LAS would never see.
            volgorde.pass_over(asked, tijd.now())
            volgorde.number(tijd.now())
            return volgorde.bereik(asked)

    def _read(self, las: Las, vraag: Feedvraag, after: Punt, until: int) -> Feeddeel:
        with self._database.read() as connection:
            school_id = None
            if vraag.school is not None:
                school_id = SchoolRepository(connection).ids([vraag.school]).get(vraag.school)
                if school_id is None:  # nothing of it was stored yet
                    return Feeddeel((), Punt(until), meer=False)
            scholen = Scholenbereik(las=las, school_id=school_id)
            return FeedRepository(connection, scholen).read(after, until, vraag.limiet)

    def _require_still_there(self, given: Punt) -> None:
        """Raise CursorVerlopen where messages left the order while they were read: the page lacks them."""
        with self._database.read() as connection:
            _begin(given, VolgordeRepository(connection).bereik())

    def _note_lost(self, las: Las, after: Punt) -> None:
        """Keep that this LAS has results that were lost here."""
        with self._database.write() as connection:
            OntvangstRepository(connection).note_lost(las.id, after.volgnummer, tijd.now())


def _begin(given: Punt | None, bereik: Bereik) -> Punt:
    """Where to begin. Raises CursorVerlopen."""
    if given is None:
        return Punt(bereik.vergeten)
    is_cut = given.key is not None and given.volgnummer == bereik.vergeten
    if given.volgnummer < bereik.vergeten or is_cut:
        raise CursorVerlopen
    return given
