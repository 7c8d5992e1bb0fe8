"""A company applies: it fills in the form in steps, sends it, answers questions, or takes it back."""

import hashlib
import hmac
from collections.abc import Collection, Mapping

from uwlr_service.domain import tekst, tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, OvergangOngeldig, TeVeelAanvragen
from uwlr_service.domain.koppeling.aanvraag.aanvraag import (
    DRAFTS_WITHIN,
    MOST_DRAFTS,
    Aanvraag,
    Aanvraagdossier,
    Aanvraagstap,
)
from uwlr_service.domain.koppeling.aanvraag.antwoordregels import Antwoordfout, faults_in, is_mailadres
from uwlr_service.domain.koppeling.aanvraag.formulier import (
    FORMULIER,
    MAIL_LENGTH,
    Antwoorden,
    Formulierdeel,
    cleaned,
)
from uwlr_service.domain.koppeling.aanvraag.gegevensregels import faults_in_koppeling
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import Gegevensvraag, Koppelsoort
from uwlr_service.domain.koppeling.aanvraag.stand import CONCEPT_KEPT, Aanvraaggebeurtenis, Aanvraagstand
from uwlr_service.domain.koppeling.aanvraag.volledig import require_complete
from uwlr_service.domain.koppeling.reden import read_reden
from uwlr_service.domain.netwerk import neighbourhood
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.aanvraag.aanvragen import AanvraagRepository
from uwlr_service.repository.koppeling.aanvraag.vorm import dump_antwoorden, dump_gegevens
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.uitwisseling.koppeling.aanvraag.berichten import Aanvragerspost, tell_operators
from uwlr_service.uitwisseling.koppeling.aanvraag.toegang import (
    is_own,
    log_step,
    own,
    take_step,
)


