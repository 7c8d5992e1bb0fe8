"""How gunicorn is set up, with a word on each setting that surprises."""

import gc
import os
import resource
import signal
import socket
from pathlib import Path
from typing import Any

import structlog
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker

from uwlr_service import __version__, logs, metrics
from uwlr_service.config import Settings
from uwlr_service.worker import STOPS, EvenWorker

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108
FILES_OF_OUR_OWN = 100
"""Open files that a worker keeps for the database, the log and the like."""
FEWEST_CONNECTIONS = 100
MOST_CONNECTIONS = 20_000
SEND_BUFFER = 1024 * 1024
YOUNG = 7000
"""New objects before the collector looks, some calls' worth; Python's own 700 is less than one call's."""
log = structlog.get_logger()


def options(settings: Settings) -> dict[str, Any]:
    """The settings of gunicorn that follow from ours."""
    return {
        "bind": settings.bind,
        # Threads cover the wait for the database; nothing is patched, so lxml and psycopg work as they are.
        "worker_class": EvenWorker,
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_connections": connections(),
        # A worker that gives no sign of life for this long is ended: no call may take a minute. With one
        # thread a call is a silence. No other thread gives signs meanwhile, as that would hide a hang; the
        # longest call fits (30 s for the database, 15 for vocabularies, 8 for 64 MB).
        "timeout": 60,
        "graceful_timeout": 30,
        # nginx keeps idle connections to us; it must be the first to let go, hence keepalive_timeout 4 there.
        "keepalive": 5,
        # Since gunicorn 25 there is a control socket in the home folder; nothing of ours uses it.
        "control_socket_disable": True,
        # Whose X-Forwarded-Proto is believed: without it the addresses we show would begin with http.
        "forwarded_allow_ips": settings.proxies,
        # And no other header than that one: proxies hand on those that they do not know.
        "secure_scheme_headers": {"X-FORWARDED-PROTO": "https"},
        # Nobody moves the addresses: with gunicorn's SCRIPT_NAME and PATH_INFO a caller could, by way of a
        # proxy that hands on every header.
        "forwarder_headers": "",
        "limit_request_line": 8190,
        "limit_request_fields": 50,
        # Workers touch a file as a sign of life; on a slow disk that would stop them.
        "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() else None,
        # Each worker opens its own database and compiles its own schemas; nothing is made before the fork.
        "preload_app": False,
        # We write a line per call ourselves, with the school and without the address of the caller.
        "accesslog": None,
        # What gunicorn has to say itself goes into our log too.
        "logger_class": GunicornLog,
        "loglevel": "warning",
        "proc_name": "uwlr",
        "when_ready": when_ready,
        "pre_fork": pre_fork,
        "post_fork": post_fork,
        "post_worker_init": post_worker_init,
        "worker_exit": worker_exit,
        "child_exit": child_exit,
    }


class GunicornLog(Logger):  # type: ignore[misc]
    """The log of gunicorn, as lines of ours."""

    def setup(self, cfg: Any) -> None:
        """Replace the handlers; gunicorn asks this when it starts."""
        super().setup(cfg)
        self.error_log.handlers = [logs.Handover()]


def raise_open_files() -> None:
    """Let this process and its workers open as many files as the system allows; a connection is one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def connections() -> int:
    """How many connections a worker takes.

    One in four may have a file beside it, with a body that is too large for memory.
    """
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return MOST_CONNECTIONS
    return min(max((soft - FILES_OF_OUR_OWN) * 3 // 4, FEWEST_CONNECTIONS), MOST_CONNECTIONS)


def when_ready(arbiter: Arbiter) -> None:
    """Make room for large answers, and say where the server listens.

    The latter is the only way to know the port when it was left to the system.
    """
    for listener in arbiter.LISTENERS:
        # Connections inherit this: room for the answer of a whole school, which then leaves in one go.
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
    addresses = [str(listener) for listener in arbiter.LISTENERS]
    log.info("ready", bind=addresses, workers=arbiter.cfg.workers, version=__version__)


def hold_stops() -> None:
    """Keep a signal to stop while a worker is being made, until it listens (``EvenWorker.init_signals``).

    At first a worker has the handlers of this process, which would lose the signal: the server would stop
    only when the time to finish is over.
    """
    os.register_at_fork(
        before=lambda: signal.pthread_sigmask(signal.SIG_BLOCK, STOPS),
        after_in_parent=lambda: signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS),
    )


def pre_fork(_arbiter: Arbiter, worker: Worker) -> None:
    """Give a worker a place for its numbers; only this process knows which ones are free."""
    worker.counts_in = metrics.take_place()


def post_fork(_arbiter: Arbiter, worker: Worker) -> None:
    """Let the worker count there."""
    metrics.count_in(worker.counts_in)
    if worker.counts_in is None:
        log.warning("there is no room for the numbers of this worker", pid=worker.pid)


def post_worker_init(worker: Worker) -> None:
    """Prepare a worker for many short calls.

    The garbage collector looks less often, and never at what the start made: that stays anyway.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    # gunicorn looks its settings up in a table of objects, 25 times a call. From here on none changes.
    vars(worker.cfg).update({name: setting.get() for name, setting in worker.cfg.settings.items()})
    log.info("worker_ready", pid=worker.pid)


def worker_exit(_arbiter: Arbiter, worker: Worker) -> None:
    """Let a worker write what it only has in memory before it goes."""
    application = getattr(worker, "wsgi", None)  # absent when the worker could not start
    if application is not None:
        application.close()


def child_exit(_arbiter: Arbiter, worker: Worker) -> None:
    """Hand the numbers of a worker that ended to the next one."""
    metrics.free_place(worker.counts_in)
