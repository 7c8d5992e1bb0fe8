"""What a client gets for a code or a refresh token: new tokens, and who signed in (RFC 6749, section 5.1)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from uwlr_service.domain.account.handelende import Handelende, Herkomst
from uwlr_service.domain.sso.claims import Affiliation, Scope
from uwlr_service.domain.sso.tokenclient import Tokenclient
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.formats.oauth.idtoken import Idtoken
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.sso.toekenningen import Toekenning
from uwlr_service.repository.sso.tokens import Nieuwtoken, Tokensoort
from uwlr_service.uitwisseling.account import bewijzen
from uwlr_service.uitwisseling.sso.toegang import Ingang
from uwlr_service.uitwisseling.sso.token.beeld import ID_TOKEN, Beeld, Gezien
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record_later

ACCESS_LIFE = timedelta(minutes=5)
REFRESH_LIFE = timedelta(days=14)
"""How long a refresh token may lie unused."""
PUPIL = "leerling"
"""How the log calls a pupil, beside the number of their credentials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paar:
    """A new access token, with a refresh token where one is granted; ``bewaard`` is what is kept of them.

    ``seconden`` is how long the access token lives.
    """

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    scope: tuple[str, ...]
    seconden: int
    bewaard: tuple[Nieuwtoken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokenantwoord:
    """The answer to a client; there is no ID token where the scope has no ``openid``."""

    paar: Paar
    id_token: str | None = field(repr=False)
    koppeling: int


def new_pair(
    client: Tokenclient,
    toekenning: Toekenning,
    moment: datetime,
    scope: tuple[str, ...],
    refresh_scope: tuple[str, ...],
) -> Paar:
    """Tokens of a grant; a refresh token where ``refresh_scope`` asks for it and the client may have one.

    A narrower scope is that of the access token alone (RFC 6749, section 6).
    """
    access = bewijzen.new()
    ends = min(moment + ACCESS_LIFE, toekenning.geldig_tot)
    bewaard = [Nieuwtoken(hash=bewijzen.digest(access), soort=Tokensoort.ACCESS, scope=scope, verloopt=ends)]
    refresh = None
    if client.offline and Scope.OFFLINE_ACCESS in refresh_scope:
        refresh = bewijzen.new()
        bewaard.append(
            Nieuwtoken(
                hash=bewijzen.digest(refresh),
                soort=Tokensoort.REFRESH,
                scope=refresh_scope,
                verloopt=min(moment + REFRESH_LIFE, toekenning.geldig_tot),
            )
        )
    return Paar(
        access_token=access,
        refresh_token=refresh,
        scope=scope,
        seconden=int((ends - moment).total_seconds()),
        bewaard=tuple(bewaard),
    )


def id_token_of(paar: Paar, beeld: Gezien, client: Tokenclient, nonce: str | None = None) -> Idtoken | None:
    """What the ID token beside a pair says; None where the client did not ask who signed in."""
    if Scope.OPENID not in paar.scope:
        return None
    toekenning = beeld.toekenning
    return Idtoken(
        sub=beeld.sub,
        client_id=client.client_id,
        sid=toekenning.sid,
        aangemeld=toekenning.aangemeld,
        acr=toekenning.acr,
        amr=toekenning.amr,
        nonce=nonce,
        claims=beeld.claims(ID_TOKEN, paar.scope),
    )


def log_told(connection: Transaction, client: Tokenclient, beeld: Beeld) -> None:
    """Somebody signed in at a partner: the log knows who, where, and which claims, by their fields."""
    ingang = beeld.ingang
    record_later(
        connection,
        Gebeurtenis(
            soort=Logsoort.TOEGANG,
            wat="sso-aangemeld",
            door=_signed_in(ingang),
            school_id=ingang.toegang.school_id,
            koppelpartner_id=client.koppelpartner,
            inhoud={"koppeling": client.koppeling, "velden": beeld.fields()},
        ),
    )


def _signed_in(ingang: Ingang) -> Handelende:
    is_pupil = ingang.affiliation is Affiliation.STUDENT
    naam = PUPIL if is_pupil else ingang.toegang.naam
    return Handelende(herkomst=Herkomst.PORTAAL, naam=naam, inlog=ingang.toegang.inlog)
