"""Watches a client at a proeftuin, and decides what is done to its call; and the steps of its judging."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.proeftuin.keurstand import Keurstand, Keurzicht, Plan
from uwlr_service.domain.proeftuin.waarneming import GIVEN, LONGEST, Ingreep, Richting, Waarneming
from uwlr_service.domain.proeftuin.zending import GKVSCHOOL, NOTHING, Gereed
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.proeftuin.keuringen import KeuringRepository
from uwlr_service.repository.proeftuin.proeftuinen import ProeftuinRepository
from uwlr_service.repository.proeftuin.waarnemingen import WaarnemingRepository
from uwlr_service.uitwisseling.proeftuin.toegelaten import open_proeftuin
from uwlr_service.uitwisseling.proeftuin.traagheid import Plek
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

LIJST = "leveringen"
PAKKET = "pakket"


class Ingegrepen(NamedTuple):
    """What is wrong on purpose, and with the package of which number."""

    ingreep: Ingreep
    pakket: int


class Waarnemer:
    """Notes calls, each with what was done to it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(
        self, proeftuin_id: int, waarneming: Waarneming, *, wants_gzip: bool, plek: Plek
    ) -> Ingreep | None:
        """Note a call, and take what is to be done to it: the next thing of the plan, if that is for it.

        Only to a call of the client itself that went well: strangers, and mistakes, use nothing up. ``plek``
        is taken for a slow answer, if there is one to spare. A call while a partner of GKV is judged is of no
        step.
        """
        # What is lost in a crash is a note; no client waits for the disk.
        with self._database.write(durable=False) as connection:
            keuringen = KeuringRepository(connection)
            stand = keuringen.locked(proeftuin_id)
            ingreep = None
            if stand is not None and stand.plan.bij is not Richting.PAKKET:
                ingreep = _next(stand.plan, waarneming, wants_gzip=wants_gzip)
                if ingreep is Ingreep.TRAAG and not plek.take():
                    ingreep = Ingreep.GEEN_PLAATS
                waarneming = replace(waarneming, stap=stand.stap, ingreep=ingreep)
            if stand is not None and ingreep is not None:
                keuringen.plan(proeftuin_id, replace(stand.plan, ingrepen=stand.plan.ingrepen[1:]))
            WaarnemingRepository(connection).add(proeftuin_id, waarneming)
        return ingreep

    def note_gkv(self, proeftuin_id: int, waarneming: Waarneming, *, plek: Plek) -> Ingegrepen | None:
        """Note a call of GKV, and take what is wrong with the package of the step, if the call is about that,
        or what is done once to a call for it. ``plek`` is as above.

        A call while the client of a publisher is judged is of no step, and neither is one about another
        school.
        """
        with self._database.write(durable=False) as connection:
            keuringen = KeuringRepository(connection)
            stand = keuringen.locked(proeftuin_id)
            ingreep = None
            if stand is not None and stand.plan.bij is Richting.PAKKET and _is_judged(waarneming):
                plan = stand.plan
                storing = _storing(plan, waarneming)
                if storing is not None:
                    keuringen.plan(proeftuin_id, replace(plan, ingrepen=_less(plan.ingrepen, storing)))
                ingreep = _wrong(plan, waarneming) if storing is None else storing
                if ingreep is Ingreep.TRAAG and not plek.take():
                    ingreep = Ingreep.GEEN_PLAATS
                waarneming = replace(waarneming, stap=stand.stap, ingreep=ingreep)
            WaarnemingRepository(connection).add(proeftuin_id, waarneming)
        if stand is None or ingreep is None or stand.plan.pakket is None:
            return None
        return Ingegrepen(ingreep, stand.plan.pakket)


def _is_judged(waarneming: Waarneming) -> bool:
    """Whether a call of GKV is about the school whose packages are judged, or about none."""
    return waarneming.school is None or int(waarneming.school) == GKVSCHOOL


