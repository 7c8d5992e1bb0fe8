"""One dossier read in, and what came of it."""

import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from uwlr_service.cli.errors import as_records, meldingen_table
from uwlr_service.cli.output import console, say, show, table
from uwlr_service.cli.tellingen import KOLOMMEN, cells
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import Geweigerd, OngeldigBericht

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten
    from uwlr_service.uitwisseling.school.dossier import Dossierverslag


@dataclass(frozen=True, slots=True)
class Dossieruitslag:
    """What came of a file: a report, or the reason why nothing was changed."""

    bestand: Path
    verslag: "Dossierverslag | None" = None
    fout: Geweigerd | OngeldigBericht | None = None

    def as_record(self, *, with_file: bool) -> dict[str, object]:
        """As a program reads it."""
        record: dict[str, object] = {}
        if with_file:
            record["bestand"] = str(self.bestand)
        if self.fout is not None:
            record["fout"] = self.fout.tekst
            record["meldingen"] = as_records(str(self.bestand), self.fout.meldingen)
        if self.verslag is not None:
            record["school"] = str(self.verslag.school)
            record |= asdict(self.verslag.totaal)
            tellingen = self.verslag.tellingen.items()
            record["per_soort"] = {soort: asdict(telling) for soort, telling in tellingen}
            record["opgeschoond"] = self.verslag.opgeschoond
            record["vergeten_terug"] = self.verslag.vergeten_terug
        return record


def import_file(diensten: "Diensten", bestand: Path, *, allow_shrink: bool) -> Dossieruitslag:
    """Read one file in, or try to."""
    with bestand.open("rb") as source:
        try:
            verslag = diensten.dossiers.read_in(
                source, allow_shrink=allow_shrink, door=Handelende.opdrachtregel()
            )
        except (Geweigerd, OngeldigBericht) as fout:
            return Dossieruitslag(bestand, fout=fout)
    return Dossieruitslag(bestand, verslag)


def show_fout(uitslag: Dossieruitslag, *, with_table: bool) -> None:
    """Why a file was refused, with what is wrong in it; nothing if it was not."""
    if uitslag.fout is None:
        return
    say(f"Fout: {uitslag.bestand}: {uitslag.fout.tekst}", style="red")
    if with_table and uitslag.fout.meldingen:
        console(sys.stderr).print(meldingen_table("", uitslag.fout.meldingen))


def show_verslag(verslag: "Dossierverslag") -> None:
    """What a dossier changed, a line for each kind of object."""
    from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN

    listing = table(f"Dossier van school {verslag.school}", "", *KOLOMMEN, right=KOLOMMEN)
    for soort, lijst in DOSSIER_LIJSTEN.items():
        if soort in verslag.tellingen:
            listing.add_row(lijst.replace("_", " "), *cells(verslag.tellingen[soort]))
    listing.add_section()
    listing.add_row("totaal", *cells(verslag.totaal), style="bold")
    show(listing)


def show_together(verslagen: "Sequence[Dossierverslag]") -> None:
    """What many dossiers changed, a line for each school."""
    listing = table(f"Dossiers ({len(verslagen)})", "school", *KOLOMMEN, right=KOLOMMEN)
    for verslag in verslagen:
        listing.add_row(str(verslag.school), *cells(verslag.totaal))
    show(listing)
