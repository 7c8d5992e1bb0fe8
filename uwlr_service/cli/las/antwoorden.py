"""What the service answered to a file, in the words of this command; nothing of it is believed."""

from collections.abc import Iterator, Mapping
from typing import Any

from uwlr_service.cli.las.bestanden import Bestand
from uwlr_service.cli.las.uitkomst import Uitkomst, Uitslag, verslag_of
from uwlr_service.client.fouten import LasGeweigerd
from uwlr_service.domain.fouten import MOST_MELDINGEN, Melding

HELD = ("aangehouden", "ouder")
"""The problems by which the service says that somebody has to look."""
OLDER = "ouder"
"""The parameter that lets an older file through."""


def taken(bestand: Bestand, antwoord: Mapping[str, Any]) -> Uitslag:
    """A file that the service took, or that it would hold if this were not a trial."""
    bezwaren = _bezwaren(verslag_of(antwoord))
    if bezwaren:
        return _held(bestand, antwoord, bezwaren)
    return Uitslag(path=bestand.path, bestand=bestand, uitkomst=Uitkomst.GEPLAATST, antwoord=antwoord)


def refused(bestand: Bestand, fout: LasGeweigerd) -> Uitslag:
    """A file that it did not take."""
    bezwaren = _bezwaren(fout.document)
    if fout.probleem in HELD and bezwaren:
        return _held(bestand, fout.document, bezwaren)
    return Uitslag(
        path=bestand.path,
        bestand=bestand,
        uitkomst=Uitkomst.GEWEIGERD,
        tekst=fout.tekst,
        meldingen=tuple(_meldingen(fout.document)),
        antwoord=fout.document,
    )


def _held(bestand: Bestand, antwoord: Mapping[str, Any], bezwaren: list[Mapping[str, Any]]) -> Uitslag:
    redenen = "; ".join(str(bezwaar.get("tekst")) for bezwaar in bezwaren)
    return Uitslag(
        path=bestand.path,
        bestand=bestand,
        uitkomst=Uitkomst.AANGEHOUDEN,
        tekst=f"Aangehouden: {redenen}. Er is niets gewijzigd.",
        antwoord=antwoord,
        is_ouder=any(bezwaar.get("parameter") == OLDER for bezwaar in bezwaren),
    )


def _meldingen(document: Mapping[str, Any]) -> Iterator[Melding]:
    """The faults in a file, each with its place."""
    for fout in _list(document.get("fouten")):
        regel = fout.get("regel")
        yield Melding(
            tekst=str(fout.get("melding")),
            regel=regel if isinstance(regel, int) else None,
            pad=_text(fout.get("pad")),
            key=_text(fout.get("key")),
            verwacht=_text(fout.get("verwacht")),
        )


def _bezwaren(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return _list(document.get("bezwaren"))


def _list(value: object) -> list[Mapping[str, Any]]:
    if not isinstance(value, list):
        return []
    return [entry for entry in value[: MOST_MELDINGEN + 1] if isinstance(entry, dict)]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
