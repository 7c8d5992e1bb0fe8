"""The package as ``pip install .`` makes it: nothing that the service reads stays behind in the checkout."""

import os
import shutil
import subprocess
import sys
import zipfile
from configparser import ConfigParser
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.places import ROOT

SOURCES = ("uwlr_service", "xsd", "setup.py", "setup.cfg", "pyproject.toml", "README.rst", "LICENSE")
NOT_CODE = ("migrations/*.mako", "web/templates/*", "web/static/*")
IGNORED = shutil.ignore_patterns("__pycache__", "*.egg-info")
PATIENCE = 120


def run(*command: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, without the settings of the person who runs the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    return subprocess.run(
        command, cwd=folder, env=inherited | environ, capture_output=True, text=True, timeout=PATIENCE
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from a copy: building leaves folders behind."""
    for needed in ("pip", "setuptools"):
        if find_spec(needed) is None:
            pytest.skip(f"this environment has no {needed} to build with")
    copy, built = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("wheel")
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=IGNORED)
        else:
            shutil.copy(source, copy / name)
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    done = run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(built), ".", folder=copy)
    assert done.returncode == 0, done.stderr
    (made,) = built.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def contents(wheel: Path) -> dict[str, bytes]:
    """The files of the wheel by their path."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel, far from the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_every_schema_is_inside_the_package(contents: dict[str, bytes]) -> None:
    files = {path for ending in ("*.xsd", "*.wsdl") for path in (ROOT / "xsd").rglob(ending)}
    expected = {f"uwlr_service/{path.relative_to(ROOT).as_posix()}": path.read_bytes() for path in files}
    assert any(" " in name for name in expected)
    assert {name: contents.get(name) for name in expected} == expected


def test_every_module_is_there_and_nothing_beside_the_package(contents: dict[str, bytes]) -> None:
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "uwlr_service").rglob("*.py")}
    assert modules <= contents.keys()
    assert {name.partition("/")[0].partition("-")[0] for name in contents} == {"uwlr_service"}


@pytest.mark.parametrize("pattern", NOT_CODE)
def test_what_is_not_code_comes_along(contents: dict[str, bytes], pattern: str) -> None:
    files = [path for path in (ROOT / "uwlr_service").rglob(pattern) if path.is_file()]
    assert files
    assert {path.relative_to(ROOT).as_posix() for path in files} <= contents.keys()


def test_it_brings_the_command_and_the_licence(contents: dict[str, bytes]) -> None:
    (entry_points,) = (text for name, text in contents.items() if name.endswith("entry_points.txt"))
    parsed = ConfigParser()
    parsed.read_string(entry_points.decode())
    assert parsed["console_scripts"]["uwlr"] == "uwlr_service.cli:main"
    (licence,) = (text for name, text in contents.items() if name.endswith("licenses/LICENSE"))
    assert licence == (ROOT / "LICENSE").read_bytes()


def test_it_runs_without_the_checkout(installed: Path, tmp_path: Path) -> None:
    environ = {"PYTHONPATH": str(installed), "UWLR_VAR": str(tmp_path / "var")}
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
