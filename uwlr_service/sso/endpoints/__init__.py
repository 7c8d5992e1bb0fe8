"""What programs of partners call: discovery, keys, tokens and claims; no cookies, no pages.

An application of its own, so that nothing of a session of people reaches it.
"""

from flask import Flask

from uwlr_service import metrics
from uwlr_service.diensten import Diensten
from uwlr_service.paginas.toepassing import hosts
from uwlr_service.sso import PREFIX
from uwlr_service.sso.endpoints import (
    antwoord,
    elders,
    ontdekking,
    oproep,
    state,
    token,
    tokenzicht,
    userinfo,
)

__all__ = ["PATHS", "endpoints_application"]

RULES = (
    (f"{PREFIX}/.well-known/openid-configuration", "sso.discovery", ontdekking.show, ("GET",)),
    # RFC 8414, section 3: the path of the issuer comes last.
    (f"/.well-known/oauth-authorization-server{PREFIX}", "sso.metadata", ontdekking.show, ("GET",)),
    (f"{PREFIX}/jwks.json", "sso.jwks", ontdekking.jwks, ("GET",)),
    (f"{PREFIX}/token", "sso.token", token.show, ("POST",)),
    (f"{PREFIX}/userinfo", "sso.userinfo", userinfo.show, ("GET", "POST")),
    (f"{PREFIX}/revoke", "sso.revoke", tokenzicht.revoke, ("POST",)),
    (f"{PREFIX}/introspect", "sso.introspect", tokenzicht.introspect, ("POST",)),
    (f"{PREFIX}/extern/afmelding", "sso.extern", elders.receive, ("POST",)),
)
"""Every address, with its operation in the log and the metrics, its view and its methods."""
PATHS = frozenset(rule for rule, _, _, _ in RULES)
STATUSES = ("200", "400", "401", "500", "503")
"""The outcomes that matter to a watcher; the others show up with their first call."""
MAX_FORM = 16 * 1024


def endpoints_application(diensten: Diensten) -> Flask:
    """The Flask application; between calls it keeps nothing."""
    web = Flask(__name__, static_folder=None)
    web.config.update(
        MAX_CONTENT_LENGTH=MAX_FORM,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        TRUSTED_HOSTS=hosts(diensten.settings.portal_address),
    )
    web.url_map.strict_slashes = False
    state.install(web, diensten)
    for rule, operation, view, methods in RULES:
        web.add_url_rule(rule, endpoint=operation, view_func=view, methods=list(methods))
        metrics.begin(operation, STATUSES)
    web.before_request(oproep.begin)
    web.after_request(oproep.finish)
    antwoord.handle(web)
    return web
