"""The lobby by itself, turn by turn: its clients at the other end of socket pairs, and no worker."""

import gc
import socket
import tempfile
import weakref
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from selectors import DefaultSelector

import pytest
from gunicorn.config import Config

from tests.support.servers.waiting import until
from tests.support.servers.worker import REQUEST
from uwlr_service.reception import limits
from uwlr_service.reception.connection import Connection, Stage
from uwlr_service.reception.lobby import STOP_SECONDS, Lobby

LONG = 2_000_000


class Hall:
    """A lobby whose whole requests are only noted."""

    def __init__(self, poller: DefaultSelector, stack: ExitStack) -> None:
        self._stack = stack
        self.called: list[Connection] = []
        self.lobby = Lobby(Config(), poller, 100, self.note)

    def note(self, conn: Connection) -> None:
        if conn.gathering.request.path == "/wrong":
            raise ValueError("on purpose")
        self.called.append(conn)

    def client(self) -> tuple[socket.socket, Connection]:
        """A new client, and its connection here."""
        ours, theirs = socket.socketpair()
        theirs.setblocking(False)
        self._stack.enter_context(theirs)
        self.lobby.welcome(ours, "", "")
        return theirs, list(self.lobby._crowd)[-1]

    def turns_until(self, condition: Callable[[], bool]) -> None:
        def holds() -> bool:
            self.lobby.turn(0)
            return condition()

        until(holds)

    def turns_until_called(self) -> Connection:
        self.turns_until(lambda: bool(self.called))
        return self.called.pop()


@pytest.fixture
def hall() -> Iterator[Hall]:
    """An empty lobby."""
    with ExitStack() as stack, closing(DefaultSelector()) as poller:
        made = Hall(poller, stack)
        yield made
        made.lobby.drop_all()


def test_who_says_nothing_or_half_a_request_is_not_waited_for_at_the_end(hall: Hall) -> None:
    _, silent = hall.client()
    client, half = hall.client()
    hall.lobby.close_down()
    client.sendall(REQUEST[:-1])
    hall.lobby.turn(0)
    assert half.stage is Stage.BODY
    assert max(silent.deadline, half.deadline) <= hall.lobby.clock.now() + STOP_SECONDS
    hall.lobby.drop_all()
    assert len(hall.lobby) == 0
    assert client.recv(1) == b""


def test_a_connection_is_dropped_once(hall: Hall) -> None:
    _, conn = hall.client()
    hall.client()
    hall.lobby.drop(conn)
    hall.lobby.drop(conn)
    assert conn.stage is Stage.CLOSED
    assert len(hall.lobby) == 1


def test_what_a_client_sent_goes_with_its_connection(hall: Hall) -> None:
    client = hall.client()[0]
    client.sendall(REQUEST)
    conn = hall.turns_until_called()
    body = weakref.ref(conn.gathering.request.body)
    gc.disable()
    try:
        hall.lobby.drop(conn)
        del conn
        assert body() is None
    finally:
        gc.enable()


def test_who_cannot_be_seen_to_costs_the_others_nothing(hall: Hall) -> None:
    wrong, stumbled = hall.client()
    other, conn = hall.client()
    wrong.sendall(REQUEST.replace(b"POST / ", b"POST /wrong "))
    other.sendall(REQUEST)
    assert hall.turns_until_called() is conn
    assert stumbled.stage is Stage.CLOSED
    assert len(hall.lobby) == 1


def test_an_event_without_a_byte_changes_nothing(hall: Hall) -> None:
    client, conn = hall.client()
    conn.on_event(conn.sock)
    assert conn.stage is Stage.WAITING
    client.sendall(REQUEST)
    assert hall.turns_until_called() is conn


def test_a_body_for_which_the_disk_has_no_room_is_put_off(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    monkeypatch.setattr(limits, "BODY_IN_MEMORY", 2)
    client, conn = hall.client()
    client.sendall(REQUEST[:-1])
    hall.lobby.turn(0)
    assert client.recv(65536).startswith(b"HTTP/1.1 503 ")
    assert conn.stage is Stage.LEAVING
    assert hall.called == []


def test_in_a_large_crowd_the_system_keeps_less_for_each(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LARGE_CROWD", 0)
    monkeypatch.setattr(limits, "SMALL_ROOM", 8 * limits.KB)
    rooms = [hall.client()[1].sock.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF) for _ in range(2)]
    assert rooms[1] < rooms[0]


def test_who_has_read_a_long_answer_may_ask_again(hall: Hall) -> None:
    client, conn = hall.client()
    client.sendall(REQUEST)
    hall.turns_until_called().outbox.sendall(b"x" * LONG)
    hall.lobby.settle(conn)
    assert conn.stage is Stage.SENDING
    received = 0
    while received < LONG:
        received += len(client.recv(LONG))
        hall.lobby.turn(0)
    hall.turns_until(lambda: conn.stage is Stage.WAITING)
    client.sendall(REQUEST)
    assert hall.turns_until_called() is conn


def seen_off(hall: Hall) -> tuple[socket.socket, Connection]:
    """A client to whom the last answer was sent."""
    client, conn = hall.client()
    client.sendall(REQUEST)
    hall.turns_until_called().outbox.sendall(b"the last answer")
    conn.will_stay = False
    hall.lobby.settle(conn)
    assert conn.stage is Stage.LEAVING
    return client, conn


def test_who_says_no_more_may_still_read(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LEAVING_SECONDS", 0.1)
    client, conn = seen_off(hall)
    client.shutdown(socket.SHUT_WR)
    hall.turns_until(lambda: conn.stage is Stage.READING)
    assert client.recv(100) == b"the last answer"
    hall.turns_until(lambda: len(hall.lobby) == 0)


def test_who_still_sends_what_was_refused_is_not_hung_up_on(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "LEAVING_SECONDS", 0.0)
    client, conn = seen_off(hall)
    assert client.recv(100) == b"the last answer"
    hall.lobby._sweep_at = 0.0
    client.sendall(b"x" * limits.LEAST_BYTES)
    hall.lobby.turn(0)
    assert conn.stage is Stage.LEAVING
    assert conn.deadline > hall.lobby.clock.now()
    client.close()
    hall.turns_until(lambda: len(hall.lobby) == 0)
