"""``uwlr doctor`` on the addresses of the settings: nginx as installed, and what can be wrong there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.support.commandline import Uwlr
from tests.support.servers.nginx import served
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import serving
from tests.support.servers.vreemd import Vertoning, showing
from tests.support.toezicht.doctor import Doctor

ABOUT = "Adressen"


@pytest.fixture
def vreemd(tmp_path: Path) -> Iterator[Vertoning]:
    with showing(tmp_path) as shown:
        yield shown


def about(doctor: Doctor, vreemd: Vertoning) -> dict[str, str]:
    return doctor.about(ABOUT, "--ca", vreemd.issuer, UWLR_BASE_URL=vreemd.address)


def test_this_service_answers_behind_nginx(tmp_path: Path, migrated_sqlite: Path) -> None:
    port = free_port()
    address = f"https://localhost:{port}"
    environ = {"UWLR_BASE_URL": address, "UWLR_PORTAAL_URL": address}
    with served(tmp_path, migrated_sqlite, port, UWLR_WORKERS="1", **environ) as (_, certificate):
        doctor = Doctor(Uwlr(tmp_path))
        found = doctor.about(ABOUT, "--ca", certificate, **environ)
        assert found.keys() == {"goed"}
        assert found["goed"].splitlines() == [f"Op {address} antwoordt deze dienst. "]
        # Those keys are of the database of that server alone.
        other = tmp_path / "ander.sqlite"
        other.write_bytes(migrated_sqlite.read_bytes())
        elsewhere = {"UWLR_DATABASE_URL": f"sqlite:///{other}", "UWLR_JOURNAL": str(tmp_path / "ander.jsonl")}
        found = doctor.about(ABOUT, "--ca", certificate, **environ, **elsewhere)
        assert "op een andere database" in found["herstel"]


def test_a_proxy_that_is_not_believed(doctor: Doctor, vreemd: Vertoning, uwlr: Uwlr) -> None:
    with serving(uwlr.database_url, uwlr.folder, UWLR_WORKERS="1", UWLR_PROXIES="192.0.2.7") as server:
        headers = {"Host": "uwlr.example.nl", "X-Forwarded-Proto": "https"}
        answered = requests.get(f"{server.url}/portaal/", headers=headers, timeout=10)
    # This machine is exempt by its name, so that is what another one would get.
    vreemd.statuses = {"/portaal/": answered.status_code}
    assert "gelooft niet" in about(doctor, vreemd)["herstel"]
    vreemd.statuses = {"/portaal/": 200}
    assert "gelooft niet" not in about(doctor, vreemd)["herstel"]


def test_nobody_answers(doctor: Doctor, vreemd: Vertoning) -> None:
    nobody = {"UWLR_BASE_URL": f"https://localhost:{free_port()}"}
    assert "is niet te bereiken" in doctor.about(ABOUT, **nobody)["herstel"]
    untrusted = doctor.about(ABOUT, UWLR_PORTAAL_URL=vreemd.address)
    assert "UWLR_PORTAAL_URL" in untrusted["herstel"]
    assert "onbekende uitgever" in untrusted["herstel"]


def test_no_address_was_given(doctor: Doctor) -> None:
    assert doctor.about(ABOUT).keys() == {"onbekend"}


def test_another_service_answers(doctor: Doctor, vreemd: Vertoning) -> None:
    assert "een andere dienst" in about(doctor, vreemd)["herstel"]
    documents: list[object] = [{"keys": 1}, [], {"keys": [{}]}]
    for document in documents:
        vreemd.keys = document
        assert "iets anders" in about(doctor, vreemd)["herstel"]


def test_without_a_database_nobody_can_tell(doctor: Doctor, vreemd: Vertoning) -> None:
    nowhere = {"UWLR_BASE_URL": vreemd.address, "UWLR_DATABASE_URL": "postgresql://uwlr@127.0.0.1:1/uwlr"}
    assert "zegt alleen de database" in doctor.about(ABOUT, "--ca", vreemd.issuer, **nowhere)["onbekend"]


def test_what_should_stay_inside(doctor: Doctor, vreemd: Vertoning) -> None:
    assert "aan iedereen" not in about(doctor, vreemd)["herstel"]
    vreemd.statuses = {"/metrics": 200, "/health/ready": 200}
    assert "/metrics en /health/ready aan iedereen" in about(doctor, vreemd)["herstel"]


def test_browsers_are_not_told_to_stay_with_https(doctor: Doctor, vreemd: Vertoning) -> None:
    assert "let op" not in about(doctor, vreemd)
    vreemd.headers = {}
    assert "Strict-Transport-Security" in about(doctor, vreemd)["let op"]


def test_plain_http_on_this_machine_has_no_proxy(uwlr: Uwlr, doctor: Doctor) -> None:
    with serving(uwlr.database_url, uwlr.folder, UWLR_WORKERS="1") as server:
        # Its own port shows the metrics, as it should.
        assert doctor.about(ABOUT, UWLR_BASE_URL=server.url).keys() == {"goed"}
