"""``uwlr keur verify``: the keys of the service that somebody names prove a report, and no others do."""

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.keur import Keurder
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from uwlr_service.cli import main
from uwlr_service.cli.errors import GOOD, JUDGED_WRONG, UNREACHABLE, USAGE
from uwlr_service.conformiteit.bladzijde import as_html
from uwlr_service.conformiteit.doorloop import Stand, Uitkomst
from uwlr_service.conformiteit.geval import Gewicht
from uwlr_service.conformiteit.rapport import Rapport
from uwlr_service.conformiteit.suitebestand import SUITES, read_suite
from uwlr_service.conformiteit.waarmerk import Waarmerk
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.formats.gkv.handtekening import new_key, public_part

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module", params=DATABASES)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A service that knows its own address, on each kind of database."""
    folder = tmp_path_factory.mktemp("verify")
    port = free_port()
    address = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_BASE_URL": f"http://127.0.0.1:{port}"}
    with migrated(request, folder) as url, serving(url, folder, **address) as running:
        yield running


@pytest.fixture(scope="module")
def rapport(server: Server) -> Rapport:
    """A report that this service signed."""
    suite = read_suite(SUITES / "las")
    geval = next(geval for geval in suite.gevallen if geval.gewicht is Gewicht.MOET)
    made = Rapport(
        suite=suite,
        doel="https://las.example/uwlr?wsdl",
        begonnen=tijd.now(),
        seconds=1.5,
        calls=2,
        uitkomsten=(Uitkomst(groep="wsdl", geval=geval, stand=Stand.GOED),),
    )
    diensten = Diensten(server.settings, server.database)
    product = add_product(server.database, "LL1")
    signed = diensten.keurmerken.sign(made.inhoud(), product.id, door=DOOR)
    return replace(made, waarmerk=Waarmerk(uitgever=server.url, handtekening=signed))


def verify(file: Path, *args: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["keur", "verify", str(file), *args], env={"COLUMNS": "200"})


def written(folder: Path, record: object) -> Path:
    file = folder / "rapport.json"
    file.write_text(json.dumps(record, ensure_ascii=False, indent=2))
    return file


def test_a_signed_report_is_proven(server: Server, rapport: Rapport, tmp_path: Path) -> None:
    file = written(tmp_path, rapport.as_record())
    result = verify(file, "--uitgever", f"{server.url}/")
    assert (result.exit_code, result.stdout) == (GOOD, "")
    assert f"De handtekening klopt: {server.url} ondertekende dit" in result.stderr
    assert "Leeslijst" in result.stderr
    as_json = json.loads(verify(file, "--uitgever", server.url, "--json").stdout)
    assert (as_json["uitgever"], as_json["suite"], as_json["goed"]) == (server.url, "las", True)


def test_so_is_the_signature_by_itself(server: Server, rapport: Rapport, tmp_path: Path) -> None:
    assert rapport.waarmerk is not None
    file = tmp_path / "rapport.jws"
    file.write_text(f"{rapport.waarmerk.handtekening}\n")
    assert verify(file, "--uitgever", server.url).exit_code == GOOD


