"""One call to an address that a partner chose: never into our own network, never further than that address.

An address chosen by somebody else must not make us call what only we can reach (server-side request forgery).
"""

import ipaddress
import socket
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from requests import RequestException

from uwlr_service import tracing
from uwlr_service.domain.fouten import NietBezorgd
from uwlr_service.domain.netwerk import is_public
from uwlr_service.uitwisseling import aanroep
from uwlr_service.uitwisseling.aanroep import Deadline

ATTEMPT_SECONDS = 10.0
"""For a whole attempt: looking up the name, connecting, TLS, sending, and reading the status."""
PORTS = {"https": 443, "http": 80}
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
OK = 200
Answer = TypeVar("Answer")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def split(url: str) -> SplitResult | None:
    """The parts of an address to which may be posted; None for any other, and for what is not one."""
    if not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return parts if _is_address(parts) else None


def _is_address(parts: SplitResult) -> bool:
    """Whether this names a host and no user; over http only on this machine, where nobody listens in."""
    host = parts.hostname
    is_safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL)
    return bool(host) and is_safe and not parts.fragment and "@" not in parts.netloc


def port_of(parts: SplitResult) -> int:
    """The port that an address leads to; 0 if it is not one."""
    try:
        port = parts.port
    except ValueError:  # urllib looks at the port when it is asked for, and refuses some
        return 0
    return PORTS[parts.scheme] if port is None else port


def send(
    url: str,
    body: bytes,
    headers: Mapping[str, str],
    hosts: Collection[str],
    seconds: float = ATTEMPT_SECONDS,
) -> int:
    """Send a message; returns the status of the answer. A redirect is not followed.

    ``hosts`` are those of the own network that may be called. Raises NietBezorgd when there is no answer in
    time. The name is looked up once and the call goes to that number, so that the name cannot lead elsewhere
    between the check and the call.
    """
    deadline = Deadline(seconds)
    carried: dict[str, str] = {}

    def post(address: tuple[str, int], host: str) -> int:
        return aanroep.post(url, address, body, {"Host": host, **headers, **carried}, deadline)

    with tracing.outgoing("http") as step:
        if step is not None:
            carried.update(step.carried())
        status = _called(url, hosts, deadline, post)
        if step is not None:
            step.describe({"status": status})
        return status


def fetch(url: str, most: int, hosts: Collection[str], seconds: float = ATTEMPT_SECONDS) -> bytes:
    """What lies at an address, of ``most`` bytes with its head; by the same rules. Raises NietBezorgd."""
    deadline = Deadline(seconds)
    carried: dict[str, str] = {}

    def get(address: tuple[str, int], host: str) -> tuple[int, bytes]:
        named = {"Host": host, "Accept": "application/json", "Accept-Encoding": "identity", **carried}
        return aanroep.get(url, address, named, most, deadline)

    with tracing.outgoing("http") as step:
        if step is not None:
            carried.update(step.carried())
        status, body = _called(url, hosts, deadline, get)
        if step is not None:
            step.describe({"status": status})
    if status != OK:
        raise NietBezorgd(f"HTTP {status}")
    return body


def _called(
    url: str,
    hosts: Collection[str],
    deadline: Deadline,
    call: Callable[[tuple[str, int], str], Answer],
) -> Answer:
    """What comes of a call to the number behind an address. Raises NietBezorgd."""
    parts = split(url)
    port = 0 if parts is None else port_of(parts)
    if parts is None or port == 0:
        raise NietBezorgd("not an address")
    try:
        address = _address(parts, port, deadline, may_be_private=parts.netloc.lower() in hosts)
        return call((str(address), port), parts.netloc)
    except socket.gaierror as error:
        raise NietBezorgd("no address of that name can be found") from error
    except (RequestException, OSError, ValueError) as error:
        raise NietBezorgd(type(error).__name__) from error


def _address(parts: SplitResult, port: int, deadline: Deadline, *, may_be_private: bool) -> Address:
    numbers = aanroep.resolve(str(parts.hostname), port, deadline)
    addresses = [ipaddress.ip_address(number) for number in numbers]
    if not addresses:
        raise NietBezorgd("no address of that name can be found")
    # All and not the first: the order of the answers is the partner's to choose.
    if not may_be_private and not all(map(is_public, addresses)):
        raise NietBezorgd("an address inside the own network")
    return addresses[0]
