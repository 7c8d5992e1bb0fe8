"""How guessing is slowed down, so that nobody can keep somebody else out by it.

Failures are counted for a person on each device that they signed in on before, and for all other devices
together: whoever guesses from elsewhere never touches the devices of the person. What comes from one network
is counted as well, and so is what is tried at one school; the last one is only told.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from types import MappingProxyType


class Tellersoort(enum.StrEnum):
    """What failures are counted for."""

    APPARAAT = "apparaat"
    """A person on a device that they signed in on before."""
    ONBEKEND = "onbekend"
    """A person on all other devices together."""
    NETWERK = "netwerk"
    SCHOOL = "school"
    KLASAPPARAAT = "klasapparaat"
    """Pictures on a device of a class, whoever they are of."""
    KLASNETWERK = "klasnetwerk"
    """Pictures, codes and badges of pupils from one network; those of staff are counted apart."""
    BADGEPIN = "badgepin"
    """The pin of a badge, on all devices that are not of the school."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rem:
    """How failures slow down: the first ``vrij`` cost nothing, then a second, doubling up to ``langst``.

    A count begins anew ``venster`` after its first failure. From ``genoeg`` failures on, a password proves
    nothing here any more: a passkey does, and so does an invitation.
    """

    vrij: int
    langst: timedelta
    venster: timedelta
    genoeg: int | None = None


REMMEN: Mapping[Tellersoort, Rem] = MappingProxyType(
    {
        Tellersoort.APPARAAT: Rem(
            vrij=3, langst=timedelta(minutes=15), venster=timedelta(days=30), genoeg=100
        ),
        Tellersoort.ONBEKEND: Rem(
            vrij=2, langst=timedelta(minutes=15), venster=timedelta(days=30), genoeg=100
        ),
        # A school has one address for all, so it waits seconds and not minutes.
        Tellersoort.NETWERK: Rem(vrij=30, langst=timedelta(seconds=30), venster=timedelta(days=1)),
        Tellersoort.SCHOOL: Rem(vrij=100, langst=timedelta(), venster=timedelta(days=1)),
        # Thirty young children on one tablet, or three hundred behind one address, are wrong often.
        Tellersoort.KLASAPPARAAT: Rem(vrij=50, langst=timedelta(seconds=10), venster=timedelta(days=1)),
        Tellersoort.KLASNETWERK: Rem(vrij=300, langst=timedelta(seconds=10), venster=timedelta(days=1)),
        # Ten of ten thousand; then the school makes another badge.
        Tellersoort.BADGEPIN: Rem(
            vrij=3, langst=timedelta(minutes=15), venster=timedelta(days=30), genoeg=10
        ),
    }
)
LONGEST = max(rem.venster for rem in REMMEN.values())
DOUBLINGS = 20
"""More of them than any wait needs."""
PREFIXES = {4: 24, 6: 56}
"""The bits of an address that are one network: what a household or a school gets."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Failures since the first one of a window, and when the last one was."""

    fouten: int
    eerste: datetime
    laatste: datetime

    def at(self, soort: Tellersoort, moment: datetime) -> "Teller":
        """The count as it is at a moment: empty once its window has passed."""
        if moment - self.eerste >= REMMEN[soort].venster:
            return Teller(0, moment, moment)
        return self

    def holds_back(self, soort: Tellersoort, moment: datetime) -> bool:
        """Whether somebody has to wait, or a password proves nothing any more."""
        rem = REMMEN[soort]
        if rem.genoeg is not None and self.fouten >= rem.genoeg:
            return True
        if self.fouten <= rem.vrij:
            return False
        doubled = timedelta(seconds=2 ** min(self.fouten - rem.vrij - 1, DOUBLINGS))
        return moment - self.laatste < min(doubled, rem.langst)


def netwerk_of(adres: str | None) -> str:
    """The network that an address lies in; empty for what is not an address."""
    try:
        address = ip_address(adres or "")
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return str(ip_network((address, PREFIXES[address.version]), strict=False))
