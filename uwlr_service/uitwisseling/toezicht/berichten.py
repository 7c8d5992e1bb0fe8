"""Tells people what happened that concerns them, and shows them what they were told."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht import tweetalig
from uwlr_service.domain.toezicht.bericht import Bericht, Verteld
from uwlr_service.domain.toezicht.post import Brief
from uwlr_service.domain.toezicht.tweetalig import Versie
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.toezicht.adressen import AdresRepository
from uwlr_service.repository.toezicht.berichten import BerichtRepository
from uwlr_service.uitwisseling.toezicht.post import Postbus

MOST_SHOWN = 100
AT_ONCE = 100
"""Messages of which mail is made in one transaction."""
KEPT = timedelta(days=400)
NO_MORE = {
    Taal.NL: "Geen mail meer? Dat kiest u op {adres}",
    Taal.EN: "No more mail? You choose that at {adres}",
}
"""How somebody gets no mail of messages any more."""


def tell(connection: Transaction, *berichten: Bericht) -> None:
    """Tell people something, in the transaction that makes it so; mail follows later.

    Raises ValueError for a message without the parameters that its text asks for.
    """
    for bericht in berichten:
        bericht.require_complete()
    BerichtRepository(connection).add(berichten)


class Berichten:
    """The messages to people; ``portaal`` is the address of the pages, without which mail has no links."""

    def __init__(self, database: Database, postbus: Postbus, portaal: str | None) -> None:
        self._database = database
        self._postbus = postbus
        self._portaal = portaal

    def of_person(self, *, door: Handelende) -> list[Verteld]:
        """What a person was told: what they did not read first, and then the newest."""
        door.require(Actie.EIGEN_ACCOUNT)
        with self._database.read() as connection:
            return BerichtRepository(connection).of_person(door, MOST_SHOWN)

    def mark_read(self, numbers: Sequence[int] | None = None, *, door: Handelende) -> None:
        """Mark messages as read: these, or all. What is not for this person stays as it is."""
        door.require(Actie.EIGEN_ACCOUNT)
        with self._database.write() as connection:
            BerichtRepository(connection).mark(door, numbers)

    def wants_mail(self, *, door: Handelende) -> bool:
        """Whether a person gets mail of what they are told."""
        door.require(Actie.EIGEN_ACCOUNT)
        if door.inlog is None:
            return False
        with self._database.read() as connection:
            return BerichtRepository(connection).wants_mail(door.inlog)

    def choose_mail(self, *, post: bool, door: Handelende) -> None:
        """Whether a person gets mail from now on."""
        door.require(Actie.EIGEN_ACCOUNT)
        if door.inlog is None:
            return
        with self._database.write() as connection:
            BerichtRepository(connection).choose_mail(door.inlog, post=post)

    def post(self) -> int:
        """Make mail of what people were told, for those who want it; returns of how many messages."""
        made = 0
        while posted := self._post_some():
            made += posted
        return made

    def _post_some(self) -> int:
        now = tijd.now()
        with self._database.write() as connection:
            repository = BerichtRepository(connection)
            addresses = AdresRepository(connection)
            ongepost = repository.ongepost(AT_ONCE)
            for _, bericht in ongepost:
                if self._postbus.is_open:
                    brieven = [self._brief(bericht, adres) for adres in addresses.of(bericht.aan, now)]
                    self._postbus.put(connection, *brieven)
            if ongepost:
                repository.mark_posted([number for number, _ in ongepost])
        return len(ongepost)

    def _brief(self, bericht: Bericht, adres: str) -> Brief:
        """The mail of a message, in Dutch with the English below it."""
        versies = {}
        for taal in Taal:
            alineas = [bericht.tekst(taal)]
            if self._portaal is not None:
                alineas.append(f"{self._portaal}{bericht.pad or '/berichten'}")
                alineas.append(NO_MORE[taal].format(adres=f"{self._portaal}/berichten"))
            versies[taal] = Versie(bericht.titel(taal), tuple(alineas))
        return tweetalig.brief(adres, versies)

    def purge(self, now: datetime) -> int:
        """Forget old messages; returns how many."""
        with self._database.write() as connection:
            return BerichtRepository(connection).purge(now - KEPT)
