"""The locks: every file that is installed is known by its hash, and a server gets nothing of the tests."""

import re
from configparser import ConfigParser

import pytest

from tests.support.places import ROOT
from tests.support.sbom.locked import NAME, edges

LOCKS = ("requirements.lock", "requirements-server.lock", "requirements-build.lock")
PIN = re.compile(r"^(?P<name>[a-z0-9.-]+)==(?P<version>[^ ;]+)(?: ; [^\\]+)? \\$", re.MULTILINE)
BY_NAME = re.compile(r"pip3? install[^\n]*[\s'\"]uwlr[-_]service(?![-_]\d|[\w./-]*/)")
"""The name of this package as pip would look it up; whoever registers it on an index would be installed."""
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(lock: str) -> dict[str, str]:
    """The version of each package in a lock."""
    return {match["name"]: match["version"] for match in PIN.finditer((ROOT / lock).read_text())}


def wanted(*extras: str) -> set[str]:
    """The packages that setup.cfg names for some extras, as the locks spell them."""
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    asked = [config["options.extras_require"][extra] for extra in extras]
    lines = "\n".join(asked).split("\n")
    names = [re.split(r"[\[<>=; ]", line.strip())[0] for line in lines]
    return {name.lower().replace("_", "-") for name in names if name and not name.startswith("#")}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_its_hashes_and_no_address(lock: str) -> None:
    lines = [line for line in (ROOT / lock).read_text().splitlines() if not line.startswith("#")]
    assert lines
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        assert PIN.match(line) or HASH.match(line), line
        if PIN.match(line):
            assert HASH.match(following), line
        assert "://" not in line


def test_the_locks_agree() -> None:
    everything = pins("requirements.lock")
    for lock in LOCKS[1:]:
        for name, version in pins(lock).items():
            assert everything.get(name, version) == version, name
    assert {"pip", "setuptools", "sphinx"} <= pins("requirements-build.lock").keys()


def test_a_server_gets_what_it_needs_and_nothing_of_the_tests() -> None:
    server = pins("requirements-server.lock").keys()
    assert wanted("postgres", "s3", "otel") <= server
    assert server == edges().keys() - {NAME}
    assert wanted("postgres", "s3", "otel", "test", "docs", "bench") <= pins("requirements.lock").keys()


@pytest.mark.parametrize("line", ["pip install 'uwlr-service[s3]'", "pip install --quiet uwlr_service==0.2"])
def test_an_install_by_our_name_is_seen(line: str) -> None:
    assert BY_NAME.search(line)
    assert not BY_NAME.search("pip install --no-deps wheels/uwlr_service-0.2.0-py3-none-any.whl")


def test_nothing_tells_to_install_our_name_from_an_index() -> None:
    texts = [*ROOT.glob("*.rst"), *(ROOT / "docs").glob("*.rst"), *(ROOT / "deploy").rglob("*")]
    texts += [
        *(ROOT / "uwlr_service").rglob("*.py"),
        *(ROOT / "uwlr_service").rglob("*.html"),
        ROOT / "Makefile",
    ]
    wrong = [
        path.name for path in texts if path.is_file() and BY_NAME.search(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_what_installs_asks_for_the_hashes() -> None:
    for path in ("Makefile", "docs/install.rst"):
        for line in (ROOT / path).read_text().splitlines():
            if "install" in line and ".lock" in line and "-r " in line:
                assert "--require-hashes" in line, line
