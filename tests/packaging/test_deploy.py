"""The files of ``deploy/``: units that give away little, alike, and that know only settings there are."""

import os
import re
import shutil
import subprocess
from configparser import RawConfigParser
from pathlib import Path

import pytest

from tests.support.places import ROOT
from uwlr_service.config import Settings
from uwlr_service.config.sources import INSTALLED, WRAPPER
from uwlr_service.config.values import ConfigFout

DEPLOY = ROOT / "deploy"
SERVICES = sorted(DEPLOY.glob("*.service"))
MOST_EXPOSED = 2.0
"""Of the ten points of systemd-analyze; 8.5 is a unit that only has a user."""
SAME = "# What follows is the same in every unit of the service.\n"


def section(path: Path, name: str) -> dict[str, str]:
    """A section of a unit; of what stands there more than once, the last."""
    parsed = RawConfigParser(strict=False)
    parsed.optionxform = str  # type: ignore[assignment,method-assign]
    parsed.read(path)
    return dict(parsed[name])


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_unit_is_hardened(path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("this machine has no systemd-analyze")
    command = ["systemd-analyze", "security", "--offline=yes", "--no-pager", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    exposure = re.search(r"Overall exposure level for \S+: ([0-9.]+)", said)
    assert exposure is not None
    assert float(exposure[1]) <= MOST_EXPOSED


def test_all_units_give_away_the_same() -> None:
    alike = {path.read_text().partition(SAME)[2].partition("\n[Install]")[0].strip() for path in SERVICES}
    assert len(SERVICES) == 6
    assert len(alike) == 1
    for path in SERVICES:
        service = section(path, "Service")
        assert (service["User"], service["UMask"], service["ProtectSystem"]) == ("uwlr", "0077", "strict")
        assert service["EnvironmentFile"] == str(INSTALLED)  # a minus would start it without
        assert service["Environment"] == "UWLR_VAR=/var/lib/uwlr UWLR_DOTENV=off"


def test_every_timer_has_its_service() -> None:
    timers = sorted(DEPLOY.glob("*.timer"))
    assert {path.stem for path in timers} == {"uwlr-backup", "uwlr-doctor", "uwlr-notify", "uwlr-purge"}
    for path in timers:
        assert path.with_suffix(".service") in SERVICES
        assert section(path.with_suffix(".service"), "Service")["Type"] == "oneshot"
        assert "OnCalendar" in section(path, "Timer")


def test_systemd_listens_where_the_service_and_the_proxy_think(tmp_path: Path) -> None:
    """``uwlr serve`` refuses another address, and nginx would find nobody there."""
    address = section(DEPLOY / "uwlr.socket", "Socket")["ListenStream"]
    assert Settings.from_environment({"UWLR_VAR": str(tmp_path)}).bind == address
    assert f"server {address};" in (DEPLOY / "uwlr-nginx.conf").read_text()
    assert section(DEPLOY / "uwlr.service", "Unit")["Requires"] == "uwlr.socket"


def test_the_settings_that_are_installed_can_be_used() -> None:
    lines = (DEPLOY / "uwlr.env").read_text().splitlines()
    pairs = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    settings = Settings.from_environment(pairs)
    assert settings.remarks == ()
    assert settings.database_url.startswith("postgresql+psycopg://uwlr@/")
    with pytest.raises(ConfigFout):
        Settings.from_environment(pairs | {"UWLR_BASE_URL": "x"})


def test_the_command_is_the_one_that_is_named() -> None:
    assert f"deploy/uwlr {WRAPPER}" in (ROOT / "docs" / "install.rst").read_text()
    script = (DEPLOY / "uwlr").read_text()
    assert f"SETTINGS={INSTALLED}\n" in script
    subprocess.run(["sh", "-n", DEPLOY / "uwlr"], check=True)


@pytest.mark.parametrize(
    ("line", "is_taken"),
    [
        ("UWLR_DATABASE_URL=sqlite:///uwlr.sqlite", False),
        ("UWLR_DATABASE_URL=sqlite:uwlr.sqlite", False),
        ("UWLR_DATABASE_URL='sqlite:///../uwlr.sqlite'", False),
        ("UWLR_VAR=var", False),
        ("UWLR_JOURNAL=./journaal.jsonl", False),
        ("UWLR_OPSLAG=leveringen", False),
        ("UWLR_DATABASE_URL=sqlite:////srv/uwlr.sqlite", True),
        ("UWLR_DATABASE_URL=postgresql://uwlr@/uwlr?host=/run", True),
        ("UWLR_JOURNAL=/srv/journaal.jsonl", True),
        ("UWLR_OPSLAG=s3://emmer/pad", True),
        ("UWLR_SECRET_FILE=geheim", False),
        ("UWLR_SECRET_FILE=/etc/uwlr.geheim", True),
        ("UWLR_OPSLAG=", True),
        ("UWLR_BIND=unix:/run/uwlr", True),
    ],
)
def test_the_command_takes_no_path_that_differs_by_folder(line: str, is_taken: bool, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("the command is for root alone")
    settings = tmp_path / "uwlr.env"
    settings.write_text(f"{line}\n")
    script = (DEPLOY / "uwlr").read_text().replace(str(INSTALLED), str(settings))
    script = script.replace("/opt/uwlr/bin/uwlr", "/bin/true").replace("exec setpriv", "exec true")
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == (0 if is_taken else 2)
    assert ("regel 1: noem" in done.stderr) == (not is_taken)
