"""What setup.py finds out by itself: the commit, and a Python that is too old; and which Pythons we name."""

import re
import shutil
import sys
from configparser import ConfigParser
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.sbom.locked import ENVIRONMENTS
from tests.support.wheels import copy_sources, run
from uwlr_service.paginas import documentatie

ASK = """
import runpy, setuptools
setuptools.setup = lambda **_: None
print(runpy.run_path("setup.py")["commit"]())
"""
OLD = """
import sys
sys.version_info = (3, 10, 12)
sys.version = "3.10.12 (main)"
exec(open("setup.py").read())
"""
IDENTITY = ("-c", "user.name=Iemand", "-c", "user.email=iemand@example.nl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with setup.py, and nothing else."""
    shutil.copy(ROOT / "setup.py", tmp_path)
    return tmp_path


def commit(folder: Path, **environ: str) -> str:
    """The commit that a build in this folder would note."""
    asked = run(sys.executable, "-c", ASK, folder=folder, **{"SOURCE_COMMIT": ""} | environ)
    assert asked.returncode == 0, asked.stderr
    return asked.stdout.strip()


def git(folder: Path, *words: str) -> str:
    """Run git in a folder."""
    done = run("git", *IDENTITY, *words, folder=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_git_knows_the_commit(folder: Path) -> None:
    git(folder, "init", "--quiet")
    git(folder, "add", "setup.py")
    git(folder, "commit", "--quiet", "-m", "Begin")
    assert commit(folder) == git(folder, "rev-parse", "HEAD") != ""


def test_the_environment_goes_first(folder: Path) -> None:
    git(folder, "init", "--quiet")
    assert commit(folder, SOURCE_COMMIT=" abc123\n") == "abc123"


def test_without_git_nothing_is_known_and_nothing_fails(folder: Path) -> None:
    assert commit(folder) == ""  # no repository
    (folder / ".git").mkdir()
    assert commit(folder) == ""  # one that is broken
    assert commit(folder, PATH=str(folder)) == ""  # no git


def test_a_repository_around_the_folder_is_not_ours(folder: Path) -> None:
    inside = folder / "inside"
    inside.mkdir()
    git(folder, "init", "--quiet")
    git(folder, "add", "setup.py")
    git(folder, "commit", "--quiet", "-m", "Begin")
    shutil.copy(ROOT / "setup.py", inside)
    assert commit(inside) == ""


def test_the_documentation_can_be_made_in_a_checkout(tmp_path: Path) -> None:
    if find_spec("sphinx") is None:
        pytest.skip("this environment has no sphinx")
    copy_sources(tmp_path)
    made = run(sys.executable, "setup.py", "--quiet", "build_docs", folder=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    in_a_checkout = documentatie.PLACES[1].relative_to(ROOT)
    assert (tmp_path / in_a_checkout / documentatie.INDEX).is_file()


def test_an_older_python_is_told_which_ones_will_do(folder: Path) -> None:
    told = run(sys.executable, "-c", OLD, folder=folder)
    assert told.returncode == 1
    assert told.stderr == "uwlr-service needs Python 3.11, 3.12 or 3.13; this is 3.10.12.\n"


def test_everything_names_the_same_pythons() -> None:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    named = re.findall(r"Python :: (3\.\d+)", config["metadata"]["classifiers"])
    said = f"Python {', '.join(named[:-1])} or {named[-1]}"
    for text in ("README.rst", "docs/install.rst", "setup.py", "Makefile"):
        assert said in (ROOT / text).read_text(encoding="utf-8"), text
    assert re.findall(r"python(3\.\d+)", (ROOT / ".ci" / "find-python").read_text()) == named
    assert config["options"]["python_requires"] == f">={named[0]}"
    assert [environment["python_version"] for environment in ENVIRONMENTS] == named
