"""Whether somebody can prove a school as an application asks, and the grant of that proof."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain.account.handelende import FRESH, Handelende
from uwlr_service.domain.account.sessie import Sessie
from uwlr_service.domain.fouten.sso import Antwoordfout
from uwlr_service.domain.sso.aanmeldverzoek import BEWIJS
from uwlr_service.domain.sso.niveau import niveau_of
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.aanbieders import Aanbieder, AanbiederRepository
from uwlr_service.repository.sso.onderwerpen import OnderwerpRepository
from uwlr_service.repository.sso.schoolbewijzen import Bewijsplek, SchoolbewijsRepository
from uwlr_service.repository.sso.toekenningen import Gunning, ToekenningRepository
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.sso import aanmeldvraag
from uwlr_service.uitwisseling.sso.aanmeldvraag import Aanmeldvraag
from uwlr_service.uitwisseling.sso.gunnen import CODE_LIVES
from uwlr_service.uitwisseling.sso.stappen import Aanmelden, Bewijzen, GeenToegang
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

LIVES = timedelta(minutes=10)
"""How long what comes of a proof holds; what it was for is a proposal, which asks for nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bewezen:
    """The request can be answered with a code: this school, by this session."""

    plek: Bewijsplek
    sessie: Sessie
    handelende: Handelende
    aangemeld: datetime


def judge(
    connection: Transaction, vraag: Aanmeldvraag, sessie: Sessie | None
) -> Aanmelden | Bewijzen | GeenToegang | Bewezen:
    """The next step; the person always says on a page which school it is. Raises Antwoordfout."""
    if vraag.verzoek.is_silent:
        raise Antwoordfout("interaction_required", "The person has to confirm which school is proven.")
    aangemeld = None if sessie is None else sessie.aangemeld
    if sessie is None or sessie.handelende is None or aangemeld is None:
        return aanmeldvraag.sign_in(vraag)
    if aanmeldvraag.must_sign_in_again(vraag, sessie, aangemeld):
        return aanmeldvraag.sign_in(vraag)
    accounts = [account.id for account in sessie.handelende.accounts]
    plekken = SchoolbewijsRepository(connection).places(vraag.client.id, accounts, vraag.moment)
    if not plekken:
        return GeenToegang(vraag.client.naam, is_bewijs=True)
    if not _is_fresh(sessie.handelende, vraag.moment):
        return aanmeldvraag.sign_in(vraag)
    chosen = [plek for plek in plekken if plek.account == vraag.wachtend.account]
    if not vraag.is_bevestigd or not chosen:
        aanbieder = _aanbieder(connection, vraag)
        return Bewijzen(toepassing=vraag.client.naam, partner=aanbieder.partner, plekken=tuple(plekken))
    return Bewezen(plek=chosen[0], sessie=sessie, handelende=sessie.handelende, aangemeld=aangemeld)


def grant(connection: Transaction, vraag: Aanmeldvraag, bewezen: Bewezen) -> str:
    """Keep what is proven, and the grant of it; returns the code."""
    plek = bewezen.plek
    toekenningen = ToekenningRepository(connection)
    OnderwerpRepository(connection).ensure(plek.account, vraag.client.id)
    code = bewijzen.new()
    toekenningen.add(
        Gunning(
            sessie=bewezen.sessie.id,
            account=plek.account,
            client=vraag.client.id,
            afspraak=None,
            sid=toekenningen.sid_of(bewezen.sessie.id, vraag.client.id) or bewijzen.new(),
            scope=tuple(scope for scope in vraag.verzoek.scopes if scope in BEWIJS),
            claims={},
            nonce=vraag.verzoek.nonce,
            aangemeld=bewezen.aangemeld,
            acr=niveau_of(bewezen.sessie.amr).value,
            amr=bewezen.sessie.amr,
            terugadres=vraag.verzoek.terugadres,
            uitdaging=vraag.verzoek.uitdaging,
            code=bewijzen.digest(code),
            code_tot=vraag.moment + CODE_LIVES,
            geldig_tot=min(vraag.moment + LIVES, bewezen.sessie.eindigt),
        )
    )
    SchoolbewijsRepository(connection).add(vraag.client.koppeling, plek.school_id, vraag.moment)
    record(
        connection,
        Gebeurtenis(
            soort=Logsoort.BESLUIT,
            wat="school-bewezen",
            door=bewezen.handelende,
            school_id=plek.school_id,
            koppelpartner_id=_aanbieder(connection, vraag).koppelpartner_id,
            inhoud={"koppeling": vraag.client.koppeling},
        ),
    )
    return code


def _is_fresh(handelende: Handelende, moment: datetime) -> bool:
    """Whether a second factor was proven here just now, as every decision about links asks."""
    return handelende.bewezen is not None and moment - handelende.bewezen <= FRESH


def _aanbieder(connection: Transaction, vraag: Aanmeldvraag) -> Aanbieder:
    """The company behind an application."""
    aanbieder = AanbiederRepository(connection).of(vraag.client.koppeling)
    if aanbieder is None:
        raise RuntimeError("the link of a client is gone")
    return aanbieder
