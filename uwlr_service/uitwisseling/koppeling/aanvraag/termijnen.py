"""Drafts lapse after thirty days; their applicants hear it a week before, and when it happened.

What came to nothing is forgotten in time.
"""

from datetime import datetime

from uwlr_service.domain import datum, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.aanvraag.aanvraag import DRAFTS_WITHIN
from uwlr_service.domain.koppeling.aanvraag.stand import (
    REFUSED_KEPT,
    WARNED_BEFORE,
    Aanvraaggebeurtenis,
    Aanvraagstand,
)
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.aanvraag.aanvragen import AanvraagRepository
from uwlr_service.uitwisseling.koppeling.aanvraag.berichten import Aanvragerspost
from uwlr_service.uitwisseling.koppeling.aanvraag.toegang import take_step


class Aanvraagtermijnen:
    """What the clock does with drafts, and with what came to nothing."""

    def __init__(self, database: Database, post: Aanvragerspost) -> None:
        self._database = database
        self._post = post

    def pass_time(self, moment: datetime, *, door: Handelende) -> int:
        """Warn about drafts that lapse within a week, and forget those that do; returns how many lapsed.

        Of those nothing is kept but that they were there, and neither of what was taken back or turned down:
        a draft is forgotten once it no longer counts (``MOST_DRAFTS``), what was sent after ``REFUSED_KEPT``.
        """
        door.require_no_person()
        self._forget(moment)
        with self._database.read() as connection:
            aanvragen = AanvraagRepository(connection)
            warned = aanvragen.drafts_to_warn(moment + WARNED_BEFORE)
            lapsed = aanvragen.drafts_to_end(moment)
        for nummer in warned:
            self._warn(nummer, moment)
        return sum(self._end(nummer, moment, door) for nummer in lapsed)

    def _forget(self, moment: datetime) -> None:
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            aanvragen.forget_places(moment - DRAFTS_WITHIN)
            for nummer in aanvragen.ended_to_forget(moment - DRAFTS_WITHIN, moment - REFUSED_KEPT):
                aanvragen.forget(nummer)

    def _warn(self, nummer: int, moment: datetime) -> None:
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            aanvraag = aanvragen.locked(nummer)
            if aanvraag is None or aanvraag.stand is not Aanvraagstand.CONCEPT:
                return  # sent, or taken back, a moment ago
            aanvragen.change(nummer, gewaarschuwd=moment)
            last = datum.shown(tijd.today(aanvraag.verloopt))
            self._post.tell(connection, Berichtsoort.AANVRAAG_VERLOOPT, aanvraag, datum=last)

    def _end(self, nummer: int, moment: datetime, door: Handelende) -> bool:
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            aanvraag = aanvragen.locked(nummer)
            if aanvraag is None or aanvraag.stand is not Aanvraagstand.CONCEPT:
                return False
            take_step(connection, aanvraag, Aanvraaggebeurtenis.EXPIRE, door=door, moment=moment)
            self._post.tell(connection, Berichtsoort.AANVRAAG_VERLOPEN, aanvraag)
            aanvragen.forget(nummer)
            return True
