"""Operators judge applications: take one up, ask what is missing, and say yes or no."""

from collections.abc import Mapping

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import AanvraagOnbekend, Geweigerd
from uwlr_service.domain.koppeling.aanvraag.aanvraag import Aanvraag, Aanvraagdossier
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraaggebeurtenis, Aanvraagstand
from uwlr_service.domain.koppeling.aanvraag.volledig import vragen_of
from uwlr_service.domain.koppeling.reden import read_reden
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.aanvraag.aanvragen import AanvraagRepository
from uwlr_service.uitwisseling.koppeling.aanvraag.berichten import Aanvragerspost
from uwlr_service.uitwisseling.koppeling.aanvraag.toegang import judged, take_step

WAITING = (Aanvraagstand.INGEDIEND, Aanvraagstand.IN_BEOORDELING)
"""The states in which an operator has something to do."""


class Beoordeling:
    """What operators do with applications."""

    def __init__(self, database: Database, post: Aanvragerspost) -> None:
        self._database = database
        self._post = post

    def waiting(self, *, door: Handelende) -> list[Aanvraag]:
        """The applications that wait for an operator, oldest first. Raises NietToegestaan."""
        return self._listed(WAITING, door)

    def all(self, *, door: Handelende) -> list[Aanvraag]:
        """Every application, oldest first. Raises NietToegestaan."""
        return self._listed(tuple(Aanvraagstand), door)

    def _listed(self, standen: tuple[Aanvraagstand, ...], door: Handelende) -> list[Aanvraag]:
        door.require(Actie.BEOORDELEN)
        with self._database.read() as connection:
            return AanvraagRepository(connection).in_states(standen)

    def dossier(self, nummer: int, *, door: Handelende) -> Aanvraagdossier:
        """An application with its questions and steps. Raises NietToegestaan, also if there is none."""
        door.require(Actie.BEOORDELEN)
        with self._database.read() as connection:
            dossier = AanvraagRepository(connection).dossier(nummer)
        if dossier is None:
            raise AanvraagOnbekend(f"Er is geen aanvraag {nummer}.")
        return dossier

    def take_up(self, nummer: int, *, door: Handelende) -> None:
        """Begin to judge an application. Raises NietToegestaan, OvergangOngeldig."""
        with self._database.write() as connection:
            aanvraag = judged(AanvraagRepository(connection), nummer, door)
            take_step(connection, aanvraag, Aanvraaggebeurtenis.TAKE_UP, door=door)
            self._post.tell(connection, Berichtsoort.AANVRAAG_OPGEPAKT, aanvraag)

    def ask_more(self, nummer: int, vragen: Mapping[str, str], *, door: Handelende) -> None:
        """Ask about answers, each by its name as ``organisatie/kvk``. A first yes of an operator lapses.

        Raises NietToegestaan, OvergangOngeldig, and Geweigerd for no question, or one about something else.
        """
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            aanvraag = judged(aanvragen, nummer, door)
            stap = take_step(connection, aanvraag, Aanvraaggebeurtenis.ASK_MORE, door=door)
            if not vragen:
                raise Geweigerd("Stel ten minste één vraag.")
            if not vragen.keys() <= set(vragen_of(aanvraag)):
                raise Geweigerd("Een vraag gaat over een antwoord in de aanvraag.")
            asked = {
                vraag: read_reden(text, "Vul bij elk antwoord in wat u wilt weten.")
                for vraag, text in vragen.items()
            }
            aanvragen.ask(nummer, asked, stap.moment)
            aanvragen.change(nummer, akkoord=None)
            self._post.tell(connection, Berichtsoort.AANVRAAG_VRAAG, aanvraag)

    def reject(self, nummer: int, reden: str, *, door: Handelende) -> None:
        """Say no, with a reason that the applicant reads.

        Raises NietToegestaan, OvergangOngeldig, and Geweigerd without a reason.
        """
        with self._database.write() as connection:
            aanvraag = judged(AanvraagRepository(connection), nummer, door)
            reden = read_reden(reden, "Schrijf waarom u de aanvraag afwijst.")
            take_step(connection, aanvraag, Aanvraaggebeurtenis.REJECT, door=door, reden=reden)
            self._post.tell(connection, Berichtsoort.AANVRAAG_AFGEWEZEN, aanvraag, reden=reden)
