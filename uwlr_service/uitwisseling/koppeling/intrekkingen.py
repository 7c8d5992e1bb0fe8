"""A school takes back what it allowed, and the supplier has to destroy what it holds."""

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend
from uwlr_service.domain.koppeling.voorstel import Intrekking
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.voorstellen import IntrekkingRepository
from uwlr_service.uitwisseling.koppeling.besluiten import record_withdrawal


class Intrekkingen:
    """Withdrawals of links, until the supplier has confirmed that the data are gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def withdraw(self, koppeling_id: int, school: Schoolcode | None = None) -> list[Intrekking]:
        """Take back the consent of one school, or of all and with it every key; from the next call on.

        The supplier has to destroy what it holds, and say so; it gets a message by webhook.
        Raises KoppelingOnbekend, SchoolOnbekend.
        """
        with self._database.write() as connection:
            take_back(connection, koppeling_id, school)
            return IntrekkingRepository(connection).of_koppeling(koppeling_id)

    def hears(self, koppeling_id: int) -> bool:
        """Whether the supplier of a link hears of a withdrawal by webhook."""
        with self._database.read() as connection:
            return WebhookRepository(connection).url(koppeling_id) is not None

    def withdrawn(self, koppeling_id: int) -> list[Intrekking]:
        """Every withdrawal of a link. Raises KoppelingOnbekend."""
        with self._database.read() as connection:
            KoppelingRepository(connection).get(koppeling_id)
            return IntrekkingRepository(connection).of_koppeling(koppeling_id)

    def confirm_destroyed(self, koppeling_id: int, school: Schoolcode | None = None) -> list[Intrekking]:
        """Note that a supplier destroyed the data of one school or of all; Geweigerd where it need not."""
        with self._database.write() as connection:
            KoppelingRepository(connection).get(koppeling_id)
            intrekkingen = IntrekkingRepository(connection)
            waiting = [
                intrekking.id
                for intrekking in intrekkingen.of_koppeling(koppeling_id)
                if intrekking.bevestigd is None and school in (None, intrekking.school)
            ]
            if not waiting:
                raise Geweigerd(f"Bij koppeling {koppeling_id} staat er geen verzoek om te verwijderen open.")
            intrekkingen.confirm(waiting)
            return intrekkingen.of_koppeling(koppeling_id)


def take_back(connection: Transaction, koppeling_id: int, school: Schoolcode | None = None) -> None:
    """Withdraw one school, or the link with all of them, in the transaction that decides it."""
    koppelingen = KoppelingRepository(connection)
    koppeling = koppelingen.get(koppeling_id)
    school_ids = koppelingen.school_ids(koppeling_id)
    if school is not None and school not in school_ids:
        raise SchoolOnbekend.buiten(koppeling_id, school)
    intrekkingen = IntrekkingRepository(connection)
    chosen = school_ids if school is None else {school: school_ids[school]}
    made = intrekkingen.of_koppeling(koppeling_id)
    known = {intrekking.school for intrekking in made if not intrekking.is_hervat}
    new = [school_id for code, school_id in chosen.items() if code not in known]
    now = tijd.now()
    intrekkingen.add(koppeling_id, new, now)
    WebhookRepository(connection).enqueue_intrekkingen(koppeling_id)
    koppelingen.leave(koppeling_id, chosen.values(), now)
    if school is None:
        koppelingen.revoke(koppeling_id)
    record_withdrawal(BesluitRepository(connection), koppeling, chosen, geheel=school is None)
