"""An application of pages: everything that its views can count on."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, send_file
from jinja2 import PrefixLoader
from werkzeug import Response

from uwlr_service.diensten import Diensten
from uwlr_service.paginas import (
    adres,
    base,
    fouten,
    headers,
    menu,
    poort,
    sessie,
    state,
    talen,
    velden,
)
from uwlr_service.paginas.adres import LOCAL, Adres
from uwlr_service.paginas.schoolregel import Nummerregel, Schoolregel
from uwlr_service.paginas.toegang import verwacht
from uwlr_service.paginas.toegang.koekjes import Verzoek

FILES_SECONDS = 365 * 24 * 3600


def pages(
    diensten: Diensten,
    packages: Mapping[str, Path],
    adressen: Iterable[Adres],
    *,
    prefix: str = adres.PREFIX,
    is_opened_by_others: bool = False,
) -> Flask:
    """An application of pages, whose addresses all begin with a prefix.

    ``packages`` are the folders that have ``templates`` and ``translations``, by the name before the slash
    in ``render_template("school/start.html")``.
    """
    web = Flask(__name__, static_url_path=base.STATIC)
    web.request_class = Verzoek
    settings = diensten.settings
    folders = {base.NAME: base.HERE, **packages}
    web.config.update(
        MAX_CONTENT_LENGTH=adres.MAX_FORM,
        PROVIDE_AUTOMATIC_OPTIONS=False,
        SECRET_KEY=hmac.new(settings.secret, b"paginas", "sha256").hexdigest(),
        SEND_FILE_MAX_AGE_DEFAULT=FILES_SECONDS,
        TRUSTED_HOSTS=hosts(settings.portal_address),
    )
    web.url_map.strict_slashes = False
    web.url_map.converters |= {"school": Schoolregel, "int": Nummerregel}
    web.jinja_loader = PrefixLoader({name: base.templates(folder) for name, folder in folders.items()})
    web.jinja_env.trim_blocks = True
    web.jinja_env.lstrip_blocks = True
    web.jinja_env.globals.update(velden.GLOBALS)
    web.session_interface = sessie.Sessiebewaring(diensten.sessies, settings.secret, prefix)
    state.install(web, diensten)
    base.trace(web)
    talen.install(web, [folder / "translations" for folder in folders.values()])
    web.add_url_rule(f"{base.STATIC}/{base.SHEET}", "static.stijl", _sheet)
    adres.install(web, adressen, prefix)
    web.context_processor(_shared)
    poort.guard(web)
    headers.protect(web, is_opened_by_others=is_opened_by_others)
    fouten.handle(web)
    return web


def hosts(address: str | None) -> list[str]:
    """The names under which the pages may be called: of one that a visitor made up no link is ever made."""
    if address is None:
        return list(LOCAL)
    return [urlsplit(address).hostname or "", *LOCAL]


def _sheet() -> Response:
    return send_file(
        BytesIO(base.sheet()), mimetype="text/css", etag=hashlib.sha256(base.sheet()).hexdigest()
    )


def _shared() -> dict[str, Any]:
    """What every template knows."""
    return base.shared() | {
        "handelende": state.person(),
        "menu": menu.shown(),
        "ongelezen": state.unread(),
        "plaats": menu.place(),
        "verwacht": verwacht.current(),
        "is_portaal": adres.prefix() == adres.PREFIX,
    }
