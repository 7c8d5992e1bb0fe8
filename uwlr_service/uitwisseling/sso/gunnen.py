"""Granting: the code that a request ends with, and all that the tokens for it will hold."""

from datetime import datetime, timedelta

from uwlr_service.domain.koppeling.ssoset import veld_of
from uwlr_service.domain.sso.claims import CLAIMS, Scope
from uwlr_service.domain.sso.niveau import niveau_of
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.sso.onderwerpen import OnderwerpRepository
from uwlr_service.repository.sso.toekenningen import Gunning, ToekenningRepository
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.sso.aanmeldvraag import Aanmeldvraag, Klaar

CODE_LIVES = timedelta(seconds=60)
OFFLINE = timedelta(days=30)
"""How long an application may go on after the session ended, where that was agreed."""


def grant(connection: Transaction, vraag: Aanmeldvraag, klaar: Klaar) -> str:
    """Keep what is granted; returns the code, of which only the hash is kept."""
    toegang = klaar.ingang.toegang
    toekenningen = ToekenningRepository(connection)
    OnderwerpRepository(connection).ensure(toegang.account, vraag.client.id)
    scope = _scope(vraag, klaar)
    code = bewijzen.new()
    sid = toekenningen.sid_of(klaar.sessie.id, vraag.client.id) or bewijzen.new()
    toekenningen.add(
        Gunning(
            sessie=klaar.sessie.id,
            account=toegang.account,
            client=vraag.client.id,
            afspraak=toegang.afspraak_id,
            sid=sid,
            scope=scope,
            claims={
                "userinfo": vraag.verzoek.claims.userinfo,
                "id_token": vraag.verzoek.claims.id_token,
            },
            nonce=vraag.verzoek.nonce,
            aangemeld=klaar.aangemeld,
            acr=niveau_of(klaar.sessie.amr).value,
            amr=klaar.sessie.amr,
            terugadres=vraag.verzoek.terugadres,
            uitdaging=vraag.verzoek.uitdaging,
            code=bewijzen.digest(code),
            code_tot=vraag.moment + CODE_LIVES,
            geldig_tot=_ends(vraag, klaar, scope),
        )
    )
    return code


def _scope(vraag: Aanmeldvraag, klaar: Klaar) -> tuple[str, ...]:
    """What is granted of the scopes that were asked for: those of which the school agreed to some claim."""
    agreed = {claim.scope for claim in CLAIMS if veld_of(claim) in klaar.ingang.velden}
    agreed.add(Scope.OPENID)
    if vraag.client.offline:
        agreed.add(Scope.OFFLINE_ACCESS)
    return tuple(scope for scope in vraag.verzoek.scopes if scope in agreed)


def _ends(vraag: Aanmeldvraag, klaar: Klaar, scope: tuple[str, ...]) -> datetime:
    """The last moment at which anything of this grant holds."""
    if Scope.OFFLINE_ACCESS in scope:
        return vraag.moment + OFFLINE
    return klaar.sessie.eindigt
