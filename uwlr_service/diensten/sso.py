"""The use cases of SSO: people sign in at partners with the account of their school."""

from functools import cached_property

from uwlr_service.config import Settings
from uwlr_service.diensten.grond import Grond
from uwlr_service.domain.sso.adressen import Ssoadressen
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.sso.afmelden.meteen import Meteen
from uwlr_service.uitwisseling.sso.afmelden.verzending import Afmeldingen
from uwlr_service.uitwisseling.sso.afmelden.vragen import Afmeldvragen
from uwlr_service.uitwisseling.sso.autorisatie import Autorisaties
from uwlr_service.uitwisseling.sso.bevestigingen import Bevestigingen
from uwlr_service.uitwisseling.sso.hints import Hints
from uwlr_service.uitwisseling.sso.schoolbewijs.bewezen import Schoolbewijzen
from uwlr_service.uitwisseling.sso.sleutels import Ssosleutels
from uwlr_service.uitwisseling.sso.startplaatsen import Startplaatsen
from uwlr_service.uitwisseling.sso.toepassingen import Toepassingen
from uwlr_service.uitwisseling.sso.token.clientbewijs import Clientbewijzen
from uwlr_service.uitwisseling.sso.token.opruimen import Ssoopruiming
from uwlr_service.uitwisseling.sso.token.sleuteladressen import Sleuteladressen
from uwlr_service.uitwisseling.sso.token.tokens import Ssotokens
from uwlr_service.uitwisseling.sso.token.tokenzicht import Tokenzicht

FIRST_SECONDS = 2.0
"""How long the first attempt at telling an application of a logout may take, right after it happened."""
LAST_SECONDS = 5.0
"""How long a process that ends waits for what it is sending; longer than a first attempt takes."""


class SsoDiensten(Grond):
    """Each is made when it is first asked for, and then kept."""

    def __init__(self, settings: Settings, database: Database) -> None:
        super().__init__(settings, database)
        meteen = Meteen(lambda: self.afmeldingen.deliver(seconds=FIRST_SECONDS))
        database.after_logout = meteen.ask
        database.before_close.append(lambda: meteen.finish(LAST_SECONDS))

    @property
    def sso_issuer(self) -> str:
        """What the provider calls itself; never what a caller calls it."""
        return f"{self.settings.portal_address}/sso"

    @cached_property
    def ssoadressen(self) -> Ssoadressen:
        """The addresses of the provider."""
        return Ssoadressen(self.sso_issuer)

    @cached_property
    def ssosleutels(self) -> Ssosleutels:
        """The keys that ID tokens and logout tokens are signed with."""
        return Ssosleutels(self._database, self.settings.secret, self.settings.old_secret)

    @cached_property
    def afmeldingen(self) -> Afmeldingen:
        """Tells applications that somebody signed out."""
        return Afmeldingen(self._database, self.ssosleutels, self.sso_issuer, self.settings.webhook_hosts)

    @cached_property
    def afmeldvragen(self) -> Afmeldvragen:
        """Requests of applications to sign somebody out."""
        return Afmeldvragen(self._database, self.ssohints, self.settings.secret, self.settings.old_secret)

    @cached_property
    def autorisaties(self) -> Autorisaties:
        """Requests of applications to let somebody sign in."""
        return Autorisaties(self._database, self.sso_issuer, self.ssohints.sub_for)

    @cached_property
    def startplaatsen(self) -> Startplaatsen:
        """The applications that people may open from here."""
        is_there = self.settings.portal_address is not None
        return Startplaatsen(self._database, self.sso_issuer if is_there else None)

    @cached_property
    def toepassingen(self) -> Toepassingen:
        """The client of a link, as its partner manages it."""
        return Toepassingen(self._database, self.settings.webhook_hosts)

    @cached_property
    def bevestigingen(self) -> Bevestigingen:
        """What operators decide about clients."""
        return Bevestigingen(self._database)

    @cached_property
    def schoolbewijzen(self) -> Schoolbewijzen:
        """The schools that were proven to partners."""
        return Schoolbewijzen(self._database)

    @cached_property
    def ssohints(self) -> Hints:
        """ID tokens that come back."""
        return Hints(self.ssosleutels, self.sso_issuer)

    @cached_property
    def clientbewijzen(self) -> Clientbewijzen:
        """Clients prove who they are; failures are counted in memory."""
        return Clientbewijzen(self._database, self.ssoadressen, Sleuteladressen(self.settings.webhook_hosts))

    @cached_property
    def ssotokens(self) -> Ssotokens:
        """Codes and refresh tokens are traded for tokens."""
        return Ssotokens(self._database, self.ssosleutels, self.sso_issuer)

    @cached_property
    def tokenzicht(self) -> Tokenzicht:
        """What tokens are good for."""
        return Tokenzicht(self._database, self.sso_issuer)

    @cached_property
    def ssoopruiming(self) -> Ssoopruiming:
        """Forgets requests, grants and tokens that are over."""
        return Ssoopruiming(self._database, self.ssosleutels)
