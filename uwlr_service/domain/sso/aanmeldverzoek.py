"""What a partner asks when it sends somebody to sign in (OpenID Connect Core 1.0, section 3.1.2.1)."""

import base64
import enum
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from uwlr_service.domain.fouten.sso import AanmeldverzoekOngeldig, Antwoordfout
from uwlr_service.domain.sso.claims import CLAIMS, Scope
from uwlr_service.domain.sso.client import Adressoort, SsoClient

LARGEST = 8 * 1024
"""Signs of all parameters together."""
LONGEST_STATE = 2 * 1024
LONGEST_CLAIMS = 4 * 1024
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
"""A SHA-256 in base64url (RFC 7636, section 4.2)."""
S256 = "S256"
SECONDS = re.compile(r"[0-9]{1,9}")
REFUSED_OBJECTS = {
    "request": "request_not_supported",
    "request_uri": "request_uri_not_supported",
    "registration": "registration_not_supported",
}
"""Parameters that this provider does not know, each with its own error (OpenID Connect Core 1.0, 6 and 7)."""
NAMEN_VAN_CLAIMS = frozenset(claim.naam for claim in CLAIMS)
FIRST_PRINTABLE = 0x20
UNTYPED = "\x7f\ufffd"
"""DEL, and what stands where bytes were not UTF-8."""


BEWIJS = frozenset({Scope.OPENID, Scope.ORGANISATIE, Scope.KOPPELBEWIJS})
"""What proof of a school is asked by: it tells nothing of the person, so nothing else goes with it."""


class Prompt(enum.StrEnum):
    """What a partner wants the person to be asked."""

    NONE = "none"
    LOGIN = "login"
    CONSENT = "consent"
    SELECT_ACCOUNT = "select_account"


class Antwoordwijze(enum.StrEnum):
    """How the answer goes back (OAuth 2.0 Multiple Response Types; Form Post Response Mode)."""

    QUERY = "query"
    FORM_POST = "form_post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimsvraag:
    """The parameter ``claims``: names that are asked for beside those of the scopes (section 5.5)."""

    userinfo: tuple[str, ...] = ()
    id_token: tuple[str, ...] = ()
    sub: str | None = None
    """The one person whom the partner asks for."""
    acr: tuple[str, ...] = ()
    """The levels of which one is essential."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aanmeldverzoek:
    """A request that can be answered with a code; ``uitdaging`` is the code_challenge (RFC 7636)."""

    terugadres: str
    scopes: tuple[str, ...]
    antwoordwijze: Antwoordwijze
    state: str | None
    nonce: str | None
    uitdaging: str | None
    prompts: frozenset[Prompt]
    max_age: int | None
    claims: Claimsvraag
    id_token_hint: str | None
    login_hint: str | None
    school_hint: str | None
    acr_values: tuple[str, ...]

    @property
    def is_bewijs(self) -> bool:
        """Whether proof of a school is asked, and nobody signs in."""
        return Scope.KOPPELBEWIJS in self.scopes

    @property
    def is_silent(self) -> bool:
        """Whether nothing may be shown to the person."""
        return Prompt.NONE in self.prompts


def gather(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The parameters of a request; those without a value count as absent (RFC 6749, section 3.1).

    Raises AanmeldverzoekOngeldig: a parameter that comes twice may be read in two ways, and a control sign in
    any of them was not typed by anybody.
    """
    parameters: dict[str, str] = {}
    size = 0
    for name, value in pairs:
        size += len(name) + len(value)
        if name in parameters:
            raise AanmeldverzoekOngeldig("twice")
        if _has_control_sign(name + value):
            raise AanmeldverzoekOngeldig("control_sign")
        parameters[name] = value
    if size > LARGEST:
        raise AanmeldverzoekOngeldig("too_large")
    return {name: value for name, value in parameters.items() if value}


