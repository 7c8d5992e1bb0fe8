"""A report of the test facility, on the screen."""

from rich.console import Group
from rich.padding import Padding
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


def _afwijking(uitkomst: Uitkomst) -> Group:
    geval = uitkomst.geval
    head = Text()
    head.append(f"{geval.gewicht.value}  ", style=STYLES[geval.gewicht])
    head.append(f"{geval.titel} ({geval.id})", style="bold")
    said = [Text(plain(bevinding)) for bevinding in uitkomst.bevindingen]
    advice = [Text(geval.clausule, style="dim"), Text(geval.herstel, style="dim")]
    # Lines that do not fit go on where they began.
    return Group(head, Padding(Group(*said, *advice), (0, 0, 1, 2)))
