"""Behind the pull API: a partner hears which data it has to destroy, and confirms it (docs/gkv-api.rst)."""

from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import VerwijderverzoekOnbekend
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.domain.koppeling.partner import Tokenhouder, client_id
from uwlr_service.domain.koppeling.voorstel import Intrekking
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.intrekkingen import IntrekkingRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.uitwisseling.koppeling.intrekkingen import confirm
from uwlr_service.uitwisseling.koppeling.verandering import Verandering

SHOWN = timedelta(days=400)
"""How long a request is still shown once it was confirmed: more than a year, to look back at it."""


class Verwijderverzoeken:
    """The withdrawals of a partner's own link, for that partner alone; also when the link has ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_houder(self, houder: Tokenhouder) -> list[Intrekking]:
        """Those that are open, and those that were confirmed in the last 400 days.

        A school that came back to the link asks for nothing any more: what its partner has is allowed.
        """
        with self._database.read() as connection:
            verzoeken = IntrekkingRepository(connection).unsettled(houder.koppeling, tijd.now() - SHOWN)
        return [verzoek for verzoek in verzoeken if verzoek.bevestigd is not None or not verzoek.is_hervat]

    def confirm(self, houder: Tokenhouder, verzoek_id: int) -> Intrekking:
        """Note that the partner destroyed the data; to say it once more changes nothing.

        Raises VerwijderverzoekOnbekend, also for a request of another link.
        """
        if verzoek_id > LARGEST_NUMBER:
            raise VerwijderverzoekOnbekend
        with self._database.write() as connection:
            KoppelingRepository(connection).lock(houder.koppeling)
            repository = IntrekkingRepository(connection)
            since = tijd.now() - SHOWN
            if not repository.unsettled(houder.koppeling, since, verzoek_id):
                raise VerwijderverzoekOnbekend
            (verzoek,) = repository.unsettled(houder.koppeling, since, verzoek_id)
            if verzoek.bevestigd is None:
                door = Handelende.api(client_id(houder.koppeling))
                confirm(Verandering.of(connection, houder.koppeling, door), [verzoek])
                (verzoek,) = repository.unsettled(houder.koppeling, since, verzoek_id)
        return verzoek
