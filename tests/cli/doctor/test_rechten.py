"""``uwlr doctor`` on files and folders: who else gets in, and who cannot work with them."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.places import ROOT
from tests.support.roots.namespaces import Etc
from tests.support.roots.passable import NOBODY, passable_folder
from tests.support.toezicht.doctor import Doctor

ABOUT = "Rechten"


@contextmanager
def as_nobody() -> Iterator[None]:
    """Go on as a user who owns nothing."""
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


def test_all_is_for_the_owner_alone(uwlr: Uwlr, doctor: Doctor) -> None:
    uwlr.good("db", "backup")
    assert doctor.about(ABOUT).keys() == {"goed"}


@pytest.mark.parametrize("name", ["var", "var/leveringen", "uwlr.sqlite", "var/journaal.jsonl"])
def test_what_stands_open_is_told_and_stays_as_it_is(uwlr: Uwlr, doctor: Doctor, name: str) -> None:
    uwlr.good("db", "backup")
    (uwlr.folder / "var" / "leveringen").mkdir(mode=0o700, exist_ok=True)
    path = uwlr.folder / name
    mode = 0o755 if path.is_dir() else 0o644
    path.chmod(mode)
    told = doctor.about(ABOUT)["herstel"]
    assert f"{path} staat open" in told
    assert f"chmod {700 if path.is_dir() else 600} {path}" in told
    assert path.stat().st_mode & 0o777 == mode


def test_a_file_with_settings_that_others_can_read(uwlr: Uwlr, doctor: Doctor) -> None:
    uwlr.good("db", "backup")
    dotenv = uwlr.folder / ".env"
    dotenv.write_text("UWLR_WORKERS=1\n")
    dotenv.chmod(0o644)
    assert f"chmod 600 {dotenv}" in doctor.about(ABOUT)["herstel"]
    assert "herstel" not in doctor.about(ABOUT, UWLR_DOTENV="off")  # then nobody reads it
    dotenv.chmod(0o600)
    assert "herstel" not in doctor.about(ABOUT)


def test_a_folder_of_somebody_else(uwlr: Uwlr, doctor: Doctor) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    uwlr.good("db", "backup")
    os.chown(uwlr.folder / "var", NOBODY, NOBODY)
    assert f"{uwlr.folder / 'var'} is van nobody" in doctor.about(ABOUT)["let op"]


def test_a_folder_in_which_this_user_cannot_write(migrated_sqlite: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can go on as somebody else")
    with passable_folder() as folder:
        uwlr = Uwlr(folder)
        (folder / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
        uwlr.good("db", "backup")
        doctor = Doctor(uwlr)
        doctor.about(ABOUT)  # which loads what it needs: that user may not read the program
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
        shut = folder / "var" / "leveringen"
        shut.mkdir(mode=0o700)
        with as_nobody():
            found = doctor.about(ABOUT)
    assert f"nobody kan niet schrijven in {shut}, van root." in found["herstel"]


def test_the_settings_of_the_service_are_open(uwlr: Uwlr, tmp_path: Path) -> None:
    etc = Etc(tmp_path)
    installed = etc.path / "uwlr.env"
    installed.write_text(f"UWLR_DATABASE_URL={uwlr.database_url}\n")
    command = (sys.executable, "-m", "uwlr_service.cli", "doctor", "--json")
    environ = {"PYTHONPATH": str(ROOT), "UWLR_VAR": str(tmp_path / "var"), "UWLR_BIND": "127.0.0.1:0"}
    installed.chmod(0o644)
    done = etc.run(*command, cwd=tmp_path, UWLR_DATABASE_URL=uwlr.database_url, **environ)
    assert "chmod 600 /etc/uwlr.env" in done.stdout
    # Without those settings it would look at another service than the one that runs here.
    done = etc.run(*command, cwd=tmp_path, **environ)
    (finding,) = json.loads(done.stdout)["bevindingen"]
    assert "/usr/local/bin/uwlr" in finding["tekst"]
    assert done.returncode == 1
