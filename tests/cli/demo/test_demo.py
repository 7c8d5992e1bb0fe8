"""``uwlr demo`` as it is used: in a process of its own, on whatever port is free."""

import re
import signal
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.servers.demonstratie import AT_THE_APPLICATION, LINK, PEOPLE, read_until_links, start
from uwlr_service.cli.demo.server import free_bind, url_of

PATIENCE = 90
COLUMNS = 80
LINES = 24
"""What fits on a screen."""


@contextmanager
def listening() -> Iterator[int]:
    """Something of somebody else on a port."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        yield taken.getsockname()[1]


def port_in(output: str) -> int:
    match = re.search(r"http://127\.0\.0\.1:([0-9]+)/uwlr/leerlinggegevens\?wsdl", output)
    assert match, output
    return int(match[1])


def screen_of(output: str) -> list[str]:
    """What is left on the screen when the server runs, but for the command to copy."""
    screen = output[output.index("De server draait") :].splitlines()
    return [line for line in screen if not line.startswith("   ")]


def answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


class Once(NamedTuple):
    """What a demo left that ended after one exchange."""

    folder: Path
    output: str
    errors: str
    taken: int
    """The port that it was told to listen on, and could not."""
    real: Path
    """The database of the settings that it found."""


def run_once(folder: Path, **environ: str) -> tuple[str, str]:
    """What a demo says that ends after one exchange."""
    demo = start(folder, "--once", **environ)
    output, errors = demo.communicate(timeout=PATIENCE)
    assert demo.returncode == 0, errors
    return output, errors


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """One exchange, beside the settings of a real service, and where somebody else has the port."""
    folder = tmp_path_factory.mktemp("once")
    real = folder / "echt.sqlite"
    (folder / ".env").write_text("UWLR_SECRET=een-geheim-dat-van-iets-anders-is-en-lang\nUWLR_WORKERS=nul\n")
    with listening() as taken:
        output, errors = run_once(
            folder, UWLR_BIND=f"127.0.0.1:{taken}", UWLR_DATABASE_URL=f"sqlite:///{real}"
        )
    return Once(folder, output, errors, taken, real)


def test_once_exchanges_and_leaves_nothing_running(once: Once) -> None:
    assert once.errors == ""
    assert "Goed: het antwoord voldoet aan het schema" in once.output
    assert "Geen wijzigingen" in once.output
    assert "Goed: de school heeft precies de 8 bevestigde resultaten" in once.output
    assert "Goed: Woordspel kent " in once.output
    assert "De school stopt de koppeling, en de leerkracht is uitgelogd." in once.output
    assert not answers(port_in(once.output))
    assert (once.folder / "var" / "demo" / "uwlr.sqlite").exists()
    for opdracht in (
        "db upgrade",
        "demo-data --schools 1",
        "edexml import var/demo/",
        "koppeling add",
        "serve",
        "call leerresultaten var/demo/resultaten.csv",
        "resultaten list",
    ):
        assert f"uwlr {opdracht}" in once.output


def test_a_port_that_is_taken_is_left_alone(once: Once) -> None:
    assert port_in(once.output) != once.taken


def test_the_settings_of_a_real_service_are_not_touched(once: Once) -> None:
    assert not once.real.exists()


def test_a_second_run_starts_afresh(once: Once) -> None:
    again, _ = run_once(once.folder)
    for output in (once.output, again):
        assert "Koppeling 1\n" in output


def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    demo = start(tmp_path)
    output = read_until_links(demo)
    port = port_in(output)
    assert answers(port)
    assert [line for line in screen_of(output) if len(line) > COLUMNS] == []
    assert len(screen_of(output)) < LINES
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    links = LINK.findall(output)
    assert all(link.startswith(f"http://localhost:{port}/") for link in links)
    assert len(set(links)) == len(PEOPLE)
    with browser.open(links[len(AT_THE_APPLICATION)], timeout=PATIENCE) as answer:
        assert answer.url == f"http://localhost:{port}/portaal/scholen/99AA-00"
        assert "Leerlijn" in answer.read().decode()
    demo.send_signal(signal.SIGINT)
    rest, errors = demo.communicate(timeout=PATIENCE)
    assert demo.returncode == 0, errors
    assert "De server stopt." in rest
    assert "Traceback" not in errors
    assert not answers(port)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_its_server_ends_with_it(tmp_path: Path, number: signal.Signals) -> None:
    demo = start(tmp_path)
    assert demo.stdout is not None
    output = ""
    for line in demo.stdout:
        output += line
        if "Stop hem met Ctrl-C" in line:
            break
    demo.send_signal(number)
    _, errors = demo.communicate(timeout=PATIENCE)
    assert "Traceback" not in errors
    assert not answers(port_in(output))


def test_a_folder_that_is_not_a_demo_is_not_emptied(tmp_path: Path) -> None:
    folder = tmp_path / "papieren"
    folder.mkdir()
    (folder / "brief.txt").write_text("van waarde")
    demo = start(tmp_path, "--once", "--folder", str(folder))
    _, errors = demo.communicate(timeout=PATIENCE)
    assert demo.returncode == 1
    assert "Kies een andere met --folder" in errors
    assert (folder / "brief.txt").read_text() == "van waarde"


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    first = start(tmp_path)
    assert first.stdout is not None
    while "Maak de database" not in first.stdout.readline():
        assert first.poll() is None
    second = start(tmp_path, "--once")
    _, errors = second.communicate(timeout=PATIENCE)
    first.terminate()
    first.communicate(timeout=PATIENCE)
    assert second.returncode == 1
    assert "er draait al een demo in" in errors


@pytest.mark.parametrize(
    ("bind", "url"),
    [
        ("127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("0.0.0.0:81", "http://127.0.0.1:81"),
        (":82", "http://127.0.0.1:82"),
        ("[::1]:83", "http://[::1]:83"),
    ],
)
def test_where_the_server_is_called(bind: str, url: str) -> None:
    assert url_of(bind) == url


@pytest.mark.parametrize("wanted", ["unix:/run/uwlr.sock", "192.0.2.1:8080", "127.0.0.1:99999"])
def test_what_cannot_be_bound_becomes_a_free_port(wanted: str) -> None:
    host, _, port = free_bind(wanted).rpartition(":")
    assert host == "127.0.0.1"
    assert int(port) > 0
