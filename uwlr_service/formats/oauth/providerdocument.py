"""What another OpenID provider says of itself (OpenID Connect Discovery 1.0, section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats import jsontekst
from uwlr_service.formats.jsontekst import JsonOngeldig

PATH = "/.well-known/openid-configuration"
ALGORITHMS = frozenset({"RS256", "ES256", "PS256"})
"""By what an ID token may be signed; never ``none``, and never by a secret that both sides know."""
BASIC = "client_secret_basic"
POST = "client_secret_post"
S256 = "S256"


@dataclass(frozen=True, slots=True, kw_only=True)
class Providerdocument:
    """The addresses of a provider, and what it can do.

    ``names_issuer`` is whether it says in each answer who it is (RFC 9207).
    """

    issuer: str
    aanmeldadres: str
    tokenadres: str
    sleuteladres: str
    methode: str
    names_issuer: bool


def address_of(issuer: str) -> str:
    """Where the document of an issuer stands (OpenID Connect Discovery 1.0, section 4)."""
    return f"{issuer.rstrip('/')}{PATH}"


def read(data: bytes, issuer: str) -> Providerdocument:
    """The document of one issuer. Raises DocumentOngeldig, which names the part that is wrong."""
    try:
        document = jsontekst.read(data)
    except JsonOngeldig as error:
        raise DocumentOngeldig(f"Het document van de provider is niet te lezen: {error.tekst}.") from error
    if not isinstance(document, dict):
        raise DocumentOngeldig("Het document van de provider is geen JSON-object.")
    if document.get("issuer") != issuer:
        raise DocumentOngeldig("In het document van de provider staat een andere 'issuer' dan hier.")
    _require(document, "response_types_supported", {"code"}, ["code"])
    _require(document, "id_token_signing_alg_values_supported", ALGORITHMS, ["RS256"])
    _require(document, "code_challenge_methods_supported", {S256}, [S256])
    return Providerdocument(
        issuer=issuer,
        aanmeldadres=_address(document, "authorization_endpoint"),
        tokenadres=_address(document, "token_endpoint"),
        sleuteladres=_address(document, "jwks_uri"),
        methode=_methode(document),
        names_issuer=document.get("authorization_response_iss_parameter_supported") is True,
    )


def _require(document: Mapping[str, Any], name: str, wanted: set[str] | frozenset[str], usual: Any) -> None:
    """Raise DocumentOngeldig unless the provider can do one of these; ``usual`` is what silence means."""
    offered = document.get(name, usual)
    if not isinstance(offered, list) or not wanted.intersection(map(str, offered)):
        raise DocumentOngeldig(f"De provider kan niet wat hier nodig is: zie '{name}' in het document.")


def _address(document: Mapping[str, Any], name: str) -> str:
    address = document.get(name)
    if not isinstance(address, str) or not address.isascii() or not address.isprintable() or "#" in address:
        raise DocumentOngeldig(f"In het document van de provider ontbreekt '{name}', of het is geen adres.")
    return address


def _methode(document: Mapping[str, Any]) -> str:
    """How we prove ourselves; without a word of it that is by Basic (OpenID Connect Core 1.0, section 9)."""
    offered = document.get("token_endpoint_auth_methods_supported", [BASIC])
    for methode in (BASIC, POST):
        if isinstance(offered, list) and methode in offered:
            return methode
    raise DocumentOngeldig(
        "De provider kan niet wat hier nodig is: zie 'token_endpoint_auth_methods_supported' in het document."
    )
