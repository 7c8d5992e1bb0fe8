"""Addresses on the internet: which of them are meant by a list of addresses and networks."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Netwerk = IPv4Network | IPv6Network
"""One address is a network too."""
MAPPED = 96
"""The bits before an IPv4 address that is written as one of IPv6."""


def parse_netwerk(text: str) -> Netwerk:
    """Read ``192.0.2.7`` or ``192.0.2.0/24``, or the same of IPv6; ValueError otherwise."""
    try:
        found = ip_network(text.strip())
        mapped = found.network_address.ipv4_mapped if isinstance(found, IPv6Network) else None
        if mapped is not None and found.prefixlen >= MAPPED:
            return ip_network((mapped, found.prefixlen - MAPPED))
        if "%" in text:  # of one cable only
            raise ValueError
        return found
    except ValueError:
        raise ValueError(
            f"'{text.strip()}' is geen adres of netwerk; verwacht zoiets als 192.0.2.7 of 192.0.2.0/24"
        ) from None


def is_within(adres: str | None, netwerken: Iterable[Netwerk]) -> bool:
    """Whether an address lies in one of the networks; never for what is no address."""
    try:
        found = ip_address(adres or "")
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped  # a socket for both kinds tells IPv4 like this
    return any(found in netwerk for netwerk in netwerken)


def is_proxy(adres: str | None, proxies: str) -> bool:
    """Whether an address is one of the proxies that UWLR_PROXIES names; ``*`` is every address."""
    if proxies.strip() == "*":
        return True
    try:
        return is_within(adres, [parse_netwerk(one) for one in proxies.split(",") if one.strip()])
    except ValueError:
        return False
