"""One POST to an address that a partner chose: never into our own network, never further than that address.

An address chosen by somebody else must not make us call what only we can reach (server-side request forgery).
"""

import ipaddress
import socket
from collections.abc import Collection, Mapping
from urllib.parse import SplitResult, urlsplit

from requests import RequestException

from uwlr_service.domain.fouten import Geweigerd, NietBezorgd
from uwlr_service.domain.netwerk import is_own_network, is_public
from uwlr_service.uitwisseling.gkv import webhookcall
from uwlr_service.uitwisseling.gkv.webhookcall import Deadline

ATTEMPT_SECONDS = 10.0
"""For a whole attempt: looking up the name, connecting, TLS, sending, and reading the status."""
MAX_URL = 2000
PORTS = {"https": 443, "http": 80}
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def check_url(url: str) -> SplitResult:
    """The parts of an address that may be a webhook. Raises Geweigerd for any other."""
    if len(url) > MAX_URL:
        raise Geweigerd(f"Het adres van een webhook heeft ten hoogste {MAX_URL} tekens.")
    parts = _split(url)
    if parts is None or not _is_address(parts):
        raise Geweigerd("Het adres van een webhook begint met https:// en noemt geen gebruiker of fragment.")
    try:
        port = parts.port
    except ValueError:  # urllib looks at the port when it is asked for, and refuses some
        port = 0
    if port == 0:
        raise Geweigerd("De poort in het adres van een webhook is een getal van 1 tot 65535.")
    return parts


def _split(url: str) -> SplitResult | None:
    """The parts of an address; None for text that no HTTP request can carry as one."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        return urlsplit(url)
    except ValueError:
        return None


def _is_address(parts: SplitResult) -> bool:
    """Whether this names a host and no user; over http only on this machine, where nobody listens in."""
    host = parts.hostname
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL)
    return bool(host) and is_safe and not parts.fragment and "@" not in parts.netloc


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
    """Send a message. Raises NietBezorgd unless it was taken in time. A redirect is not followed.

    The name is looked up once and the call goes to that number, so that the name cannot lead elsewhere
    between the check and the call.
    """
    deadline = Deadline(seconds)
    try:
        parts = check_url(url)
        port = parts.port or PORTS[parts.scheme]
        address = _address(parts, port, deadline, may_be_private=parts.netloc.lower() in hosts)
        named = {"Host": parts.netloc, "Content-Type": "application/json", **headers}
        status = webhookcall.post(url, (str(address), port), body, named, deadline)
    except socket.gaierror as error:
        raise NietBezorgd("no address of that name can be found") from error
    except (RequestException, OSError, ValueError, Geweigerd) as error:
        raise NietBezorgd(type(error).__name__) from error
    if not 200 <= status < 300:
        raise NietBezorgd(f"HTTP {status}")


def _address(parts: SplitResult, port: int, deadline: Deadline, *, may_be_private: bool) -> Address:
    numbers = webhookcall.resolve(str(parts.hostname), port, deadline)
    addresses = [ipaddress.ip_address(number) for number in numbers]
    if not addresses:
        raise NietBezorgd("no address of that name can be found")
    # All and not the first: the order of the answers is the partner's to choose.
    if not may_be_private and not all(map(is_public, addresses)):
        raise NietBezorgd("an address inside the own network")
    return addresses[0]
