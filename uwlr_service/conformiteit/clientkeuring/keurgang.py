"""The judging of the client of a proeftuin, by whoever leads it: begin, go on, end it, and the report."""

from collections.abc import Mapping
from dataclasses import replace

from uwlr_service.conformiteit.clientkeuring.soorten import KEURSOORTEN, Keursoort
from uwlr_service.conformiteit.clientkeuring.verloop import Verloop
from uwlr_service.conformiteit.rapport import Rapport
from uwlr_service.conformiteit.uitgever.draaiboek import Stap
from uwlr_service.conformiteit.waarmerk import Waarmerk
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.proeftuin.keurstand import Keurzicht, Plan
from uwlr_service.domain.proeftuin.zending import Gereed


class KeuringVeranderd(Geweigerd):
    """Deze keuring is begonnen met andere gevallen dan er nu zijn. Begin opnieuw."""


class Keurgang:
    """One proeftuin, led by ``door``: an operator, or the people of the company.

    ``soort`` is known besides ours. Each raises NietToegestaan for anybody else, and ProeftuinOnbekend.
    """

    def __init__(
        self, diensten: Diensten, proeftuin_id: int, door: Handelende, soort: Keursoort | None = None
    ) -> None:
        self._soorten = dict(KEURSOORTEN)
        if soort is not None:
            self._soorten[soort.suite] = soort
        self._diensten = diensten
        self._proeftuin = proeftuin_id
        self._door = door

    def zicht(self) -> Keurzicht:
        """What there is, whether or not a judging began."""
        return self._diensten.clientkeuring.zicht(self._proeftuin, door=self._door)

    def verloop(self) -> Verloop | None:
        """How far it is; None if it did not begin. Raises KeuringVeranderd if the script changed since."""
        return verloop_of(self.zicht(), self._soorten)

    def begin(self, soort: Keursoort) -> None:
        """Begin at the first step, with nothing seen yet; a judging that was going on is gone.

        Raises Geweigerd while another judging is not over, for a product that was stopped or ended, and
        without what the first step needs.
        """
        self.zicht()
        self._diensten.clientkeuring.require_free(self._proeftuin, soort.suite)  # before its days move on
        eerste = soort.draaiboek.stappen[0]
        gereed = self._send(eerste)
        suite = soort.draaiboek.suite
        gevallen = (suite.naam, suite.versie)
        self._diensten.clientkeuring.begin(
            self._proeftuin, gevallen, eerste.id, eerste.plan, gereed=gereed, door=self._door
        )

    def go_on(self, van: str, *, is_gedaan: bool) -> None:
        """End a step, taken or passed over, and make the next one ready.

        Raises Geweigerd if another step is at hand by now, as when two people press the button, and as
        ``begin`` does; then nothing has changed.
        """
        verloop = self._begun()
        volgende = verloop.soort.draaiboek.next_of(van) if verloop.stand.stap == van else None
        keuring = self._diensten.clientkeuring
        if volgende is None or not volgende.zending.pakketten:
            naar = None if volgende is None else (volgende.id, volgende.plan)
            keuring.go_on(self._proeftuin, van, naar, is_gedaan=is_gedaan, door=self._door)
            return
        self._diensten.zendingen.require(self._proeftuin, volgende.zending, door=self._door)
        # The step first: of two people who press the button at once, one makes the packages.
        begun = keuring.go_on(
            self._proeftuin,
            van,
            (volgende.id, Plan(bij=volgende.plan.bij)),
            is_gedaan=is_gedaan,
            door=self._door,
        )
        settled = verloop.stand
        try:
            settled = begun.at(volgende.id, volgende.plan, self._send(volgende))
        finally:
            keuring.settle(self._proeftuin, begun, settled, door=self._door)

    def stop(self, soort: Keursoort) -> None:
        """End the judging at the step at hand, which is passed over as all after it. Raises Geweigerd if none
        of this kind is going on, and as ``begin`` does."""
        self._diensten.clientkeuring.stop(self._proeftuin, soort.suite, door=self._door)

    def rapport(self) -> Rapport:
        """The judgment of what was seen until now, without a signature. Raises Geweigerd before it began."""
        return self._begun().rapport()

    def signed(self) -> Rapport:
        """The same with our signature: our own server saw what it is about.

        Raises Geweigerd before it began, where this service has no address, and by a script of somebody's
        own: what that asks says nothing of the standard.
        """
        verloop = self._begun()
        if verloop.soort.eigen is not None:
            raise Geweigerd("Een rapport over eigen gevallen wordt niet ondertekend.")
        rapport = verloop.rapport()
        product = verloop.zicht.proeftuin.product
        waarmerk = Waarmerk.under(rapport.inhoud(), product, self._diensten, door=self._door)
        return replace(rapport, waarmerk=waarmerk)

    def _begun(self) -> Verloop:
        verloop = self.verloop()
        if verloop is None:
            raise Geweigerd("De keuring is nog niet begonnen.")
        return verloop

    def _send(self, stap: Stap) -> Gereed:
        zendingen = self._diensten.zendingen
        return zendingen.send(self._proeftuin, stap.zending, stap.plan.ingrepen, door=self._door)


def verloop_of(zicht: Keurzicht, soorten: Mapping[str, Keursoort] = KEURSOORTEN) -> Verloop | None:
    """How far a judging is; None if it did not begin. Raises KeuringVeranderd if the script changed since."""
    stand = zicht.stand
    if stand is None:
        return None
    soort = soorten.get(stand.suite)
    if soort is None or soort.draaiboek.suite.versie != stand.versie:
        raise KeuringVeranderd
    verloop = Verloop(soort=soort, zicht=zicht, stand=stand)
    if verloop.stap is None and not verloop.is_klaar:
        raise KeuringVeranderd
    return verloop
