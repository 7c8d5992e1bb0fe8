"""One machine goes over to the next release: systemd keeps the address, and calls wait for the new server.

As docs/install.rst says (Upgrade). The test stands in for systemd, and hands the socket over as that does.
"""

import json
import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.callers import get
from tests.support.places import ROOT
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.nginx import NAME, nginx_binary, proxying
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.uitgave.aanloop import Aanloop
from tests.support.uitgave.programma import Programma
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

pytestmark = pytest.mark.e2e
EVERY = 0.3
"""Seconds between two calls of each kind of caller."""
ENOUGH = 10
"""Calls before and after."""
BACKLOG = 2048
"""As in deploy/uwlr.socket."""


def test_nobody_notices_a_restart_into_the_next_release(
    migrated_sqlite: Path, nieuw: Programma, tmp_path: Path
) -> None:
    binary = nginx_binary()
    if binary is None:
        pytest.skip("this machine has no nginx")
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    database = f"sqlite:///{path}"
    port = free_port()
    with socket.create_server(("127.0.0.1", 0), backlog=BACKLOG) as listener, ExitStack() as stack:
        bind = f"127.0.0.1:{listener.getsockname()[1]}"

        def start(version: str, source: Path) -> Server:
            folder = tmp_path / version
            folder.mkdir()
            own = {"UWLR_BIND": bind, "UWLR_VAR": str(tmp_path / "var"), "UWLR_WORKERS": "1"}
            return stack.enter_context(serving(database, folder, listener, source=str(source), **own))

        server = start("oud", ROOT)
        server.invoer.store(schoolgegevens())
        sleutel = server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
        front = tmp_path / "nginx"
        front.mkdir()
        ca = stack.enter_context(proxying(binary, front, port, server.url))
        with (
            Aanloop(f"https://{NAME}:{port}", sleutel, every=EVERY, ca=ca) as through_nginx,
            Aanloop(server.url, sleutel, every=EVERY, keeps=True) as directly,
        ):
            loads = (through_nginx, directly)
            for load in loads:
                load.go_on(ENOUGH)
            nieuw.uwlr("db", "upgrade", "--zonder-stilstand", UWLR_DATABASE_URL=database)
            assert server.stop() == 0
            server = start("nieuw", nieuw.folder)
            for load in loads:
                load.go_on(ENOUGH)
        for load in loads:
            assert load.outcomes.keys() == {"leerlinggegevens", "leerresultaten_bevestiging"}
        assert json.loads(get(server.url, "/health/ready").content)["status"] == "ok"
        stored = Resultatenoverzicht(server.database).of_school(SCHOOL, Resultatenfilter(history=True))
        confirmed = through_nginx.confirmed | directly.confirmed
        assert sorted(regel.resultaat.key for regel in stored) == sorted(confirmed)