class Aanvragen:
    """What an applicant does: somebody from outside who followed the link, or a user of a koppelpartner."""

    def __init__(self, database: Database, secret: bytes, post: Aanvragerspost) -> None:
        self._database = database
        self._secret = secret
        self._post = post

    def begin(
        self, mail: str, *, taal: str, adres: str | None, koppelpartner: int | None = None, door: Handelende
    ) -> Aanvraag:
        """Begin a draft. ``adres`` is where the call came from; a keyed hash of it is kept, to count by.

        For a koppelpartner no mail address is asked: its users hear what happens. What the command line types
        in counts as confirmed. Raises TeVeelAanvragen when there were too many from there within an hour,
        those that were taken back included, Geweigerd for what is not a mail address, and NietToegestaan.
        """
        if koppelpartner is not None:
            door.require(Actie.AANVRAGEN, koppelpartner=koppelpartner)
            mail = ""
        else:
            mail = _mailadres(mail)
        now = tijd.now()
        stap = Aanvraagstap(
            moment=now,
            van=None,
            gebeurtenis=Aanvraaggebeurtenis.BEGIN,
            naar=Aanvraagstand.CONCEPT,
            door=door.naam,
        )
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            herkomst = None
            aanvragen.lock_beginning()
            if koppelpartner is None:
                herkomst = self._hashed(adres)
                begun = aanvragen.begun_since(now - DRAFTS_WITHIN, mail, herkomst)
            else:
                begun = aanvragen.begun_by(koppelpartner, now - DRAFTS_WITHIN)
            if door.is_person and begun >= MOST_DRAFTS:
                raise TeVeelAanvragen
            nummer = aanvragen.add(
                stand=Aanvraagstand.CONCEPT.value,
                mail=mail,
                taal=taal,
                herkomst=herkomst,
                begonnen=now,
                verloopt=now + CONCEPT_KEPT,
                bevestigd=None if door.is_person else now,
                koppelpartner_id=koppelpartner,
                antwoorden=dump_antwoorden(_known(connection, koppelpartner)),
                gegevens={},
            )
            aanvragen.add_stap(nummer, stap)
            log_step(connection, nummer, stap, door=door, koppelpartner=koppelpartner)
            return aanvragen.get(nummer)

    def dossier(self, nummer: int, *, door: Handelende) -> Aanvraagdossier:
        """An application of the one who acts, with its questions. Raises NietToegestaan, also if none is."""
        with self._database.read() as connection:
            dossier = AanvraagRepository(connection).dossier(nummer)
        if dossier is None or not is_own(dossier.aanvraag, door):
            raise NietToegestaan
        return dossier

    def of_koppelpartner(self, koppelpartner: int, *, door: Handelende) -> list[Aanvraag]:
        """The applications of a partner, oldest first. Raises NietToegestaan."""
        door.require(Actie.AANVRAGEN, koppelpartner=koppelpartner)
        with self._database.read() as connection:
            return AanvraagRepository(connection).of_koppelpartner(koppelpartner)

    def save(
        self, nummer: int, deel: Formulierdeel, antwoorden: Antwoorden, *, door: Handelende
    ) -> tuple[Antwoordfout, ...]:
        """Keep the answers of a step as they are, and say what is wrong with them.

        Questions that the step does not have are passed over. Raises NietToegestaan, OvergangOngeldig.
        """
        given = {vraag.naam: antwoorden.get(vraag.naam, "") for vraag in FORMULIER[deel]}
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            aanvraag = _changeable(aanvragen, nummer, deel, door)
            kept = {**aanvraag.antwoorden, deel: {naam: cleaned(text) for naam, text in given.items()}}
            aanvragen.change(nummer, antwoorden=dump_antwoorden(kept))
        return faults_in(deel, given)

    def choose(self, nummer: int, soorten: Collection[Koppelsoort], *, door: Handelende) -> None:
        """Choose the kinds of links; what was said of a kind that is left out is forgotten.

        Raises NietToegestaan, OvergangOngeldig.
        """
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            present = _changeable(aanvragen, nummer, Formulierdeel.GEGEVENS, door).gegevens
            chosen = {
                soort: present.get(soort, Gegevensvraag(soort=soort))
                for soort in Koppelsoort
                if soort in soorten
            }
            aanvragen.change(nummer, gegevens=dump_gegevens(chosen))

    def save_gegevens(
        self, nummer: int, gegevensvraag: Gegevensvraag, *, door: Handelende
    ) -> tuple[Antwoordfout, ...]:
        """Keep what is asked over one of the chosen kinds of links, and say what is wrong with it.

        Raises NietToegestaan, OvergangOngeldig, and Geweigerd for a kind that was not chosen.
        """
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            present = _changeable(aanvragen, nummer, Formulierdeel.GEGEVENS, door).gegevens
            if gegevensvraag.soort not in present:
                raise Geweigerd("Kies deze soort koppeling eerst.")
            gegevens = {**present, gegevensvraag.soort: gegevensvraag.cleaned()}
            aanvragen.change(nummer, gegevens=dump_gegevens(gegevens))
        return faults_in_koppeling(gegevensvraag)

    def send(self, nummer: int, *, verklaard: bool, door: Handelende) -> None:
        """Send the application; ``verklaard`` is whether the applicant says that they may do so.

        Raises NietToegestaan, OvergangOngeldig, AanvraagOnvolledig with what is wrong, MailNietBevestigd, and
        Geweigerd.
        """
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            aanvraag = own(aanvragen, nummer, door)
            stap = take_step(connection, aanvraag, Aanvraaggebeurtenis.SEND, door=door)
            require_complete(aanvraag)
            if not verklaard:
                raise Geweigerd("Bevestig eerst dat u deze aanvraag namens het bedrijf mag doen.")
            aanvragen.change(nummer, ingediend=stap.moment)
            tell_operators(connection, Berichtsoort.AANVRAAG_INGEDIEND, aanvraag)
            self._post.tell(connection, Berichtsoort.AANVRAAG_ONTVANGEN, aanvraag)

    def supplement(self, nummer: int, antwoorden: Mapping[int, str], *, door: Handelende) -> None:
        """Answer every open question, by its number; the judging goes on, and begins anew for the first yes.

        Raises NietToegestaan, OvergangOngeldig, AanvraagOnvolledig when answers that were changed are wrong,
        and Geweigerd for a question without an answer.
        """
        with self._database.write() as connection:
            aanvragen = AanvraagRepository(connection)
            aanvraag = own(aanvragen, nummer, door)
            stap = take_step(connection, aanvraag, Aanvraaggebeurtenis.SUPPLEMENT, door=door)
            require_complete(aanvraag)
            waiting = [navraag for navraag in aanvragen.navragen(nummer) if navraag.antwoord is None]
            given = {
                navraag.id: read_reden(antwoorden.get(navraag.id, ""), "Beantwoord elke vraag.")
                for navraag in waiting
            }
            aanvragen.answer(given, stap.moment)
            tell_operators(connection, Berichtsoort.AANVRAAG_AANGEVULD, aanvraag)

    def withdraw(self, nummer: int, *, door: Handelende) -> None:
        """Take the application back. Raises NietToegestaan, OvergangOngeldig."""
        with self._database.write() as connection:
            aanvraag = own(AanvraagRepository(connection), nummer, door)
            take_step(connection, aanvraag, Aanvraaggebeurtenis.WITHDRAW, door=door)
            if aanvraag.stand is not Aanvraagstand.CONCEPT:
                tell_operators(connection, Berichtsoort.AANVRAAG_INGETROKKEN, aanvraag)

    def _hashed(self, adres: str | None) -> str:
        """A network address, so that calls from it can be counted and nobody reads it back.

        Calls of which nobody knows where they came from count together.
        """
        return hmac.new(self._secret, neighbourhood(adres or "").encode(), hashlib.sha256).hexdigest()


def _mailadres(text: str) -> str:
    mail = tekst.trim(text).lower()
    if len(mail) > MAIL_LENGTH or not is_mailadres(mail):
        raise Geweigerd("Vul een e-mailadres in zoals naam@bedrijf.nl.")
    return mail


def _known(connection: Transaction, koppelpartner: int | None) -> dict[Formulierdeel, Antwoorden]:
    """The answers of a company that is known, to go on from."""
    if koppelpartner is None:
        return {}
    company = KoppelpartnerRepository(connection).get(koppelpartner)
    if company is None:
        raise NietToegestaan
    known = {"organisatie": company.naam, "kvk": company.kvk or "", "website": company.website or ""}
    return {Formulierdeel.ORGANISATIE: {**company.contact, **known}}


def _changeable(
    aanvragen: AanvraagRepository, nummer: int, deel: Formulierdeel, door: Handelende
) -> Aanvraag:
    """An application of which a step can be changed. Raises NietToegestaan, OvergangOngeldig."""
    aanvraag = own(aanvragen, nummer, door)
    dossier = Aanvraagdossier(aanvraag=aanvraag, navragen=tuple(aanvragen.navragen(nummer)), stappen=())
    if not dossier.may_change(deel):
        stand = aanvraag.stand.replace("_", " ")
        raise OvergangOngeldig(f"De aanvraag is nu {stand}; dit deel is niet meer te veranderen.")
    return aanvraag
