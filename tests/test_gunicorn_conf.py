"""How gunicorn is set up, on real sockets, a real collector and gunicorn's own settings."""

import gc
import json
import resource
import socket
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from prometheus_client import values

from uwlr_service import logs, metrics
from uwlr_service.config import MB, Settings
from uwlr_service.gunicorn_conf import (
    FEWEST_CONNECTIONS,
    MOST_CONNECTIONS,
    SEND_BUFFER,
    YOUNG,
    GunicornLog,
    child_exit,
    connections,
    options,
    post_fork,
    post_worker_init,
    pre_fork,
    raise_open_files,
    when_ready,
    worker_exit,
)
from uwlr_service.repository.database import BUSY_SECONDS
from uwlr_service.tally import Tally
from uwlr_service.uitwisseling.uwlr import vocabulaires
from uwlr_service.worker import EvenWorker


@pytest.fixture
def collector() -> Iterator[None]:
    """Puts the garbage collector back as it was."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def config() -> Config:
    """The settings of gunicorn for a service without settings of its own."""
    cfg = Config()
    for name, value in options(Settings.from_environment({})).items():
        cfg.set(name, value)
    return cfg


def test_gunicorn_takes_every_option() -> None:
    cfg = config()
    assert cfg.worker_class is EvenWorker
    assert (cfg.timeout, cfg.graceful_timeout, cfg.keepalive) == (60, 30, 5)
    assert cfg.accesslog is None
    assert cfg.preload_app is False


@pytest.fixture
def files() -> Iterator[int]:
    """The hard limit on open files; the soft one is put back as it was."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


def test_a_server_opens_as_many_files_as_it_may(files: int) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (600, files))
    assert connections() == 375
    resource.setrlimit(resource.RLIMIT_NOFILE, (90, files))
    assert connections() == FEWEST_CONNECTIONS
    raise_open_files()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (files, files)
    assert FEWEST_CONNECTIONS <= connections() <= MOST_CONNECTIONS


def test_connections_inherit_room_from_the_listener(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        when_ready(SimpleNamespace(LISTENERS=[Listener(listener)], cfg=SimpleNamespace(workers=2)))
        with socket.create_connection(listener.getsockname()):
            accepted, _ = listener.accept()
            with accepted:
                plain = socket.socket()
                with plain:
                    usual = plain.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
                # The system may allow less than was asked for.
                room = accepted.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)
                assert usual < room <= 2 * SEND_BUFFER
        port = listener.getsockname()[1]
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line)["bind"] == [f"http://127.0.0.1:{port}"]


class Listener:
    """A listening socket as gunicorn's arbiter keeps it."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock

    def __str__(self) -> str:
        return f"http://127.0.0.1:{self.sock.getsockname()[1]}"


@pytest.mark.usefixtures("collector")
def test_a_worker_collects_less_often_and_looks_settings_up_once() -> None:
    cfg = config()
    before = {name: getattr(cfg, name) for name in cfg.settings}
    post_worker_init(SimpleNamespace(cfg=cfg, pid=1))
    assert gc.get_threshold()[0] == YOUNG
    assert gc.get_freeze_count() > 0
    assert vars(cfg).keys() >= cfg.settings.keys()
    assert {name: getattr(cfg, name) for name in cfg.settings} == before


def test_a_worker_closes_its_application() -> None:
    closed = []
    worker_exit(SimpleNamespace(), SimpleNamespace(wsgi=SimpleNamespace(close=lambda: closed.append(True))))
    assert closed == [True]
    worker_exit(SimpleNamespace(), SimpleNamespace())  # one that could not start has none


def test_a_worker_counts_in_a_place_of_its_own_that_the_next_one_takes_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(metrics, "_shared", Tally(2))
    workers = [SimpleNamespace(pid=number) for number in range(3)]
    for worker in workers:
        pre_fork(SimpleNamespace(), worker)
    assert [worker.counts_in for worker in workers] == [0, 1, None]
    child_exit(SimpleNamespace(), workers[1])
    following = SimpleNamespace(pid=4)
    pre_fork(SimpleNamespace(), following)
    assert following.counts_in == 1


def test_a_worker_without_a_place_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logs.configure()
    monkeypatch.setattr(metrics, "_shared", Tally(1))
    monkeypatch.setattr(values, "ValueClass", values.ValueClass)  # put back afterwards
    post_fork(SimpleNamespace(), SimpleNamespace(pid=7, counts_in=None))
    assert "no room for the numbers" in json.loads(capsys.readouterr().out)["event"]


def test_what_gunicorn_says_becomes_a_line_of_ours(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure()
    GunicornLog(config()).error("worker %s went", 7)
    (line,) = capsys.readouterr().out.splitlines()
    said = json.loads(line)
    assert (said["level"], said["message"], said["logger"]) == ("error", "worker 7 went", "gunicorn.error")


def test_no_call_of_a_single_thread_takes_as_long_as_a_worker_may_be_silent(settings: Settings) -> None:
    """One thread gives no sign of life while it answers, so the waits of the longest call must fit."""
    of_the_message = 0.12 * settings.max_body / MB
    of_vocabularies = vocabulaires.MOST_FETCHED * vocabulaires.TIMEOUT
    assert BUSY_SECONDS + of_vocabularies + of_the_message < options(settings)["timeout"]
