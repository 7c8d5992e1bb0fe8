"""The register of what went out, gathered in memory and written at intervals.

What goes out for the first time is written before the answer leaves, so no crash can hide that a partner
got it. Only repetitions, last uses and tolerated mistakes wait for the next flush.
"""

import logging
import threading
from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Fout
from uwlr_service.domain.koppeling.verstrekking import Herhaling, Uitgegeven
from uwlr_service.domain.oorzaak import oorzaak
from uwlr_service.domain.toezicht.verkeer import Oproep
from uwlr_service.domain.uwlr.verzoek import Tolerantie
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.sleutels import SleutelRepository
from uwlr_service.repository.koppeling.verstrekkingen import VerstrekkingRepository
from uwlr_service.uitwisseling.memory import Memory
from uwlr_service.uitwisseling.toezicht.verkeersteller import Verkeersteller

log = logging.getLogger(__name__)

K = TypeVar("K")

MAX_KNOWN = 100_000
MOST_KEUZES = 200
"""Different selections of groups that a link gets a line for, of one revision of a school year."""
OVERIGE = "overige"
"""Stands in the register for every selection after those."""
OVERIGE_KEUZES = [f"andere keuzes van groepen, na de eerste {MOST_KEUZES}"]


class Register:
    """Counts per process; several processes add up in the database."""

    def __init__(self, database: Database, flush_seconds: float) -> None:
        self._database = database
        self._flush_seconds = flush_seconds
        # The first guards what is gathered, for a moment; the second lets one thread write at a time.
        self._lock = threading.Lock()
        self._flushing = threading.Lock()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._known: set[Uitgegeven] = set()
        self._given: dict[Uitgegeven, Herhaling] = {}
        self._keuzes: dict[str, list[str]] = {}
        self._selections: Memory[tuple[int, int, int], set[str]] = Memory()
        self._tolerated: dict[tuple[int, int, str], Herhaling] = {}
        self._touched: dict[int, datetime] = {}
        self._is_failing = False
        self._verkeer = Verkeersteller()

    def count(self, oproep: Oproep, seconds: float, objecten: int) -> None:
        """Note a call of a link, whatever became of it; ``objecten`` is how many went along."""
        self._verkeer.count(oproep, seconds, objecten)
        if self._thread is None:
            with self._lock:
                self._start()

    def use(self, sleutel_id: int) -> None:
        """Note that a key was used."""
        with self._lock:
            self._touched[sleutel_id] = tijd.now()
            self._start()

    def tolerate(self, koppeling_id: int, school_id: int, kinds: Sequence[Tolerantie]) -> None:
        """Note what was passed over for a tolerant key."""
        now = tijd.now()
        with self._lock:
            for kind in kinds:
                _count(self._tolerated, (koppeling_id, school_id, str(kind)), now)

    def give(self, uitgegeven: Uitgegeven, groepskeuze: list[str]) -> None:
        """Note that data go out; the first time this waits until the database has it."""
        if groepskeuze and not self._has_line(uitgegeven):
            uitgegeven = uitgegeven._replace(groepen=OVERIGE)
            groepskeuze = OVERIGE_KEUZES
        with self._lock:
            _count(self._given, uitgegeven, tijd.now())
            if groepskeuze:
                self._keuzes[uitgegeven.groepen] = groepskeuze
            is_known = uitgegeven in self._known
        if not is_known:
            self._flush()

    def _has_line(self, uitgegeven: Uitgegeven) -> bool:
        """Whether a selection is one of the first that a link made of a revision.

        A partner can select in more ways than a disk has room for, and a line is kept for good. Several
        workers may each count their own at first, so there can be that many times more.
        """
        revisie = (uitgegeven.koppeling_id, uitgegeven.schooljaar_id, uitgegeven.revisie)
        selections = self._selections.get(revisie)
        if selections is None:
            with self._database.read() as connection:
                selections = VerstrekkingRepository(connection).keuzes(*revisie, MOST_KEUZES)
            self._selections.add({revisie: selections})
        with self._lock:
            if uitgegeven.groepen not in selections and len(selections) < MOST_KEUZES:
                selections.add(uitgegeven.groepen)
            return uitgegeven.groepen in selections

    def flush(self) -> None:
        """Write everything that was gathered; what cannot be written stays for the next time."""
        self._flush()
        self._flush_verkeer()

    def _flush_verkeer(self) -> None:
        """Write the calls, and seal them in the log: never while a caller waits for its answer."""
        with self._flushing:
            counted = self._verkeer.take()
            if not counted:
                return
            try:
                with self._database.write() as connection:
                    self._verkeer.write(connection, counted)
            except Exception:
                self._verkeer.put_back(counted)
                raise

    def _flush(self) -> None:
        with self._flushing:
            with self._lock:
                # Calls go on gathering, in new collections, while these are written.
                given = self._given
                keuzes = self._keuzes
                tolerated = self._tolerated
                touched = self._touched
                self._given = {}
                self._keuzes = {}
                self._tolerated = {}
                self._touched = {}
            if not (given or tolerated or touched):
                return
            try:
                with self._database.write() as connection:
                    register = VerstrekkingRepository(connection)
                    register.add(given, keuzes)
                    register.add_toleranties(tolerated)
                    SleutelRepository(connection).touch(touched)
            except Fout:
                with self._lock:
                    for uitgegeven, gebruik in given.items():
                        _count(self._given, uitgegeven, gebruik.laatste, gebruik)
                    for key, gebruik in tolerated.items():
                        _count(self._tolerated, key, gebruik.laatste, gebruik)
                    self._keuzes |= keuzes
                    self._touched = touched | self._touched
                raise
            with self._lock:
                # Only now: what is known need not be waited for, so it must be in the database.
                if len(self._known) > MAX_KNOWN:
                    self._known.clear()
                self._known.update(given)

    def close(self) -> None:
        """Stop the clock and write what is left."""
        self._stop.set()
        self.flush()

    def _start(self) -> None:
        # Started by the first call, because a thread does not survive the fork of a worker.
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="register", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        while not self._stop.wait(self._flush_seconds):
            try:
                self.flush()
                self._is_failing = False
            except Fout as fout:
                if not self._is_failing:  # it is tried every few seconds
                    cause = oorzaak(getattr(fout.__cause__, "orig", None)) or fout.tekst
                    log.warning("the register could not be written, will try again: %s", cause)
                self._is_failing = True
            except Exception as error:  # as of a log that is not whole: what else waits must be written on
                if not self._is_failing:
                    log.error("the register could not be written, will try again", exc_info=error)
                self._is_failing = True


def _count(counts: dict[K, Herhaling], key: K, moment: datetime, more: Herhaling | None = None) -> None:
    more = more or Herhaling(moment, moment, 1)
    known = counts.get(key)
    if known is None:
        counts[key] = more
    else:
        counts[key] = Herhaling(
            min(known.eerste, more.eerste), max(known.laatste, more.laatste), known.aantal + more.aantal
        )
