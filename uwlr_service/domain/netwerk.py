"""Addresses on the internet: whether one lies in a list of networks, and the one that a caller used."""

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Netwerk = IPv4Network | IPv6Network
"""A single address is a network too."""
OWN_NETWORK = 64
MAPPED = 96
"""The number of bits before an IPv4 address that is written as an IPv6 one (RFC 4291, 2.5.5.2)."""
TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv6 addresses behind which a translator finds an IPv4 address (RFC 6052)."""
HOST = re.compile(r"[A-Za-z0-9._-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
"""A Host that may be repeated. Names of machines in an own network can have an underscore."""


def parse_netwerk(text: str) -> Netwerk:
    """Read ``192.0.2.7`` or ``192.0.2.0/24``, or the same of IPv6. Raises ValueError otherwise."""
    try:
        netwerk = ip_network(text.strip())
        if isinstance(netwerk, IPv4Network):
            return netwerk
        mapped = netwerk.network_address.ipv4_mapped
        if mapped is not None and netwerk.prefixlen >= MAPPED:
            return ip_network((mapped, netwerk.prefixlen - MAPPED))
        if "%" in text:  # a zone: the address means something on one network card only
            raise ValueError
        return netwerk
    except ValueError:
        raise ValueError(
            f"'{text.strip()}' is geen adres of netwerk; verwacht zoiets als 192.0.2.7 of 192.0.2.0/24"
        ) from None


def is_within(adres: str | None, netwerken: Iterable[Netwerk]) -> bool:
    """Whether an address lies in one of the networks; False for a text that is not an address."""
    try:
        address = ip_address(adres or "")
    except ValueError:
        return False
    # A socket that listens for both kinds shows an IPv4 caller in this form.
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return any(address in netwerk for netwerk in netwerken)


def is_proxy(adres: str | None, proxies: str) -> bool:
    """Whether an address is one of the proxies that UWLR_PROXIES names; ``*`` is every address."""
    if proxies.strip() == "*":
        return True
    try:
        return is_within(adres, [parse_netwerk(proxy) for proxy in proxies.split(",") if proxy.strip()])
    except ValueError:
        return False


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, and nobody else can reach it there."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is on the internet, also when another one is wrapped in it."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address.sixtofour is not None or address.teredo is not None or address in TRANSLATED:
            return False
    return address.is_global and not address.is_multicast


def is_own_network(host: str) -> bool:
    """Whether a host is of our own network by its number; where a name leads is seen at a call."""
    try:
        return not is_public(ip_address(host.strip("[]")))
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def called_address(scheme: str, host: str, own: str) -> str:
    """The address that a caller used: the Host as it came, or ``own`` when that is no host."""
    if not HOST.fullmatch(host):
        host = own
    return f"{scheme}://{host}"


def neighbourhood(adres: str) -> str:
    """What callers are counted by: the address, or of IPv6 the network that one connection has (/64)."""
    try:
        address = ip_address(adres)
    except ValueError:
        return adres
    if isinstance(address, IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ip_network((address, OWN_NETWORK), strict=False))
