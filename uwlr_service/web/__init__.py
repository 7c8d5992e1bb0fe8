"""The web pages and what the operator watches: Flask, for everything that is not SOAP."""

from collections.abc import Mapping, Sequence

from flask import Blueprint, Flask

from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.paginas import base, interfaces
from uwlr_service.web import blueprints, faults, headers, state
from uwlr_service.web.health import database_check, journal_check
from uwlr_service.web.inhoud import MAX_FORM
from uwlr_service.web.metrics import LogCollector, NightCollector, WorkerCollector, begin, count_readings
from uwlr_service.web.tempo import EvenTempo

PAGES_OF_SOAP = interfaces.PATHS
"""The SOAP addresses that a browser gets a page for."""

__all__ = ["PAGES_OF_SOAP", "web_application"]


def web_application(diensten: Diensten, parts: Sequence[Blueprint] = blueprints.ALL) -> Flask:
    """The Flask application; between calls it keeps only what is in its ``State``."""
    web = Flask(__name__, static_folder=None)
    web.config.update(MAX_CONTENT_LENGTH=MAX_FORM)
    web.url_map.strict_slashes = False
    state.install(web, _state(diensten))
    base.lend(web)
    for blueprint in parts:
        web.register_blueprint(blueprint)
    begin(rule.endpoint for rule in web.url_map.iter_rules())
    count_readings(diensten)
    headers.protect(web)
    faults.handle(web)
    return web


def _state(diensten: Diensten) -> state.State:
    settings = diensten.settings
    # Made now: a place for packages that cannot be used stops the start, and not the first fetch.
    _ = diensten.opslag

    def totals() -> Mapping[Uitkomst, int]:
        return diensten.nachtverslagen.totals(settings.nachtvenster.current(tijd.now()))

    return state.State(
        diensten=diensten,
        tempo=EvenTempo(settings.gkv_per_minute),
        turns=diensten.turns,
        check_database=database_check(diensten),
        check_journal=journal_check(diensten.journaal),
        night=NightCollector(totals),
        log=LogCollector(lambda: diensten.logboek.last_seal(door=Handelende.klok())),
        workers=WorkerCollector(diensten.levenstekens.last_seen),
        wachtkamer=diensten.wachtkamer,
    )
