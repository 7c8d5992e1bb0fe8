"""The web pages and what the operator watches: Flask, for everything that is not SOAP."""

from flask import Flask

from uwlr_service.diensten import Diensten
from uwlr_service.web import faults, gkv_api, headers, metrics, oauth, pages
from uwlr_service.web.health import health
from uwlr_service.web.tempo import Tempo

PAGES_OF_SOAP = pages.PATHS
"""The SOAP addresses that a browser gets a page for."""

MAX_FORM = 64 * 1024
STATIC_SECONDS = 3600

__all__ = ["PAGES_OF_SOAP", "web_application"]


def web_application(diensten: Diensten) -> Flask:
    """The Flask application; it keeps nothing between calls but their rate."""
    settings = diensten.settings
    web = Flask(__name__)
    web.config.update(MAX_CONTENT_LENGTH=MAX_FORM, SEND_FILE_MAX_AGE_DEFAULT=STATIC_SECONDS)
    web.url_map.strict_slashes = False
    web.register_blueprint(pages.blueprint(settings.base_url))
    web.register_blueprint(health(diensten.database))
    web.register_blueprint(metrics.blueprint(diensten.nachtverslagen, settings.nachtvenster))
    tempo = Tempo(settings.gkv_per_minute)
    web.register_blueprint(oauth.blueprint(settings, diensten.tokens, diensten.ondertekening, tempo))
    web.register_blueprint(gkv_api.blueprint(settings, diensten.tokens, diensten.ophaalloket, tempo))
    headers.protect(web)
    faults.handle(web)
    return web
