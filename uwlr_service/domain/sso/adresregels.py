"""What an address of a client may be (RFC 9700, section 4.1; RFC 8252, sections 7.3 and 8.3).

An address is kept as it was written, because one in a request has to be equal to it sign by sign.
"""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import SplitResult, parse_qsl, urlsplit

from uwlr_service.domain import netwerk
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.domain.sso.toepassing import Clientadres

MAX_BYTES = 2048
MOST = 10
"""Addresses of one kind of which there can be several."""
ONE = frozenset({Adressoort.AFMELDING, Adressoort.SLEUTELS, Adressoort.START})
"""The kinds of which a client has one at most."""
LOOPBACK = frozenset({"127.0.0.1", "[::1]"})
"""Where a developer's own machine answers over http. Not ``localhost``: a name can lead elsewhere."""
PORTS = {"https": 443, "http": 80}
URI = re.compile(r"(?:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+")
"""The signs of RFC 3986, section 2. Of others a browser makes what it likes: of a backslash a slash."""
NETLOC = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9.-]{1,253})(:[0-9]{1,5})?")
LABEL = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
OURS: Mapping[Adressoort, frozenset[str]] = {
    Adressoort.TERUG: frozenset({"code", "state", "iss", "error", "error_description", "response"}),
    Adressoort.AFGEMELD: frozenset({"state"}),
    Adressoort.START: frozenset({"iss", "login_hint", "target_link_uri"}),
}
"""What an answer puts in the query itself; a name that is there twice is read in two ways."""


def read(text: str, soort: Adressoort, *, proeftuin: bool) -> str:
    """An address as it is kept. Raises Geweigerd for one that a client may not have.

    ``proeftuin`` is whether the product was never active; then it may be on the developer's own machine.
    """
    uri = text.strip()
    if len(uri.encode(errors="surrogatepass")) > MAX_BYTES:
        raise Geweigerd("Een adres heeft ten hoogste 2048 tekens.")
    if not URI.fullmatch(uri):
        raise Geweigerd("In dit adres staat een teken dat niet mag. Gebruik letters, cijfers en %-codes.")
    parts = _split(uri)
    if "#" in uri:
        raise Geweigerd("Een adres heeft geen deel achter een hekje (#).")
    if "@" in parts.netloc:
        raise Geweigerd("Een adres noemt geen gebruiker of wachtwoord.")
    if not _is_host(parts):
        raise Geweigerd("Dit adres noemt geen server die bestaat. Schrijf het als https://naam/pad.")
    _require_scheme(parts, proeftuin=proeftuin)
    names = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    if taken := names & OURS.get(soort, frozenset()):
        raise Geweigerd(f"De naam '{min(taken)}' achter het vraagteken vult deze dienst zelf in.")
    return uri


def read_all(texts: Iterable[str], soort: Adressoort, *, proeftuin: bool) -> tuple[str, ...]:
    """Several addresses of one kind, each once. Raises Geweigerd, also when they are too many."""
    uris = tuple(dict.fromkeys(read(text, soort, proeftuin=proeftuin) for text in texts))
    if soort in ONE and len(uris) > 1:
        raise Geweigerd("Hiervan is er ten hoogste één adres.")
    if len(uris) > MOST:
        raise Geweigerd(f"Geef ten hoogste {MOST} adressen.")
    return uris


def server_of(uri: str) -> str:
    """The server that an address leads to: its scheme, its host in lower case, and a port that is unusual."""
    parts = urlsplit(uri)
    is_usual = parts.port in (None, PORTS[parts.scheme])
    return f"{parts.scheme}://{_host(parts)}{'' if is_usual else f':{parts.port}'}"


def is_known(uri: str, soort: Adressoort, confirmed: Iterable[Clientadres]) -> bool:
    """Whether the server of an address was confirmed before, for the same use or as one to return to.

    Not the other way around: of a server that shows keys nobody judged whether codes may go there.
    """
    uses = {soort, Adressoort.TERUG}
    servers = {server_of(adres.uri) for adres in confirmed if adres.soort in uses and adres.bevestigd}
    return server_of(uri) in servers


def is_loopback(uri: str) -> bool:
    """Whether an address is on the developer's own machine, as only a product in the proeftuin may have."""
    return _host(urlsplit(uri)) in LOOPBACK


def _split(uri: str) -> SplitResult:
    try:
        return urlsplit(uri)
    except ValueError as error:
        raise Geweigerd("Dit is geen adres.") from error


def _is_host(parts: SplitResult) -> bool:
    if not NETLOC.fullmatch(parts.netloc):
        return False
    try:
        port = parts.port
        host = _host(parts)
    except ValueError:
        return False
    if port == 0:
        return False
    return host.startswith("[") or all(LABEL.fullmatch(label) for label in host.split("."))


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    return f"[{host}]" if ":" in host else host


def _require_scheme(parts: SplitResult, *, proeftuin: bool) -> None:
    host = _host(parts)
    if host == "localhost" or host.endswith(".localhost"):
        raise Geweigerd("Gebruik in de proeftuin http://127.0.0.1 in plaats van localhost.")
    if host in LOOPBACK and parts.scheme in PORTS:
        if not proeftuin:
            raise Geweigerd("Alleen in de proeftuin mag een adres op uw eigen computer staan.")
    elif parts.scheme != "https" or netwerk.is_loopback(host):
        raise Geweigerd("Een adres begint met https:// en leidt naar een server op internet.")
