"""Telling partners of deliveries and withdrawals at their webhooks, with retries (docs/gkv-api.rst)."""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import NietBezorgd
from uwlr_service.domain.gkv.webhook import Verwijderverzoek, Webhookinhoud, Webhookuitkomst
from uwlr_service.formats.gkv import webhook
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.webhooks import Webhookbericht, WebhookRepository
from uwlr_service.repository.koppeling.partnersleutels import PartnersleutelRepository
from uwlr_service.uitwisseling.gkv import webhookpost
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening

log = logging.getLogger(__name__)

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=2)
"""Each wait is twice the one before, up to this."""
MOST_DOUBLINGS = 10
"""Enough to reach the longest wait, and few enough for the product to be a timedelta."""
GIVE_UP = timedelta(days=1)
"""How long a message is tried, counted from when it was made."""
AT_ONCE = 8
"""How many receivers may keep us waiting at the same time."""
LEASE = timedelta(minutes=2)
"""How long a message is one worker's own; longer than any attempt takes."""


@dataclass(frozen=True, slots=True)
class Bezorging:
    """How many messages arrived, will be tried again, and will not."""

    bezorgd: int = 0
    uitgesteld: int = 0
    opgegeven: int = 0

    @classmethod
    def of(cls, counts: Mapping[Webhookuitkomst, int]) -> "Bezorging":
        """By how often each outcome came."""
        return cls(
            bezorgd=counts.get(Webhookuitkomst.BEZORGD, 0),
            uitgesteld=counts.get(Webhookuitkomst.UITGESTELD, 0),
            opgegeven=counts.get(Webhookuitkomst.OPGEGEVEN, 0),
        )


def wait_after(attempts: int) -> timedelta:
    """How long a message waits that was tried so often in vain."""
    doublings = min(attempts - 1, MOST_DOUBLINGS)
    return min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)


class Webhooks:
    """Sends what waits for partners; ``hosts`` are those of the own network that may be called."""

    def __init__(self, database: Database, ondertekening: Ondertekening, hosts: Collection[str] = ()) -> None:
        self._database = database
        self._ondertekening = ondertekening
        self._hosts = hosts

    def notify(
        self, moment: datetime | None = None, stopped: Callable[[], bool] = lambda: False
    ) -> Bezorging:
        """Send every message that is due, once, a few at a time; no more once somebody asked to stop.

        After a message that its receiver did not take, the others of that link wait too: a receiver that
        keeps us waiting must not do so for each school.
        """
        ronde = _Ronde(moment or tijd.now())
        with ThreadPoolExecutor(AT_ONCE, "webhook") as posters:
            while True:
                # No more are taken than can be sent: the lease of a message begins when it is taken.
                while len(ronde.under_way) < AT_ONCE and not stopped():
                    bericht = self._take(ronde.due)
                    if bericht is None:
                        break
                    self._begin(ronde, bericht, posters)
                if not ronde.under_way:
                    return Bezorging.of(ronde.counts)
                ended, _ = wait(ronde.under_way, return_when=FIRST_COMPLETED)
                for future in ended:
                    self._settle(ronde, future)

    def _take(self, due: datetime) -> Webhookbericht | None:
        with self._database.write() as connection:
            return WebhookRepository(connection).take(due, max(due, tijd.now()) + LEASE)

    def _begin(self, ronde: "_Ronde", bericht: Webhookbericht, posters: ThreadPoolExecutor) -> None:
        """Send a message in a thread of its own, unless it is settled without."""
        if not self._may_hear(bericht.inhoud, ronde.now):
            ronde.counts[self._finish(bericht, Webhookuitkomst.OPGEGEVEN, ronde.now)] += 1
        elif bericht.inhoud.koppeling in ronde.failing:
            ronde.counts[self._retry(bericht, ronde.now)] += 1
        else:
            # The threads see no database: they may wait for a receiver as long as an attempt takes.
            key = self._ondertekening.key()
            body, signature = webhook.sign(bericht.inhoud, key, bericht.url, tijd.now())
            headers = {webhook.HEADER: signature}
            future = posters.submit(webhookpost.post, bericht.url, body, headers, self._hosts)
            ronde.under_way[future] = bericht

    def _settle(self, ronde: "_Ronde", future: Future[None]) -> None:
        bericht = ronde.under_way.pop(future)
        try:
            future.result()
        except NietBezorgd as error:
            log.warning("webhook of koppeling %s: %s", bericht.inhoud.koppeling, error.reason)
            ronde.failing.add(bericht.inhoud.koppeling)
            ronde.counts[self._retry(bericht, ronde.now)] += 1
        else:
            ronde.counts[self._finish(bericht, Webhookuitkomst.BEZORGD, ronde.now)] += 1

    def _may_hear(self, inhoud: Webhookinhoud, now: datetime) -> bool:
        """Whether a link is open; a closed link is still notified that data have to be destroyed."""
        if isinstance(inhoud, Verwijderverzoek):
            return True
        with self._database.read() as connection:
            client = PartnersleutelRepository(connection).client(inhoud.koppeling, now)
        return client is not None and client.is_open

    def _retry(self, bericht: Webhookbericht, now: datetime) -> Webhookuitkomst:
        wait = wait_after(bericht.pogingen)
        if now + wait > bericht.aangemaakt + GIVE_UP:
            return self._finish(bericht, Webhookuitkomst.OPGEGEVEN, now)
        with self._database.write() as connection:
            WebhookRepository(connection).retry(bericht.id, now + wait)
        return Webhookuitkomst.UITGESTELD

    def _finish(self, bericht: Webhookbericht, uitkomst: Webhookuitkomst, now: datetime) -> Webhookuitkomst:
        with self._database.write() as connection:
            WebhookRepository(connection).finish(bericht.id, uitkomst, now)
        return uitkomst


class _Ronde:
    """What one round of messages has done so far, and what it has in hand."""

    def __init__(self, due: datetime) -> None:
        self.due = due
        self.counts: Counter[Webhookuitkomst] = Counter()
        self.failing: set[int] = set()
        """The links whose receiver did not take a message in this round."""
        self.under_way: dict[Future[None], Webhookbericht] = {}

    @property
    def now(self) -> datetime:
        """The moment, or that of the round if it was set ahead."""
        return max(self.due, tijd.now())
