"""All products of a partner at once: stopped everywhere, or going on."""

from collections.abc import Mapping

from flask import flash, render_template, request
from flask_babel import LazyString, gettext, lazy_gettext
from werkzeug import Response

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.paginas import verder
from uwlr_service.paginas.formulier import ELSEWHERE
from uwlr_service.paginas.state import diensten, door
from uwlr_service.portaal.beheer.toelatingen.formulieren import Redenformulier

STOP = "stilzetten"
TITELS: Mapping[str, LazyString] = {
    STOP: lazy_gettext("Overal stilzetten"),
    "hervatten": lazy_gettext("Hervatten"),
}
FROM: Mapping[str, Toelatingstand] = {
    STOP: Toelatingstand.ACTIEF,
    "hervatten": Toelatingstand.OPGESCHORT,
}
"""The state of the products that change."""


def take(partner: int, wat: str) -> Response | str:
    """Stop every active product of a partner, or let every stopped one go on."""
    form = Redenformulier()
    if request.method == "GET":
        return _page(partner, wat, form)
    if not form.validate():
        return form.again()
    toelatingen = diensten().toelatingen
    change = toelatingen.suspend_all if wat == STOP else toelatingen.resume_all
    try:
        changed = change(partner, form.reden.data or "", door=door())
    except ELSEWHERE:
        raise
    except Geweigerd as error:
        form.refuse(error)
        return form.again()
    flash(gettext("Gedaan voor: %(producten)s.", producten=", ".join(product.naam for product in changed)))
    return verder.to("beheer.toelating", partner=partner, product=changed[0].id)


def _page(partner: int, wat: str, form: Redenformulier) -> str:
    koppelpartner = diensten().koppelpartners.get(partner, door=door())
    return render_template(
        "beheer/toelatingen/overal.html",
        koppelpartner=koppelpartner,
        producten=[product for product in koppelpartner.producten if product.stand is FROM[wat]],
        titel=TITELS[wat],
        is_stop=wat == STOP,
        form=form,
    )
