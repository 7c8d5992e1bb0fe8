"""Every address of ``/gkv/v1``, and what holds for all of them."""

from flask import Blueprint

from uwlr_service.paginas import interfaces
from uwlr_service.web import problem
from uwlr_service.web.gkv import api, schemas, toegang

SCHOOL = "/koppelingen/<int:koppeling>/scholen/<school>"
LEVERING = f"{SCHOOL}/leveringen/<levering>"


def made() -> Blueprint:
    """The pull API; its names, such as ``gkv.pakket``, are the operations of the log and the metrics."""
    blueprint = Blueprint("gkv", __name__, url_prefix="/gkv/v1")
    problem.handle(blueprint)
    # Access is checked here and nowhere else, so that no view can forget it.
    blueprint.before_request(toegang.admit)
    blueprint.after_request(toegang.finish)
    blueprint.get("/openapi.json")(api.openapi)
    blueprint.get("/koppelingen")(api.koppelingen)
    blueprint.get(f"{SCHOOL}/leveringen")(api.leveringen)
    blueprint.get(f"{LEVERING}/pakket")(api.pakket)
    blueprint.get(f"{LEVERING}/manifest")(api.manifest)
    blueprint.post(f"{LEVERING}/ontvangstbevestiging")(api.ontvangstbevestiging)
    blueprint.post(f"{SCHOOL}/volledig")(api.volledig)
    blueprint.get("/verwijderverzoeken")(api.verwijderverzoeken)
    blueprint.post("/verwijderverzoeken/<int:verzoek>/bevestiging")(api.bevestiging)
    return blueprint


def made_of_schemas() -> Blueprint:
    """The schemas, which ask for no token."""
    blueprint = Blueprint("gkv_schemas", __name__, url_prefix=interfaces.GKV_SCHEMAS_PATH)
    problem.handle(blueprint)
    blueprint.get("/<naam>")(schemas.show)
    return blueprint