def _wrong(plan: Plan, waarneming: Waarneming) -> Ingreep | None:
    """What is wrong with what a call is about: a list holds the package of the step, however it is asked."""
    wrong = [ingreep for ingreep in plan.ingrepen if ingreep.is_of_pakket]
    if not wrong or waarneming.sleutel is None or plan.pakket is None:
        return None
    is_about = waarneming.bericht == LIJST or waarneming.plek == str(plan.pakket)
    return wrong[0] if is_about else None


def _storing(plan: Plan, waarneming: Waarneming) -> Ingreep | None:
    """What is done once to a call that would get the package of the step."""
    is_for_it = waarneming.bericht == PAKKET and waarneming.uitkomst in GIVEN
    if not is_for_it or plan.pakket is None or waarneming.plek != str(plan.pakket):
        return None
    return next((ingreep for ingreep in plan.ingrepen if ingreep.is_storing), None)


def _less(ingrepen: Sequence[Ingreep], done: Ingreep) -> tuple[Ingreep, ...]:
    """What is left of a plan."""
    at = ingrepen.index(done)
    return (*ingrepen[:at], *ingrepen[at + 1 :])


def _next(plan: Plan, waarneming: Waarneming, *, wants_gzip: bool) -> Ingreep | None:
    is_for_it = plan.ingrepen and waarneming.sleutel is not None and waarneming.richting is plan.bij
    if not is_for_it or waarneming.is_fout:
        return None
    ingreep = plan.ingrepen[0]
    return None if ingreep is Ingreep.GZIP and not wants_gzip else ingreep