def require_terugadres(parameters: Mapping[str, str], client: SsoClient | None) -> SsoClient:
    """The client, if its answer may go to the address that is named: it is registered, to the letter.

    Raises AanmeldverzoekOngeldig.
    """
    if client is None:
        raise AanmeldverzoekOngeldig("unknown_client")
    if parameters.get("redirect_uri") not in client.uris(Adressoort.TERUG):
        raise AanmeldverzoekOngeldig("unknown_redirect_uri")
    return client


def read(parameters: Mapping[str, str], client: SsoClient) -> Aanmeldverzoek:
    """The request, when all of it can be answered. Raises Antwoordfout, for the partner."""
    for name, code in REFUSED_OBJECTS.items():
        if name in parameters:
            raise Antwoordfout(code, f"The parameter {name} is not supported.")
    prompts = _prompts(parameters.get("prompt", ""))
    _require_response_type(parameters.get("response_type"))
    if len(parameters.get("state", "")) > LONGEST_STATE:
        raise Antwoordfout("invalid_request", "state is longer than 2048 characters.")
    return Aanmeldverzoek(
        terugadres=parameters["redirect_uri"],
        scopes=_scopes(parameters.get("scope", "")),
        antwoordwijze=_antwoordwijze(parameters.get("response_mode")),
        state=parameters.get("state"),
        nonce=_nonce(parameters.get("nonce"), client),
        uitdaging=_uitdaging(parameters, client),
        prompts=prompts,
        max_age=_max_age(parameters.get("max_age")),
        claims=_claims(parameters.get("claims")),
        id_token_hint=parameters.get("id_token_hint"),
        login_hint=parameters.get("login_hint"),
        school_hint=parameters.get("school_hint"),
        acr_values=tuple(parameters.get("acr_values", "").split()),
    )


@dataclass(frozen=True, slots=True)
class Weigervorm:
    """How an error goes back."""

    antwoordwijze: Antwoordwijze
    state: str | None


def shape_of_refusal(parameters: Mapping[str, str]) -> Weigervorm:
    """How to answer a request that cannot be met: as it asks, as far as that can be told.

    Of a request object, which is refused unread, these two are looked up all the same: the application waits
    for an answer in the way that it asked for there.
    """
    asked = {**_unread_object(parameters.get("request")), **parameters}
    state = asked.get("state")
    if state is not None and len(state) > LONGEST_STATE:
        state = None
    mode = asked.get("response_mode")
    wijze = Antwoordwijze(mode) if mode in tuple(Antwoordwijze) else Antwoordwijze.QUERY
    return Weigervorm(wijze, state)


def _unread_object(request: str | None) -> dict[str, str]:
    """Two parameters of a request object; nobody checked who wrote it, so nothing may depend on them."""
    try:
        payload = (request or "").split(".")[1]
        content = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
        asked = {name: content[name] for name in ("response_mode", "state") if name in content}
    except (IndexError, ValueError, TypeError, RecursionError):
        return {}
    return {name: value for name, value in asked.items() if _is_plain(value)}


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and not _has_control_sign(value)


def _has_control_sign(text: str) -> bool:
    """Whether a text holds what nobody types: a control sign, or what was no UTF-8."""
    return any(ord(sign) < FIRST_PRINTABLE or sign in UNTYPED for sign in text)


def _antwoordwijze(asked: str | None) -> Antwoordwijze:
    if asked is None:
        return Antwoordwijze.QUERY
    if asked not in tuple(Antwoordwijze):
        raise Antwoordfout("invalid_request", "response_mode must be query or form_post.")
    return Antwoordwijze(asked)


def _require_response_type(asked: str | None) -> None:
    if asked is None:
        raise Antwoordfout("invalid_request", "response_type is missing.")
    if asked != "code":
        raise Antwoordfout("unsupported_response_type", "response_type must be code.")


