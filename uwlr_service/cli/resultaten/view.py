"""Results as a table for people."""

from collections.abc import Sequence

from rich.style import Style
from rich.text import Text

from uwlr_service.cli.listing import MOST_ROWS
from uwlr_service.cli.output import cell, say, shortened, show, table
from uwlr_service.cli.resultaten.record import dutch, hex_of
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.tijd import today
from uwlr_service.domain.uwlr.resultaat import soort_of
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Stand
from uwlr_service.domain.uwlr.toets import Norm


def show_table(school: Schoolcode, regels: Sequence[Regel], *, history: bool) -> None:
    """The results of a school for people."""
    columns = ["leerling", "toets", "afgenomen", "score", "norm", "cijfer", "van en wanneer"]
    if history:
        columns.append("stand")
    listing = table(f"Resultaten van school {school}", *columns, right=("score",), fixed=("afgenomen",))
    for regel in regels[:MOST_ROWS]:
        cells = _cells(regel)
        if history:
            cells.append(_stand(regel))
        listing.add_row(*cells)
    listing.leave_out(len(regels) - listing.row_count)
    show(listing)
    doubles = sum(1 for regel in regels if regel.dubbel_met)
    if doubles:
        say(
            f"{doubles} resultaten zijn mogelijk dubbel: dezelfde leerling, toets en dag onder een andere key"
            " (!). Welke: --json, mogelijk_dubbel_met.",
            style="yellow",
        )


def _cells(regel: Regel) -> list[Text]:
    afname = regel.resultaat.afname
    norm = regel.norm
    toets = afname.toetscode
    if afname.toetsonderdeelcode:
        toets += f" / {afname.toetsonderdeelcode}"
    mark = " !" if regel.dubbel_met else ""
    return [
        cell(shortened(afname.leerling)),
        cell(toets),
        cell(f"{afname.afnamedatum.isoformat()}{mark}"),
        cell(_uitslag(regel)),
        _term(norm),
        cell(_cijfer(norm)),
        cell(f"{regel.klantnaam} {today(regel.ontvangen):%d-%m-%Y}"),
    ]


def _uitslag(regel: Regel) -> str:
    uitslag = regel.resultaat.uitslag
    if isinstance(uitslag, int):
        return str(uitslag)
    return soort_of(uitslag).upper()


def _term(norm: Norm | None) -> Text:
    if norm is None:
        return cell(None)
    kleur = norm.normkleur
    if kleur is None or not kleur.transparantie:
        return cell(norm.term)
    return Text("■ ", Style(color=hex_of(kleur))) + cell(norm.term)


def _cijfer(norm: Norm | None) -> str:
    if norm is None:
        return ""
    ends = [end for end in (norm.schoolcijfer_vanaf, norm.schoolcijfer_totenmet) if end is not None]
    return " - ".join(dict.fromkeys(dutch(end) for end in ends))


def _stand(regel: Regel) -> Text:
    if regel.stand is Stand.GELDEND:
        return cell(regel.stand, "green")
    door = f" door {regel.vervangen_door}" if regel.vervangen_door else ""
    return cell(f"{regel.stand}{door}", "dim")
