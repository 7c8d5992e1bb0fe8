"""``serve`` on an address that it cannot have: a sentence in Dutch with what to do, and exit code 2."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from gunicorn import systemd

from tests.support.databases import sqlite_template
from tests.support.places import ROOT
from uwlr_service import listening
from uwlr_service.config import ConfigFout
from uwlr_service.listening import require_address

NOT_OURS = "192.0.2.1:8080"
"""Of a network for examples (RFC 5737): no machine has it."""
WITHOUT_LOW_PORTS = ("setpriv", "--bounding-set=-net_bind_service")


@pytest.fixture
def taken() -> Iterator[socket.socket]:
    """Somebody else, who listens already."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener


def bind_of(listener: socket.socket) -> str:
    return f"127.0.0.1:{listener.getsockname()[1]}"


def refusal(bind: str) -> str:
    with pytest.raises(ConfigFout) as refused:
        require_address(bind)
    return str(refused.value)


def serve(folder: Path, bind: str, *before: str) -> subprocess.CompletedProcess[str]:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    ours = {
        "UWLR_DATABASE_URL": f"sqlite:///{sqlite_template(folder)}",
        "UWLR_VAR": str(folder / "var"),
        "UWLR_BIND": bind,
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [*before, sys.executable, "-m", "uwlr_service.cli", "serve"],
        env=environ | ours,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_port_in_use_is_said_on_the_terminal_alone(tmp_path: Path, taken: socket.socket) -> None:
    ended = serve(tmp_path, bind_of(taken))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        f"Fout: UWLR_BIND is {bind_of(taken)}, maar daar luistert al een programma."
        " Stop dat, of kies een andere poort.\n"
    )


def test_a_port_of_root_is_refused_to_others(tmp_path: Path) -> None:
    is_root = os.geteuid() == 0
    if is_root and shutil.which(WITHOUT_LOW_PORTS[0]) is None:
        pytest.skip("this machine has no setpriv, by which root gives up the right to it")
    if int(Path("/proc/sys/net/ipv4/ip_unprivileged_port_start").read_text()) <= 1:
        pytest.skip("this machine lets everybody open every port")
    ended = serve(tmp_path, "127.0.0.1:1", *(WITHOUT_LOW_PORTS if is_root else ()))
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "maar deze gebruiker mag die poort niet openen. Kies er een vanaf 1024" in ended.stderr


@pytest.mark.parametrize(
    ("bind", "said"),
    [
        (NOT_OURS, f"UWLR_BIND is {NOT_OURS}, maar deze machine heeft dat adres niet."),
        ("[2001:db8::1]:8080", "maar deze machine heeft dat adres niet."),
        ("nergens.invalid:8080", "maar deze machine kent die naam niet."),
        (f"{'é' * 70}:8080", "maar deze machine kent die naam niet."),
        ("unix:/nergens/uwlr.sock", "maar het bestand of de map is er niet."),
        (f"unix:/tmp/{'x' * 200}", "maar dat pad is te lang."),
    ],
)
def test_an_address_that_is_not_there_is_refused_at_once(
    bind: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "PATIENCE_SECONDS", 3600)
    text = refusal(bind)
    assert said in text
    assert ". Kies een" in text


def test_an_address_that_is_let_go_is_waited_for(taken: socket.socket) -> None:
    bind = bind_of(taken)
    letting_go = threading.Timer(0.5, taken.close)
    letting_go.start()
    require_address(bind)
    letting_go.join()
    assert taken.fileno() == -1


def test_an_address_that_was_tried_is_free_afterwards() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        bind = bind_of(listener)
    require_address(bind)
    with socket.create_server(("127.0.0.1", int(bind.rpartition(":")[2]))) as listener:
        assert bind_of(listener) == bind


def test_a_socket_that_a_killed_server_left_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "uwlr.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    require_address(f"unix:{path}")
    assert not path.exists()


def test_the_socket_of_a_server_that_runs_is_left_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "PATIENCE_SECONDS", 0)
    path = tmp_path / "uwlr.sock"
    with socket.socket(socket.AF_UNIX) as running, socket.socket(socket.AF_UNIX) as caller:
        running.bind(str(path))
        running.listen()
        assert "luistert al een programma. Stop dat, of kies een ander pad." in refusal(f"unix:{path}")
        caller.connect(str(path))


def test_a_file_where_the_socket_should_be_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "uwlr.sock"
    path.write_text("iets anders")
    assert "maar het bestand of de map is er al." in refusal(f"unix:{path}")
    assert path.read_text() == "iets anders"


def test_a_server_that_goes_on_for_another_takes_its_sockets(
    taken: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listening, "PATIENCE_SECONDS", 0)
    assert "luistert al een programma" in refusal(bind_of(taken))
    monkeypatch.setenv("GUNICORN_FD", "5")
    require_address(bind_of(taken))


@contextmanager
def given(listener: socket.socket, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hand a socket over to this process, as systemd does, until the end of the block."""
    monkeypatch.setattr(systemd, "SD_LISTEN_FDS_START", listener.fileno())
    monkeypatch.setenv("LISTEN_FDS", "1")
    monkeypatch.setenv("LISTEN_PID", str(os.getpid()))
    yield
    assert listener.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN) == 1


def test_the_socket_of_systemd_has_to_be_the_address_that_is_set(
    taken: socket.socket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = taken.getsockname()[1]
    with given(taken, monkeypatch):
        require_address(f"127.0.0.1:{port}")
        require_address(f"localhost:{port}")
        for other in (f"0.0.0.0:{port}", f":{port}", f"[::1]:{port}", "127.0.0.1:1", "unix:/run/uwlr"):
            assert f"UWLR_BIND is {other}, maar systemd luistert op 127.0.0.1:{port}." in refusal(other)
        assert "deze machine kent die naam niet" in refusal(f"nergens.invalid:{port}")
        assert "deze machine kent die naam niet" in refusal(f"{'é' * 70}:{port}")
    path = tmp_path / "uwlr.sock"
    with socket.socket(socket.AF_UNIX) as of_path, socket.create_server(("", 0)) as everywhere:
        of_path.bind(str(path))
        of_path.listen()
        with given(of_path, monkeypatch):
            require_address(f"unix:{path}")
            assert f"maar systemd luistert op unix:{path}." in refusal("127.0.0.1:8080")
        with given(everywhere, monkeypatch):
            require_address(f":{everywhere.getsockname()[1]}")


def test_the_socket_of_systemd_may_be_of_ipv6(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        listener = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this machine has no IPv6")
    with listener, given(listener, monkeypatch):
        bind = f"[::1]:{listener.getsockname()[1]}"
        require_address(bind)
        assert f"maar systemd luistert op {bind}." in refusal("127.0.0.1:8080")
