"""``uwlr call`` and ``uwlr serve``: what a publisher does, against a real server."""

import contextlib
import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from click.testing import CliRunner, Result
from lxml import etree

from tests.support.messages.soap import envelope
from tests.support.schools.builders import JAAR, SCHOOL, schoolgegevens
from tests.support.servers.hostile import answering, hostile
from tests.support.servers.uwlr import Server, serving
from uwlr_service.cli import main
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.formats.findings import findings
from uwlr_service.formats.schemas import LEERLINGGEGEVENS
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS as LG
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the small school."""
    folder = tmp_path_factory.mktemp("call")
    (folder / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{folder / 'uwlr.sqlite'}", folder, UWLR_WORKERS="1") as running:
        running.invoer.store(schoolgegevens())
        yield running


@pytest.fixture(scope="module")
def uitgifte(server: Server) -> Uitgifte:
    """A link with the small school."""
    return server.link(klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL], gegevensset=VOLLEDIG)


class Publisher:
    """Calls with what it was handed, as a person would type it."""

    def __init__(self, url: str, sleutel: str) -> None:
        self._url, self._sleutel = url, sleutel

    def __call__(self, bericht: str, *args: str, **environ: str | None) -> Result:
        basis = ("--url", f"{self._url}/uwlr/leerlinggegevens?wsdl", "--school", str(SCHOOL))
        klant = ("--klantnaam", "Uitgeverij", "--klantcode", "U1")
        return CliRunner().invoke(
            main, ["call", bericht, *basis, *klant, *args], env={"UWLR_SLEUTEL": self._sleutel} | environ
        )

    def json(self, bericht: str, *args: str) -> dict[str, Any]:
        """What a program reads."""
        result = self(bericht, *args, "--json")
        assert result.exit_code == 0, result.stderr
        answer: dict[str, Any] = json.loads(result.stdout_bytes.decode("utf-8"))
        return answer


@pytest.fixture
def publisher(server: Server, uitgifte: Uitgifte) -> Publisher:
    """The holder of that link."""
    return Publisher(server.url, uitgifte.sleutel)


def keys(records: list[dict[str, Any]]) -> list[str]:
    """The keys of some records."""
    return [record["key"] for record in records]


@pytest.mark.parametrize("versie", ["2.1", "2.2", "2.3"])
def test_it_pulls_a_whole_school_in_every_version(publisher: Publisher, versie: str) -> None:
    answer = publisher.json("leerlinggegevens", "--xsdversie", versie)
    assert (answer["antwoord"], answer["school"]["schooljaar"]) == ("gegevens", JAAR)
    assert answer["school"]["xsdversie"] == versie
    assert keys(answer["leerlingen"]) == ["L1", "L2", "L3"]
    assert keys(answer["groepen"]) == ["G1", "G2"]
    assert answer["leerlingen"][0]["samengestelde_groepen"] == ["S1"]


def test_a_person_sees_names_and_groups(publisher: Publisher) -> None:
    result = publisher("leerlinggegevens")
    assert result.exit_code == 0
    for words in ("Sanne van den Jansen", "Daan Çelik", "Zoë O'Brien", "Groep 5", "Plusklas", "Kim Bos"):
        assert words in result.stdout
    assert "--laatst" in result.stderr


def test_xml_is_the_answer_as_it_came(publisher: Publisher) -> None:
    result = publisher("leerlinggegevens", "--xml")
    element = etree.fromstring(result.stdout_bytes)
    assert findings(LEERLINGGEGEVENS["2.2"], element) == []


def test_the_same_moment_gets_geenwijzigingen(publisher: Publisher) -> None:
    moment = publisher.json("leerlinggegevens")["school"]["aanmaakdatum"]
    again = publisher.json("leerlinggegevens", "--laatst", moment)
    assert (again["antwoord"], again["leerlingen"]) == ("geenwijzigingen", [])
    assert "Geen wijzigingen" in publisher("leerlinggegevens", "--laatst", moment).stdout


def test_a_school_year_without_data_gets_geengegevens(publisher: Publisher) -> None:
    assert publisher.json("leerlinggegevens", "--schooljaar", "2001-2002")["antwoord"] == "geengegevens"


def test_the_staged_messages(publisher: Publisher) -> None:
    assert publisher.json("structuur")["leerlingen"] == []
    assert keys(publisher.json("structuur")["samengestelde_groepen"]) == ["S1"]
    assert keys(publisher.json("leerlingen", "--groep", "G2")["leerlingen"]) == ["L2"]
    assert keys(publisher.json("leerlingen", "--groep", "groep 5")["leerlingen"]) == ["L2"]
    assert keys(publisher.json("leerlingen", "--zonder-groep")["leerlingen"]) == ["L3"]
    some = publisher.json("leerlingen", "--groep", "G2", "--samengestelde-groep", "S1")["leerlingen"]
    assert sorted(keys(some)) == ["L1", "L2", "L3"]
    assert keys(publisher.json("leerkrachten", "--groep", "G1")["leerkrachten"]) == ["K1"]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--klantcode", "U2"), "Client.OngeldigeKlantIdentificatie"),
        (("--school", "99ZZ"), "Client.AutorisatieOngeldig"),
        (("--sleutel", "x"), "Client.AutorisatieOngeldig"),
        (("--xsdversie", "9.9"), "Client.XsdVersieOngeldig"),
        (("--gegevenssetid", ""), "Client.OngeldigBericht"),
    ],
)
def test_a_fault_is_told_and_ends_with_1(publisher: Publisher, args: tuple[str, ...], code: str) -> None:
    result = publisher("leerlinggegevens", *args, "--json")
    told = json.loads(result.stdout)
    assert (result.exit_code, told["antwoord"], told["code"]) == (1, "fout", code)
    assert result.stderr.startswith(f"Fout: {code}: {told['fout']}")
    assert publisher("leerlinggegevens", *args).stdout == ""


@contextlib.contextmanager
def answered_with(server: Server, antwoord: str) -> Iterator[str]:
    """The address of a service with the WSDL of the server, which answers every call with this."""

    def documents(url: str, path: str) -> bytes:
        return requests.get(server.url + path, timeout=60).content.replace(server.url.encode(), url.encode())

    body = f'<leerlinggegevens_antwoord xmlns="{LG}">{antwoord}</leerlinggegevens_antwoord>'
    with hostile(answering(envelope(body)), documents=documents) as front:
        yield front.url


def test_an_answer_of_unknown_elements_ends_with_1(server: Server, uitgifte: Uitgifte) -> None:
    with answered_with(server, "<iets><anders/></iets>") as url:
        result = Publisher(url, uitgifte.sleutel)("leerlinggegevens", "--schooljaar", JAAR)
    assert result.exit_code == 1
    assert "er staat niets over een school in" in result.stderr
    assert "None" not in result.output


def test_an_answer_without_its_moment_is_shown(server: Server, uitgifte: Uitgifte) -> None:
    data = f"<x><school><schooljaar>{JAAR}</schooljaar></school></x>"
    with answered_with(server, data) as url:
        result = Publisher(url, uitgifte.sleutel)("leerlinggegevens", "--schooljaar", JAAR)
    assert result.exit_code == 0
    assert f"Schooljaar {JAAR}, versie onbekend. Het antwoord noemt geen aanmaakdatum" in result.stderr


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/uwlr/leerlinggegevens?wsdl", "/nergens/x.wsdl"])
def test_a_service_that_is_not_there_ends_with_3(publisher: Publisher, url: str) -> None:
    result = publisher("leerlinggegevens", "--url", url)
    assert (result.exit_code, result.stdout) == (3, "")
    assert len(result.stderr.splitlines()) == 1


def test_an_address_without_a_wsdl_ends_with_3(publisher: Publisher, server: Server) -> None:
    result = publisher("leerlinggegevens", "--url", server.url)
    assert result.exit_code == 3
    assert "geen WSDL" in result.stderr


@pytest.mark.parametrize(("bericht", "args"), [("leerlingen", ()), ("leerlinggegevens", ("--xml", "--json"))])
def test_what_cannot_be_asked_ends_with_2(publisher: Publisher, bericht: str, args: tuple[str, ...]) -> None:
    assert publisher(bericht, *args).exit_code == 2


def test_an_invalid_address_ends_with_3(publisher: Publisher) -> None:
    asked = publisher("structuur", "--url", "http://[")
    assert (asked.exit_code, "Op http://[ staat geen WSDL" in asked.stderr) == (3, True)


def test_without_a_key_a_program_is_told_where_it_goes(publisher: Publisher, uitgifte: Uitgifte) -> None:
    asked = publisher("structuur", UWLR_SLEUTEL=None)
    assert asked.exit_code == 2
    assert "geef hem in UWLR_SLEUTEL" in asked.stderr
    assert uitgifte.sleutel not in publisher("structuur").output


def test_without_a_key_a_person_is_asked_and_sees_no_echo(server: Server, uitgifte: Uitgifte) -> None:
    """On a terminal, which only a pseudo-terminal is to the program."""
    url = f"{server.url}/uwlr/leerlinggegevens?wsdl"
    klant = ("--klantnaam", "Uitgeverij", "--klantcode", "U1", "--school", str(SCHOOL))
    command = [sys.executable, "-m", "uwlr_service.cli", "call", "structuur", "--url", url, *klant]
    environ = {name: value for name, value in os.environ.items() if name != "UWLR_SLEUTEL"}
    master, slave = pty.openpty()
    with subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environ, start_new_session=True
    ) as process:
        os.close(slave)
        seen = b""
        while b"Autorisatiesleutel" not in seen:
            seen += os.read(master, 1024)
        os.write(master, f"{uitgifte.sleutel}\n".encode())
        with contextlib.suppress(OSError):  # Linux ends a terminal that nobody holds with EIO
            while part := os.read(master, 1024):
                seen += part
    os.close(master)
    assert process.returncode == 0
    assert b"Groep 5" in seen
    assert uitgifte.sleutel.encode() not in seen


def test_a_group_that_the_service_does_not_give_is_refused(publisher: Publisher) -> None:
    refused = publisher("leerlingen", "--groep", "Goep 5", COLUMNS="200")
    assert refused.exit_code == 1
    assert "geen stamgroep 'Goep 5'. Bedoeld: Groep 5? Er zijn: Groep 4, Groep 5." in refused.stderr
    record = json.loads(publisher("leerkrachten", "--samengestelde-groep", "Groep 5", "--json").stdout)
    assert record["fout"] == "De dienst geeft geen samengestelde groep 'Groep 5'. Er zijn: Plusklas."


def test_a_service_that_does_not_say_which_groups_there_are_gets_the_words(server: Server) -> None:
    wrong = Publisher(server.url, "a key that nobody has")("leerlingen", "--groep", "Groep 5")
    assert wrong.exit_code == 1
    assert "Client.AutorisatieOngeldig" in wrong.stderr


def test_an_address_that_is_not_of_the_web_is_a_mistake_of_the_caller() -> None:
    words = [
        "call",
        "structuur",
        "--url",
        "ftp://x",
        "--klantnaam",
        "X",
        "--klantcode",
        "X1",
        "--school",
        "99XX",
    ]
    refused = CliRunner().invoke(main, words, env={"UWLR_SLEUTEL": "x"})
    assert refused.exit_code == 2
    assert "begint met http:// of https://" in refused.stderr
