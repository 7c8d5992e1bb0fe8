"""The results of one group or one pupil, as a page and for a spreadsheet."""

import csv
import io
from collections.abc import Callable

from flask import render_template
from werkzeug import Response

from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.schoolresultaten import Leerlingresultaat, Resultatenblad
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.school.resultaten.keuze import chosen

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula; texts come from the servers of others."""
COLUMNS = ("leerling", "toets", "onderdeel", "datum", "score", "niveau", "stand", "leverancier")


def of_groep(school: Schoolcode, nummer: int) -> str:
    """The results that hold of the pupils of a group."""
    form, keuze = chosen()
    blad = diensten().schoolresultaten.of_groep(school, nummer, keuze, door=door())
    return render_template("school/resultaten/groep.html", school=school, blad=blad, form=form)


def of_leerling(school: Schoolcode, nummer: int) -> str:
    """Every version of the results of a pupil."""
    form, keuze = chosen()
    blad = diensten().schoolresultaten.of_leerling(school, nummer, keuze, door=door())
    return render_template("school/resultaten/leerling.html", school=school, blad=blad, form=form)


def csv_of_groep(school: Schoolcode, nummer: int) -> Response:
    """The same of a group for a spreadsheet."""
    return _csv(lambda keuze: diensten().schoolresultaten.of_groep(school, nummer, keuze, door=door()))


def csv_of_leerling(school: Schoolcode, nummer: int) -> Response:
    """The same of a pupil for a spreadsheet."""
    return _csv(lambda keuze: diensten().schoolresultaten.of_leerling(school, nummer, keuze, door=door()))


def _csv(read: Callable[..., Resultatenblad]) -> Response:
    _, keuze = chosen()
    written = io.StringIO()
    # As Dutch spreadsheets expect: semicolons, and UTF-8 with its mark.
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for resultaat in read(keuze).resultaten:
        writer.writerow([safe(cell) for cell in _cells(resultaat)])
    return Response(
        written.getvalue().encode("utf-8-sig"),
        mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="resultaten.csv"'},
    )


def _cells(resultaat: Leerlingresultaat) -> tuple[str, ...]:
    regel = resultaat.regel
    afname = regel.resultaat.afname
    uitslag = regel.resultaat.uitslag
    return (
        resultaat.naam,
        regel.toets.toetsnaam or afname.toetscode,
        afname.toetsonderdeelcode or "",
        afname.afnamedatum.isoformat(),
        str(uitslag) if isinstance(uitslag, int) else "",
        resultaat.niveau or "",
        regel.stand.value,
        regel.klantnaam,
    )


def safe(cell: str) -> str:
    """A cell that no spreadsheet computes; a negative score is a number, and stays one."""
    if cell.startswith(FORMULA) and not cell.removeprefix("-").isdecimal():
        return f"'{cell}"
    return cell
