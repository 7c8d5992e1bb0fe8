"""One POST to an address that a partner chose: never to this network, never further than that address."""

import ipaddress
import socket
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

import requests
from requests.adapters import HTTPAdapter

from uwlr_service.domain.fouten import Fout, Geweigerd

TIMEOUT = (5.0, 10.0)
MAX_URL = 2000
PORTS = {"https": 443, "http": 80}
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NietBezorgd(Fout):
    """Het bericht is niet aangekomen."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        """For the log, without the address: a path can hold a secret of the partner."""
        super().__init__()


def check_url(url: str) -> SplitResult:
    """The parts of an address that may be a webhook; Geweigerd for any other."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in LOCAL)
    written = url.isascii() and url.isprintable() and " " not in url and len(url) <= MAX_URL
    if not host or not safe or not written or parts.fragment or "@" in parts.netloc:
        raise Geweigerd("Het adres van een webhook begint met https:// en noemt geen gebruiker of fragment.")
    try:
        is_port = parts.port != 0
    except ValueError:
        is_port = False
    if not is_port:
        raise Geweigerd("De poort in het adres van een webhook is een getal van 1 tot 65535.")
    return parts


def is_inside(parts: SplitResult) -> bool:
    """Whether an address says that it is in the own network; where a name leads is seen at the call."""
    host = str(parts.hostname)
    try:
        return not is_public(ipaddress.ip_address(host))
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def post(url: str, body: bytes, headers: Mapping[str, str], hosts: Collection[str]) -> None:
    """Send a message; NietBezorgd unless it was taken. A redirect is not followed.

    The address is looked up once and that one is called, so that a name cannot turn to another one
    between the check and the call.
    """
    try:
        parts = check_url(url)
        host = str(parts.hostname)
        port = parts.port or PORTS[parts.scheme]
        address = _resolve(host, port, may_be_private=parts.netloc.lower() in hosts)
        place = f"[{address}]" if address.version == 6 else str(address)
        target = parts._replace(netloc=f"{place}:{port}").geturl()
        named = {"Content-Type": "application/json", "Host": parts.netloc, **headers}
        with requests.Session() as session:
            session.trust_env = False
            session.mount("https://", _Named(host))
            with session.post(
                target, data=body, headers=named, timeout=TIMEOUT, allow_redirects=False, stream=True
            ) as response:
                if not 200 <= response.status_code < 300:
                    raise NietBezorgd(f"HTTP {response.status_code}")
    except socket.gaierror as error:
        raise NietBezorgd("no address of that name can be found") from error
    except (requests.RequestException, OSError, UnicodeError, Geweigerd) as error:
        raise NietBezorgd(type(error).__name__) from error


def _resolve(host: str, port: int, *, may_be_private: bool) -> Address:
    found = [
        ipaddress.ip_address(str(info[4][0]).partition("%")[0])
        for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ]
    if not found:
        raise NietBezorgd("no address of that name can be found")
    if not may_be_private and not all(map(is_public, found)):
        raise NietBezorgd("an address inside the own network")
    return found[0]


def is_public(address: Address) -> bool:
    """Whether an address is on the internet, also when another one is wrapped in it."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.sixtofour is not None or address.teredo is not None or address in TRANSLATED:
            return False
    return address.is_global and not address.is_multicast


class _Named(HTTPAdapter):
    """Calls an address by number, and asks for the certificate of a name."""

    def __init__(self, host: str) -> None:
        self._host = host
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, server_hostname=self._host, assert_hostname=self._host)
