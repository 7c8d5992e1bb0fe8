"""A report of the test facility, on the screen."""

from collections.abc import Iterator

import click
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from uwlr_service.cli.output import cell, counted, plain, say, show, table
from uwlr_service.conformiteit.brengen import Achtergelaten
from uwlr_service.conformiteit.doorloop import Stand, Uitkomst
from uwlr_service.conformiteit.geval import Gewicht
from uwlr_service.conformiteit.rapport import Rapport

STYLES = {Gewicht.MOET: "bold red", Gewicht.HOORT: "yellow", Gewicht.WEET: ""}


def show_rapport(rapport: Rapport, *, goed: str, fout: str) -> None:
    """The groups with their counts, what was passed over and left behind, and last what asks for something.

    That is each deviation, with its clause and what to do about it: it stays on the screen. ``goed`` and
    ``fout`` are the last sentence (Dutch).
    """
    if rapport.voorbehoud is not None:
        say(rapport.voorbehoud, style="bold red")
    show(_groepen(rapport))
    for reason in _overgeslagen(rapport):
        show(reason)
    for uitkomst in rapport.uitkomsten:
        if uitkomst.geval.niet_te_zien is not None and uitkomst.stand is Stand.GOED:
            say(f"Niet van buiten te zien: {uitkomst.geval.niet_te_zien} ({uitkomst.geval.id}).")
    for line in _achtergelaten(rapport.achtergelaten):
        say(line)
    for uitkomst in rapport.afwijkingen:
        show(_afwijking(uitkomst))
    vragen = counted(rapport.calls, "vraag", "vragen")
    aantal = counted(len(rapport.uitkomsten), "geval", "gevallen")
    by = "niet ondertekend" if rapport.waarmerk is None else f"ondertekend door {rapport.waarmerk.uitgever}"
    say(f"{aantal}, {vragen} in {rapport.seconds:.1f} s; {by}.")
    if rapport.is_good:
        say(goed, style="green")
    else:
        say(rapport.voorbehoud or fout, style="bold red")


def _overgeslagen(rapport: Rapport) -> Iterator[Group]:
    """Why cases were passed over: each reason once, with how many cases and which."""
    by_reason: dict[str, list[str]] = {}
    for uitkomst in rapport.uitkomsten:
        if uitkomst.stand is Stand.OVERGESLAGEN:
            by_reason.setdefault("; ".join(uitkomst.bevindingen), []).append(uitkomst.geval.id)
    for reason, gevallen in by_reason.items():
        aantal = counted(len(gevallen), "geval", "gevallen")
        head = Text(f"Overgeslagen: {aantal} ({plain(reason)}):")
        # Lines that do not fit go on where they began.
        yield Group(head, Padding(Text(", ".join(gevallen), style="dim"), (0, 0, 0, 2)))


def warn_achtergelaten(achtergelaten: Achtergelaten) -> None:
    """Say what a run that was stopped has left behind."""
    for line in _achtergelaten(achtergelaten):
        click.echo(line, err=True)


def _achtergelaten(achtergelaten: Achtergelaten) -> Iterator[str]:
    """What was left behind: how many results of how many tests, and each key."""
    if achtergelaten.resultaten:
        resultaten = counted(len(achtergelaten.resultaten), "resultaat", "resultaten")
        toetsen = counted(len(achtergelaten.toetscodes), "toets", "toetsen")
        yield f"Achtergelaten bij het LAS: {resultaten} van {toetsen}, die met {achtergelaten.merk} beginnen:"
        for key, (toetscode, hoe) in achtergelaten.resultaten.items():
            yield f"  {key} (toets {toetscode}, {hoe})"
    if achtergelaten.geweigerd:
        berichten = counted(achtergelaten.geweigerd, "bericht", "berichten")
        yield f"Het LAS weigerde {berichten}; of daar niets van bewaard is, is van buiten niet te zien."


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
