"""A server that is killed while it tells an application of a logout: the worker tells it after all."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from tests.support.places import ROOT
from tests.support.schools.builders import schoolgegevens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.sso.toekenningen import grant, sid_of, signed_in
from tests.support.sso.toepassingen import add_client, add_sso_link
from uwlr_service.domain import tijd
from uwlr_service.domain.sso.client import Adressoort, Algoritme
from uwlr_service.formats.oauth import idtoken
from uwlr_service.formats.oauth.idtoken import Idtoken
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.sso import sso_afmelding
from uwlr_service.uitwisseling.sso.sleutels import Ssosleutels

pytestmark = pytest.mark.e2e
PATIENCE = 90


class Receiver:
    """An application that keeps its first caller waiting, and takes what comes after."""

    def __init__(self) -> None:
        self.calls = threading.Semaphore(0)
        self.count = 0
        self.gone = threading.Event()
        self.host = ""

    def waits(self) -> bool:
        """Whether one more call came."""
        return self.calls.acquire(timeout=PATIENCE)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Such an application on this machine."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            receiver.count += 1
            is_first = receiver.count == 1
            receiver.calls.release()
            if is_first:
                receiver.gone.wait(PATIENCE)
                self.close_connection = True
                return
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    receiver.host = f"127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield receiver
    finally:
        receiver.gone.set()
        server.shutdown()
        server.server_close()


@contextmanager
def worker(server: Server, environ: dict[str, str]) -> Iterator[None]:
    """``uwlr worker`` beside the database of a server."""
    ours = {
        "UWLR_DATABASE_URL": server.settings.database_url,
        "UWLR_VAR": str(server.settings.var),
        "PYTHONPATH": str(ROOT),
        **environ,
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    with (server.settings.var / "worker.log").open("wb") as log:
        command = [sys.executable, "-m", "uwlr_service.cli", "worker"]
        process = subprocess.Popen(command, env=inherited | ours, stdout=log, stderr=log)
    try:
        yield
    finally:
        process.kill()
        process.wait(PATIENCE)


def kill(server: Server) -> None:
    """End every process of a server at once."""
    workers = server.workers()
    server.process.kill()
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    server.process.wait(PATIENCE)


def outcome(database: Database) -> str | None:
    with database.read() as connection:
        return connection.execute(select(sso_afmelding.c.uitkomst)).scalar_one()


def test_what_a_killed_server_was_telling_is_told_by_the_worker(database_url: str, tmp_path: Path) -> None:
    port = free_port()
    with receiving() as receiver:
        environ = {
            "UWLR_BIND": f"127.0.0.1:{port}",
            "UWLR_PORTAAL_URL": f"http://localhost:{port}",
            "UWLR_WEBHOOK_HOSTS": receiver.host,
        }
        with serving(database_url, tmp_path, UWLR_WORKERS="1", **environ) as server:
            server.invoer.store(schoolgegevens())
            _sign_out(server, receiver)
            assert receiver.waits()
            assert outcome(server.database) is None
            kill(server)
            with worker(server, environ):
                assert receiver.waits()
                _until_settled(server.database)


def _sign_out(server: Server, receiver: Receiver) -> None:
    """Let an application sign somebody out, to whom it was given something in their session."""
    adressen = {Adressoort.AFMELDING: (f"http://{receiver.host}/afmelding",)}
    client = add_client(server.database, add_sso_link(server.database), adressen=adressen)
    persoon = signed_in(server.database)
    issuer = f"{server.settings.portal_address}/sso"
    hint = idtoken.write(
        Idtoken(
            sub="S",
            client_id=client.client_id,
            sid=sid_of(server.database, grant(server.database, client, persoon)),
            aangemeld=tijd.now(),
            acr="acr",
            amr=("pwd",),
        ),
        Ssosleutels(server.database, server.settings.secret).key(Algoritme.RS256),
        issuer=issuer,
        access_token="toegang",
        moment=tijd.now(),
    )
    answer = requests.get(
        f"{issuer}/afmelden",
        params={"id_token_hint": hint},
        headers={"Cookie": f"sessie={persoon.token}"},
        allow_redirects=False,
        timeout=PATIENCE,
    )
    assert answer.headers["Location"] == "/sso/afgemeld"


def _until_settled(database: Database) -> None:
    pause = threading.Event()
    for _ in range(PATIENCE * 10):
        if outcome(database) == "bezorgd":
            return
        pause.wait(0.1)
    raise AssertionError(outcome(database))
