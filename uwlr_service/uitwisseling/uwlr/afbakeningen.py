"""What the agreements of a country let out: kept once of equal ones, whichever partners they are with."""

import threading
from datetime import datetime

from uwlr_service.domain.koppeling.gegevensafspraak import Afbakening, Leerlingselectie, Veldenlijst
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.uitwisseling.memory import AGREEMENTS

MOST_VELDENLIJSTEN = 2_000
"""Different lists of fields, of 10 kB each, that a process remembers; schools mostly agree to a few."""

Which = tuple[int, datetime, str, str | None]


class Afbakeningen:
    """Remembers what each agreement lets out, for every call has to know it; when full it starts again."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._known: dict[Which, Afbakening] = {}
        self._veldenlijsten: dict[Veldenlijst, Veldenlijst] = {}
        self._selecties: dict[Leerlingselectie, Leerlingselectie] = {}

    def of(self, afspraak_id: int, moment: datetime, xsdversie: str, gevraagd: str | None) -> Afbakening:
        """What an agreement lets out in a version of the standard, to a request that names a set or none."""
        # A version of an agreement never changes. Its moment too: in a copy of the database that was put back
        # the same number can be another agreement, but no moment comes twice at one school.
        which = (afspraak_id, moment, xsdversie, gevraagd)
        known = self._known.get(which)  # one step, so without the lock
        if known is None:
            with self._database.read() as connection:
                # What may go out is asked where it is decided: that never comes from a copy.
                afspraak = AfspraakRepository(connection).get(afspraak_id)
            known = self._keep(which, afspraak.afbakening(xsdversie, gevraagd))
        return known

    def _keep(self, which: Which, made: Afbakening) -> Afbakening:
        with self._lock:
            if len(self._known) > AGREEMENTS or len(self._veldenlijsten) > MOST_VELDENLIJSTEN:
                self._known.clear()
                self._veldenlijsten.clear()
                self._selecties.clear()
            # Equal parts become one object: small in memory, and the same at a glance.
            kept = Afbakening(
                self._veldenlijsten.setdefault(made.veldenlijst, made.veldenlijst),
                self._selecties.setdefault(made.selectie, made.selectie),
            )
            self._known[which] = kept
            return kept
