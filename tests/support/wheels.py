"""The wheel of this checkout, made as ``pip`` makes it, from a copy: building leaves folders behind."""

import fcntl
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.places import ROOT

SOURCES = (
    "uwlr_service",
    "xsd",
    "docs",
    "deploy",
    "bench",
    "setup.py",
    "setup.cfg",
    "pyproject.toml",
    "README.rst",
)
TEXTS = (
    "LICENSE",
    "CHANGELOG.rst",
    "CONTRIBUTING.rst",
    "publiccode.yml",
    "MANIFEST.in",
    "uwlr-service.cdx.json",
)
IGNORED = shutil.ignore_patterns("__pycache__", "*.egg-info")
COMMIT = "0123456789abcdef0123456789abcdef01234567"
"""What the wheel is told that it is made of; the copy is not a repository."""
PATIENCE = 240


def run(*command: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, without the settings of the person who runs the tests."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    return subprocess.run(
        command, cwd=folder, env=inherited | environ, capture_output=True, text=True, timeout=PATIENCE
    )


def copy_sources(to: Path) -> None:
    """Copy what a build needs of the checkout."""
    for name in (*SOURCES, *TEXTS):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=IGNORED)
        elif source.exists():
            shutil.copy(source, to / name)


def shared_wheel(folder: Path) -> Path:
    """The wheel in this folder, made by whoever comes first: tests run in several processes."""
    for needed in ("pip", "setuptools", "sphinx"):
        if find_spec(needed) is None:
            pytest.skip(f"this environment has no {needed} to build with")
    built = folder / "wheel"
    with (folder / "wheel.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not built.exists():
            _build(folder / "checkout", built)
    (made,) = built.glob("*.whl")
    return made


def _build(copy: Path, built: Path) -> None:
    copy.mkdir()
    copy_sources(copy)
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    wheel = ("wheel", "--no-deps", "--no-build-isolation", "-w", str(built), ".")
    done = run(*pip, *wheel, folder=copy, SOURCE_COMMIT=COMMIT)
    assert done.returncode == 0, done.stderr
