"""The pages of SSO: from the request of an application, through signing in, back to the application."""

from pathlib import Path

from flask import Flask

from uwlr_service.diensten import Diensten
from uwlr_service.domain.fouten.sso import (
    AanmeldverzoekOngeldig,
    AanmeldverzoekVerlopen,
    AfmeldverzoekOngeldig,
)
from uwlr_service.paginas.toepassing import pages
from uwlr_service.sso import PREFIX
from uwlr_service.sso.pages import adressen, afmelden, lopend, weigering

HERE = Path(__file__).parent


def pages_application(diensten: Diensten) -> Flask:
    """An application beside that of the portal, with the same session and the same pages to sign in."""
    web = pages(diensten, {"sso": HERE}, adressen.ADRESSEN, prefix=PREFIX, is_opened_by_others=True)
    web.before_request(lopend.expect)
    web.register_error_handler(AanmeldverzoekOngeldig, weigering.invalid)
    web.register_error_handler(AanmeldverzoekVerlopen, weigering.expired)
    web.register_error_handler(AfmeldverzoekOngeldig, afmelden.invalid)
    return web
