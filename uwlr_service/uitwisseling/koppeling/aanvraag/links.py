"""The way back to an application: a link in a mail, which works once and confirms the address."""

from uwlr_service.domain import tekst, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import LinkOngeldig
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag
from uwlr_service.domain.koppeling.aanvraag.link import LINKS_WITHIN, MOST_LINKS
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.aanvraag.aanvragen import AanvraagRepository
from uwlr_service.repository.koppeling.aanvraag.links import AanvraaglinkRepository
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.koppeling.aanvraag.berichten import Aanvragerspost
from uwlr_service.uitwisseling.koppeling.aanvraag.toegang import judged, own
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

AT_ONCE = 100
"""Addresses that are read at once."""


class Aanvraaglinks:
    """Makes links, and trades each once."""

    def __init__(self, database: Database, post: Aanvragerspost) -> None:
        self._database = database
        self._post = post

    def send(self, nummer: int, *, door: Handelende) -> bool:
        """Mail the applicant a link; False when there is no mail server, or too many were asked for.

        Raises NietToegestaan.
        """
        with self._database.write() as connection:
            aanvraag = own(AanvraagRepository(connection), nummer, door)
            return self._send(connection, aanvraag)

    def request(self, mail: str, *, door: Handelende) -> None:
        """Keep that an address wants a link to each of its open applications; ``answer`` mails them.

        Nothing is looked up here: the time that it took would tell strangers who applied.
        """
        if not self._post.is_open:
            return
        with self._database.write() as connection:
            AanvraaglinkRepository(connection).ask(tekst.trim(mail).lower(), tijd.now())

    def answer(self, *, door: Handelende) -> int:
        """Mail the links that were asked for; returns of how many addresses."""
        door.require_no_person()
        answered = 0
        while mails := self._asked():
            answered += sum(self._answer(mail) for mail in mails)
        return answered

    def _asked(self) -> list[str]:
        with self._database.read() as connection:
            return AanvraaglinkRepository(connection).asked(AT_ONCE)

    def _answer(self, mail: str) -> bool:
        with self._database.write() as connection:
            if not AanvraaglinkRepository(connection).take(mail):
                return False  # another worker has it
            for aanvraag in AanvraagRepository(connection).open_of(mail):
                self._send(connection, aanvraag)
            return True

    def hand_over(self, nummer: int, *, door: Handelende) -> str:
        """A link for an operator to hand over, where there is no mail: its whole address.

        Raises NietToegestaan, VersBewijsNodig.
        """
        with self._database.write() as connection:
            aanvraag = judged(AanvraagRepository(connection), nummer, door)
            door.require_fresh()
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.BESLUIT,
                    wat="aanvraag-link",
                    door=door,
                    inhoud={"aanvraag": nummer},
                ),
            )
            return self._post.link(connection, aanvraag)

    def seal(self, token: str) -> str:
        """What a session keeps of a link until it is traded."""
        return bewijzen.digest(token)

    def trade(self, sealed: str, *, door: Handelende) -> int:
        """Use a link up, which confirms the address; returns the number of the application.

        Raises LinkOngeldig for one that works no more.
        """
        now = tijd.now()
        with self._database.write() as connection:
            links = AanvraaglinkRepository(connection)
            nummer = links.find(sealed, now)
            if nummer is None or not links.use(sealed, now):
                raise LinkOngeldig
            aanvragen = AanvraagRepository(connection)
            aanvraag = aanvragen.locked(nummer)
            if aanvraag is not None and aanvraag.bevestigd is None:
                aanvragen.change(nummer, bevestigd=now)
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.TOEGANG,
                    wat="aanvraag-link-gebruikt",
                    door=door,
                    inhoud={"aanvraag": nummer},
                ),
            )
            return nummer

    def _send(self, connection: Transaction, aanvraag: Aanvraag) -> bool:
        links = AanvraaglinkRepository(connection)
        if links.made_since(aanvraag.id, tijd.now() - LINKS_WITHIN) >= MOST_LINKS or not aanvraag.mail:
            return False
        return self._post.send_link(connection, aanvraag)
