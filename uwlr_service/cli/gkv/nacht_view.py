"""The report of a night, on the screen."""

from uwlr_service.cli.listing import MOST_ROWS
from uwlr_service.cli.output import cell, show, table
from uwlr_service.cli.scholen import some_scholen
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.gkv.nachtverslag import Nachtverslag
from uwlr_service.domain.school.school import Schoolcode

STYLES = {Uitkomst.GEMAAKT: "green", Uitkomst.GEWEIGERD: "red", Uitkomst.MISLUKT: "red"}


def totals(verslag: Nachtverslag) -> str:
    """The totals in a sentence."""
    counts = ", ".join(f"{count} {uitkomst.value}" for uitkomst, count in verslag.totalen.items() if count)
    return f"Nacht van {verslag.nacht:%d-%m-%Y}: {counts or 'geen pakketten'}."


def show_nacht(verslag: Nachtverslag) -> None:
    """The totals, what became of each package, and below them, over the whole width, why."""
    show(cell(totals(verslag)))
    if not verslag.taken:
        return
    columns = ("koppeling", "school", "uitkomst", "levering", "pogingen")
    listing = table("", *columns, right=("koppeling", "levering", "pogingen"), fixed=("uitkomst",))
    for taak in verslag.taken:
        listing.add_row(
            str(taak.koppeling),
            cell(taak.school),
            cell(taak.uitkomst.value, STYLES.get(taak.uitkomst, "")),
            cell(taak.volgnummer),
            str(taak.pogingen),
        )
    show(listing)
    _show_redenen(verslag)


def _show_redenen(verslag: Nachtverslag) -> None:
    """Why packages were not made, with the schools of a link that have the same reason beside each other."""
    scholen: dict[tuple[int, str], list[Schoolcode]] = {}
    for taak in verslag.taken:
        if reden := verslag.reden(taak):
            scholen.setdefault((taak.koppeling, reden), []).append(taak.school)
    for (koppeling, reden), met_reden in list(scholen.items())[:MOST_ROWS]:
        show(cell(f"Koppeling {koppeling}, school {some_scholen(met_reden)}: {reden}"))
