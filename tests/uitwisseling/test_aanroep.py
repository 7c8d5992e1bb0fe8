"""A receiver that never comes to an end is let go, in whichever way it keeps its caller waiting."""

import socket
import threading

import pytest

from tests.support.gkv.hostile import NEVER_ACCEPTS, WAYS, receiving
from tests.support.gkv.listening import listening
from uwlr_service.domain.fouten import NietBezorgd
from uwlr_service.uitwisseling import aanroep
from uwlr_service.uitwisseling.aanroep import Deadline
from uwlr_service.uitwisseling.gkv import webhookpost

PATIENCE = 20
"""Seconds in which an attempt of one second has to be over, on a busy machine."""


def attempted(url: str, seconds: float = 1.0) -> list[str]:
    """How an attempt ended: the reason, or ``taken``; empty if it did not end."""
    ends = []

    def attempt() -> None:
        try:
            webhookpost.post(url, b"{}", {}, {url.split("/")[2]}, seconds)
        except NietBezorgd as error:
            ends.append(error.reason)
        else:
            ends.append("taken")

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return ends


@pytest.mark.parametrize("name", [*WAYS, NEVER_ACCEPTS])
def test_an_attempt_ends(name: str) -> None:
    with receiving(name) as url:
        assert attempted(url) in (["TimeoutError"], ["ValueError"])


def test_the_body_of_an_answer_is_not_waited_for() -> None:
    with receiving("body_without_end") as url:
        assert attempted(url) == ["taken"]


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", "taken"),
        (b"HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.0 200\r\n\r\n", "taken"),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "HTTP 101"),
        (b"HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n", "HTTP 302"),
        (b"SSH-2.0-x\r\n", "ValueError"),
        (b"HTTP/1.1 2000 OK\r\n\r\n", "ValueError"),
        (b"HTTP/1.1 100 Continue\r\n\r\n", "ValueError"),
        (b"", "ValueError"),
    ],
)
def test_the_status_decides(answer: bytes, end: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            sock, _ = listener.accept()
            with sock:
                while b"{}" not in sock.recv(65536):
                    pass
                sock.sendall(answer)

        threading.Thread(target=serve, daemon=True).start()
        assert attempted(f"http://localhost:{listener.getsockname()[1]}/", PATIENCE) == [end]


def test_a_name_server_that_takes_too_long_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    released = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: released.wait(PATIENCE) and [])
    try:
        with pytest.raises(TimeoutError):
            aanroep.resolve("partner.example", 443, Deadline(0.1))
    finally:
        released.set()


def test_the_address_arrives_as_a_url_is_written() -> None:
    with listening() as listener:
        webhookpost.post(f'http://{listener.host}?k="v', b"{}", {}, {listener.host})
    ((path, headers, body),) = listener.heard
    assert (path, headers["Host"], body) == ("/?k=%22v", listener.host, b"{}")
