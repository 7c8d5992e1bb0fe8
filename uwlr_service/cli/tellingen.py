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


def warn_vergeten(aantal: int, *, proef: bool = False) -> None:
    """Say beside a result how many pupils who were forgotten are back; nothing if none is."""
    if not aantal:
        return
    wie = "staat 1 leerling die eerder is" if aantal == 1 else f"staan {aantal} leerlingen die eerder zijn"
    gevolg = "De gegevens zijn weer bewaard, en gaan weer naar leveranciers."
    if proef:
        gevolg = "Na het inlezen zijn de gegevens weer bewaard, en gaan die weer naar leveranciers."
    say(
        f"Let op: in deze import {wie} vergeten. {gevolg} Is dat niet de bedoeling? Verwijder zo'n leerling"
        " in het LAS, lees opnieuw in, en vergeet die dan opnieuw ('uwlr vergeet').",
        style="yellow",
    )
