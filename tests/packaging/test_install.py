"""The package as ``pip install .`` makes it: nothing that the service reads stays behind in the checkout."""

import sys
from configparser import ConfigParser
from pathlib import Path

from tests.support.places import ROOT
from tests.support.wheels import COMMIT, run
from uwlr_service import __version__

CODE = frozenset({".py", ".pyc"})


def test_every_schema_is_inside_the_package(contents: dict[str, bytes]) -> None:
    files = {path for ending in ("*.xsd", "*.wsdl") for path in (ROOT / "xsd").rglob(ending)}
    expected = {f"uwlr_service/{path.relative_to(ROOT).as_posix()}": path.read_bytes() for path in files}
    assert any(" " in name for name in expected)
    assert {name: contents.get(name) for name in expected} == expected


def test_every_module_is_there_and_nothing_beside_the_package(contents: dict[str, bytes]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "uwlr_service").rglob("*.py")}
    assert modules <= contents.keys()
    assert {name.partition("/")[0].partition("-")[0] for name in contents} == {"uwlr_service"}


def test_what_is_not_code_comes_along(contents: dict[str, bytes]) -> None:
    files = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "uwlr_service").rglob("*")
        if path.is_file() and path.suffix not in CODE
    }
    assert any("/templates/" in name for name in files)
    assert files - contents.keys() == set()


def test_it_brings_the_command_and_the_licence(contents: dict[str, bytes]) -> None:
    (entry_points,) = (text for name, text in contents.items() if name.endswith("entry_points.txt"))
    parsed = ConfigParser()
    parsed.read_string(entry_points.decode())
    assert parsed["console_scripts"]["uwlr"] == "uwlr_service.cli:main"
    (licence,) = (text for name, text in contents.items() if name.endswith("licenses/LICENSE"))
    assert licence == (ROOT / "LICENSE").read_bytes()


def test_it_runs_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    environ = {
        "PYTHONPATH": str(installed),
        "UWLR_VAR": str(tmp_path / "var"),
        "UWLR_DATABASE_URL": f"sqlite:///{tmp_path / 'var' / 'uwlr.sqlite'}",
    }
    where = "import uwlr_service; from uwlr_service.formats.schemas import XSD; print(XSD)"
    found = run(sys.executable, "-c", where, folder=tmp_path, **environ)
    assert found.stdout.strip() == str(installed / "uwlr_service" / "xsd"), found.stderr
    uwlr = (sys.executable, "-m", "uwlr_service.cli")
    for command in (
        ("db", "upgrade"),
        ("demo-data", "--schools", "1", "--pupils", "3", "--seed", "1", "--to", "scholen"),
        ("edexml", "import", "scholen/99AA-00.xml"),
        ("validate", "scholen/99AA-00.xml"),
    ):
        done = run(*uwlr, *command, folder=tmp_path, **environ)
        assert done.returncode == 0, (command, done.stderr)
    assert (tmp_path / "var" / "uwlr.sqlite").stat().st_size > 0


def test_it_says_of_which_commit_it_was_made(
    contents: dict[str, bytes], installed: Path, tmp_path: Path
) -> None:
    assert contents["uwlr_service/commit.txt"].decode() == f"{COMMIT}\n"
    environ = {
        "PYTHONPATH": str(installed),
        "UWLR_VAR": str(tmp_path / "var"),
        "UWLR_DATABASE_URL": f"sqlite:///{tmp_path / 'var' / 'uwlr.sqlite'}",
    }
    told = run(sys.executable, "-m", "uwlr_service.cli", "--version", folder=tmp_path, **environ)
    assert told.stdout == f"uwlr {__version__} ({COMMIT[:12]})\n"
    build_info = "from uwlr_service import metrics; print(metrics.render().decode())"
    shown = run(sys.executable, "-c", build_info, folder=tmp_path, **environ)
    assert f'uwlr_build_info{{commit="{COMMIT}",' in shown.stdout


def test_a_checkout_knows_its_version_and_asks_git_for_nothing(tmp_path: Path) -> None:
    told = run(sys.executable, "-m", "uwlr_service.cli", "--version", folder=tmp_path, PYTHONPATH=str(ROOT))
    assert told.stdout == f"uwlr {__version__}\n"
