"""``uwlr doctor`` on disks: how much room is left on each, felt on a small disk of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.places import ROOT
from tests.support.roots.namespaces import PATIENCE, unshare
from tests.support.toezicht.doctor import Doctor
from uwlr_service.cli.doctor import schijf

ABOUT = "Schijf"
PROGRAM = """
import sys
from uwlr_service.cli import main
from uwlr_service.cli.doctor import schijf
schijf.LEAST = int(sys.argv[1])
main(["doctor", "--json"])
"""
"""With another bound: to fill half a gigabyte would take memory."""
SMALL = "size=2m"
FEW_FILES = "size=600m,nr_inodes=100"


def on_a_disk(
    folder: Path, options: str, *, before: str = "true", least: int = schijf.LEAST
) -> dict[str, list[str]]:
    """What is found by a command whose folder lies on a disk of its own, by how serious that is."""
    place = folder / "schijf"
    place.mkdir()
    script = f'mount -t tmpfs -o mode=0700,{options} tmpfs "$0" && cd "$0" && {before} && exec "$@"'
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
    done = subprocess.run(
        [*unshare(), "sh", "-c", script, str(place), sys.executable, "-c", PROGRAM, str(least)],
        env=inherited | {"PYTHONPATH": str(ROOT), "UWLR_VAR": str(place), "UWLR_DOTENV": "off"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    found: dict[str, list[str]] = {}
    for finding in json.loads(done.stdout)["bevindingen"]:
        if finding["onderwerp"] == ABOUT and str(place) in finding["tekst"]:
            found.setdefault(finding["ernst"], []).append(finding["tekst"])
    return found


def test_a_disk_with_room(doctor: Doctor) -> None:
    assert "vrij" in doctor.about(ABOUT)["goed"]


def test_a_disk_that_is_too_small(tmp_path: Path) -> None:
    found = on_a_disk(tmp_path, SMALL)
    assert found.keys() == {"herstel"}
    assert "heeft nog 2 MB vrij" in found["herstel"][0]


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    found = on_a_disk(tmp_path, SMALL, before="fallocate -l 1900k vol", least=1)
    assert found.keys() == {"let op"}


def test_a_disk_without_room_for_names(tmp_path: Path) -> None:
    found = on_a_disk(tmp_path, FEW_FILES)
    assert "bestanden" in found["herstel"][0]


def test_what_cannot_be_seen_from_here_is_said(doctor: Doctor) -> None:
    elsewhere = {"UWLR_DATABASE_URL": "postgresql://uwlr@127.0.0.1:1/uwlr"}
    assert "schijf van PostgreSQL" in doctor.about(ABOUT, **elsewhere)["onbekend"]
    assert "opslag van UWLR_OPSLAG" in doctor.about(ABOUT, UWLR_OPSLAG="s3://emmer/pad")["onbekend"]
