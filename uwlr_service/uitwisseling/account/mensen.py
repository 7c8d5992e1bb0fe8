"""Puts together what is about people: signing in, invitations, factors and users."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import cached_property

from uwlr_service.repository.account.factoren import FactorRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.tellers import TellerRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account.aanmelden import Aanmelding
from uwlr_service.uitwisseling.account.activeren import Activering
from uwlr_service.uitwisseling.account.codes import Codes
from uwlr_service.uitwisseling.account.demo import Demomensen
from uwlr_service.uitwisseling.account.extern.afmelding import Externeafmelding
from uwlr_service.uitwisseling.account.extern.beheer import Schoolproviders
from uwlr_service.uitwisseling.account.extern.bron import Providerbron
from uwlr_service.uitwisseling.account.extern.toegang import Externetoegang
from uwlr_service.uitwisseling.account.factoren import Factorbeheer, Factorkeuze
from uwlr_service.uitwisseling.account.gebruikers import Gebruikers
from uwlr_service.uitwisseling.account.klas.samen import Klasaanmelding
from uwlr_service.uitwisseling.account.passkeys import Passkeys
from uwlr_service.uitwisseling.account.pogingen import Pogingen
from uwlr_service.uitwisseling.account.schoolaccounts.bladen import Activeringsbladen
from uwlr_service.uitwisseling.account.schoolaccounts.bladhash import Bladhash
from uwlr_service.uitwisseling.account.schoolaccounts.bladinname import Bladinname
from uwlr_service.uitwisseling.account.uitnodigingen import Uitnodigingen
from uwlr_service.uitwisseling.kluis import Kluis
from uwlr_service.uitwisseling.toezicht.post import Postbus

NAAM = "Koppelingen"
"""What an authenticator calls this service."""


KEPT = timedelta(days=30)
"""How long an invitation that works no more can still be seen to have been one."""
DEVICES = timedelta(days=400)
"""How long a device on which nobody signs in stays known."""


class Mensen:
    """The use cases about people, each made when it is first asked for.

    ``address`` is where they find the pages, for passkeys: a browser keeps those for one name alone.
    ``hosts`` are those of our own network where the provider of a school may be.
    """

    def __init__(
        self,
        database: Database,
        postbus: Postbus,
        *,
        secret: bytes,
        old_secret: bytes | None,
        address: str | None,
        is_local: bool = False,
        hosts: Collection[str] = (),
    ) -> None:
        self._database = database
        self._postbus = postbus
        self._secret = secret
        self._old_secret = old_secret
        self._address = address
        self._is_local = is_local
        self._hosts = hosts

    @cached_property
    def aanmelding(self) -> Aanmelding:
        """Lets people in."""
        return Aanmelding(self._database, self._codes, self.passkeys, Pogingen(self._secret))

    @cached_property
    def uitnodigingen(self) -> Uitnodigingen:
        """People let each other in."""
        return Uitnodigingen(self._database, self._postbus, self._address)

    @cached_property
    def activering(self) -> Activering:
        """Turns invitations into people who can sign in."""
        return Activering(self._database, self._factorkeuze, self.passkeys, self.aanmelding)

    @cached_property
    def bladen(self) -> Activeringsbladen:
        """Schools see the accounts of their people, and print sheets for them."""
        return Activeringsbladen(self._database, self._bladhash)

    @cached_property
    def bladinname(self) -> Bladinname:
        """People type what stands on their sheet."""
        return Bladinname(self._database, self._bladhash, Pogingen(self._secret))

    @cached_property
    def _bladhash(self) -> Bladhash:
        return Bladhash(self._secret, self._old_secret)

    @cached_property
    def factorbeheer(self) -> Factorbeheer:
        """People look after their own passwords, codes and passkeys."""
        return Factorbeheer(self._database, self._factorkeuze, self.passkeys)

    @cached_property
    def gebruikers(self) -> Gebruikers:
        """Lists people, and ends what they may."""
        return Gebruikers(self._database)

    @cached_property
    def demo(self) -> Demomensen:
        """Made-up people, for a demonstration."""
        return Demomensen(self._database, self.aanmelding, self._address, is_local=self._is_local)

    @cached_property
    def klas(self) -> Klasaanmelding:
        """Pupils sign in, and their teachers help them."""
        return Klasaanmelding(self._database, secret=self._secret, old_secret=self._old_secret)

    @cached_property
    def extern(self) -> Externetoegang:
        """People come in by an account that their school has elsewhere."""
        return Externetoegang(
            self._database, self._providerbron, self._providerkluis, self.aanmelding, self._address
        )

    @cached_property
    def externeafmelding(self) -> Externeafmelding:
        """The provider of a school tells that somebody signed out there."""
        return Externeafmelding(self._database, self._providerbron)

    @cached_property
    def schoolproviders(self) -> Schoolproviders:
        """Schools look after where that is."""
        return Schoolproviders(self._database, self._providerbron, self._providerkluis)

    @cached_property
    def _providerbron(self) -> Providerbron:
        return Providerbron(self._hosts)

    @cached_property
    def _providerkluis(self) -> Kluis:
        return Kluis(b"provider van een school", self._secret, self._old_secret)

    @cached_property
    def toonkluis(self) -> Kluis:
        """Encrypts what a page shows once, between the change that made it and that page."""
        return Kluis(b"eenmaal getoond", self._secret, self._old_secret)

    @cached_property
    def passkeys(self) -> Passkeys:
        """Asks for passkeys and judges them."""
        return Passkeys(self._address, NAAM)

    @cached_property
    def _codes(self) -> Codes:
        return Codes(self._secret, self._old_secret)

    @cached_property
    def _factorkeuze(self) -> Factorkeuze:
        return Factorkeuze(self._codes, self.passkeys, NAAM)

    def purge(self, now: datetime) -> int:
        """Forget what ended: sessions, invitations, counted failures and old devices; returns how many."""
        devices = self.klas.purge(now)
        with self._database.write() as connection:
            return (
                devices
                + SessieRepository(connection).purge(now)
                + UitnodigingRepository(connection).purge(now - KEPT)
                + TellerRepository(connection).purge(now)
                + FactorRepository(connection).purge_devices(now - DEVICES)
            )
