"""Telling partners of deliveries and withdrawals at their webhooks, with retries (docs/gkv-api.rst)."""

import logging
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import NietBezorgd
from uwlr_service.domain.gkv.webhook import Verwijderverzoek, Webhookinhoud, Webhookuitkomst
from uwlr_service.formats.gkv import webhook
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.webhooks import Webhookbericht, WebhookRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
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
LEASE = timedelta(minutes=2)
"""How long a message is one worker's own; longer than any attempt takes."""


@dataclass(frozen=True, slots=True)
class Bezorging:
    """How many messages arrived, will be tried again, and will not."""

    bezorgd: int = 0
    uitgesteld: int = 0
    opgegeven: int = 0


class Webhooks:
    """The webhooks of a service; ``hosts`` are those of its own network that may be called."""

    def __init__(self, database: Database, ondertekening: Ondertekening, hosts: Collection[str] = ()) -> None:
        self._database = database
        self._ondertekening = ondertekening
        self._hosts = hosts

    def set(self, koppeling_id: int, url: str) -> None:
        """Tell a link's partner at this address. Raises KoppelingOnbekend, Geweigerd."""
        webhookpost.check_url(url)
        with self._database.write() as connection:
            KoppelingRepository(connection).get(koppeling_id).require_gkv()
            WebhookRepository(connection).set(koppeling_id, url)

    def off(self, koppeling_id: int) -> bool:
        """Tell nothing any more; False when it was off already. Raises KoppelingOnbekend."""
        with self._database.write() as connection:
            KoppelingRepository(connection).get(koppeling_id)
            return WebhookRepository(connection).off(koppeling_id)

    def url(self, koppeling_id: int) -> str | None:
        """Where a link's partner gets its messages; None if it gets none. Raises KoppelingOnbekend."""
        with self._database.read() as connection:
            KoppelingRepository(connection).get(koppeling_id)
            return WebhookRepository(connection).url(koppeling_id)

    def is_refused(self, url: str) -> bool:
        """Whether an address says that it is of the own network, and may not be called. Raises Geweigerd."""
        parts = webhookpost.check_url(url)
        return webhookpost.is_inside(parts) and parts.netloc.lower() not in self._hosts

    def notify(self, moment: datetime | None = None) -> Bezorging:
        """Send every message that is due, once."""
        counts: Counter[Webhookuitkomst] = Counter()
        due = moment or tijd.now()
        # One at a time and not all that are due: an attempt can take as long as a partner keeps us waiting,
        # and the lease of a message begins when it is taken.
        while (bericht := self._take(due)) is not None:
            counts[self._send(bericht, max(due, tijd.now()))] += 1
        return Bezorging(
            bezorgd=counts[Webhookuitkomst.BEZORGD],
            uitgesteld=counts[Webhookuitkomst.UITGESTELD],
            opgegeven=counts[Webhookuitkomst.OPGEGEVEN],
        )

    def _take(self, due: datetime) -> Webhookbericht | None:
        with self._database.write() as connection:
            return WebhookRepository(connection).take(due, max(due, tijd.now()) + LEASE)

    def _send(self, bericht: Webhookbericht, now: datetime) -> Webhookuitkomst:
        if not self._may_hear(bericht.inhoud, now):
            return self._finish(bericht, Webhookuitkomst.OPGEGEVEN, now)
        body, signature = webhook.sign(bericht.inhoud, self._ondertekening.key(), bericht.url, tijd.now())
        try:
            webhookpost.post(bericht.url, body, {webhook.HEADER: signature}, self._hosts)
        except NietBezorgd as error:
            log.warning("webhook of koppeling %s: %s", bericht.inhoud.koppeling, error.reason)
            return self._retry(bericht, now)
        return self._finish(bericht, Webhookuitkomst.BEZORGD, now)

    def _may_hear(self, inhoud: Webhookinhoud, now: datetime) -> bool:
        """Whether a link is open; a closed link is still notified that data have to be destroyed."""
        if isinstance(inhoud, Verwijderverzoek):
            return True
        with self._database.read() as connection:
            client = PartnersleutelRepository(connection).client(inhoud.koppeling, now)
        return client is not None and client.is_open

    def _retry(self, bericht: Webhookbericht, now: datetime) -> Webhookuitkomst:
        doublings = min(bericht.pogingen - 1, MOST_DOUBLINGS)
        wait = min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
        if now + wait > bericht.aangemaakt + GIVE_UP:
            return self._finish(bericht, Webhookuitkomst.OPGEGEVEN, now)
        with self._database.write() as connection:
            WebhookRepository(connection).retry(bericht.id, now + wait)
        return Webhookuitkomst.UITGESTELD

    def _finish(self, bericht: Webhookbericht, uitkomst: Webhookuitkomst, now: datetime) -> Webhookuitkomst:
        with self._database.write() as connection:
            WebhookRepository(connection).finish(bericht.id, uitkomst, now)
        return uitkomst
