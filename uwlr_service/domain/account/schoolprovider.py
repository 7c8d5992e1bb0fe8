"""The OpenID provider of a school: where its staff has an account already (docs/sso.rst)."""

import enum
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from uwlr_service.domain import netwerk
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.school.school import Schoolcode

LONGEST_URL = 500
LONGEST = 255
LONGEST_NAME = 64
LONGEST_GEHEIM = 1000
PLAIN = re.compile(r"[!-~]+")
"""Signs that nobody writes in two ways: no spaces, no controls, nothing outside ASCII."""
MFA = "mfa"
REFEDS_MFA = "https://refeds.org/profile/mfa"
PROOFS = frozenset(
    "face fpt geo hwk iris kba mca mfa otp pin pop pwd rba retina sc sms swk tel user vbm wia".split()
)
"""The words for a proof (RFC 8176, section 2); what a provider calls it otherwise is left out."""


class Vast(enum.StrEnum):
    """The claim by which a provider of many organisations says which one somebody is of."""

    TID = "tid"
    """Of Microsoft Entra ID, where ``oid`` names a person within it."""
    HD = "hd"
    """Of Google Workspace."""


SHARED = {"login.microsoftonline.com": Vast.TID, "accounts.google.com": Vast.HD}
"""Providers where any organisation can have accounts, with the claim that tells them apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Providergegevens:
    """What a school fills in. Without ``geheim`` the one that is kept stays."""

    naam: str
    issuer: str
    client_id: str
    geheim: str | None = field(default=None, repr=False)
    vast: Vast | None = None
    vast_waarde: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolprovider:
    """A provider as it is kept; ``geheim`` is encrypted."""

    id: int
    school: Schoolcode
    school_id: int
    naam: str
    issuer: str
    client_id: str
    geheim: str = field(repr=False)
    vast: Vast | None
    vast_waarde: str | None
    is_aan: bool

    @property
    def subject(self) -> str:
        """The claim that names a person: of Entra ID ``oid``, since its ``sub`` differs for each client."""
        return "oid" if self.vast is Vast.TID else "sub"

    @property
    def only(self) -> tuple[str, str] | None:
        """The claim with the value that it must have."""
        if self.vast is None or self.vast_waarde is None:
            return None
        return self.vast.value, self.vast_waarde


def check(gegevens: Providergegevens, *, hosts: Collection[str] = ()) -> Providergegevens:
    """What a school filled in, trimmed. Raises Geweigerd.

    ``hosts`` are those of our own network that an operator allows.
    """
    naam = " ".join(gegevens.naam.split())
    if not 1 <= len(naam) <= LONGEST_NAME or not naam.isprintable():
        raise Geweigerd(f"De naam van de provider heeft 1 tot {LONGEST_NAME} tekens.")
    issuer = gegevens.issuer.strip()
    require_address(issuer, hosts)
    if urlsplit(issuer).query:
        raise Geweigerd("Een issuer heeft geen deel achter een vraagteken.")
    client_id = _plain(gegevens.client_id, LONGEST, "De client-id")
    geheim = None if gegevens.geheim is None else _plain(gegevens.geheim, LONGEST_GEHEIM, "Het geheim")
    waarde = None
    if gegevens.vast is not None:
        waarde = _plain(gegevens.vast_waarde or "", LONGEST, f"De waarde van '{gegevens.vast.value}'")
    wanted = SHARED.get(str(urlsplit(issuer).hostname).lower())
    if wanted is not None and gegevens.vast is not wanted:
        raise Geweigerd(
            f"Bij deze provider heeft iedere organisatie accounts. Kies daarom '{wanted.value}' en vul in"
            " welke van u is."
        )
    return Providergegevens(
        naam=naam,
        issuer=issuer,
        client_id=client_id,
        geheim=geheim,
        vast=gegevens.vast,
        vast_waarde=waarde,
    )


def require_address(url: str, hosts: Collection[str]) -> None:
    """Raise Geweigerd unless this is an address of a provider that we may call.

    Over http only on this machine itself, and only where an operator named that host.
    """
    if not PLAIN.fullmatch(url) or len(url) > LONGEST_URL:
        raise Geweigerd(f"Een adres van een provider heeft ten hoogste {LONGEST_URL} gewone tekens.")
    try:
        parts = urlsplit(url)
        is_right_port = parts.port != 0
    except ValueError:
        is_right_port = False
    if not is_right_port or not parts.hostname or "@" in parts.netloc or "#" in url:
        raise Geweigerd("Een adres van een provider begint met https:// en noemt een server.")
    is_named = parts.netloc.lower() in hosts
    is_safe = parts.scheme == "https" or (
        parts.scheme == "http" and is_named and netwerk.is_loopback(parts.hostname)
    )
    if not is_safe:
        raise Geweigerd("Een adres van een provider begint met https://.")
    if netwerk.is_own_network(parts.hostname) and not is_named:
        raise Geweigerd("Dit adres ligt in een eigen netwerk. Vul het adres in dat van buiten werkt.")


def proofs_of(amr: object, acr: object) -> tuple[str, ...]:
    """What a provider says was proven, in words that we know; two factors only when it says so."""
    told = [word for word in amr if isinstance(word, str)] if isinstance(amr, list) else []
    proofs = [word for word in dict.fromkeys(told) if word in PROOFS]
    if acr == REFEDS_MFA and MFA not in proofs:
        proofs.append(MFA)
    return tuple(proofs)


def _plain(text: str, longest: int, what: str) -> str:
    given = text.strip()
    if not PLAIN.fullmatch(given) or len(given) > longest:
        raise Geweigerd(f"{what} heeft 1 tot {longest} gewone tekens, zonder spaties.")
    return given
