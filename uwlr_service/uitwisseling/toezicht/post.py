"""Mail: kept in the transaction that wants it, and handed over by the worker, so no request waits for it."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from uwlr_service.domain import tekst, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.toezicht.post import GIVE_UP, Afzender, Brief, Nietverzonden, Tls, wait_after
from uwlr_service.outgoing import mail
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.toezicht.post import PostRepository, Wachtend
from uwlr_service.uitwisseling.kluis import Kluis

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""How long a mail is one worker's own; longer than an attempt takes."""
KEPT = timedelta(days=30)
"""How long the operator sees to whom mail went, and which did not arrive."""
MOST_SHOWN = 100
UNREADABLE = "versleuteld met een ander UWLR_SECRET"
NO_ADDRESS = "geen adres waar mail naartoe kan"


class Postbus:
    """The mail of this service; without ``afzender`` none is kept and none goes out."""

    def __init__(
        self, database: Database, secret: bytes, old_secret: bytes | None, afzender: Afzender | None
    ) -> None:
        self._database = database
        self._kluis = Kluis(b"post", secret, old_secret)
        self._afzender = afzender

    @property
    def is_open(self) -> bool:
        """Whether mail can be sent; if not, a page has to show what the mail would have said."""
        return self._afzender is not None

    def put(self, connection: Transaction, *brieven: Brief) -> bool:
        """Keep mails to hand over, in the transaction that wants them; False if no mail can be sent."""
        if not self.is_open:
            return False
        kept = [(brief.aan, _one_line(brief.onderwerp), self._kluis.wrap(brief.tekst)) for brief in brieven]
        PostRepository(connection).add(kept, tijd.now())
        return True

    def unsent(self, *, door: Handelende) -> list[Nietverzonden]:
        """The mails that no server took so far, for the operator; at most a hundred."""
        door.require(Actie.DIENST_ZIEN)
        with self._database.read() as connection:
            return PostRepository(connection).unsent(MOST_SHOWN)

    def deliver(self, moment: datetime | None = None, stopped: Callable[[], bool] = lambda: False) -> int:
        """Hand over every mail that is due; returns how many were taken.

        The round ends at a server that cannot be reached: the others would wait for it as long.
        """
        if self._afzender is None:
            return 0
        taken = 0
        due = moment or tijd.now()
        while not stopped():
            with self._database.write() as connection:
                wachtend = PostRepository(connection).take(due, max(due, tijd.now()) + LEASE)
            if wachtend is None:
                break
            try:
                self._send(wachtend, self._afzender)
            except mail.NotSent as error:
                self._postpone(wachtend, error, max(due, tijd.now()))
                if isinstance(error, mail.Unreachable):
                    break
            else:
                taken += 1
        return taken

    def _send(self, wachtend: Wachtend, afzender: Afzender) -> None:
        """Hand over one mail. Raises NotSent."""
        content = self._kluis.unwrap(wachtend.inhoud)
        if content is None:
            raise mail.NotSent(UNREADABLE, is_final=True)
        server = afzender.server
        place = mail.Place(
            host=server.host,
            port=server.port,
            tls=server.tls is Tls.AT_ONCE,
            starttls=server.tls is Tls.AFTER_STARTTLS,
            login=None if server.gebruiker is None else (server.gebruiker, server.wachtwoord or ""),
        )
        mail.send(_message(wachtend, content.decode(), afzender.van), place)
        with self._database.write() as connection:
            PostRepository(connection).sent(wachtend.id, tijd.now())

    def _postpone(self, wachtend: Wachtend, error: mail.NotSent, now: datetime) -> None:
        """Try a mail later, or not any more."""
        # Without the words of the server: they name the address.
        log.warning("mail %s was not sent: %s", wachtend.id, error.reason.partition(" ")[0])
        volgende = now + wait_after(wachtend.pogingen)
        with self._database.write() as connection:
            repository = PostRepository(connection)
            if error.is_final or volgende > wachtend.gemaakt + GIVE_UP:
                repository.give_up(wachtend.id, error.reason)
            else:
                repository.retry(wachtend.id, volgende, error.reason)

    def purge(self, now: datetime) -> int:
        """Forget the mails that were settled a month ago; returns how many."""
        with self._database.write() as connection:
            return PostRepository(connection).purge(now - KEPT)


def _message(wachtend: Wachtend, text: str, van: str) -> EmailMessage:
    """The mail as it goes out. Raises NotSent if its address is none."""
    message = EmailMessage(policy=SMTP)
    message["From"] = van
    message["To"] = _address(wachtend.aan)
    message["Subject"] = wachtend.onderwerp
    message["Date"] = format_datetime(wachtend.gemaakt.astimezone(tijd.AMSTERDAM))
    # The same at each attempt, so that a receiver sees that it has it already.
    message["Message-ID"] = f"<post-{wachtend.id}-{wachtend.gemaakt:%Y%m%d%H%M%S}@{_domain(van)}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice comes back
    message.set_content(text)
    return message


def _address(aan: str) -> Address:
    """Whom a mail is for. Raises NotSent if that is not an address of one person."""
    try:
        address = Address(addr_spec=aan)
    except (ValueError, IndexError, MessageError) as error:  # what the parser of the library raises differs
        raise mail.NotSent(NO_ADDRESS, is_final=True) from error
    # It passes over what it does not understand.
    if not address.username or not address.domain or f"{address.username}@{address.domain}" != aan:
        raise mail.NotSent(NO_ADDRESS, is_final=True)
    return address


def _domain(van: str) -> str:
    return van.rpartition("@")[2].rstrip("> ")


def _one_line(onderwerp: str) -> str:
    """A subject has names of others in it."""
    return " ".join(tekst.shown(onderwerp).split())
