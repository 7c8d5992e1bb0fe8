"""A key that was just made, on its way to the one who will hold it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypedDict

from uwlr_service.domain.koppeling.klant import Koppeling


class Koppelingvorm(TypedDict, total=False):
    """What a new link can be told besides.

    ``tolerant`` and ``prefix`` describe the client that will hold its key, see Autorisatiesleutel.
    ``generiek`` opens the drop-in service too, for a link of GKV only. ``velden`` are switched on or off, and
    ``namens`` names the people who decided so.
    """

    tolerant: bool
    prefix: str
    generiek: bool
    velden: Mapping[str, bool]
    namens: Collection[str]


@dataclass(frozen=True, slots=True)
class Uitgifte:
    """A link with the key that was just made for it; the key is not kept and cannot be shown again."""

    koppeling: Koppeling
    sleutel: str
    proeftuin: bool = False
    """Whether the key opens test schools alone, and stays so."""

    def __repr__(self) -> str:
        """Without the key, which must not get into a log."""
        return f"Uitgifte(koppeling={self.koppeling!r})"