def test_with_keys_in_a_file_nothing_is_fetched(
    server: Server, rapport: Rapport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = requests.get(f"{server.url}/.well-known/keurmerk-jwks.json", timeout=20)
    assert answer.headers["Content-Type"] == "application/jwk-set+json"
    assert all(set(key) <= {"kty", "crv", "x", "y", "kid", "alg", "use"} for key in answer.json()["keys"])
    jwks = tmp_path / "jwks.json"
    jwks.write_bytes(answer.content)
    file = written(tmp_path, rapport.as_record())
    monkeypatch.setattr(socket.socket, "connect", _nowhere)
    assert verify(file, "--jwks", str(jwks)).exit_code == GOOD
    assert verify(file, "--jwks", str(jwks), "--uitgever", server.url).exit_code == GOOD
    result = verify(file, "--jwks", str(jwks), "--uitgever", "https://ander.example")
    assert (result.exit_code, "van een andere uitgever" in result.stderr) == (JUDGED_WRONG, True)
    assert verify(file, "--uitgever", server.url).exit_code == UNREACHABLE  # the same way does see a fetch


def _nowhere(_socket: socket.socket, _address: object) -> None:
    raise ConnectionRefusedError


def test_by_the_keys_of_another_service_it_is_not(server: Server, rapport: Rapport, tmp_path: Path) -> None:
    other = tmp_path / "ander.json"
    other.write_text(json.dumps({"keys": [public_part(new_key())]}))
    result = verify(written(tmp_path, rapport.as_record()), "--jwks", str(other))
    assert result.exit_code == JUDGED_WRONG
    assert "De sleutel van de handtekening is niet van deze uitgever." in result.stderr


Change = Callable[[dict[str, Any]], dict[str, Any]]
CHANGES: dict[str, tuple[Change, str]] = {
    "a value": (lambda record: record | {"vragen": 3}, "Het rapport is veranderd"),
    "a value that Python takes for the same": (
        lambda record: record | {"goed": 1},
        "Het rapport is veranderd",
    ),
    "a field more": (lambda record: record | {"jku": "https://kwaad.example"}, "Het rapport is veranderd"),
    "a field less": (lambda record: {n: v for n, v in record.items() if n != "doel"}, "is veranderd"),
    "the issuer": (lambda record: record | {"uitgever": "https://ander.example"}, "een andere uitgever"),
    "unsigned": (lambda record: record | {"ondertekend": False}, "niet ondertekend"),
    "without the signature": (lambda record: record | {"handtekening": None}, "niet ondertekend"),
    "a signature that is none": (lambda record: record | {"handtekening": "a.b.c"}, "geen handtekening"),
}


@pytest.mark.parametrize(("change", "told"), [pytest.param(*case, id=name) for name, case in CHANGES.items()])
def test_a_report_that_was_changed_is_not(
    server: Server, rapport: Rapport, tmp_path: Path, change: Change, told: str
) -> None:
    result = verify(written(tmp_path, change(rapport.as_record())), "--uitgever", server.url)
    assert result.exit_code == JUDGED_WRONG
    assert told in result.stderr


def test_the_report_of_keur_las_says_that_it_is_not_signed(server: Server, tmp_path: Path) -> None:
    said = Keurder(server.url, "geen-sleutel")("--json", "--groep", "wsdl").stdout
    file = written(tmp_path, json.loads(said))
    # An address at which nothing answers: without a signature there is nothing to fetch keys for.
    result = verify(file, "--uitgever", "https://127.0.0.1:9")
    assert result.exit_code == JUDGED_WRONG
    assert "Dit rapport is niet ondertekend: het bewijst niets aan een ander." in result.stderr


@pytest.mark.parametrize("form", ["html", "junit", "leeg"])
def test_other_forms_prove_nothing(server: Server, rapport: Rapport, tmp_path: Path, form: str) -> None:
    file = tmp_path / form
    file.write_bytes({"html": as_html(rapport), "junit": rapport.as_junit(), "leeg": b""}[form])
    result = verify(file, "--uitgever", server.url)
    assert result.exit_code == JUDGED_WRONG
    assert "geen rapport in JSON" in result.stderr


def test_a_page_of_a_signed_report_says_by_whom(server: Server, rapport: Rapport) -> None:
    assert f"Ja, door {server.url}." in as_html(rapport).decode()


@pytest.mark.parametrize("path", ["", "/portaal/nergens"])
def test_where_the_keys_are_not_it_ends_with_3(
    server: Server, rapport: Rapport, tmp_path: Path, path: str
) -> None:
    address = f"{server.url}{path}" if path else f"http://127.0.0.1:{free_port()}"
    result = verify(written(tmp_path, rapport.as_record()), "--uitgever", address)
    assert result.exit_code == UNREACHABLE
    assert "zijn de sleutels niet op te halen" in result.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ((), "geef --uitgever of --jwks"),
        (("--uitgever", "http://uwlr.example.nl"), "met https://"),
        (("--uitgever", "uwlr.example.nl"), "met https://"),
    ],
)
def test_what_proves_nothing_is_refused(
    rapport: Rapport, tmp_path: Path, args: tuple[str, ...], told: str
) -> None:
    result = verify(written(tmp_path, rapport.as_record()), *args)
    assert result.exit_code == USAGE
    assert told in " ".join(result.output.split())


@pytest.mark.parametrize("content", [b"[" * 200_000, b"[]", b"\x00\xff\xfe" * 9, b"a.b", b"x"])
def test_what_is_no_report_is_told_as_that(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "rapport.json"
    file.write_bytes(content)
    result = verify(file, "--uitgever", f"http://127.0.0.1:{free_port()}")  # where nobody is asked anything
    assert (result.exit_code, "Dit is geen rapport in JSON" in result.stderr) == (JUDGED_WRONG, True)
