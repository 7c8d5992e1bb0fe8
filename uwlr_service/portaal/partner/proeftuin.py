"""The proeftuin: test schools, on which a partner tries what it makes."""

from flask import flash, render_template
from flask_babel import gettext
from werkzeug import Response

from uwlr_service.domain.school import schoolpad
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.partner import woorden
from uwlr_service.portaal.partner.schoolknop import Schoolknop


def show(koppelpartner: int) -> str:
    """The test schools, with what can be done with each."""
    start, testscholen = diensten().partnerzicht.proeftuin(koppelpartner, door=door())
    return render_template(
        "partner/proeftuin.html",
        koppelpartner=koppelpartner,
        testscholen=testscholen,
        koppelingen=[koppeling for koppeling in start.koppelingen if koppeling.ingetrokken is None],
        producten={product.id: product.naam for product in start.koppelpartner.producten},
        sets=woorden.SETS,
        schoolpad=schoolpad.write,
        form=Formulier(),
    )


def join(koppelpartner: int) -> Response:
    """Let a test school take part in a link."""
    chosen = Schoolknop().chosen()
    if chosen is not None:
        koppeling, school = chosen
        diensten().partnerzicht.require(koppelpartner, koppeling, door=door())
        diensten().deelnames.admit(koppeling, school, door=door())
        flash(gettext("De testschool doet mee."))
    return _back(koppelpartner)


def ask_volledig(koppelpartner: int) -> Response:
    """Let the next package of a test school be a full one."""
    chosen = Schoolknop().chosen()
    if chosen is not None:
        koppeling, school = chosen
        diensten().partnerzicht.ask_volledig(koppelpartner, koppeling, school, door=door())
        flash(gettext("Het volgende pakket is een volledig pakket."))
    return _back(koppelpartner)


def _back(koppelpartner: int) -> Response:
    return verder.to("partner.proeftuin", koppelpartner=koppelpartner)
