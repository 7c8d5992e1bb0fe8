"""Where a LAS hears that results came in: set and turned off by whoever runs this service."""

from collections.abc import Collection

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.las.lassen import LasRepository
from uwlr_service.repository.las.webhooks import LaswebhookRepository
from uwlr_service.uitwisseling.gkv import webhookpost
from uwlr_service.uitwisseling.las.besluiten import record_webhook_off
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record


class Laswebhookbeheer:
    """The webhooks of LASes; ``hosts`` are those of the own network that may be called.

    What changes one raises NietToegestaan, and LasOnbekend.
    """

    def __init__(self, database: Database, hosts: Collection[str] = ()) -> None:
        self._database = database
        self._hosts = hosts

    def set(self, las_id: int, url: str, *, door: Handelende) -> None:
        """Tell a LAS at this address from now on. Raises Geweigerd for an address that cannot be one."""
        door.require_no_person()
        webhookpost.check_url(url)
        with self._database.write() as connection:
            las = LasRepository(connection).locked(las_id)
            if las.ingetrokken is not None:
                raise Geweigerd(f"LAS {las_id} is ingetrokken.")
            webhooks = LaswebhookRepository(connection)
            if webhooks.url(las_id) not in (None, url):
                record_webhook_off(connection, las)  # a database of before must not tell the old address
            webhooks.set(las_id, url, tijd.now())
            record(connection, _changed("las-webhook-gezet", las_id, door))

    def off(self, las_id: int, *, door: Handelende) -> bool:
        """Tell nothing any more; False when it was off already."""
        door.require_no_person()
        with self._database.write() as connection:
            las = LasRepository(connection).locked(las_id)
            was_on = LaswebhookRepository(connection).off(las_id)
            if was_on:
                record(connection, _changed("las-webhook-uit", las_id, door))
                record_webhook_off(connection, las)
            return was_on

    def url(self, las_id: int) -> str | None:
        """Where a LAS gets its messages; None if it gets none. Raises LasOnbekend."""
        with self._database.read() as connection:
            LasRepository(connection).get(las_id)
            return LaswebhookRepository(connection).url(las_id)

    def is_refused(self, url: str) -> bool:
        """Whether an address says that it is of the own network, and may not be called. Raises Geweigerd."""
        parts = webhookpost.check_url(url)
        return webhookpost.is_inside(parts) and parts.netloc.lower() not in self._hosts


def _changed(wat: str, las_id: int, door: Handelende) -> Gebeurtenis:
    return Gebeurtenis(soort=Logsoort.BESLUIT, wat=wat, door=door, inhoud={"las": las_id})
