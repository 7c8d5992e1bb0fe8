"""Whether a waiting request can be answered for the person of a session, or what has to be asked first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from uwlr_service.domain.account.sessie import Sessie
from uwlr_service.domain.fouten.sso import Antwoordfout
from uwlr_service.domain.sso.aanmeldverzoek import Aanmeldverzoek, Prompt
from uwlr_service.domain.sso.client import SsoClient
from uwlr_service.domain.sso.niveau import Niveau, highest_of, is_enough, niveau_of
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.repository.sso.verzoeken import Wachtend
from uwlr_service.uitwisseling.sso import toegang
from uwlr_service.uitwisseling.sso.stappen import Aanmelden, GeenToegang, Kiezen, Melden
from uwlr_service.uitwisseling.sso.toegang import Ingang

Hintlezer = Callable[[str, str], str | None]
"""From an ID token of ours and the client_id that it must be for to its ``sub``; None for anything else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanmeldvraag:
    """A waiting request with all that it is judged by.

    ``verteld`` is the version of the agreement whose notice the person just answered, and ``is_bevestigd``
    whether they said which school they prove.
    """

    wachtend: Wachtend
    client: SsoClient
    verzoek: Aanmeldverzoek
    moment: datetime
    read_hint: Hintlezer
    verteld: int | None = None
    is_bevestigd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Klaar:
    """The request can be answered with a code: for this account, by this session."""

    ingang: Ingang
    sessie: Sessie
    aangemeld: datetime


def judge(
    connection: Transaction, vraag: Aanmeldvraag, sessie: Sessie | None
) -> Aanmelden | Kiezen | Melden | GeenToegang | Klaar:
    """The next step. Raises Antwoordfout, for the application, when nothing may be asked or nothing helps."""
    aangemeld = None if sessie is None else sessie.aangemeld
    if sessie is None or sessie.handelende is None or aangemeld is None:
        return sign_in(vraag)
    if must_sign_in_again(vraag, sessie, aangemeld):
        return sign_in(vraag)
    accounts = [account.id for account in sessie.handelende.accounts]
    ingangen = toegang.find_all(connection, vraag.client.id, accounts, vraag.moment)
    expected = _expected_sub(vraag)
    if expected is not None:
        ingangen = [ingang for ingang in ingangen if ingang.toegang.sub == expected]
        if not ingangen:
            return _as_somebody_else(vraag, aangemeld)
    if not ingangen:
        return _no_access(vraag)
    ingang = _chosen(vraag, ingangen)
    if ingang is None:
        return _choice(vraag, ingangen)
    if _has_to_be_told(vraag, ingang):
        return _telling(connection, vraag, ingang)
    return Klaar(ingang=ingang, sessie=sessie, aangemeld=aangemeld)


def sign_in(vraag: Aanmeldvraag) -> Aanmelden:
    """Somebody has to sign in. Raises Antwoordfout when nothing may be asked."""
    if vraag.verzoek.is_silent:
        raise Antwoordfout("login_required", "Somebody has to sign in.")
    return Aanmelden(vraag.client.naam)


def must_sign_in_again(vraag: Aanmeldvraag, sessie: Sessie, aangemeld: datetime) -> bool:
    """Whether this session is too old or too weak; one that began after the request is as new as can be.

    Raises Antwoordfout when the level that is essential cannot be reached.
    """
    verzoek = vraag.verzoek
    is_new = aangemeld >= vraag.wachtend.moment
    niveau = niveau_of(sessie.amr)
    if not is_enough(niveau, verzoek.claims.acr):
        if is_new or verzoek.is_silent or not _is_known(verzoek.claims.acr):
            raise Antwoordfout(
                "unmet_authentication_requirements", "The asked level of authentication was not reached."
            )
        return True
    if is_new:
        return False
    if Prompt.LOGIN in verzoek.prompts:
        return True
    if verzoek.max_age is not None and vraag.moment - aangemeld > timedelta(seconds=verzoek.max_age):
        return True
    if is_enough(niveau, verzoek.acr_values):
        return False
    # A wish, and no more (OpenID Connect Core 1.0, 3.1.2.1): nobody is asked for what they cannot give.
    accounts = () if sessie.handelende is None else sessie.handelende.accounts
    return is_enough(highest_of([account.rol for account in accounts]), verzoek.acr_values)


def _is_known(levels: tuple[str, ...]) -> bool:
    """Whether one of these levels is one that we give."""
    return any(level in tuple(Niveau) for level in levels)


def _expected_sub(vraag: Aanmeldvraag) -> str | None:
    """The person whom the application expects, if it says so; a hint that is not right says nothing."""
    hint = vraag.verzoek.id_token_hint
    if hint is None:
        return vraag.verzoek.claims.sub
    sub = vraag.read_hint(hint, vraag.client.client_id)
    if sub is None and vraag.verzoek.is_silent:
        raise Antwoordfout("login_required", "id_token_hint was not given by this provider to this client.")
    return sub or vraag.verzoek.claims.sub


def _as_somebody_else(vraag: Aanmeldvraag, aangemeld: datetime) -> Aanmelden:
    """Another person than the expected one is signed in; who just did so will not become the expected one."""
    if aangemeld >= vraag.wachtend.moment and not vraag.verzoek.is_silent:
        raise Antwoordfout("access_denied", "Another person signed in than the one that was asked for.")
    return sign_in(vraag)


def _no_access(vraag: Aanmeldvraag) -> GeenToegang:
    if vraag.verzoek.is_silent:
        raise Antwoordfout("interaction_required", "The person has no account that may sign in here.")
    return GeenToegang(vraag.client.naam)


def _chosen(vraag: Aanmeldvraag, ingangen: list[Ingang]) -> Ingang | None:
    """The account to go on with, if that is certain."""
    if vraag.wachtend.account is not None:
        chosen = (ingang for ingang in ingangen if ingang.toegang.account == vraag.wachtend.account)
        return next(chosen, None)
    if Prompt.SELECT_ACCOUNT in vraag.verzoek.prompts:
        return None
    return ingangen[0] if len(ingangen) == 1 else None


def _choice(vraag: Aanmeldvraag, ingangen: list[Ingang]) -> Kiezen:
    if vraag.verzoek.is_silent:
        raise Antwoordfout("account_selection_required", "The person has to choose an account.")
    return Kiezen(toepassing=vraag.client.naam, ingangen=tuple(ingangen))


def _has_to_be_told(vraag: Aanmeldvraag, ingang: Ingang) -> bool:
    """Whether the person must see what this application hears: once per version of the agreement."""
    if vraag.verteld == ingang.toegang.afspraak_id:
        return False
    if Prompt.CONSENT in vraag.verzoek.prompts:
        return True
    return ingang.toegang.verteld != ingang.toegang.afspraak_id


def _telling(connection: Transaction, vraag: Aanmeldvraag, ingang: Ingang) -> Melden:
    if vraag.verzoek.is_silent:
        raise Antwoordfout("consent_required", "The person was not told yet what this application hears.")
    toegang = ingang.toegang
    doel = VoorstelRepository(connection).accepted_doel(toegang.koppeling, toegang.school_id)
    return Melden(toepassing=vraag.client.naam, ingang=ingang, doel=doel)
