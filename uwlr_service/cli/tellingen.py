"""What an import added, changed, kept and lost, as the columns of a table."""

from typing import Protocol

from uwlr_service.cli.output import counted, say

KOLOMMEN = ("toegevoegd", "gewijzigd", "ongewijzigd", "verdwenen")


class Telling(Protocol):
    """Numbers of objects of one kind, or of all."""

    @property
    def toegevoegd(self) -> int:
        """Were not there before."""

    @property
    def gewijzigd(self) -> int:
        """Were there, and are different now."""

    @property
    def ongewijzigd(self) -> int:
        """Were there, and are the same."""

    @property
    def verdwenen(self) -> int:
        """Were there, and are not any more."""


def cells(telling: Telling) -> tuple[str, ...]:
    """The numbers in the order of ``KOLOMMEN``."""
    numbers = (telling.toegevoegd, telling.gewijzigd, telling.ongewijzigd, telling.verdwenen)
    return tuple(map(str, numbers))


def warn_opgeschoond(aantal: int) -> None:
    """Say beside a result how many texts lost signs that mislead; nothing if none did."""
    if aantal:
        say(f"Let op: uit {counted(aantal, 'tekst', 'teksten')} zijn stuurtekens verwijderd.", style="yellow")
