"""How a product goes on from the sandbox, is stopped everywhere at once, goes on again, or ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from uwlr_service.domain import datum, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import (
    Geweigerd,
    KoppelpartnerOnbekend,
    NietToegestaan,
    OvergangOngeldig,
    ProductOnbekend,
)
from uwlr_service.domain.koppeling.koppelpartner import Product, Toelating, Toelatingstap
from uwlr_service.domain.koppeling.reden import read_reden
from uwlr_service.domain.koppeling.toelating import (
    OVERGANGEN,
    Keurrapport,
    Toelatinggebeurtenis,
    Toelatingstand,
)
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.uitwisseling.koppeling.partner.berichten import (
    tell_partner,
    tell_partner_and_schools,
)
from uwlr_service.uitwisseling.koppeling.partner.ssoadressen import leave_proeftuin
from uwlr_service.uitwisseling.koppeling.partner.stopzetting import end_links, record_states
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

MOST_NUMMER = 64
"""Signs of the number of an agreement."""
GEEN_RAPPORT = (
    "Er is geen goed keurrapport van deze dienst over dit product dat nog geldt."
    " Leg er een vast, of schrijf waarom het zonder kan."
)


class Toelatingen:
    """What operators do with products that were admitted to the sandbox.

    ``geldig`` is how long a report of the test facility counts since it was signed.
    """

    def __init__(self, database: Database, geldig: timedelta) -> None:
        self._database = database
        self._geldig = geldig

    def get(self, product_id: int, *, door: Handelende) -> Toelating:
        """How far a product was admitted, for an operator and for the users of its partner.

        Raises NietToegestaan, also when there is no such product.
        """
        with self._database.read() as connection:
            toelating = ToelatingRepository(connection).get(product_id)
        if toelating is None and door.may(Actie.DIENST_ZIEN):
            raise ProductOnbekend(f"Er is geen product {product_id}.")
        if toelating is None:
            raise NietToegestaan
        if not door.may(Actie.DIENST_ZIEN):
            door.require(Actie.PARTNER_ZIEN, koppelpartner=toelating.product.koppelpartner)
        return replace(toelating, rapporten=tuple(self._aged(toelating.rapporten)))

    def qualify(self, product_id: int, reden: str, *, door: Handelende) -> None:
        """Write down that a product works as it should, and on what that rests.

        Raises NietToegestaan, OvergangOngeldig, and Geweigerd without a reason.
        """
        reden = read_reden(reden, "Schrijf waar de kwalificatie op berust.")
        rests_on = {
            "kwalificatie_reden": reden,
            "kwalificatie_door": door.naam,
            "kwalificatie_moment": tijd.now(),
        }
        self._go_on(product_id, Toelatinggebeurtenis.QUALIFY, door, reden=reden, rests_on=rests_on)

    def agree(
        self,
        product_id: int,
        nummer: str,
        ondertekend: date,
        *,
        zonder_rapport: str = "",
        door: Handelende,
    ) -> None:
        """Write down the agreement that was signed, on the report of the test facility that it rests on.

        ``zonder_rapport`` says why it goes without one. Raises as ``qualify`` does, for a day to come, and
        when there is neither a report nor a reason, or both.
        """
        nummer = read_reden(nummer, "Vul het nummer van de overeenkomst in.")
        if len(nummer) > MOST_NUMMER:
            raise Geweigerd(f"Het nummer van een overeenkomst heeft ten hoogste {MOST_NUMMER} tekens.")
        if ondertekend > tijd.today():
            raise Geweigerd("De overeenkomst moet al getekend zijn.")
        rests_on = {"overeenkomst_nummer": nummer, "overeenkomst_datum": ondertekend}
        door.require(Actie.TOELATEN)
        with self._database.write() as connection:
            made = _product(connection, product_id)
            follow(OVERGANGEN, made.stand, Toelatinggebeurtenis.AGREE)  # what comes first, is said first
            ground = self._ground(connection, product_id, zonder_rapport)
            reden = f"{nummer}, {datum.shown(ondertekend)}; {ground}"
            stap = _take(connection, made, Toelatinggebeurtenis.AGREE, door, reden, **rests_on)
            tell_partner(connection, made, stap.naar)

    def _ground(self, connection: Transaction, product_id: int, zonder_rapport: str) -> str:
        """On what an agreement rests, in words: a report, or a reason to go without. Raises Geweigerd."""
        rapporten = list(self._aged(ToelatingRepository(connection).rapporten(product_id)))
        now = tijd.now()
        rapport = next((rapport for rapport in rapporten if rapport.carries(now)), None)
        if rapport is None:
            asked = " ".join([GEEN_RAPPORT, *(_lacking(newest, now) for newest in rapporten[:1])])
            return f"zonder keurrapport: {read_reden(zonder_rapport, asked)}"
        if zonder_rapport:
            raise Geweigerd("Er is een goed keurrapport. Laat de reden om het zonder te doen weg.")
        return f"keurrapport {_named(rapport)}"

    def _aged(self, rapporten: Iterable[Keurrapport]) -> Iterator[Keurrapport]:
        """Reports with until when they count by what is set now, which may be sooner than was signed."""
        for rapport in rapporten:
            yield replace(rapport, tot=min(rapport.tot, rapport.ondertekend + self._geldig))

    def activate(self, product_id: int, *, door: Handelende) -> None:
        """Let a product be linked with schools that are real; operators confirm the addresses of SSO first.

        Raises NietToegestaan, OvergangOngeldig.
        """
        self._go_on(product_id, Toelatinggebeurtenis.ACTIVATE, door)

    def _go_on(
        self,
        product_id: int,
        gebeurtenis: Toelatinggebeurtenis,
        door: Handelende,
        *,
        reden: str = "",
        rests_on: dict[str, Any] | None = None,
    ) -> None:
        door.require(Actie.TOELATEN)
        with self._database.write() as connection:
            made = _product(connection, product_id)
            stap = _take(connection, made, gebeurtenis, door, reden, **(rests_on or {}))
            if gebeurtenis is Toelatinggebeurtenis.ACTIVATE:
                leave_proeftuin(connection, made, door)
            tell_partner(connection, made, stap.naar)

    def suspend(self, product_id: int, reden: str, *, door: Handelende) -> None:
        """Stop a product everywhere, from the next call on; schools read the reason.

        Raises NietToegestaan, VersBewijsNodig, OvergangOngeldig, and Geweigerd without a reason.
        """
        self._change([product_id], Toelatinggebeurtenis.SUSPEND, reden, door)

    def suspend_all(self, koppelpartner_id: int, reden: str, *, door: Handelende) -> list[Product]:
        """Stop every product of a koppelpartner that is active, in one go; returns those that were stopped.

        Raises as ``suspend`` does; OvergangOngeldig when none is active.
        """
        active = self._products_in(koppelpartner_id, Toelatingstand.ACTIEF, door)
        return self._change(active, Toelatinggebeurtenis.SUSPEND, reden, door)

    def resume(self, product_id: int, reden: str, *, door: Handelende) -> None:
        """Let a product go on that was stopped. Raises as ``suspend`` does."""
        self._change([product_id], Toelatinggebeurtenis.RESUME, reden, door)

    def resume_all(self, koppelpartner_id: int, reden: str, *, door: Handelende) -> list[Product]:
        """Let every product of a koppelpartner go on that was stopped. Raises as ``suspend_all`` does."""
        stopped = self._products_in(koppelpartner_id, Toelatingstand.OPGESCHORT, door)
        return self._change(stopped, Toelatinggebeurtenis.RESUME, reden, door)

    def end(self, product_id: int, reden: str, *, door: Handelende) -> None:
        """End a product for good: its links end, and the data of every school have to be destroyed.

        Raises as ``suspend`` does.
        """
        self._change([product_id], Toelatinggebeurtenis.END, reden, door)

    def _products_in(self, koppelpartner_id: int, stand: Toelatingstand, door: Handelende) -> list[int]:
        door.require(Actie.TOELATEN)
        with self._database.read() as connection:
            koppelpartner = KoppelpartnerRepository(connection).get(koppelpartner_id)
        if koppelpartner is None:
            raise KoppelpartnerOnbekend(f"Er is geen koppelpartner {koppelpartner_id}.")
        return [made.id for made in koppelpartner.producten if made.stand is stand]

    def _change(
        self,
        product_ids: Sequence[int],
        gebeurtenis: Toelatinggebeurtenis,
        reden: str,
        door: Handelende,
    ) -> list[Product]:
        """What takes away or gives back: with a reason, a fresh proof, and a line in the journal."""
        door.require(Actie.TOELATEN)
        door.require_fresh()
        reden = read_reden(reden, "Schrijf waarom. De scholen lezen dit.")
        is_stop = gebeurtenis is not Toelatinggebeurtenis.RESUME
        if not product_ids:
            stand = "actief" if is_stop else "opgeschort"
            raise OvergangOngeldig(f"Dit kan nu niet: geen product van dit bedrijf is {stand}.")
        with self._database.write() as connection:
            products = ToelatingRepository(connection).locked(product_ids)
            if not products:
                raise ProductOnbekend(f"Er is geen product {product_ids[0]}.")
            for made in products:
                shown = reden if is_stop else None
                stap = _take(connection, made, gebeurtenis, door, reden, opgeschort_reden=shown)
                tell_partner_and_schools(connection, made, gebeurtenis, reden)
            if stap.naar is Toelatingstand.BEEINDIGD:
                for made in products:
                    end_links(connection, made, door)
            record_states(connection, products, stap)
            return products


def _named(rapport: Keurrapport) -> str:
    signed = datum.shown(rapport.ondertekend.astimezone(tijd.AMSTERDAM).date())
    return f"{rapport.suite}, versie {rapport.versie}, van {signed}"


def _lacking(rapport: Keurrapport, moment: datetime) -> str:
    """What the newest report lacks, to whoever wants to rest an agreement on it (Dutch)."""
    return f"Het laatste rapport, {_named(rapport)}, telt niet: {rapport.lacks(moment)}."


def _product(connection: Transaction, product_id: int) -> Product:
    """An admitted product, locked. Raises NietToegestaan when there is none."""
    products = ToelatingRepository(connection).locked([product_id])
    if not products:
        raise ProductOnbekend(f"Er is geen product {product_id}.")
    return products[0]


def _take(
    connection: Transaction,
    made: Product,
    gebeurtenis: Toelatinggebeurtenis,
    door: Handelende,
    reden: str = "",
    **rests_on: Any,
) -> Toelatingstap:
    """Bring a product into its next state, and write that in the log. Raises OvergangOngeldig."""
    overgang = follow(OVERGANGEN, made.stand, gebeurtenis)
    stap = Toelatingstap(
        moment=tijd.now(),
        van=made.stand,
        gebeurtenis=gebeurtenis,
        naar=overgang.naar,
        door=door.naam,
        reden=reden,
    )
    ToelatingRepository(connection).take(made.id, stap, **rests_on)
    record(
        connection,
        Gebeurtenis(
            soort=Logsoort.BESLUIT,
            wat=f"toelating-{gebeurtenis}",
            door=door,
            koppelpartner_id=made.koppelpartner,
            inhoud={"product": made.id, "van": stap.van, "naar": stap.naar, "reden": reden},
        ),
    )
    return stap
