"""Every address of ``/las/v1``, and what holds for all of them."""

from functools import partial

from flask import Blueprint

from uwlr_service.web.las import (
    inpakken,
    koppelingen,
    leerlingen,
    leveringen,
    openapi,
    problemen,
    resultaten,
    scholen,
    toegang,
    voorstellen,
)
from uwlr_service.web.las.invoer import invoer

NAME = "las"
ADRESSEN = (
    *scholen.ADRESSEN,
    *invoer.ADRESSEN,
    *voorstellen.ADRESSEN,
    *koppelingen.ADRESSEN,
    *leveringen.ADRESSEN,
    *leerlingen.ADRESSEN,
    *resultaten.ADRESSEN,
)
"""Each module of a subject has its own."""


def made() -> Blueprint:
    """The blueprint; its names, such as ``las.scholen``, are the operations of the log and the metrics."""
    blueprint = Blueprint(NAME, __name__, url_prefix="/las/v1")
    problemen.handle(blueprint)
    scopes = {f"{NAME}.{adres.naam}": adres.scope for adres in ADRESSEN}
    # Access is checked here and nowhere else, so that no view can forget it.
    blueprint.before_request(partial(toegang.admit, scopes))
    blueprint.after_request(toegang.finish)
    # The functions behind an answer are called from the last to the first.
    blueprint.after_request(inpakken.digest)
    blueprint.after_request(inpakken.pack)
    blueprint.get("/openapi.json")(openapi.openapi)
    for adres in ADRESSEN:
        blueprint.add_url_rule(
            adres.rule, endpoint=adres.naam, view_func=adres.view, methods=list(adres.methods)
        )
    return blueprint
