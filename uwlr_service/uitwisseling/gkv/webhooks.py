"""Telling partners of deliveries and withdrawals: where, and until they heard it (docs/gkv-api.rst)."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.webhook import BEZORGD, Verwijderverzoek, Webhookinhoud
from uwlr_service.formats.gkv import webhook
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.webhooks import Webhookbericht, WebhookRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.partnersleutels import PartnersleutelRepository
from uwlr_service.uitwisseling.gkv import webhookpost
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.webhookpost import NietBezorgd

log = logging.getLogger(__name__)

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
GIVE_UP = timedelta(days=1)
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
        self._database, self._ondertekening, self._hosts = database, ondertekening, hosts

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
        """Where a link's partner is told; None when it is not. Raises KoppelingOnbekend."""
        with self._database.read() as connection:
            KoppelingRepository(connection).get(koppeling_id)
            return WebhookRepository(connection).url(koppeling_id)

    def is_refused(self, url: str) -> bool:
        """Whether an address says that it is of the own network, and may not be called. Raises Geweigerd."""
        parts = webhookpost.check_url(url)
        return webhookpost.is_inside(parts) and parts.netloc.lower() not in self._hosts

    def notify(self, moment: datetime | None = None) -> Bezorging:
        """Send every message that is due, once."""
        counts = {BEZORGD: 0, "uitgesteld": 0, "opgegeven": 0}
        due = moment or tijd.now()
        while (bericht := self._take(due)) is not None:
            counts[self._send(bericht, max(due, tijd.now()))] += 1
        return Bezorging(**counts)

    def _take(self, due: datetime) -> Webhookbericht | None:
        with self._database.write() as connection:
            return WebhookRepository(connection).take(due, max(due, tijd.now()) + LEASE)

    def _send(self, bericht: Webhookbericht, now: datetime) -> str:
        if not self._may_hear(bericht.inhoud, now):
            return self._finish(bericht, "opgegeven", now)
        body, signature = webhook.sign(bericht.inhoud, self._ondertekening.key(), bericht.url, tijd.now())
        try:
            webhookpost.post(bericht.url, body, {webhook.HEADER: signature}, self._hosts)
        except NietBezorgd as error:
            log.warning("webhook of koppeling %s: %s", bericht.inhoud.koppeling, error.reason)
            return self._retry(bericht, now)
        return self._finish(bericht, BEZORGD, now)

    def _may_hear(self, inhoud: Webhookinhoud, now: datetime) -> bool:
        """Whether a link is open, or has just to hear that it no longer is."""
        if isinstance(inhoud, Verwijderverzoek):
            return True
        with self._database.read() as connection:
            client = PartnersleutelRepository(connection).client(inhoud.koppeling, now)
        return client is not None and client.is_open

    def _retry(self, bericht: Webhookbericht, now: datetime) -> str:
        wait = min(FIRST_WAIT * 2 ** min(bericht.pogingen - 1, 10), LONGEST_WAIT)
        if now + wait > bericht.aangemaakt + GIVE_UP:
            return self._finish(bericht, "opgegeven", now)
        with self._database.write() as connection:
            WebhookRepository(connection).retry(bericht.id, now + wait)
        return "uitgesteld"

    def _finish(self, bericht: Webhookbericht, uitkomst: str, now: datetime) -> str:
        with self._database.write() as connection:
            WebhookRepository(connection).finish(bericht.id, uitkomst, now)
        return uitkomst