def _scopes(text: str) -> tuple[str, ...]:
    """The scopes that are known here; others are left out, and the token answer says so."""
    asked = tuple(dict.fromkeys(text.split()))
    if Scope.OPENID not in asked:
        raise Antwoordfout("invalid_scope", "scope must contain openid.")
    if Scope.KOPPELBEWIJS in asked and set(asked) != BEWIJS:
        raise Antwoordfout("invalid_scope", "koppelbewijs goes with openid and organisatie alone.")
    return tuple(scope for scope in asked if scope in tuple(Scope))


def _nonce(nonce: str | None, client: SsoClient) -> str | None:
    """The nonce. Where there is no PKCE it is what ties a code to its browser (RFC 9700, section 2.1.1).

    In the proeftuin it may be missing: OpenID Connect asks it of nobody, and its test suite sees to that.
    """
    if nonce is None and client.pkce_vrij and not client.proeftuin:
        raise Antwoordfout("invalid_request", "nonce is required of a client without PKCE.")
    return nonce


def _uitdaging(parameters: Mapping[str, str], client: SsoClient) -> str | None:
    """The code_challenge. Without a method it would be ``plain`` (RFC 7636, 4.3), which proves nothing."""
    challenge = parameters.get("code_challenge")
    method = parameters.get("code_challenge_method")
    if challenge is None and method is None and client.pkce_vrij:
        return None
    if challenge is None:
        raise Antwoordfout("invalid_request", "code_challenge is missing.")
    if method != S256:
        raise Antwoordfout("invalid_request", "code_challenge_method must be S256.")
    if not CHALLENGE.fullmatch(challenge):
        raise Antwoordfout("invalid_request", "code_challenge must have 43 base64url characters.")
    return challenge


def _prompts(text: str) -> frozenset[Prompt]:
    asked = frozenset(text.split())
    if not asked <= frozenset(Prompt):
        raise Antwoordfout("invalid_request", "prompt has an unknown value.")
    if Prompt.NONE in asked and len(asked) > 1:
        raise Antwoordfout("invalid_request", "prompt none stands alone.")
    return frozenset(Prompt(word) for word in asked)


def _max_age(text: str | None) -> int | None:
    if text is None:
        return None
    if not SECONDS.fullmatch(text):
        raise Antwoordfout("invalid_request", "max_age must be a number of seconds.")
    return int(text)


def _claims(text: str | None) -> Claimsvraag:
    if text is None:
        return Claimsvraag()
    if len(text) > LONGEST_CLAIMS:
        raise Antwoordfout("invalid_request", "claims is longer than 4096 characters.")
    try:
        asked = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Antwoordfout("invalid_request", "claims is not JSON.") from error
    if not isinstance(asked, dict):
        raise Antwoordfout("invalid_request", "claims must be a JSON object.")
    in_token = _place(asked, "id_token")
    sub = _details(in_token, "sub").get("value")
    return Claimsvraag(
        userinfo=tuple(_place(asked, "userinfo")),
        id_token=tuple(in_token),
        sub=sub if isinstance(sub, str) else None,
        acr=_essential_levels(_details(in_token, "acr")),
    )


def _place(asked: Mapping[str, Any], place: str) -> dict[str, Any]:
    """The claims that are asked for in one place; those that nobody here knows are passed over."""
    claims = asked.get(place, {})
    if not isinstance(claims, dict):
        raise Antwoordfout("invalid_request", "claims may hold the objects userinfo and id_token.")
    return {naam: details for naam, details in claims.items() if naam in NAMEN_VAN_CLAIMS}


def _details(asked: Mapping[str, Any], claim: str) -> Mapping[str, Any]:
    """What is asked of one claim; it may be null."""
    details = asked.get(claim)
    return details if isinstance(details, dict) else {}


def _essential_levels(details: Mapping[str, Any]) -> tuple[str, ...]:
    if details.get("essential") is not True:
        return ()
    values = details.get("values", [details.get("value")])
    return tuple(value for value in values if isinstance(value, str)) if isinstance(values, list) else ()
