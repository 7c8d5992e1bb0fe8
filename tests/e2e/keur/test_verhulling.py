"""No form of a report holds a key, a code of the customer or a pupil, whatever a LAS puts where."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.support.keur import Keurder
from tests.support.keur.berichten import Antwoord, Verzoek
from tests.support.keur.dubbelganger import Dubbelganger, dubbelganger
from tests.support.keur.gebrek import Gebrek
from tests.support.keur.klikspaan import DELEN, EIGEN_VORM, KLIKSPANEN, TEKEN
from uwlr_service.cli.errors import UNREACHABLE
from uwlr_service.conformiteit.suitebestand import SUITES

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def double(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dubbelganger]:
    """A LAS with a school in which everything can be recognised."""
    with dubbelganger(migrated_sqlite, tmp_path_factory.mktemp("klikspaan"), **DELEN) as made:
        yield made


@pytest.fixture(scope="module")
def every_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our suite without its question beforehand, so that no answer keeps the cases from being asked."""
    folder = tmp_path_factory.mktemp("suite") / "las"
    shutil.copytree(SUITES / "las", folder)
    head = folder / "suite.toml"
    head.write_text(head.read_text().replace('toegangsvraag = "alles.xml"\n', ""))
    return folder


def forms(keurder: Keurder, folder: Path, *args: str) -> dict[str, str]:
    """What is in each form of the report, and on standard error, of two runs."""
    html, junit = folder / "rapport.html", folder / "rapport.xml"
    in_json = keurder("--json", "--html", str(html), "--junit", str(junit), *args)
    on_screen = keurder(*args)
    assert in_json.exception is None or isinstance(in_json.exception, SystemExit)
    return {
        "json": without_log(in_json.stdout),
        "html": html.read_text(),
        "junit": junit.read_text(),
        "scherm": without_log(on_screen.output),
        "fouten": without_log(in_json.stderr),
    }


def without_log(said: str) -> str:
    """A text without the log of the double, which runs in this process and writes in the same place."""
    return "".join(line for line in said.splitlines(keepends=True) if '"event": ' not in line)


def told(said: str, sleutel: str) -> list[str]:
    """The secrets and the values of people that a text has in it."""
    wanted = [TEKEN, sleutel, re.sub(r"[^A-Za-z0-9]", "_", sleutel), quote(sleutel), sleutel[:12]]
    found = [value for value in wanted if value.lower() in said.lower()]
    return found + [value for value in EIGEN_VORM if re.search(rf"\b{re.escape(value)}\b", said)]


def test_the_school_can_be_recognised(double: Dubbelganger) -> None:
    """So that the tests below can fail: all of it is in the answers of this LAS."""
    answers: list[bytes] = []

    def listen(_: Verzoek, antwoord: Antwoord) -> Antwoord:
        answers.append(antwoord.body)
        return antwoord

    double.gebrek = Gebrek(naam="luistert", zin="", gevallen=frozenset(), antwoord=listen)
    keurder = Keurder(double.address, double.sleutel)
    keurder("--json", "--groep", "alles")
    whole = b"".join(answers).decode()
    assert told(whole, double.sleutel) == [TEKEN, *EIGEN_VORM]


@pytest.mark.parametrize("klikspaan", [pytest.param(way, id=way.naam) for way in KLIKSPANEN])
def test_whatever_a_las_tells_no_report_repeats(
    double: Dubbelganger, klikspaan: Gebrek, every_case: Path, tmp_path: Path
) -> None:
    double.gebrek = klikspaan
    keurder = Keurder(double.address, double.sleutel)
    groepen = ("wsdl", "alles", "getrapt", "sinds", "sleutel", "versies", "stabiel", "resultaten")
    said = forms(
        keurder, tmp_path, "--brengen", f"--suite={every_case}", *(f"--groep={groep}" for groep in groepen)
    )
    assert len(said["html"]) > 10_000
    telling = {form: told(text, double.sleutel) for form, text in said.items()}
    assert {form for form, found in telling.items() if found} == set(), telling
    for form in ("json", "html"):
        assert ">***<" in said[form] or "&gt;***&lt;" in said[form]
        assert not re.search(r"klantcode(>|&gt;)U1", said[form])
        assert "Uitgeverij" not in said[form]


def test_what_is_typed_in_the_address_is_not_repeated(double: Dubbelganger, tmp_path: Path) -> None:
    double.gebrek = None
    server = double.address.removeprefix("http://")
    keurder = Keurder(f"http://wie:{TEKEN}@{server}/uwlr/leerlinggegevens?key={double.sleutel}#", "x")
    said = forms(keurder, tmp_path, "--groep=alles")
    for text in said.values():
        assert told(text, double.sleutel) == []
    assert f"http://{server}/uwlr/leerlinggegevens?***" in said["json"]


def test_nor_when_nothing_answers_there() -> None:
    result = Keurder(f"http://wie:{TEKEN}@127.0.0.1:9/{TEKEN}?key={TEKEN}#", TEKEN)()
    assert result.exit_code == UNREACHABLE
    assert TEKEN not in result.output
