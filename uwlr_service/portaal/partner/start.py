"""The first page of a partner: its links, and what went wrong lately."""

from flask import render_template

from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.partner import woorden


def show(koppelpartner: int) -> str:
    """For everybody who has an account at the partner."""
    start = diensten().partnerzicht.start(koppelpartner, door=door())
    return render_template(
        "partner/start.html",
        koppelpartner=koppelpartner,
        start=start,
        standen=woorden.STANDEN,
        toelatingen=woorden.TOELATINGEN,
        sets=woorden.SETS,
        nachten=woorden.NACHTEN,
    )
