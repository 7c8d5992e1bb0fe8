"""What became of the files of a LAS, for people: what went wrong at once, and a table at the end."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from uwlr_service.cli.errors import GOOD, JUDGED_WRONG, UNREACHABLE, meldingen_table
from uwlr_service.cli.las.uitkomst import BAD, Uitkomst, Uitslag, verslag_of
from uwlr_service.cli.output import cell, console, counted, say, show, table

if TYPE_CHECKING:
    from uwlr_service.formats.bestandskop import Bestandskop

AANTALLEN = ("toegevoegd", "gewijzigd", "ongewijzigd", "verdwenen")


def exit_code(uitslagen: Sequence[Uitslag]) -> int:
    """1 if a file was refused, else 3 if the service was not there, else 0."""
    outcomes = {uitslag.uitkomst for uitslag in uitslagen}
    if outcomes & set(BAD):
        return JUDGED_WRONG
    if Uitkomst.ONBEREIKBAAR in outcomes:
        return UNREACHABLE
    return GOOD


def say_wrong(uitslag: Uitslag) -> None:
    """Why a file did not get there, with what was found in it; nothing if it did."""
    if uitslag.tekst is None:
        return
    say(f"Fout: {uitslag.path}: {uitslag.tekst}", style="red")
    if uitslag.meldingen:
        console(sys.stderr).print(meldingen_table("", uitslag.meldingen))
    options = _how_to_allow(uitslag)
    if options:
        say(f"Klopt dit? Herhaal de opdracht voor alleen dit bestand, met {options}", style="yellow")


def _how_to_allow(uitslag: Uitslag) -> str:
    """The options that let a file through which the service holds; nothing for another one."""
    if uitslag.uitkomst is not Uitkomst.AANGEHOUDEN:
        return ""
    options = []
    if uitslag.is_ouder:
        options.append("--ouder")
    if uitslag.toestaan is not None:
        options.append(f"--toestaan {uitslag.toestaan} (een uur geldig)")
    return " en ".join(options)


def show_all(uitslagen: Sequence[Uitslag], *, proef: bool) -> None:
    """A line for each file that the service took, and how many there were of each kind."""
    taken = [uitslag for uitslag in uitslagen if uitslag.uitkomst is Uitkomst.GEPLAATST]
    title = "Proef" if proef else "Geplaatst"
    listing = table(f"{title} ({len(taken)})", "school", "schooljaar", "soort", *AANTALLEN, right=AANTALLEN)
    for uitslag in taken:
        if uitslag.bestand is not None:
            listing.add_row(*_cells(uitslag.bestand.kop, uitslag.antwoord))
    if taken:
        show(listing)
    say(_summary(uitslagen, proef=proef))


def _cells(kop: "Bestandskop", antwoord: Mapping[str, Any]) -> Iterator[Text]:
    yield cell(kop.school)
    yield cell(kop.schooljaar)
    yield cell(kop.soort)
    verslag = verslag_of(antwoord)
    for naam in AANTALLEN:
        yield cell(verslag.get(naam, 0))


def _summary(uitslagen: Sequence[Uitslag], *, proef: bool) -> str:
    counts = Counter(uitslag.uitkomst for uitslag in uitslagen)
    parts = [f"{counts[uitkomst]} {uitkomst.value}" for uitkomst in Uitkomst if counts[uitkomst]]
    told = f"{counted(len(uitslagen), 'bestand', 'bestanden')}: {', '.join(parts)}."
    if not uitslagen:
        told = "Er is niets te sturen."
    if proef:
        told += " Dit was een proef: er is niets gewijzigd."
    return told
