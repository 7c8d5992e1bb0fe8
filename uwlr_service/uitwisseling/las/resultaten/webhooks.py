"""Telling LASes at their webhooks that results came in, with the retries of those to partners.

A LAS is told once of all that came since it was told or took over, and reads what it is in the feed.
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import NietBezorgd
from uwlr_service.domain.gkv.webhook import Webhookuitkomst
from uwlr_service.formats.gkv.webhook import HEADER
from uwlr_service.formats.las import webhook
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.bereik import Scholenbereik
from uwlr_service.repository.las.webhooks import Laswebhook, LaswebhookRepository
from uwlr_service.repository.uwlr.volgorde import VolgordeRepository
from uwlr_service.uitwisseling.gkv import webhookpost
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.webhooks import AT_ONCE, GIVE_UP, LEASE, Bezorging, wait_after

log = logging.getLogger(__name__)


class Laswebhooks:
    """Tells LASes; ``hosts`` are those of the own network that may be called."""

    def __init__(self, database: Database, ondertekening: Ondertekening, hosts: Collection[str] = ()) -> None:
        self._database = database
        self._ondertekening = ondertekening
        self._hosts = hosts

    def notify(
        self, moment: datetime | None = None, stopped: Callable[[], bool] = lambda: False
    ) -> Bezorging:
        """Tell every LAS for which there is something new, once; no more once somebody asked to stop."""
        now = moment or tijd.now()
        counts: Counter[Webhookuitkomst] = Counter()
        with ThreadPoolExecutor(AT_ONCE, "laswebhook") as posters:
            under_way: list[tuple[Laswebhook, int, Future[None]]] = []
            for due in self._due(now):
                if stopped():
                    break
                newest = self._newest(due)
                if newest is not None and self._take(due, now):
                    under_way.append((due, newest, posters.submit(self._post, due)))
            for due, newest, future in under_way:
                counts[self._settle(due, newest, future, now)] += 1
        return Bezorging.of(counts)

    def _due(self, now: datetime) -> list[Laswebhook]:
        """The webhooks that may be told something, once everything that was stored has its number."""
        with self._database.read() as connection:
            due = LaswebhookRepository(connection).due(now)
            has_waiting = bool(due) and VolgordeRepository(connection).bereik().wacht
        if has_waiting:
            with self._database.write() as connection:
                VolgordeRepository(connection).number(tijd.now())
        return due

    def _newest(self, due: Laswebhook) -> int | None:
        """The last message of the schools of a LAS that it does not know of; None if it knows all."""
        with self._database.read() as connection:
            return Scholenbereik(las=due.las).last(connection, due.na)

    def _take(self, due: Laswebhook, now: datetime) -> bool:
        with self._database.write() as connection:
            return LaswebhookRepository(connection).take(due, now, max(now, tijd.now()) + LEASE)

    def _post(self, due: Laswebhook) -> None:
        body, signature = webhook.sign(due.las.id, self._ondertekening.key(), due.url, tijd.now())
        webhookpost.post(due.url, body, {HEADER: signature}, self._hosts)

    def _settle(self, due: Laswebhook, newest: int, future: Future[None], now: datetime) -> Webhookuitkomst:
        try:
            future.result()
        except NietBezorgd as error:
            log.warning("webhook of LAS %s: %s", due.las.id, error.reason)
            return self._retry(due, newest, max(now, tijd.now()))
        return self._finish(due, newest, Webhookuitkomst.BEZORGD)

    def _retry(self, due: Laswebhook, newest: int, now: datetime) -> Webhookuitkomst:
        wait = wait_after(due.pogingen + 1)
        if now + wait > (due.sinds or now) + GIVE_UP:
            return self._finish(due, newest, Webhookuitkomst.OPGEGEVEN)
        with self._database.write() as connection:
            LaswebhookRepository(connection).retry(due.las.id, now + wait)
        return Webhookuitkomst.UITGESTELD

    def _finish(self, due: Laswebhook, newest: int, uitkomst: Webhookuitkomst) -> Webhookuitkomst:
        with self._database.write() as connection:
            LaswebhookRepository(connection).finish(due.las.id, newest, uitkomst, tijd.now())
        return uitkomst
