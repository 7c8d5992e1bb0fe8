"""A program of another release: a copy of the package with more migrations, or one out of the history."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent, indent

from tests.support.places import ROOT
from uwlr_service.repository.applied import VERSIONS, newest_migration

PACKAGE = ROOT / "uwlr_service"
PATIENCE = 120
MIGRATION = '''"""Of a release that is still to come."""

import sqlalchemy as sa
from alembic import op

revision = "{number}"
down_revision = "{before}"
branch_labels = None
depends_on = None
soort = "{soort}"
in_transaction = {in_transaction}


def upgrade():
{upgrade}
'''


class Programma:
    """The ``uwlr`` command of another release, in processes that know nothing of ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.newest = newest_migration()

    @classmethod
    def copy(cls, folder: Path) -> "Programma":
        """The present one, to which migrations can be added."""
        shutil.copytree(PACKAGE, folder / PACKAGE.name)
        (folder / "xsd").symlink_to(ROOT / "xsd")
        return cls(folder)

    @classmethod
    def of_history(cls, commit: str, folder: Path) -> "Programma | None":
        """The one of a commit; None where the history does not go back to it."""
        command = ["git", "archive", commit, PACKAGE.name, "xsd"]
        archive = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        if archive.returncode:
            return None
        # Python unpacks safely since 3.11.4 only, and Debian 12 has 3.11.2.
        subprocess.run(["tar", "--extract", "--directory", folder], input=archive.stdout, check=True)
        return cls(folder)

    def add_migration(self, soort: str, upgrade: str, *, in_transaction: bool = True) -> str:
        """Give it one more migration; returns its number."""
        before, self.newest = self.newest, f"{int(self.newest) + 1:04d}"
        content = MIGRATION.format(
            number=self.newest,
            before=before,
            soort=soort,
            in_transaction=in_transaction,
            upgrade=indent(dedent(upgrade).strip(), "    "),
        )
        versions = self.folder / VERSIONS.relative_to(ROOT)
        (versions / f"{self.newest}_of_a_later_release.py").write_text(content)
        return self.newest

    def start(self, *args: str, **environ: str) -> "subprocess.Popen[str]":
        """Run a command, with these settings and no others."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
        return subprocess.Popen(
            [sys.executable, "-m", "uwlr_service.cli", *args],
            env={
                **inherited,
                "UWLR_VAR": str(self.folder / "var"),
                **environ,
                "PYTHONPATH": str(self.folder),
            },
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def uwlr(self, *args: str, exit_code: int = 0, **environ: str) -> str:
        """Run a command that must end like this; all that it wrote."""
        process = self.start(*args, **environ)
        stdout, stderr = process.communicate(timeout=PATIENCE)
        assert process.returncode == exit_code, stderr
        return stdout + stderr
