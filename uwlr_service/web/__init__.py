"""The web pages and what the operator watches: Flask, for everything that is not SOAP."""

from flask import Flask

from uwlr_service.config import Settings
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.ophalen import Ophaalloket
from uwlr_service.uitwisseling.gkv.tokens import Tokens
from uwlr_service.web import faults, gkv_api, headers, metrics, oauth, pages
from uwlr_service.web.health import health
from uwlr_service.web.tempo import Tempo

PAGES_OF_SOAP = pages.PATHS
"""The SOAP addresses that a browser gets a page for."""

MAX_FORM = 64 * 1024
STATIC_SECONDS = 3600

__all__ = ["PAGES_OF_SOAP", "web_application"]


def web_application(settings: Settings, database: Database) -> Flask:
    """The Flask application; it keeps nothing between calls but their rate."""
    web = Flask(__name__)
    web.config.update(MAX_CONTENT_LENGTH=MAX_FORM, SEND_FILE_MAX_AGE_DEFAULT=STATIC_SECONDS)
    web.url_map.strict_slashes = False
    web.register_blueprint(pages.blueprint(settings.base_url))
    web.register_blueprint(health(database))
    web.register_blueprint(metrics.blueprint(database, settings.nachtvenster))
    ondertekening, tempo = Ondertekening(database, settings.secret), Tempo(settings.gkv_per_minute)
    tokens = Tokens(database, ondertekening)
    web.register_blueprint(oauth.blueprint(settings, tokens, ondertekening, tempo))
    loket = Ophaalloket(database, Opslag(settings.opslag))
    web.register_blueprint(gkv_api.blueprint(settings, tokens, loket, tempo))
    headers.protect(web)
    faults.handle(web)
    return web
