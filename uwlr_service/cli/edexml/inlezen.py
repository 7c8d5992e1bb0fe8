"""One EDEXML file read in, with its progress and what came of it."""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from uwlr_service.cli.errors import as_records, meldingen_table
from uwlr_service.cli.output import console, plain, say, show, table
from uwlr_service.cli.tellingen import KOLOMMEN, cells, warn_opgeschoond, warn_vergeten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd, ImportAangehouden, OngeldigBericht
from uwlr_service.domain.school.rem import NOTHING_ALLOWED, Vrijstelling

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten
    from uwlr_service.uitwisseling.koppeling.todo import Todo
    from uwlr_service.uitwisseling.school.edexml import Importverslag, Verslag

MANY = 3
"""Files above which each gets a line and no table of its own."""
SOORTEN = {
    "vestigingen": "vestigingen",
    "groepen": "groepen",
    "samengestelde_groepen": "samengestelde groepen",
    "leerlingen": "leerlingen",
    "leerkrachten": "leerkrachten",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitslag:
    """What came of a file: a report, or the reason why nothing was changed; of a trial possibly both."""

    bestand: Path
    verslag: "Importverslag | None" = None
    fout: Geweigerd | OngeldigBericht | None = None
    todo: "tuple[Todo, ...]" = ()
    proef: bool = False

    def as_record(self, *, with_file: bool) -> dict[str, object]:
        """As a program reads it."""
        record: dict[str, object] = {}
        if with_file:
            record["bestand"] = str(self.bestand)
        if self.proef:
            record["proef"] = True
        if self.fout is not None:
            record["fout"] = self.fout.tekst
            record["meldingen"] = as_records(str(self.bestand), self.fout.meldingen)
            bezwaren = self.fout.bezwaren if isinstance(self.fout, ImportAangehouden) else ()
            record["bezwaren"] = [asdict(bezwaar) for bezwaar in bezwaren]
        if self.verslag is not None:
            record |= as_record(self.verslag)
            record["ingekort"] = self.verslag.ingekort
            record["terzijde"] = dict(self.verslag.terzijde)
            record["opgeschoond"] = self.verslag.opgeschoond
            record["vergeten_terug"] = self.verslag.vergeten_terug
        return record


def as_record(verslag: "Verslag") -> dict[str, object]:
    """The counts of a change to a school year, as a program reads them."""
    return {
        "school": str(verslag.school),
        "schooljaar": verslag.schooljaar,
        **asdict(verslag.totaal),
        "per_soort": {soort: asdict(telling) for soort, telling in verslag.tellingen.items()},
    }


def import_file(
    diensten: "Diensten", bestand: Path, vrijstelling: Vrijstelling = NOTHING_ALLOWED, *, proef: bool = False
) -> Uitslag:
    """Read one file in, or try to; a bar shows how far it is where somebody watches."""
    screen = console(sys.stderr)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal)
    with bestand.open("rb") as source, bar:
        task = bar.add_task(plain(bestand.name), total=bestand.stat().st_size)
        try:
            verslag = diensten.edexml.read_in(
                source,
                vrijstelling,
                door=Handelende.opdrachtregel(),
                proef=proef,
                progress=lambda position: bar.update(task, completed=position),
            )
        except (Geweigerd, OngeldigBericht) as fout:
            return Uitslag(bestand=bestand, fout=fout)
    if proef:
        return Uitslag(bestand=bestand, verslag=verslag, fout=verslag.fout, proef=True)
    return Uitslag(bestand=bestand, verslag=verslag, todo=tuple(diensten.todolijst.of_school(verslag.school)))


def say_fout(uitslag: Uitslag) -> None:
    """Why a file was refused, in one sentence; nothing if it was not."""
    if uitslag.fout is not None:
        say(f"Fout: {uitslag.bestand}: {uitslag.fout.tekst}", style="red")


def show_uitslag(uitslag: Uitslag) -> None:
    """As people read it: the result on standard output, what went wrong on standard error."""
    show_fout(uitslag)
    verslag = uitslag.verslag
    if verslag is None:
        return
    show_tellingen(verslag, "Proef: " if uitslag.proef else "")
    _say_beside([verslag], proef=uitslag.proef)


def show_fout(uitslag: Uitslag) -> None:
    """Why a file was refused, with what was found in it; nothing if it was not."""
    say_fout(uitslag)
    if uitslag.fout is not None and uitslag.fout.meldingen:
        console(sys.stderr).print(meldingen_table("", uitslag.fout.meldingen))


def show_together(uitslagen: Sequence[Uitslag], *, proef: bool) -> None:
    """What came of many files, a line each; why some were refused was said before."""
    verslagen = [uitslag.verslag for uitslag in uitslagen if uitslag.verslag is not None]
    title = "Proef" if proef else "Ingelezen"
    listing = table(f"{title} ({len(verslagen)})", "school", "schooljaar", *KOLOMMEN, right=KOLOMMEN)
    for verslag in verslagen:
        listing.add_row(str(verslag.school), verslag.schooljaar, *cells(verslag.totaal))
    show(listing)
    _say_beside(verslagen, proef=proef)


def _say_beside(verslagen: "Sequence[Importverslag]", *, proef: bool) -> None:
    """What was left out or cleaned, of all of them together."""
    ingekort = sum(verslag.ingekort for verslag in verslagen)
    if ingekort:
        say(f"Van {ingekort} nummers (BSN, onderwijsnummer) zijn alleen de laatste vier cijfers bewaard.")
    terzijde: Counter[str] = Counter()
    for verslag in verslagen:
        terzijde.update(verslag.terzijde)
    if terzijde:
        types = ", ".join(f"{naam} ({aantal})" for naam, aantal in terzijde.items())
        say(f"Toevoegingen van een onbekend type zijn terzijde gelegd: {types}.")
    warn_opgeschoond(sum(verslag.opgeschoond for verslag in verslagen))
    warn_vergeten(sum(verslag.vergeten_terug for verslag in verslagen), proef=proef)
    if proef:
        say("Dit was een proef: er is niets gewijzigd.")


def show_tellingen(verslag: "Verslag", title: str = "") -> None:
    """The counts of a change to a school year, as a table."""
    heading = f"{title}School {verslag.school}, schooljaar {verslag.schooljaar}"
    listing = table(heading, "", *KOLOMMEN, right=KOLOMMEN)
    for soort, telling in verslag.tellingen.items():
        listing.add_row(SOORTEN.get(soort, soort), *cells(telling))
    listing.add_section()
    listing.add_row("totaal", *cells(verslag.totaal), style="bold")
    show(listing)
