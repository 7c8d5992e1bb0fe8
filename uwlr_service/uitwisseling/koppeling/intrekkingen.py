"""Schools take back what they allowed, and the supplier has to destroy what it holds."""

from collections.abc import Sequence

from uwlr_service.domain import datum, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend
from uwlr_service.domain.koppeling.deelname import (
    LEFT,
    OVERGANGEN,
    TAKES_PART,
    Deelname,
    Deelnamegebeurtenis,
    Deelnamestand,
)
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.voorstel import DESTROYED_WITHIN, Besluit, Intrekking
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.intrekkingen import IntrekkingRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.sso import beeindiging
from uwlr_service.uitwisseling.koppeling.besluiten import record_withdrawal
from uwlr_service.uitwisseling.koppeling.verandering import Verandering


class Intrekkingen:
    """Withdrawals of links, until the supplier has confirmed that the data are gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def withdraw(
        self, koppeling_id: int, school: Schoolcode | None = None, *, door: Handelende
    ) -> list[Intrekking]:
        """Take back the consent of one school, or of all, which ends the link; from the next call on.

        The supplier has to destroy what it holds, and say so; it gets a message by webhook. One school that
        leaves ends nothing for the others, and no key. Returns every withdrawal of the link, also when there
        was nothing left to withdraw.

        Raises KoppelingOnbekend, SchoolOnbekend, NietToegestaan.
        """
        if school is None:
            door.require(Actie.TOELATEN)
        else:
            door.require(Actie.BESLUITEN, school=school)
        with self._database.write() as connection:
            verandering = Verandering.begin(connection, koppeling_id, door)
            if school is None:
                end_link(verandering)
            else:
                _leave(verandering, verandering.deelname(school))
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

    def confirm_destroyed(
        self, koppeling_id: int, school: Schoolcode | None = None, *, door: Handelende
    ) -> list[Intrekking]:
        """Note that a supplier destroyed the data of one school or of all.

        Raises KoppelingOnbekend, NietToegestaan, and Geweigerd where nothing has to be destroyed.
        """
        with self._database.write() as connection:
            verandering = Verandering.begin(connection, koppeling_id, door)
            verandering.require_of_partner(Actie.VERWIJDERING)
            waiting = [
                intrekking
                for intrekking in IntrekkingRepository(connection).of_koppeling(koppeling_id)
                if intrekking.is_open and school in (None, intrekking.school)
            ]
            if not waiting:
                raise Geweigerd(f"Bij koppeling {koppeling_id} staat er geen verzoek om te verwijderen open.")
            confirm(verandering, waiting)
            return IntrekkingRepository(connection).of_koppeling(koppeling_id)


def end_link(verandering: Verandering) -> None:
    """End a link with all its keys, and take every school out of it; what ended already stays as it was.

    Of a change that came by ``Verandering.begin``: a school that says yes meanwhile would stay in it.
    """
    connection = verandering.connection
    koppeling_id = verandering.koppeling_id
    deelnames = verandering.deelnames
    present = deelnames.in_state(koppeling_id, *TAKES_PART)
    asked = deelnames.in_state(koppeling_id, Deelnamestand.VOORGESTELD)
    _withdraw(verandering, present)
    waiting = [deelname.school_id for deelname in asked]
    proposed = (Deelnamestand.VOORGESTELD,)
    deelnames.change_all(koppeling_id, waiting, Deelnamestand.VERVALLEN, tijd.now(), van=proposed)
    VoorstelRepository(connection).decide(koppeling_id, waiting, Besluit.VERVALLEN)
    if verandering.koppeling.ingetrokken is not None:
        return
    KoppelingRepository(connection).revoke(koppeling_id)
    if verandering.koppeling.richting is Richting.INLOGGEN:
        beeindiging.end_of_link(connection, koppeling_id, tijd.now(), "koppeling-beeindigd")
    verandering.log_link("koppeling-beeindigd")
    scholen = [deelname.school for deelname in present]
    record_withdrawal(BesluitRepository(connection), verandering.koppeling, scholen, geheel=True)


def confirm(verandering: Verandering, waiting: Sequence[Intrekking]) -> None:
    """Note that a supplier destroyed what some withdrawals asked for, and tell the schools."""
    connection = verandering.connection
    koppeling_id = verandering.koppeling_id
    IntrekkingRepository(connection).confirm([intrekking.id for intrekking in waiting])
    verandering.deelnames.settle(koppeling_id, tijd.now())
    scholen = {intrekking.school for intrekking in waiting}
    of_link = verandering.deelnames.of_koppeling(koppeling_id)
    deelnames = [deelname for deelname in of_link if deelname.school in scholen]
    verandering.log("gegevens-vernietigd", deelnames)
    # A school that came back meanwhile has data there again.
    settled = [deelname for deelname in deelnames if deelname.stand is Deelnamestand.AFGEROND]
    verandering.tell_schools(Berichtsoort.DEELNAME_AFGEROND, settled, partner=verandering.aanbieder.partner)


def _leave(verandering: Verandering, deelname: Deelname) -> None:
    """Take one school out of a link."""
    if deelname.stand in LEFT and verandering.koppeling.ingetrokken is not None:
        return
    if not deelname.stand.takes_part and not verandering.door.is_person:
        raise SchoolOnbekend.buiten(verandering.koppeling_id, deelname.school)
    follow(OVERGANGEN, deelname.stand, Deelnamegebeurtenis.WITHDRAW)
    _withdraw(verandering, [deelname])
    besluiten = BesluitRepository(verandering.connection)
    record_withdrawal(besluiten, verandering.koppeling, [deelname.school], geheel=False)


def _withdraw(verandering: Verandering, deelnames: Sequence[Deelname]) -> None:
    """Let schools leave, ask the supplier to destroy what it holds of them, and tell whoever it concerns."""
    connection = verandering.connection
    koppeling_id = verandering.koppeling_id
    school_ids = [deelname.school_id for deelname in deelnames]
    now = tijd.now()
    IntrekkingRepository(connection).add(koppeling_id, school_ids, now)
    WebhookRepository(connection).enqueue_intrekkingen(koppeling_id)
    verandering.deelnames.change_all(koppeling_id, school_ids, Deelnamestand.INGETROKKEN, now, van=TAKES_PART)
    # Whoever left has nothing to decide any more, and neither has the clock.
    VoorstelRepository(connection).decide(koppeling_id, school_ids, Besluit.VERVALLEN)
    until = datum.shown(tijd.today(now) + DESTROYED_WITHIN)
    verandering.log("deelname-ingetrokken", deelnames)
    verandering.tell_both(Berichtsoort.DEELNAME_INGETROKKEN, deelnames, datum=until)
