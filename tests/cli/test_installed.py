"""A machine with ``/etc/uwlr.env``: no command opens another database than that of the service."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.roots.namespaces import Etc
from tests.support.schools.builders import schoolgegevens
from uwlr_service.formats import edexml

UWLR = (sys.executable, "-m", "uwlr_service.cli")
OPENS_A_DATABASE = [
    "db upgrade",
    "db purge",
    "db backup",
    "db restored",
    "serve",
    "worker",
    "worker --once",
    "demo-data --schools 1 --pupils 1 --seed 1",
    "koppeling list",
    "school list",
    "resultaten list --school 99XX",
    "edexml import school.xml",
    "edexml export --school 99XX",
    "gkv list 1",
    "gkv nacht",
]
OPENS_NONE = [
    "--help",
    "--version",
    "db upgrade --help",
    "validate school.xml",
    "demo-data --schools 1 --pupils 1 --seed 1 --to scholen",
    "demo --once",
]


class Machine:
    """A machine on which the service is installed, or was."""

    def __init__(self, folder: Path) -> None:
        self.etc = Etc(folder)
        self.folder = folder / "work"
        self.folder.mkdir()
        (self.folder / "school.xml").write_bytes(b"".join(edexml.write(schoolgegevens())))

    def uwlr(self, command: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a command of ``uwlr`` there."""
        where = {"PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
        return self.etc.run(*UWLR, *command.split(), cwd=self.folder, **where, **environ)


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """One with settings that only root can read."""
    made = Machine(tmp_path_factory.mktemp("installed"))
    (made.etc.path / "uwlr.env").write_text("UWLR_DATABASE_URL=postgresql://uwlr@/uwlr\n")
    (made.etc.path / "uwlr.env").chmod(0o000)
    return made


@pytest.mark.parametrize("command", OPENS_A_DATABASE)
def test_a_command_that_opens_a_database_is_refused(machine: Machine, command: str) -> None:
    done = machine.uwlr(command)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(
        "Fout: UWLR_DATABASE_URL is niet gezet, en deze machine heeft /etc/uwlr.env"
    )
    assert "/usr/local/bin/uwlr" in done.stderr
    assert not (machine.folder / "var").exists()


def test_an_application_in_another_server_is_refused_too(machine: Machine) -> None:
    where = {"PYTHONPATH": str(ROOT)}
    done = machine.etc.run(sys.executable, "-c", "import wsgi", cwd=machine.folder, **where)
    assert done.returncode == 1
    assert "UWLR_DATABASE_URL is niet gezet" in done.stderr


@pytest.mark.parametrize("command", OPENS_NONE)
def test_one_that_opens_none_works(machine: Machine, command: str) -> None:
    done = machine.uwlr(command)
    assert done.returncode == 0, done.stderr


def test_the_settings_are_shown_with_this_fault(machine: Machine) -> None:
    done = machine.uwlr("config show")
    assert done.returncode == 1
    assert "Instellingen van de dienst: /etc/uwlr.env" in done.stdout
    assert "UWLR_DATABASE_URL is niet gezet" in done.stderr


def test_a_misspelled_address_is_told_before_the_refusal(machine: Machine) -> None:
    done = machine.uwlr("db upgrade", UWLR_DATABASEURL="postgresql://uwlr@/uwlr")
    assert done.returncode == 2
    assert "UWLR_DATABASEURL is geen instelling, en telt niet; bedoeld: UWLR_DATABASE_URL?" in done.stderr


@pytest.mark.parametrize("place", ["environment", "file"])
def test_with_an_address_it_works_as_everywhere(machine: Machine, place: str, tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'uwlr.sqlite'}"
    if place == "environment":
        done = machine.uwlr("db upgrade", UWLR_DATABASE_URL=address)
    else:
        dotenv = machine.folder / ".env"
        dotenv.write_text(f"UWLR_DATABASE_URL={address}\n")
        dotenv.chmod(0o600)
        done = machine.uwlr("db upgrade")
        dotenv.unlink()
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "uwlr.sqlite").exists()


def test_a_link_to_settings_that_went_away_counts(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (machine.etc.path / "uwlr.env").symlink_to("/nergens/uwlr.env")
    assert machine.uwlr("db upgrade").returncode == 2


def test_a_machine_without_that_file_works_as_ever(tmp_path: Path) -> None:
    machine = Machine(tmp_path)
    (machine.etc.path / "uwlr.env").unlink(missing_ok=True)
    assert machine.uwlr("db upgrade").returncode == 0
    assert (machine.folder / "var" / "uwlr.sqlite").exists()
