"""What is remembered of somebody who went to their provider: encrypted, in the session of their browser.

So an answer counts in the browser where it was asked for, at the provider that was asked, and for a while.
"""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta

from uwlr_service.domain.fouten.extern import ExternMislukt
from uwlr_service.formats.oauth.providerdocument import S256
from uwlr_service.uitwisseling.kluis import Kluis

WAITS = timedelta(minutes=10)
LONGEST = 4096
"""Signs of a value in an answer; a code is no longer."""
NAMES = frozenset({"code", "state", "iss", "error", "error_description", "error_uri", "session_state"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wens:
    """What whoever leads people here wants of it.

    ``verder`` is the page of ours where they go on. With ``is_opnieuw`` they have to prove themselves anew,
    and with ``max_age`` not longer than so many seconds ago.
    """

    verder: str
    inlognaam: str | None = None
    is_opnieuw: bool = False
    max_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lopend:
    """A question that waits for its answer.

    ``koppelt`` is who ties an account, if that is what it is for, and ``uitnodiging`` by what they do so;
    ``bevestigt`` is who proves anew who they are.
    """

    provider: int
    issuer: str
    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    begonnen: float
    verder: str
    is_opnieuw: bool = False
    max_age: int | None = None
    koppelt: int | None = None
    uitnodiging: int | None = None
    bevestigt: int | None = None

    @property
    def begin(self) -> datetime:
        """When it was asked."""
        return datetime.fromtimestamp(self.begonnen, UTC)


@dataclass(frozen=True, slots=True)
class Antwoord:
    """The answer of a provider by way of a browser: a code."""

    code: str = field(repr=False)


def wrap(kluis: Kluis, lopend: Lopend) -> str:
    """A question as the session keeps it."""
    return kluis.wrap(json.dumps(asdict(lopend)))


def unwrap(kluis: Kluis, bewaard: str | None, provider: int, now: datetime) -> Lopend:
    """The question of a session to this provider. Raises ExternMislukt without one, or too late."""
    content = None if bewaard is None else kluis.unwrap(bewaard)
    if content is None:
        raise ExternMislukt("no_question")
    lopend = Lopend(**json.loads(content))
    if lopend.provider != provider:
        raise ExternMislukt("other_provider")
    if not timedelta() <= now - lopend.begin <= WAITS:
        raise ExternMislukt("too_late")
    return lopend


def read(pairs: Iterable[tuple[str, str]], lopend: Lopend, *, names_issuer: bool) -> Antwoord:
    """The answer to a question (RFC 6749, section 4.1.2; RFC 9207, section 2.4). Raises ExternMislukt."""
    given: dict[str, str] = {}
    for name, value in pairs:
        if name not in NAMES:
            continue
        if name in given or len(value) > LONGEST:
            raise ExternMislukt("malformed")
        given[name] = value
    if not hmac.compare_digest(given.get("state", "").encode(), lopend.state.encode()):
        raise ExternMislukt("state")
    if given.get("iss", lopend.issuer) != lopend.issuer or (names_issuer and "iss" not in given):
        raise ExternMislukt("iss")
    if "error" in given:
        raise ExternMislukt("refused")
    if not given.get("code"):
        raise ExternMislukt("no_code")
    return Antwoord(given["code"])


def parameters_of(lopend: Lopend, wens: Wens, client_id: str, terug: str) -> dict[str, str]:
    """What a provider is asked (OpenID Connect Core 1.0, section 3.1.2.1; RFC 7636, section 4.3)."""
    parameters = {
        "client_id": client_id,
        "redirect_uri": terug,
        "response_type": "code",
        "scope": "openid",
        "state": lopend.state,
        "nonce": lopend.nonce,
        "code_challenge": _challenge(lopend.verifier),
        "code_challenge_method": S256,
    }
    if lopend.koppelt is not None or lopend.uitnodiging is not None:
        # On a computer of the staff room a colleague may be signed in there.
        parameters["prompt"] = "select_account"
    if wens.is_opnieuw:
        parameters["prompt"] = "login"
    if wens.max_age is not None:
        parameters["max_age"] = str(wens.max_age)
    if lopend.bevestigt is not None:
        # Then a provider has to say when they proved themselves, which some leave out otherwise.
        parameters["max_age"] = "0"
    if wens.inlognaam:
        parameters["login_hint"] = wens.inlognaam
    return parameters


def _challenge(verifier: str) -> str:
    """The hash that ties a code to this question (RFC 7636, section 4.2)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
