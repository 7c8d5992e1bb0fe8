"""When there are too many connections, or they hold too much, those go that took the longest."""

import socket
from collections.abc import Iterator

import pytest
from gunicorn.config import Config

from uwlr_service.reception import limits
from uwlr_service.reception.connection import Connection, Stage
from uwlr_service.reception.crowd import Crowd
from uwlr_service.reception.gathering import Gathering

CFG = Config()
HEAD = b"POST / HTTP/1.1\r\nContent-Length: 60000000\r\n\r\n"


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    """Forty connections; the one that came first waits the longest."""
    made = Crowd(40)
    for moment in range(40):
        ours, theirs = socket.socketpair()
        theirs.close()
        conn = Connection(ours, "", "", Gathering(CFG, "", limits.LARGEST_BODY))
        conn.enter(Stage.HEAD, moment, 10)
        made.add(conn)
    yield made
    for conn in made:
        conn.close()


def send(conn: Connection, size: int) -> None:
    """As if so many bytes of a body came in."""
    conn.gathering.add(HEAD)
    for _ in range(size // limits.RECEIVED):
        conn.gathering.add(b"x" * limits.RECEIVED)
        assert not conn.gathering.is_whole()


def test_one_connection_too_many_costs_the_oldest(crowd: Crowd) -> None:
    assert not crowd.is_too_much()
    first, second, *_ = crowd
    ours, theirs = socket.socketpair()
    theirs.close()
    newest = Connection(ours, "", "", Gathering(CFG, "", limits.LARGEST_BODY))
    newest.enter(Stage.WAITING, 40, 10)
    crowd.add(newest)
    assert crowd.is_too_much()
    assert crowd.oldest()[:2] == [first, second]
    assert newest not in crowd.oldest()


def test_a_call_is_never_broken_off(crowd: Crowd) -> None:
    first, second, *_ = crowd
    first.enter(Stage.CALL, 0)
    assert crowd.oldest()[0] is second


def test_who_holds_no_memory_stays_when_that_is_scarce(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HELD_IN_MEMORY", 2 * limits.BODY_IN_MEMORY)
    holders = list(crowd)[-4:]
    for conn in holders:
        send(conn, limits.RECEIVED)
        crowd.count(conn)
    assert crowd.is_too_much()
    assert crowd.oldest() == holders[:1]


def test_who_holds_no_file_stays_when_the_disk_is_full(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HELD_ON_DISK", 2 * limits.BODY_IN_MEMORY)
    *_, holder, _ = crowd
    send(holder, 4 * limits.RECEIVED)
    crowd.count(holder)
    assert crowd.is_too_much()
    assert crowd.oldest() == [holder]
    crowd.remove(holder)
    holder.close()
    assert not crowd.is_too_much()


def test_what_was_answered_is_not_counted_any_more(crowd: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HELD_IN_MEMORY", 100)
    conn, *_ = crowd
    conn.gathering.add(b"x" * 200)
    crowd.count(conn)
    assert crowd.is_too_much()
    conn.gathering.buffer.clear()
    crowd.recount()
    assert not crowd.is_too_much()


def test_who_is_late_is_known(crowd: Crowd) -> None:
    assert crowd.late(9.5) == []
    assert len(crowd.late(19.5)) == 10
