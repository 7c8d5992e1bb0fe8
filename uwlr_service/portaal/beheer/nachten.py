"""The nights: how many packages were made, and why others were not."""

from datetime import date

from flask import abort, render_template

from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer import woorden

NOT_FOUND = 404
MOST_SHOWN = 200


def show_all() -> str:
    """The nights of the last weeks."""
    nights = diensten().nachtverslagen.nights(door=door())
    return render_template("beheer/nachten.html", nachten=nights, woorden=woorden)


def show(dag: str) -> str:
    """One night, with what was not made and why."""
    try:
        nacht = date.fromisoformat(dag)
    except ValueError:
        abort(NOT_FOUND)
    verslag = diensten().nachtverslagen.seen(nacht, door=door())
    return render_template(
        "beheer/nacht.html",
        verslag=verslag,
        niet_gemaakt=list(verslag.niet_gemaakt)[:MOST_SHOWN],
        let_op=[taak for taak in verslag.taken if taak.let_op][:MOST_SHOWN],
        woorden=woorden,
    )
