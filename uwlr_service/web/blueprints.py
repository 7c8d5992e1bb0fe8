"""Every address with its view, and what holds for all views of a blueprint."""

from functools import partial

from flask import Blueprint

from uwlr_service.domain.fouten import Toegangsfout
from uwlr_service.paginas import interfaces
from uwlr_service.web import (
    documentatie,
    health,
    meting,
    metrics,
    oauth,
    pages,
    problem,
)
from uwlr_service.web.gkv import blueprint as gkv
from uwlr_service.web.las import blueprint as las


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
    blueprint.before_request(meting.begin)
    blueprint.post("/oauth/token")(oauth.token)
    blueprint.get("/.well-known/jwks.json")(oauth.jwks)
    blueprint.get("/.well-known/keurmerk-jwks.json")(oauth.keurmerk_jwks)
    blueprint.get("/.well-known/oauth-authorization-server")(oauth.metadata)
    return blueprint


PULL = (_oauth(), gkv.made())
"""What a partner of GKV calls."""
ALL = (_pages(), _health(), _metrics(), *PULL, gkv.made_of_schemas(), las.made())
"""Made once and shared by all applications of a process: a blueprint holds no state."""
