"""``uwlr doctor`` on the server of this machine: whether it answers, and is ready."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import text

from tests.support.commandline import Uwlr
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.toezicht.doctor import Doctor

ABOUT = "Server"


@pytest.fixture
def served(uwlr: Uwlr) -> Iterator[Server]:
    with serving(uwlr.database_url, uwlr.folder, UWLR_WORKERS="1") as server:
        yield server


def bind_of(server: Server) -> dict[str, str]:
    return {"UWLR_BIND": server.url.removeprefix("http://")}


def test_a_server_that_is_ready_and_then_is_not(doctor: Doctor, served: Server) -> None:
    assert "is gereed." in doctor.about(ABOUT, **bind_of(served))["goed"]
    everywhere = bind_of(served)["UWLR_BIND"].replace("127.0.0.1", "0.0.0.0")
    assert "is gereed." in doctor.about(ABOUT, UWLR_BIND=everywhere)["goed"]
    with served.database.write() as connection:
        connection.execute(text("update alembic_version set version_num = '0001'"))
    assert "niet gereed: database: not migrated" in doctor.about(ABOUT, **bind_of(served))["herstel"]


def test_a_server_with_a_warning(doctor: Doctor, served: Server) -> None:
    served.settings.journal.write_text("dit is geen journaal\n")
    found = doctor.about(ABOUT, **bind_of(served))
    assert "met een waarschuwing: journal: " in found["let op"]


def test_a_socket_of_unix(uwlr: Uwlr, doctor: Doctor) -> None:
    place = f"unix:{uwlr.folder}/s"
    with serving(uwlr.database_url, uwlr.folder, UWLR_WORKERS="1", UWLR_BIND=place):
        assert "is gereed." in doctor.about(ABOUT, UWLR_BIND=place)["goed"]
    assert "antwoordt geen server" in doctor.about(ABOUT, UWLR_BIND=place)["herstel"]


def test_no_server(doctor: Doctor) -> None:
    found = doctor.about(ABOUT, UWLR_BIND=f"127.0.0.1:{free_port()}")
    assert "uwlr serve" in found["herstel"]
    assert "niet bekend" in doctor.about(ABOUT, UWLR_BIND="127.0.0.1:0")["onbekend"]


@pytest.mark.parametrize("answer", [b"HTTP/1.0 200 OK\r\n\r\n[]", b"HTTP/1.0 200 OK\r\n\r\n<p>", b"hallo"])
def test_something_else_answers(doctor: Doctor, answer: bytes) -> None:
    class Handler(BaseHTTPRequestHandler):
        def handle(self) -> None:
            self.rfile.readline()
            self.wfile.write(answer)

    other = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=other.handle_request, daemon=True)
    thread.start()
    found = doctor.about(ABOUT, UWLR_BIND=f"127.0.0.1:{other.server_address[1]}")
    thread.join()
    other.server_close()
    assert "antwoordt" in found["herstel"]
