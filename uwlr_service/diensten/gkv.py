"""The use cases of GKV and of GeneriekeService."""

from datetime import timedelta
from functools import cached_property

from uwlr_service.diensten.grond import Grond
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.generiek.antwoord import Generiek
from uwlr_service.uitwisseling.generiek.beheer import Generiekbeheer
from uwlr_service.uitwisseling.gkv.herstel import GkvHerstel
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.nacht import Nacht
from uwlr_service.uitwisseling.gkv.nachtverslagen import Nachtverslagen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.ophalen import Ophaalloket
from uwlr_service.uitwisseling.gkv.rooster.export import Roosterexport
from uwlr_service.uitwisseling.gkv.rooster.remmen import Roosterremmen
from uwlr_service.uitwisseling.gkv.schoolleveringen import Schoolleveringen
from uwlr_service.uitwisseling.gkv.tokens import Tokens
from uwlr_service.uitwisseling.gkv.verwijderverzoeken import Verwijderverzoeken
from uwlr_service.uitwisseling.gkv.volgen import Volger
from uwlr_service.uitwisseling.gkv.voorbeeld import Veldvoorbeelden
from uwlr_service.uitwisseling.gkv.webhookbeheer import Webhookbeheer
from uwlr_service.uitwisseling.gkv.webhooks import Webhooks
from uwlr_service.uitwisseling.keurmerk.keurmerken import Keurmerken
from uwlr_service.uitwisseling.keurmerk.keurrapporten import Keurrapporten


class GkvDiensten(Grond):
    """Packages, the pull API, and the drop-in service."""

    @cached_property
    def opslag(self) -> Opslag:
        """Where packages lie."""
        return Opslag(self.settings.opslag)

    @cached_property
    def ondertekening(self) -> Ondertekening:
        """The keys that packages are signed with."""
        return Ondertekening(self._database, self.settings.secret, self.settings.old_secret)

    @cached_property
    def keurmerken(self) -> Keurmerken:
        """Signs the reports of the test facility."""
        geldig = timedelta(days=self.settings.keurmerk_days)
        return Keurmerken(self._database, self.ondertekening, self.settings.base_url, geldig)

    @cached_property
    def keurrapporten(self) -> Keurrapporten:
        """Takes those reports for the admission of a product."""
        return Keurrapporten(self._database, self.keurmerken)

    @cached_property
    def leveringen(self) -> Leveringen:
        """Makes packages."""
        return Leveringen(self._database, self.ondertekening, self.opslag)

    @cached_property
    def roosterexport(self) -> Roosterexport:
        """Hands out the roster of a school in a format of others."""
        return Roosterexport(self._database, self.register)

    @cached_property
    def roosterremmen(self) -> Roosterremmen:
        """How many pupils rosters may leave out."""
        return Roosterremmen(self._database)

    @cached_property
    def gkvherstel(self) -> GkvHerstel:
        """Lets the chains of packages begin anew after a restore."""
        return GkvHerstel(self._database, self.opslag)

    @cached_property
    def nacht(self) -> Nacht:
        """The night in which packages are made, with its ledger."""
        return Nacht(self._database, self.leveringen, self.settings.nachtvenster)

    @cached_property
    def nachtverslagen(self) -> Nachtverslagen:
        """Reports on the packages of a night."""
        return Nachtverslagen(self._database)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of the pull API."""
        return Tokens(self._database, self.ondertekening)

    @cached_property
    def ophaalloket(self) -> Ophaalloket:
        """Partners list, collect and confirm their packages."""
        return Ophaalloket(self._database, self.opslag)

    @cached_property
    def verwijderverzoeken(self) -> Verwijderverzoeken:
        """Partners hear which data they have to destroy, and confirm it."""
        return Verwijderverzoeken(self._database)

    @cached_property
    def volger(self) -> Volger:
        """Shows which packages partners collected and confirmed."""
        return Volger(self._database)

    @cached_property
    def schoolleveringen(self) -> Schoolleveringen:
        """Shows schools the packages that were made of them."""
        return Schoolleveringen(self._database)

    @cached_property
    def veldvoorbeelden(self) -> Veldvoorbeelden:
        """Shows a school what one field of a link would let out."""
        return Veldvoorbeelden(self._database)

    @cached_property
    def webhooks(self) -> Webhooks:
        """Tells partners of packages and withdrawals."""
        return Webhooks(self._database, self.ondertekening, self.settings.webhook_hosts)

    @cached_property
    def webhookbeheer(self) -> Webhookbeheer:
        """Sets, turns off and tries the webhooks of links."""
        return Webhookbeheer(self._database, self.ondertekening, self.settings.webhook_hosts)

    # --- generiek ---------------------------------------------------------------------------------------

    @cached_property
    def generiek(self) -> Generiek:
        """Answers GeneriekeService."""
        return Generiek(
            self._database,
            self.settings.secret,
            self.register,
            self.settings.generiek_per_minute,
            old_secret=self.settings.old_secret,
        )

    @cached_property
    def generiekbeheer(self) -> Generiekbeheer:
        """Switches GeneriekeService on and off for a link."""
        return Generiekbeheer(self._database)
