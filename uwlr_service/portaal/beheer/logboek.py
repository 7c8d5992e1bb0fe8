"""The log as an operator sees it: look up, and find out whether it is whole."""

from flask import flash, render_template
from flask_babel import gettext, lazy_gettext
from werkzeug import Response
from wtforms import TextAreaField
from wtforms.validators import Length

from uwlr_service.domain.fouten import AnkerOngeldig
from uwlr_service.domain.toezicht.keten import Plaats
from uwlr_service.paginas import logregels, verder
from uwlr_service.paginas.formulier import UNPROCESSABLE, Formulier
from uwlr_service.paginas.state import diensten, door

LONGEST = 4000
PLAATSEN = {
    Plaats.REGEL: lazy_gettext("regel"),
    Plaats.ZEGEL: lazy_gettext("zegel"),
    Plaats.ANKER: lazy_gettext("anker"),
}


class Controle(Formulier):
    """An anchor to look at beside the log."""

    anker = TextAreaField(
        lazy_gettext("Anker"),
        [Length(max=LONGEST)],
        description=lazy_gettext("Plak hier een anker dat u eerder bewaarde. Zonder anker kan het ook."),
    )


def show() -> str:
    """The newest lines, of one kind or of all, a page at a time."""
    return _page(Controle())


def check() -> Response | tuple[str, int]:
    """Look at every line and every seal, and tell the outcome on the page."""
    form = Controle()
    if not form.validate():
        return _page(form), UNPROCESSABLE
    anker = (form.anker.data or "").strip()
    try:
        keuring = diensten().logboek.verify(anker or None, door=door())
    except AnkerOngeldig as error:
        form.refuse(error)
        return _page(form), UNPROCESSABLE
    if keuring.breuk is None:
        flash(
            gettext(
                "Het logboek is heel: %(regels)s regels onder %(zegels)s zegels.",
                regels=keuring.regels,
                zegels=keuring.zegels,
            )
        )
    else:
        plaats = PLAATSEN[keuring.breuk.plaats]
        flash(
            gettext(
                "Het logboek is niet heel. De eerste plek is %(plaats)s %(nummer)s.",
                plaats=plaats,
                nummer=keuring.breuk.nummer,
            ),
            "let-op",
        )
    return verder.to("beheer.logboek")


def _page(form: Controle) -> str:
    vraag = logregels.asked()
    shown = logregels.shown(vraag, diensten().logboek.find(vraag, door=door()))
    return render_template("beheer/logboek.html", form=form, logregels=logregels, **shown)
