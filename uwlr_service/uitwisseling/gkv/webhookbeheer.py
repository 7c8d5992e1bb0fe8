"""Where a link's partner gets its messages: set, turned off, and tried, by the partner or by an operator."""

from collections.abc import Collection

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd, NietBezorgd
from uwlr_service.formats.gkv import webhook
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.uitwisseling.gkv import webhookpost
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.besluiten import record_webhook_off
from uwlr_service.uitwisseling.koppeling.verandering import Verandering

TRY_SECONDS = 3.0
"""A person waits for it, and so does whoever is next: far less than a message of the night may take."""


class Webhookbeheer:
    """The webhooks of links; ``hosts`` are those of the own network that may be called.

    What changes or tries one raises NietToegestaan, VersBewijsNodig, and KoppelingOnbekend for the command
    line. A link that was withdrawn can still get one: its partner has to hear what must be destroyed.
    """

    def __init__(self, database: Database, ondertekening: Ondertekening, hosts: Collection[str] = ()) -> None:
        self._database = database
        self._ondertekening = ondertekening
        self._hosts = hosts

    def set(self, koppeling_id: int, url: str, *, door: Handelende) -> None:
        """Tell the partner at this address from now on.

        Raises Geweigerd for a link that is not of GKV, and for an address that may not be called. An operator
        may set one inside the own network first, and allow it in the settings after that.
        """
        if self.is_refused(url) and door.is_person:
            raise Geweigerd("Dit adres ligt in het eigen netwerk van deze dienst, en wordt niet aangeroepen.")
        with self._database.write() as connection:
            verandering = Verandering.of_keys(connection, koppeling_id, door)
            verandering.koppeling.require_gkv()
            webhooks = WebhookRepository(connection)
            has_moved = webhooks.url(koppeling_id) not in (None, url)
            webhooks.set(koppeling_id, url)
            verandering.log_link("webhook-gezet")
            if has_moved:  # a database of before must not tell the old address
                record_webhook_off(BesluitRepository(connection), verandering.koppeling)

    def off(self, koppeling_id: int, *, door: Handelende) -> bool:
        """Tell nothing any more; False when it was off already."""
        with self._database.write() as connection:
            verandering = Verandering.of_keys(connection, koppeling_id, door)
            was_on = WebhookRepository(connection).off(koppeling_id)
            if was_on:
                verandering.log_link("webhook-uit")
                record_webhook_off(BesluitRepository(connection), verandering.koppeling)
            return was_on

    def test(self, koppeling_id: int, *, door: Handelende) -> str | None:
        """Send a signed message that says nothing; returns why it was not taken, or None when it was.

        Raises Geweigerd without a webhook.
        """
        with self._database.write() as connection:
            verandering = Verandering.of_keys(connection, koppeling_id, door)
            url = WebhookRepository(connection).url(koppeling_id)
            if url is None:
                raise Geweigerd("Er staat geen webhook ingesteld.")
            verandering.log_link("webhook-geprobeerd")
        # After the transaction: nobody who writes has to wait for a server of somebody else.
        body, signature = webhook.sign_test(koppeling_id, self._ondertekening.key(), url, tijd.now())
        try:
            webhookpost.post(url, body, {webhook.HEADER: signature}, self._hosts, TRY_SECONDS)
        except NietBezorgd as error:
            return error.reason
        return None

    def url(self, koppeling_id: int) -> str | None:
        """Where a link's partner gets its messages; None if it gets none. Raises KoppelingOnbekend."""
        with self._database.read() as connection:
            KoppelingRepository(connection).get(koppeling_id)
            return WebhookRepository(connection).url(koppeling_id)

    def is_refused(self, url: str) -> bool:
        """Whether an address says that it is of the own network, and may not be called. Raises Geweigerd."""
        parts = webhookpost.check_url(url)
        return webhookpost.is_inside(parts) and parts.netloc.lower() not in self._hosts
