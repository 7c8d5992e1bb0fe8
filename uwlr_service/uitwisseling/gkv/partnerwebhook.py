"""The webhook of a link in the hands of its partner: set, turned off, and tried."""

from collections.abc import Collection

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, NietBezorgd
from uwlr_service.formats.gkv import webhook
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.uitwisseling.gkv import webhookpost
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.verandering import Verandering

TRY_SECONDS = 3.0
"""A person waits for it, and so does whoever is next: far less than a message of the night may take."""


class Partnerwebhook:
    """What a partner does with its webhook; ``hosts`` are those of the own network that may be called.

    Each raises NietToegestaan, VersBewijsNodig, and Geweigerd for a link that is not of GKV.
    """

    def __init__(self, database: Database, ondertekening: Ondertekening, hosts: Collection[str] = ()) -> None:
        self._database = database
        self._ondertekening = ondertekening
        self._hosts = hosts

    def set(self, koppeling_id: int, url: str, *, door: Handelende) -> None:
        """Tell the partner at this address from now on. Raises Geweigerd for one that may not be called."""
        parts = webhookpost.check_url(url)
        if webhookpost.is_inside(parts) and parts.netloc.lower() not in self._hosts:
            raise Geweigerd("Dit adres ligt in het eigen netwerk van deze dienst, en wordt niet aangeroepen.")
        with self._database.write() as connection:
            verandering = Verandering.of(connection, koppeling_id, door)
            _require(verandering, door)
            verandering.require_open()
            WebhookRepository(connection).set(koppeling_id, url)
            verandering.log_link("webhook-gezet")

    def off(self, koppeling_id: int, *, door: Handelende) -> bool:
        """Tell nothing any more; False when it was off already."""
        with self._database.write() as connection:
            verandering = Verandering.of(connection, koppeling_id, door)
            _require(verandering, door)
            was_on = WebhookRepository(connection).off(koppeling_id)
            if was_on:
                verandering.log_link("webhook-uit")
            return was_on

    def test(self, koppeling_id: int, *, door: Handelende) -> str | None:
        """Send a signed message that says nothing; returns why it was not taken, or None when it was.

        Raises Geweigerd without a webhook.
        """
        with self._database.write() as connection:
            verandering = Verandering.of(connection, koppeling_id, door)
            _require(verandering, door)
            url = WebhookRepository(connection).url(koppeling_id)
            verandering.log_link("webhook-geprobeerd")
        if url is None:
            raise Geweigerd("Er staat geen webhook ingesteld.")
        body, signature = webhook.sign_test(koppeling_id, self._ondertekening.key(), url, tijd.now())
        try:
            webhookpost.post(url, body, {webhook.HEADER: signature}, self._hosts, TRY_SECONDS)
        except NietBezorgd as error:
            return error.reason
        return None


def _require(verandering: Verandering, door: Handelende) -> None:
    verandering.require_of_partner(Actie.SLEUTELS)
    door.require_fresh()
    verandering.koppeling.require_gkv()
