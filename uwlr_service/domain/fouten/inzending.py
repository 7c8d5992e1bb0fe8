"""Refusals of what a LAS sends in."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from uwlr_service.domain.fouten.basis import Geweigerd


class AnderSchooljaar(Geweigerd):
    """Dit bestand is van een ander schooljaar."""

    @classmethod
    def of(cls, van: str, gevraagd: str) -> Self:
        """A file of one year, sent for another."""
        return cls(f"Dit bestand is van schooljaar {van}, en het adres noemt schooljaar {gevraagd}.")


class StandVeranderd(Geweigerd):
    """De nieuwste stand is een andere dan de header If-Match noemt, of er is er al een."""

    def __init__(self, kenmerk: str | None) -> None:
        super().__init__()
        self.kenmerk = kenmerk
        """The mark of the newest state; None where there is none."""


class InzendingAangehouden(Geweigerd):
    """Er zou te veel verdwijnen of veranderen; dit wacht op iemand die ernaar kijkt."""

    def __init__(self, tekst: str, bezwaren: Iterable[Any], vrijbrief: str | None) -> None:
        super().__init__(tekst)
        self.bezwaren = tuple(bezwaren)
        """Each reason with its figures, as ``domain/school/rem.py`` gives them."""
        self.vrijbrief = vrijbrief
        """What lets the same bytes through upon the same state; None where another file is older only."""


class InzendingOuder(InzendingAangehouden):
    """Dit bestand is ouder dan de nieuwste stand."""

    def __init__(
        self,
        tekst: str,
        bezwaren: Iterable[Any],
        vrijbrief: str | None,
        gemaakt: datetime,
        bereikt: datetime,
    ) -> None:
        super().__init__(tekst, bezwaren, vrijbrief)
        self.gemaakt = gemaakt
        """When the file was made."""
        self.bereikt = bereikt
        """When the newest file was made on the way to the state."""
