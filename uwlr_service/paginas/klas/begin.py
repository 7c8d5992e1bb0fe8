"""A pupil is signed in: on to what they came for, or to a page that says so; and out again."""

from flask import render_template, request, url_for
from werkzeug import Response

from uwlr_service.domain.account.rollen import Rol
from uwlr_service.paginas import headers, sessie, verder
from uwlr_service.paginas.formulier import Formulier
from uwlr_service.paginas.state import diensten, person


def entered(waarde: str) -> Response:
    """A pupil came in: their browser gets the new value of the session, and goes on."""
    sessie.current().renew(waarde)
    return verder.see(verder.page(request.values.get(verder.PARAMETER)) or url_for("klas.binnen"))


def onward() -> dict[str, str]:
    """What the next address is told of where to go on to; nothing when it is not said."""
    path = verder.page(request.values.get(verder.PARAMETER))
    return {} if path is None else {verder.PARAMETER: path}


def is_pupil() -> bool:
    """Whether a pupil is signed in, who is spoken to in other words."""
    handelende = person()
    return handelende is not None and {account.rol for account in handelende.accounts} == {Rol.LEERLING}


def show() -> Response | str:
    """Who is signed in, where they can go, and a large button for when they are done."""
    handelende = person()
    if handelende is None:
        return verder.to("klas")
    return render_template(
        "paginas/klas/binnen.html",
        naam=handelende.naam,
        beginnen=diensten().startplaatsen.of_person(door=handelende),
        form=Formulier(formdata=None),
    )


def finish() -> Response:
    """A pupil is done: the next one sees the names of the class again."""
    bezoek = sessie.current()
    if bezoek.waarde is not None:
        diensten().sessies.end(bezoek.waarde)
    bezoek.end()
    return headers.clear(verder.to("klas"))
