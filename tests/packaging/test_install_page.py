"""docs/install.rst and docs/operate.rst, word for word: every command, as root, on a machine of their own."""

import json
import shutil
import stat
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from tests.support.places import ROOT
from tests.support.roots.throwaway import Throwaway, throwaway_root
from tests.support.schools.builders import schoolgegevens
from tests.support.servers.certificates import make_key_and_certificate
from uwlr_service.domain import tijd
from uwlr_service.formats import edexml
from uwlr_service.formats.gkv import handtekening

LOCKS = ("requirements-build.lock", "requirements-server.lock")
PATIENCE = 600


def blocks(page: str) -> dict[str, list[str]]:
    """The commands of a page by the title of the section that they stand in."""
    document = publish_doctree((ROOT / "docs" / page).read_text(encoding="utf-8"))
    found: dict[str, list[str]] = {}
    for block in document.findall(nodes.literal_block):
        section = block.parent
        title = section.next_node(nodes.title)
        lines = [line[2:] for line in block.astext().splitlines() if line.startswith("$ ")]
        if title is not None and lines:
            found.setdefault(title.astext(), []).extend(lines)
    return found


PAGE = blocks("install.rst")
OPERATING = blocks("operate.rst")
EXAMPLE_BACKUP = "uwlr-20261126T013000.000000Z"
EXAMPLE_NIGHT = "2026-11-25"
OF_LAS = "uwlr las "
NOT_HERE = {
    "runuser -u uwlr -- sqlite3",  # this machine has PostgreSQL, and other tests run it
    "pg_basebackup",  # for another machine, beside this one
}
"""How a command begins that is for another machine than this one."""
MAY_END_WITH_1 = {
    "uwlr doctor",  # it found something to mend, such as that there never was a backup
    "uwlr gkv dormant",  # it found links that nobody collects for, as it must
    "uwlr worker --once",  # outside the window of the night
    "uwlr gkv notify",  # no receiver can be reached here
    "uwlr gkv nacht",  # a night in which something went wrong, or no worker ran
}
PREPARED = """
install -o uwlr -g uwlr school.xml partner.json las.json /var/lib/uwlr
cd /var/lib/uwlr
uwlr edexml import school.xml
uwlr koppeling add --klantnaam UitgeverX --klantcode UX1 --school 99XX/16
uwlr koppeling add --klantnaam Ouders --klantcode O1 --school 99XX/16 --gegevensset gkv-basis
for file in uwlr.log machine2.jsonl machine3.jsonl; do
    install -o uwlr -g uwlr -m 0600 /dev/null "$file"
done
cat journaal.jsonl | tee machine2.jsonl >machine3.jsonl
gzip --keep --force --stdout uwlr.log >uwlr.log.1.gz
"""
"""What the page presumes: a school, a link of each kind, keys of others, and files of other machines."""


@pytest.fixture
def wheelhouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the locks name, as pip fetches it: the throwaway root has no network."""
    folder = tmp_path_factory.mktemp("wheelhouse")
    wanted = [word for lock in LOCKS for word in ("-r", str(ROOT / lock))]
    pip = (sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check")
    how = ("--require-hashes", "--no-deps", "--no-build-isolation", "-d", str(folder))
    done = subprocess.run([*pip, *how, *wanted], capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode:
        pytest.skip(f"the index cannot be reached: {done.stderr.strip().splitlines()[-1]}")
    return folder


@pytest.fixture
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git knows: to build leaves folders behind."""
    folder = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(None, listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, folder / name)
    return folder


