"""Where an object stands in a message with results, so that a broken rule on its content has a place."""

from typing import NamedTuple, Self

from uwlr_service.domain.fouten import Melding


class Plaats(NamedTuple):
    """A line, and the steps from the object around it. A tuple, as a message holds tens of thousands.

    ``stap`` are the names from there, ``nummer`` the number among siblings of that name; 0 for an only one.
    """

    stap: str
    nummer: int = 0
    regel: int | None = None
    ouder: "Plaats | None" = None

    def within(self, stap: str, nummer: int = 0, regel: int | None = None) -> Self:
        """The place of something in this object."""
        return type(self)(stap, nummer, regel, self)

    def pad(self, veld: str = "") -> str:
        """The path from the root of the payload, to a field of the object if one is named."""
        steps = f"/{veld}" if veld else ""
        plaats: Plaats | None = self
        while plaats is not None:
            number = f"[{plaats.nummer}]" if plaats.nummer else ""
            steps = f"/{plaats.stap}{number}{steps}"
            plaats = plaats.ouder
        return steps


VERZOEK = Plaats("leerresultaten_verzoek")
TOETSDEFINITIES = Plaats("Toetsdefinities")


def melding_at(
    plaats: Plaats | None, tekst: str, veld: str = "", *, verwacht: str | None = None, key: str | None = None
) -> Melding:
    """A finding about an object, or a field of it; what was not read from a message has no place."""
    regel = None
    pad = None
    if plaats is not None:
        regel = plaats.regel
        pad = plaats.pad(veld)
    return Melding(tekst=tekst, regel=regel, pad=pad, key=key, verwacht=verwacht, is_inhoud=True)
