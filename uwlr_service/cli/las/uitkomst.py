"""What came of a file that a LAS sent."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from uwlr_service.cli.errors import as_records
from uwlr_service.domain.fouten import Melding

if TYPE_CHECKING:
    from uwlr_service.cli.las.bestanden import Bestand


class Uitkomst(enum.StrEnum):
    """The ways in which it can end."""

    GEPLAATST = "geplaatst"
    """The service has it."""
    BEKEND = "bekend"
    """The same bytes as the last time: not sent."""
    AANGEHOUDEN = "aangehouden"
    """The brake of the service holds it: somebody has to look."""
    GEWEIGERD = "geweigerd"
    ONBEREIKBAAR = "onbereikbaar"
    """The service was not there, or is in trouble."""


BAD = (Uitkomst.AANGEHOUDEN, Uitkomst.GEWEIGERD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitslag:
    """A file with what came of it: what the service answered, or why it did not get there.

    ``bestand`` is None for a file that nobody recognises, and ``is_ouder`` says that the service holds it
    because it has a later one.
    """

    path: Path
    uitkomst: Uitkomst
    bestand: "Bestand | None" = None
    antwoord: Mapping[str, Any] = field(default_factory=dict)
    tekst: str | None = None
    meldingen: tuple[Melding, ...] = ()
    is_ouder: bool = False

    @property
    def toestaan(self) -> str | None:
        """The token that lets a file through that was held; None where none was given."""
        token = self.antwoord.get("toestaan")
        return token if isinstance(token, str) else None

    def as_record(self) -> dict[str, object]:
        """As a program reads it."""
        record: dict[str, object] = {"bestand": str(self.path), "uitkomst": self.uitkomst.value}
        if self.bestand is not None:
            record["school"] = str(self.bestand.kop.school)
            record["schooljaar"] = self.bestand.kop.schooljaar
            record["soort"] = self.bestand.kop.soort.value
        if self.tekst is not None:
            record["reden"] = self.tekst
            record["meldingen"] = as_records(str(self.path), self.meldingen)
        if self.antwoord:
            record["antwoord"] = self.antwoord
        return record


def verslag_of(antwoord: Mapping[str, Any]) -> Mapping[str, Any]:
    """The counts in an answer; none where nothing was read, or where it has another form."""
    verslag = antwoord.get("verslag")
    return verslag if isinstance(verslag, dict) else {}