class Clientkeuring:
    """The judging of the client of a product at its proeftuin: begin, go on, and what was seen."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(
        self,
        proeftuin_id: int,
        gevallen: tuple[str, str],
        stap: str,
        plan: Plan,
        *,
        gereed: Gereed = NOTHING,
        door: Handelende,
    ) -> Keurstand:
        """Begin at the first step, with nothing seen yet; ``gevallen`` are a suite and its version.

        ``gereed`` is what was made ready for it. Raises NietToegestaan, ProeftuinOnbekend, and Geweigerd
        while a judging by another suite is not over, and for a product that was stopped or ended.
        """
        with self._database.write() as connection:
            _, product = open_proeftuin(connection, proeftuin_id, door)
            suite, versie = gevallen
            begonnen = Keurstand(suite=suite, versie=versie, begonnen=tijd.now(), stap=None)
            stand = begonnen.at(stap, plan, gereed)
            # Two who begin at once wait for each other here: there may be no row of a judging yet.
            ProeftuinRepository(connection).hold(proeftuin_id)
            keuringen = KeuringRepository(connection)
            _require_free(keuringen.get(proeftuin_id), suite)
            _record(connection, product, "clientkeuring-begonnen", stap, door)
            keuringen.put(proeftuin_id, stand)
            WaarnemingRepository(connection).forget(proeftuin_id)
        return stand

    def require_free(self, proeftuin_id: int, suite: str) -> None:
        """Raise Geweigerd while a judging by another suite is not over.

        A proeftuin has one judging at a time: both go by its days, and by what is wrong on purpose.
        """
        _require_free(self.get(proeftuin_id), suite)

    def stop(self, proeftuin_id: int, suite: str, *, door: Handelende) -> Keurstand:
        """End a judging at the step at hand, which was not taken; what was seen stays.

        Raises NietToegestaan, ProeftuinOnbekend, and Geweigerd if there is no judging by this suite, or it is
        over, and for a product that was stopped or ended.
        """
        with self._database.write() as connection:
            _, product = open_proeftuin(connection, proeftuin_id, door)
            keuringen = KeuringRepository(connection)
            stand = keuringen.locked(proeftuin_id)
            if stand is None or stand.suite != suite or stand.stap is None:
                raise Geweigerd("Er is geen keuring bezig om te stoppen.")
            _record(connection, product, "clientkeuring-gestopt", stand.stap, door)
            stand = replace(stand, stap=None, plan=Plan())
            keuringen.put(proeftuin_id, stand)
        return stand

    def go_on(
        self,
        proeftuin_id: int,
        van: str,
        naar: tuple[str, Plan] | None,
        *,
        is_gedaan: bool,
        door: Handelende,
    ) -> Keurstand:
        """End a step, taken or passed over, and begin the next; without a next one the judging is over.

        Raises NietToegestaan, ProeftuinOnbekend, and Geweigerd if another step is at hand by now, and for a
        product that was stopped or ended.
        """
        with self._database.write() as connection:
            _, product = open_proeftuin(connection, proeftuin_id, door)
            keuringen = KeuringRepository(connection)
            stand = keuringen.locked(proeftuin_id)
            if stand is None or stand.stap != van:
                raise Geweigerd("De keuring is intussen bij een andere stap. Kijk eerst waar die is.")
            if is_gedaan:
                stand = replace(stand, gedaan=(*stand.gedaan, van))
            stap, plan = naar or (None, Plan())
            stand = stand.at(stap, plan)
            keuringen.put(proeftuin_id, stand)
            _record(
                connection,
                product,
                "clientkeuring-stap" if is_gedaan else "clientkeuring-overgeslagen",
                van,
                door,
            )
        return stand

    def settle(self, proeftuin_id: int, begun: Keurstand, stand: Keurstand, *, door: Handelende) -> None:
        """Put another state in the place of one that was just begun, unless somebody went on meanwhile.

        For a step that takes a while to make ready. Raises as ``go_on``, but not for another step.
        """
        with self._database.write() as connection:
            open_proeftuin(connection, proeftuin_id, door)
            keuringen = KeuringRepository(connection)
            if keuringen.locked(proeftuin_id) == begun:
                keuringen.put(proeftuin_id, stand)

    def zicht(self, proeftuin_id: int, *, door: Handelende) -> Keurzicht:
        """How far it is, and what was seen, for operators and the people of the company.

        Raises NietToegestaan and ProeftuinOnbekend.
        """
        with self._database.read() as connection:
            proeftuin = ProeftuinRepository(connection).get(proeftuin_id)
            product = None
            if proeftuin is not None:
                product = KoppelpartnerRepository(connection).product(proeftuin.product)
            if proeftuin is None or product is None:
                raise ProeftuinOnbekend
            if not door.may(Actie.TOELATEN):
                door.require(Actie.PARTNER_ZIEN, koppelpartner=product.koppelpartner)
            return Keurzicht(
                proeftuin=proeftuin,
                product=product,
                bedrijf=KoppelpartnerRepository(connection).naam(product.koppelpartner),
                stand=KeuringRepository(connection).get(proeftuin_id),
                waarnemingen=tuple(WaarnemingRepository(connection).all(proeftuin_id)),
            )

    def get(self, proeftuin_id: int) -> Keurstand | None:
        """How far it is; None if it did not begin."""
        with self._database.read() as connection:
            return KeuringRepository(connection).get(proeftuin_id)

    def waarnemingen(self, proeftuin_id: int) -> list[Waarneming]:
        """What was seen since it began, the oldest first."""
        with self._database.read() as connection:
            return WaarnemingRepository(connection).all(proeftuin_id)

    def purge(self, now: datetime) -> int:
        """Forget what is no longer kept; returns how many calls that was."""
        with self._database.write() as connection:
            return WaarnemingRepository(connection).purge(now - LONGEST)


def _require_free(stand: Keurstand | None, suite: str) -> None:
    if stand is not None and stand.suite != suite and stand.stap is not None:
        raise Geweigerd(
            f"Op deze proeftuin is nog een andere keuring bezig: {stand.suite}, bij stap {stand.stap}."
            " Rond die eerst af, of stop ermee; een proeftuin heeft één keuring tegelijk."
        )


def _record(connection: Transaction, product: Product, wat: str, stap: str, door: Handelende) -> None:
    """Write in the log what was decided about a step."""
    record(
        connection,
        Gebeurtenis(
            soort=Logsoort.BESLUIT,
            wat=wat,
            door=door,
            koppelpartner_id=product.koppelpartner,
            inhoud={"product": product.id, "stap": stap},
        ),
    )
