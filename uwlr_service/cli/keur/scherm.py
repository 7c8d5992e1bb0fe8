"""A report of the test facility, on the screen."""

from rich.table import Table
from rich.text import Text

from uwlr_service.cli.output import cell, counted, plain, say, show, table
from uwlr_service.conformiteit.geval import Gewicht
from uwlr_service.conformiteit.rapport import Rapport
from uwlr_service.conformiteit.uitvoeren import Stand, Uitkomst

STYLES = {Gewicht.MOET: "bold red", Gewicht.HOORT: "yellow", Gewicht.WEET: ""}


def show_rapport(rapport: Rapport) -> None:
    """The groups with their counts, then each deviation with its clause and what to do about it."""
    show(_groepen(rapport))
    for uitkomst in rapport.afwijkingen:
        show(_afwijking(uitkomst))
    skipped = [uitkomst for uitkomst in rapport.uitkomsten if uitkomst.stand is Stand.OVERGESLAGEN]
    for uitkomst in skipped:
        say(f"Overgeslagen: {uitkomst.geval.id} ({'; '.join(uitkomst.bevindingen)}).")
    vragen = counted(rapport.calls, "vraag", "vragen")
    aantal = counted(len(rapport.uitkomsten), "geval", "gevallen")
    say(f"{aantal}, {vragen} in {rapport.seconds:.1f} s; niet ondertekend.")
    if rapport.is_good:
        say("Het LAS doet wat het moet, voor zover hier is gekeken.", style="green")
    else:
        say("Het LAS doet niet alles wat het moet.", style="bold red")


def _groepen(rapport: Rapport) -> Table:
    columns = ("goed", "afwijking", "overgeslagen")
    listing = table(rapport.suite.titel, "groep", *columns, right=columns)
    for groep in rapport.suite.groepen:
        standen = [uitkomst.stand for uitkomst in rapport.uitkomsten if uitkomst.groep == groep.naam]
        if standen:
            listing.add_row(cell(groep.titel), *(cell(standen.count(stand) or None) for stand in Stand))
    return listing


def _afwijking(uitkomst: Uitkomst) -> Text:
    geval = uitkomst.geval
    said = Text()
    said.append(f"{geval.gewicht.value}  ", style=STYLES[geval.gewicht])
    said.append(f"{geval.titel} ({geval.id})\n", style="bold")
    for bevinding in uitkomst.bevindingen:
        said.append(f"  {plain(bevinding)}\n")
    said.append(f"  {geval.clausule}\n  {geval.herstel}\n", style="dim")
    return said
