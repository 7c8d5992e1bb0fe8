"""One POST to a webhook, at an address that may be one (docs/gkv-api.rst)."""

from collections.abc import Collection, Mapping
from urllib.parse import SplitResult

from uwlr_service.domain.fouten import Geweigerd, NietBezorgd
from uwlr_service.domain.netwerk import is_own_network
from uwlr_service.uitwisseling import bezorging
from uwlr_service.uitwisseling.bezorging import ATTEMPT_SECONDS

MAX_URL = 2000


def check_url(url: str) -> SplitResult:
    """The parts of an address that may be a webhook. Raises Geweigerd for any other."""
    if len(url) > MAX_URL:
        raise Geweigerd(f"Het adres van een webhook heeft ten hoogste {MAX_URL} tekens.")
    parts = bezorging.split(url)
    if parts is None:
        raise Geweigerd("Het adres van een webhook begint met https:// en noemt geen gebruiker of fragment.")
    if bezorging.port_of(parts) == 0:
        raise Geweigerd("De poort in het adres van een webhook is een getal van 1 tot 65535.")
    return parts


def is_inside(parts: SplitResult) -> bool:
    """Whether an address is of our own network by its number; where a name leads is seen at the call."""
    return is_own_network(str(parts.hostname))


def post(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    hosts: Collection[str],
    seconds: float = ATTEMPT_SECONDS,
) -> None:
    """Send a message. Raises NietBezorgd unless it was taken in time. A redirect is not followed."""
    if len(url) > MAX_URL:
        raise NietBezorgd("not an address")
    named = {"Content-Type": "application/json", **headers}
    status = bezorging.send(url, body, named, hosts, seconds)
    if not 200 <= status < 300:
        raise NietBezorgd(f"HTTP {status}")
