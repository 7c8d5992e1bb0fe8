"""The report of a night, on the screen."""

from collections.abc import Callable

from uwlr_service.cli.listing import MOST_ROWS
from uwlr_service.cli.output import cell, show, table
from uwlr_service.cli.scholen import some_scholen
from uwlr_service.domain.gkv.nacht import Nachttaak, Uitkomst
from uwlr_service.domain.gkv.nachtverslag import Nachtverslag
from uwlr_service.domain.school.school import Schoolcode

STYLES = {Uitkomst.GEMAAKT: "green", Uitkomst.GEWEIGERD: "red", Uitkomst.MISLUKT: "red"}


def totals(verslag: Nachtverslag) -> str:
    """The totals in a sentence."""
    counts = ", ".join(f"{count} {uitkomst.value}" for uitkomst, count in verslag.totalen.items() if count)
    return f"Nacht van {verslag.nacht:%d-%m-%Y}: {counts or 'geen pakketten'}."


def show_nacht(verslag: Nachtverslag) -> None:
    """The totals, what became of each package, and below them why, and what to know."""
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
    _show_why(verslag, "", verslag.reden)
    _show_why(verslag, "Let op: ", lambda taak: taak.let_op)


def _show_why(verslag: Nachtverslag, mark: str, why: Callable[[Nachttaak], str | None]) -> None:
    """What is to be said of packages, with the schools of a link that have the same beside each other."""
    scholen: dict[tuple[int, str], list[Schoolcode]] = {}
    for taak in verslag.taken:
        if text := why(taak):
            scholen.setdefault((taak.koppeling, text), []).append(taak.school)
    for (koppeling, text), of_them in list(scholen.items())[:MOST_ROWS]:
        show(cell(f"{mark}Koppeling {koppeling}, school {some_scholen(of_them)}: {text}"))
    if len(scholen) > MOST_ROWS:
        show(f"En nog {len(scholen) - MOST_ROWS}; met --json komen ze alle.")
