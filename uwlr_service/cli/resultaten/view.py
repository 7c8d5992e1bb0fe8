"""Results as a table for people."""

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from uwlr_service.cli.listing import MOST_ROWS
from uwlr_service.cli.output import cell, counted, say, show, table
from uwlr_service.cli.resultaten.record import Leerlingen, dutch, hex_of
from uwlr_service.domain import datum
from uwlr_service.domain.school.benaming import order
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.tijd import today
from uwlr_service.domain.uwlr.resultaat import soort_of
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Stand
from uwlr_service.domain.uwlr.toets import Norm

UNBROKEN = "\N{NO-BREAK SPACE}-\N{NO-BREAK SPACE}"
"""Between two numbers that stay on one line."""


def show_table(school: Schoolcode, regels: Sequence[Regel], leerlingen: Leerlingen, *, history: bool) -> None:
    """The results of a school for people: by group, and there by name."""
    columns = ["leerling", "groep", "toets", "afgenomen", "score", "norm", "van"]
    if history:
        columns.append("stand")
    listing = table(f"Resultaten van school {school}", *columns, right=("score",), fixed=("afgenomen",))
    regels = sorted(regels, key=lambda regel: _by_leerling(regel, leerlingen))
    for regel in regels[:MOST_ROWS]:
        cells = _cells(regel, leerlingen)
        if history:
            cells.append(_stand(regel))
        listing.add_row(*cells)
    listing.leave_out(len(regels) - listing.row_count)
    show(listing)
    _explain(regels)
    doubles = sum(1 for regel in regels if regel.dubbel_met)
    if doubles:
        say(
            f"{counted(doubles, 'resultaat is', 'resultaten zijn')} mogelijk dubbel (!): van dezelfde"
            " leerling, toets en dag is er nog een. Welke: --json, mogelijk_dubbel_met.",
            style="yellow",
        )


def _explain(regels: Sequence[Regel]) -> None:
    """What the columns mean of which a school may wonder, if they hold anything."""
    normen = [regel.norm for regel in regels]
    if any(normen):
        show("Norm: hoe de maker van de toets deze score noemt.")
    if any(_cijfer(norm) for norm in normen):
        show("Achter de norm staat het schoolcijfer dat de maker van de toets daarbij adviseert.")
    if any(not isinstance(regel.resultaat.uitslag, int) for regel in regels):
        show("OSO en ANDER in plaats van een score: een resultaat van een andere soort, te zien met --json.")


def _by_leerling(regel: Regel, leerlingen: Leerlingen) -> tuple[object, ...]:
    """By group, and in it by name; within a pupil the order stays. Who has left comes last."""
    leerling = leerlingen.get(regel.resultaat.afname.leerling)
    if leerling is None:
        return (True, regel.resultaat.afname.leerling)
    return (False, order(leerling.wat, leerling.jaargroep), leerling.naam.casefold(), leerling.key)


def _cells(regel: Regel, leerlingen: Leerlingen) -> list[Text]:
    leerling = leerlingen.get(regel.resultaat.afname.leerling)
    afname = regel.resultaat.afname
    norm = regel.norm
    toets = afname.toetscode
    if afname.toetsonderdeelcode:
        toets += f" / {afname.toetsonderdeelcode}"
    mark = " !" if regel.dubbel_met else ""
    return [
        cell(afname.leerling if leerling is None else leerling.naam),
        cell(None if leerling is None else leerling.wat),
        cell(toets),
        cell(f"{datum.shown(afname.afnamedatum)}{mark}"),
        cell(_uitslag(regel)),
        _term(norm),
        cell(f"{regel.klantnaam} {datum.shown(today(regel.ontvangen))}"),
    ]


def _uitslag(regel: Regel) -> str:
    uitslag = regel.resultaat.uitslag
    if isinstance(uitslag, int):
        return str(uitslag)
    return soort_of(uitslag).upper()


def _term(norm: Norm | None) -> Text:
    if norm is None:
        return cell(None)
    cijfer = _cijfer(norm)
    term = cell(f"{norm.term} ({cijfer})" if cijfer else norm.term)
    kleur = norm.normkleur
    if kleur is None or not kleur.transparantie:
        return term
    return Text("■\N{NO-BREAK SPACE}", Style(color=hex_of(kleur))) + term


def _cijfer(norm: Norm | None) -> str:
    if norm is None:
        return ""
    ends = [end for end in (norm.schoolcijfer_vanaf, norm.schoolcijfer_totenmet) if end is not None]
    return UNBROKEN.join(dict.fromkeys(dutch(end) for end in ends))


def _stand(regel: Regel) -> Text:
    if regel.stand is Stand.GELDEND:
        return cell(regel.stand, "green")
    door = f" door {regel.vervangen_door}" if regel.vervangen_door else ""
    return cell(f"{regel.stand}{door}", "dim")