class Machine:
    """A machine on which the page is followed."""

    def __init__(self, root: Throwaway, checkout: Path, wheelhouse: Path) -> None:
        self.root = root
        self.checkout = checkout
        self._pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheelhouse), "PIP_QUIET": "1"}

    def run(self, *lines: str, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run lines in the checkout as root."""
        return self.root.run("\n".join(lines), cwd=self.checkout, **self._pip, **environ)

    def good(self, *lines: str) -> str:
        """Run lines that must all succeed."""
        done = self.run(*lines)
        assert done.returncode == 0, (lines, done.stdout[-2000:], done.stderr[-2000:])
        return done.stdout


INSTALLING = (
    "On a server",
    "The program",
    "The user, the settings and the command",
    "The database",
    "The units",
)


def test_the_page_has_no_other_commands() -> None:
    of_a_checkout = {"From a checkout"}  # what made the environment of this test
    assert PAGE.keys() == {*INSTALLING, "nginx", "Upgrade"} | of_a_checkout


def the_service_answers_and_the_backup_was_made(machine: Machine) -> None:
    answer = machine.good(
        "curl --fail --silent --retry 9 --retry-connrefused http://127.0.0.1:8080/health/ready"
    )
    assert '"ok"' in answer
    assert len(machine.good("ls /var/backups/uwlr").split()) == 1


def only_its_owner_gets_at_what_it_keeps(machine: Machine) -> None:
    listed = machine.good("find /var/lib/uwlr /var/backups/uwlr /etc/uwlr.env -printf '%m %u %p\\n'")
    for line in listed.splitlines():
        mode, owner, path = line.split(" ", 2)
        assert int(mode, 8) & (stat.S_IRWXG | stat.S_IRWXO) == 0, line
        assert owner == ("root" if path == "/etc/uwlr.env" else "uwlr"), line


def the_command_works_on_the_database_of_the_service(machine: Machine) -> None:
    shown = machine.good("uwlr config show")
    assert "Database: postgresql+psycopg://uwlr@/uwlr" in shown
    assert "Gebruiker: uwlr" in shown
    machine.good("cd /tmp", "uwlr demo-data --schools 1 --pupils 2 --seed 1")
    assert "99AA" in machine.good("uwlr school list")


def the_program_without_its_settings_is_refused(machine: Machine) -> None:
    for who in ("", "runuser -u uwlr -- "):
        done = machine.run(f"cd / && {who}/opt/uwlr/bin/uwlr koppeling list")
        assert done.returncode == 2
        assert "/usr/local/bin/uwlr" in done.stderr
    assert machine.run("runuser -u uwlr -- uwlr koppeling list").returncode == 2


REFUSED = [
    ("export UWLR_BIND=x", "verwacht NAAM=waarde"),
    ("UWLR_BIND = x", "verwacht NAAM=waarde"),
    ("UWLR_BIND", "verwacht NAAM=waarde"),
    ("UWLR_BIND= x", "tussen quotes"),
    ("UWLR_BIND=a\\\\b", "kan hier geen"),
    ('UWLR_BIND="x', "kan hier geen"),
    ("UWLR_DATABASE_URL=sqlite:///uwlr.sqlite", "noem het hele pad"),
    ("UWLR_OPSLAG=leveringen", "noem voor UWLR_OPSLAG het hele pad"),
    ("UWLR_BIND=x", "UWLR_BIND moet host:poort zijn"),
]
"""Lines that systemd reads in another way, that lead elsewhere from another folder, or that are wrong."""


def wrong_settings_are_refused(machine: Machine) -> None:
    for line, why in REFUSED:
        done = machine.run(
            "cp -p /etc/uwlr.env /run/kept",
            f"printf '%s\\n' '{line}' >>/etc/uwlr.env",
            "code=0; uwlr koppeling list || code=$?",
            "cp -p /run/kept /etc/uwlr.env; exit $code",
        )
        assert done.returncode == 2, line
        assert why in done.stderr


def settings_as_an_editor_writes_them_are_taken(machine: Machine) -> None:
    shown = machine.good(
        "cp -p /etc/uwlr.env /run/kept",
        "printf '\\r\\n; oud\\r\\n  \\nUWLR_THREADS=\"3\"\\r\\nUWLR_LOG_LEVEL=debug' >>/etc/uwlr.env",
        "uwlr config show",
        "cp -p /run/kept /etc/uwlr.env",
    )
    assert "3 " in next(line for line in shown.splitlines() if line.startswith("UWLR_THREADS"))
    assert "debug" in next(line for line in shown.splitlines() if line.startswith("UWLR_LOG_LEVEL"))


def what_the_shell_of_root_has_does_not_count(machine: Machine) -> None:
    done = machine.run("uwlr config show", UWLR_DATABASE_URL="sqlite:////tmp/x", UWLR_BIND="x")
    assert done.returncode == 0
    assert "Let op: UWLR_BIND uit de omgeving telt hier niet" in done.stderr
    assert "postgresql+psycopg://uwlr@/uwlr" in done.stdout


def a_unit_does_not_start_without_its_settings(machine: Machine) -> None:
    done = machine.run(
        "mv /etc/uwlr.env /run/kept",
        "code=0; systemctl enable --now uwlr-backup.timer || code=$?; uwlr school list || true",
        "mv /run/kept /etc/uwlr.env; exit $code",
    )
    assert done.returncode != 0
    assert "/etc/uwlr.env is er niet" in done.stderr


def the_proxy_takes_its_configuration(machine: Machine) -> None:
    certificate = make_key_and_certificate(machine.checkout, "uwlr.example.nl")
    machine.good(
        "mkdir -p /etc/ssl/uwlr",
        f"cp {certificate} /etc/ssl/uwlr/fullchain.pem",
        f"cp {certificate} /etc/ssl/uwlr/key.pem",
        *PAGE["nginx"],
    )


def the_upgrade_keeps_the_data(machine: Machine) -> None:
    machine.good(*PAGE["Upgrade"])
    answer = machine.good(
        "curl --fail --silent --retry 9 --retry-connrefused http://127.0.0.1:8080/health/ready"
    )
    assert '"ok"' in answer
    assert "99AA" in machine.good("uwlr school list")


def the_page_on_operating_runs_too(machine: Machine) -> None:
    (machine.checkout / "school.xml").write_bytes(b"".join(edexml.write(schoolgegevens())))
    key = handtekening.public_part(handtekening.new_key())
    for name in ("partner.json", "las.json"):
        (machine.checkout / name).write_text(json.dumps(key))
    machine.good(PREPARED)
    night = str(tijd.today() - timedelta(days=1))
    for lines in OPERATING.values():
        for line in lines:
            if any(line.startswith(begin) for begin in NOT_HERE):
                continue
            newest = machine.good("ls /var/backups/uwlr | tail -n 1").strip()
            command = line.replace(EXAMPLE_BACKUP, newest).replace(EXAMPLE_NIGHT, night)
            if line.startswith(OF_LAS) and " 1 " in line:
                command = command.replace(" 1 ", f" {_number_of_las(machine)} ")
            done = machine.run("cd /var/lib/uwlr", command)
            may_fail = any(line.startswith(begin) for begin in MAY_END_WITH_1)
            assert done.returncode in ({0, 1} if may_fail else {0}), (command, done.stdout, done.stderr)
            assert "Traceback" not in done.stderr


def _number_of_las(machine: Machine) -> int:
    """The number of the LAS of the page: those go on far beyond a backup that was put back."""
    (las,) = json.loads(machine.good("cd /var/lib/uwlr", "uwlr las list --json"))
    return int(las["las"])


STEPS = (
    the_service_answers_and_the_backup_was_made,
    the_command_works_on_the_database_of_the_service,
    only_its_owner_gets_at_what_it_keeps,
    the_program_without_its_settings_is_refused,
    wrong_settings_are_refused,
    settings_as_an_editor_writes_them_are_taken,
    what_the_shell_of_root_has_does_not_count,
    a_unit_does_not_start_without_its_settings,
    the_proxy_takes_its_configuration,
    the_page_on_operating_runs_too,
    the_upgrade_keeps_the_data,
)


def test_the_page_from_top_to_bottom(tmp_path: Path, checkout: Path, request: pytest.FixtureRequest) -> None:
    """One test, since tests that run at the same time would each install the service."""
    with throwaway_root(tmp_path) as root:
        machine = Machine(root, checkout, request.getfixturevalue("wheelhouse"))
        for title in INSTALLING:
            machine.good(*PAGE[title])
        try:
            for step in STEPS:
                step(machine)
        finally:
            machine.run("systemctl stop uwlr.service uwlr-worker.service uwlr.socket")
