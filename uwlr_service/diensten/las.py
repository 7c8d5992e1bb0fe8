"""The use cases of a LAS that stands beside this service."""

from functools import cached_property

from uwlr_service.diensten.gkv import GkvDiensten
from uwlr_service.diensten.school import SchoolDiensten
from uwlr_service.repository.las.aantekening import Aantekening
from uwlr_service.uitwisseling.koppeling.todo import Todolijst
from uwlr_service.uitwisseling.las.dossierloket import Dossierloket
from uwlr_service.uitwisseling.las.gegevensloket import Gegevensloket
from uwlr_service.uitwisseling.las.registratie import Lasregister
from uwlr_service.uitwisseling.las.resultaten.cursors import Cursors
from uwlr_service.uitwisseling.las.resultaten.definities import Lasdefinities
from uwlr_service.uitwisseling.las.resultaten.documenten import Resultaatdocumenten
from uwlr_service.uitwisseling.las.resultaten.feed import Resultaatfeed
from uwlr_service.uitwisseling.las.resultaten.ontvangst import Resultaatontvangst
from uwlr_service.uitwisseling.las.resultaten.wachten import Wachtkamer
from uwlr_service.uitwisseling.las.resultaten.webhookbeheer import Laswebhookbeheer
from uwlr_service.uitwisseling.las.resultaten.webhooks import Laswebhooks
from uwlr_service.uitwisseling.las.scholen import Lasscholen
from uwlr_service.uitwisseling.las.schoolbesluiten import Lasbesluiten
from uwlr_service.uitwisseling.las.sleutels import Lassleutelbeheer
from uwlr_service.uitwisseling.las.toegang import Lastoegang
from uwlr_service.uitwisseling.las.voorbeelden import Lasvoorbeelden
from uwlr_service.uitwisseling.las.vrijbrieven import Vrijbrieven
from uwlr_service.uitwisseling.las.zicht import Lassenzicht


class LasDiensten(GkvDiensten, SchoolDiensten):
    """What comes in from a LAS, and what goes out to it."""

    @cached_property
    def lasregister(self) -> Lasregister:
        """The LASes that were registered."""
        return Lasregister(self._database)

    @cached_property
    def lassenzicht(self) -> Lassenzicht:
        """Shows people the LASes."""
        return Lassenzicht(self._database)

    @cached_property
    def lassleutels(self) -> Lassleutelbeheer:
        """The keys and certificates by which LASes are recognised."""
        return Lassleutelbeheer(self._database)

    @cached_property
    def lastoegang(self) -> Lastoegang:
        """The tokens of LASes, and the schools behind them."""
        return Lastoegang(self._database, self.ondertekening)

    @cached_property
    def _vrijbrieven(self) -> Vrijbrieven:
        return Vrijbrieven(self.settings.secret, self.settings.old_secret)

    @cached_property
    def gegevensloket(self) -> Gegevensloket:
        """Takes the data of school years from LASes."""
        return Gegevensloket(self._database, self.edexml, self._vrijbrieven)

    @cached_property
    def dossierloket(self) -> Dossierloket:
        """Takes dossiers from LASes."""
        return Dossierloket(self._database, self.dossiers, self._vrijbrieven)

    @cached_property
    def lasscholen(self) -> Lasscholen:
        """What LASes see of their schools."""
        return Lasscholen(self._database, Todolijst(self._database))

    @cached_property
    def lasbesluiten(self) -> Lasbesluiten:
        """What people of schools decide in the screens of a LAS."""
        return Lasbesluiten(self._database, self.settings.termijnen)

    @cached_property
    def lasvoorbeelden(self) -> Lasvoorbeelden:
        """A school's own data beside a proposal."""
        return Lasvoorbeelden(self._database)

    # --- results ----------------------------------------------------------------------------------------

    @cached_property
    def _cursors(self) -> Cursors:
        return Cursors(self.settings.secret, self.settings.old_secret)

    @cached_property
    def _aantekening(self) -> Aantekening:
        return Aantekening.beside(self.settings.journal)

    @cached_property
    def resultaatfeed(self) -> Resultaatfeed:
        """The results of LASes, in their order."""
        return Resultaatfeed(self._database, self._cursors)

    @cached_property
    def resultaatdocumenten(self) -> Resultaatdocumenten:
        """The results of one school as messages of UWLR."""
        return Resultaatdocumenten(self._database, self.resultaatfeed)

    @cached_property
    def resultaatontvangst(self) -> Resultaatontvangst:
        """What LASes took over of the results."""
        return Resultaatontvangst(self._database, self._cursors, self._aantekening)

    @cached_property
    def lasdefinities(self) -> Lasdefinities:
        """The definitions of tests that results name."""
        return Lasdefinities(self._database)

    @cached_property
    def laswebhookbeheer(self) -> Laswebhookbeheer:
        """Sets and turns off the webhooks of LASes."""
        return Laswebhookbeheer(self._database, self.settings.webhook_hosts)

    @cached_property
    def laswebhooks(self) -> Laswebhooks:
        """Tells LASes that results came in."""
        return Laswebhooks(self._database, self.ondertekening, self.settings.webhook_hosts)

    @cached_property
    def wachtkamer(self) -> Wachtkamer:
        """Where calls wait for results."""
        threads = self.settings.threads if self._database.dialect == "postgresql" else 0
        return Wachtkamer(self.resultaatfeed.look, threads)
