"""Every address with its view, and what holds for all views of a blueprint."""

from functools import partial

from flask import Blueprint

from uwlr_service.domain.fouten import Toegangsfout
from uwlr_service.paginas import interfaces
from uwlr_service.web import (
    documentatie,
    gkv_api,
    gkv_schemas,
    gkv_toegang,
    health,
    metrics,
    oauth,
    pages,
    problem,
)
from uwlr_service.web.las import blueprint as las

GKV_SCHOOL = "/koppelingen/<int:koppeling>/scholen/<school>"
GKV_LEVERING = f"{GKV_SCHOOL}/leveringen/<levering>"


def _pages() -> Blueprint:
    blueprint = Blueprint("pages", __name__)
    blueprint.app_context_processor(pages.shared)
    blueprint.get("/")(pages.first)
    blueprint.get(interfaces.GENERIEK)(pages.generiek)
    for adres in interfaces.ADRESSEN:
        endpoint = adres.path.replace("/", "-")
        blueprint.add_url_rule(adres.path, endpoint=endpoint, view_func=partial(pages.soap, adres))
    blueprint.get("/documentatie", strict_slashes=True)(documentatie.without_slash)
    blueprint.get("/documentatie/", strict_slashes=True)(documentatie.show)
    blueprint.get("/documentatie/<path:naam>")(documentatie.show)
    return blueprint


def _health() -> Blueprint:
    blueprint = Blueprint("health", __name__, url_prefix="/health")
    blueprint.get("/live")(health.live)
    blueprint.get("/ready")(health.ready)
    blueprint.after_request(health.keep_fresh)
    return blueprint


def _metrics() -> Blueprint:
    blueprint = Blueprint("metrics", __name__)
    blueprint.get("/metrics")(metrics.show)
    return blueprint


def _oauth() -> Blueprint:
    blueprint = Blueprint("oauth", __name__)
    problem.handle(blueprint)
    blueprint.register_error_handler(Toegangsfout, oauth.refused)
    blueprint.before_request(oauth.begin)
    blueprint.post("/oauth/token")(oauth.token)
    blueprint.get("/.well-known/jwks.json")(oauth.jwks)
    blueprint.get("/.well-known/oauth-authorization-server")(oauth.metadata)
    return blueprint


def _gkv() -> Blueprint:
    """The pull API; its names, such as ``gkv.pakket``, are the operations of the log and the metrics."""
    blueprint = Blueprint("gkv", __name__, url_prefix="/gkv/v1")
    problem.handle(blueprint)
    # Access is checked here and nowhere else, so that no view can forget it.
    blueprint.before_request(gkv_toegang.admit)
    blueprint.after_request(gkv_toegang.finish)
    blueprint.get("/openapi.json")(gkv_api.openapi)
    blueprint.get("/koppelingen")(gkv_api.koppelingen)
    blueprint.get(f"{GKV_SCHOOL}/leveringen")(gkv_api.leveringen)
    blueprint.get(f"{GKV_LEVERING}/pakket")(gkv_api.pakket)
    blueprint.get(f"{GKV_LEVERING}/manifest")(gkv_api.manifest)
    blueprint.post(f"{GKV_LEVERING}/ontvangstbevestiging")(gkv_api.ontvangstbevestiging)
    blueprint.post(f"{GKV_SCHOOL}/volledig")(gkv_api.volledig)
    blueprint.get("/verwijderverzoeken")(gkv_api.verwijderverzoeken)
    blueprint.post("/verwijderverzoeken/<int:verzoek>/bevestiging")(gkv_api.bevestiging)
    return blueprint


def _gkv_schemas() -> Blueprint:
    blueprint = Blueprint("gkv_schemas", __name__, url_prefix=interfaces.GKV_SCHEMAS_PATH)
    problem.handle(blueprint)
    blueprint.get("/<naam>")(gkv_schemas.show)
    return blueprint


ALL = (_pages(), _health(), _metrics(), _oauth(), _gkv(), _gkv_schemas(), las.made())
"""Made once and shared by all applications of a process: a blueprint holds no state."""
