"""``uwlr serve``: gunicorn with our settings, on a database that is ready for it."""

import sys
from wsgiref.types import WSGIApplication

from gunicorn.app.base import BaseApplication
from gunicorn.errors import HaltServer

from uwlr_service import gunicorn_conf, logs, metrics
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.formats.uwlr.andere_resultaten import agreed
from uwlr_service.listening import require_address
from uwlr_service.tracing import preparing


class Server(BaseApplication):  # type: ignore[misc]
    """Our application in gunicorn; only ``serve`` makes one."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        """Take the settings of gunicorn from ours, and from nowhere else."""
        for name, value in gunicorn_conf.options(self._settings).items():
            self.cfg.set(name, value)

    @property
    def largest_body(self) -> int:
        """Bytes of a request that are taken in; the worker asks this."""
        return self._settings.max_body

    def load(self) -> WSGIApplication:
        """Make the application; gunicorn asks this in every worker."""
        from uwlr_service.app import create_app

        return create_app(self._settings)


def require_ready(settings: Settings) -> None:
    """Raise DatabaseVerouderd unless the database has the tables of this version; those of a newer one warn.

    Raises ConfigFout where others could reach the made-up people of a demonstration.

    Also raises as ``Journaal.require_current`` does, unless it has every decision of its journal.
    """
    diensten = Diensten.open(settings)
    try:
        diensten.require_migrated()
        if diensten.is_extended():
            logs.warn_of_newer_database()
        diensten.journaal.require_current(thorough=True)
        diensten.require_real_people()
    finally:
        diensten.close()  # the workers must not inherit a connection


def serve(settings: Settings) -> None:
    """Serve until a signal ends it.

    Raises DatabaseVerouderd, DatabaseOnbereikbaar, and ConfigFout if it cannot listen on its address or
    cannot record the traces that it is to record.
    """
    logs.configure(settings.log_level)
    logs.take_over_all()
    logs.warn(settings.remarks)
    require_ready(settings)
    agreed(settings.andere_resultaten)  # a faulty file is reported once, here, and not by every worker
    if settings.traces:
        preparing.require()
    require_address(settings.bind)
    gunicorn_conf.raise_open_files()
    gunicorn_conf.hold_stops()
    metrics.share(settings.workers)
    try:
        Server(settings).run()
    except HaltServer as halt:  # a worker could not start; the log says why
        sys.exit(halt.exit_status)
