"""A deploy with migrations while partners call: machine by machine, as docs/upgrade.rst says."""

import json
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.callers import get
from tests.support.databases import Cluster
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.nginx import NAME, lead_to, nginx_binary, proxying
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.uitgave.aanloop import Aanloop
from tests.support.uitgave.programma import Programma
from uwlr_service.domain.uwlr.resultatenlijst import Resultatenfilter
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

pytestmark = [pytest.mark.e2e, pytest.mark.postgres]
MACHINES = ("een", "twee")
EVERY = 0.3
"""Seconds between two calls."""
ENOUGH = 6
"""Calls after each step of the deploy."""


def said(server: Server) -> str:
    """What a server says of itself to its operator."""
    status: str = json.loads(get(server.url, "/health/ready").content)["status"]
    return status


def test_nobody_notices_a_deploy(postgres: Cluster, nieuw: Programma, tmp_path: Path) -> None:
    binary = nginx_binary()
    if binary is None:
        pytest.skip("this machine has no nginx")
    port = free_port()
    url = f"https://{NAME}:{port}"
    settings = {"UWLR_BASE_URL": url, "UWLR_SECRET": "een-geheim-voor-een-proef-van-32-tekens-lang"}
    with postgres.migrated() as address, ExitStack() as stack:

        def start(machine: str, version: str, **options: str) -> Server:
            folder = tmp_path / machine / version
            folder.mkdir(parents=True)
            own = {**settings, "UWLR_WORKERS": "1", "UWLR_VAR": str(tmp_path / machine / "var")}
            return stack.enter_context(serving(address, folder, **own, **options))

        servers = {machine: start(machine, "oud") for machine in MACHINES}
        first = servers["een"]
        first.invoer.store(schoolgegevens())
        sleutel = first.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL]).sleutel
        front = tmp_path / "nginx"
        front.mkdir()
        ca = stack.enter_context(proxying(binary, front, port, *(server.url for server in servers.values())))

        def lead() -> None:
            lead_to(front, port, ca, *(server.url for server in servers.values()))

        def take_out(machine: str) -> None:
            outgoing = servers.pop(machine)
            lead()
            assert outgoing.stop() == 0

        with Aanloop(url, sleutel, every=EVERY, ca=ca) as load:
            load.go_on(ENOUGH)
            nieuw.uwlr("db", "upgrade", "--zonder-stilstand", UWLR_DATABASE_URL=address)
            assert {said(server) for server in servers.values()} == {"warning"}
            take_out("een")
            servers["een"] = start("een", "nieuw", source=str(nieuw.folder))
            lead()
            load.go_on(ENOUGH)  # the two versions beside each other
            take_out("twee")  # what would come back there is what "een" has by now
            load.go_on(ENOUGH)
            assert said(servers["een"]) == "ok"
        assert load.outcomes.keys() == {"leerlinggegevens", "leerresultaten_bevestiging"}
        stored = Resultatenoverzicht(servers["een"].database).of_school(
            SCHOOL, Resultatenfilter(history=True)
        )
        assert sorted(regel.resultaat.key for regel in stored) == sorted(load.confirmed)
