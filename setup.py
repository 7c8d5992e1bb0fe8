"""What setup.cfg cannot say: what the build puts inside the package, beside its modules.

The schemas of ``xsd/`` are installed inside the package; ``uwlr_service/formats/schemas.py`` looks for them
in both places. So is the documentation, as pages that Sphinx makes, and the commit that all of this was made
of. The bill of materials goes beside the metadata, where PEP 770 has its place. Everything else is in
setup.cfg.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import ClassVar

if sys.version_info < (3, 11):  # noqa: UP036 - pip runs this before it looks at python_requires
    sys.exit(f"uwlr-service needs Python 3.11, 3.12 or 3.13; this is {sys.version.split()[0]}.")

from setuptools import Command, find_namespace_packages, setup
from setuptools.command.bdist_wheel import bdist_wheel
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
PLACE = "build/documentatie"
"""Where the pages go in a checkout; ``uwlr_service/paginas/documentatie.py`` looks there."""
MATERIALS = "uwlr-service.cdx.json"
"""What a server with the locked versions consists of; ``make sbom`` makes it."""
COMMIT = "SOURCE_COMMIT"
"""The variable that names the commit, for a build of sources that git knows nothing of."""


def build_documentation(to: Path) -> None:
    """Make the pages of ``docs/``; any warning is an error."""
    if importlib.util.find_spec("sphinx") is None:
        sys.exit("The documentation is part of the package, and Sphinx, which makes it, is not installed: "
                 "pip install --require-hashes -r requirements-build.lock")  # fmt: skip
    with tempfile.TemporaryDirectory() as work:
        sphinx = [sys.executable, "-m", "sphinx", "-W", "-q", "-E", "-b", "html", "-d", work]
        subprocess.run([*sphinx, str(HERE / "docs"), str(to)], check=True)  # noqa: S603 - our own arguments


def commit() -> str:
    """The commit that is built, or nothing when neither git nor the environment knows."""
    named = os.environ.get(COMMIT, "").strip()
    if named or not (HERE / ".git").exists():  # a repository around this folder is not ours
        return named
    try:
        git = ["git", "rev-parse", "HEAD"]
        asked = subprocess.run(git, cwd=HERE, capture_output=True, text=True)  # noqa: S603 - as above
    except OSError:  # no git
        return ""
    return asked.stdout.strip()


class Documentation(Command):
    """``python setup.py build_docs``: only the documentation, for a server that runs from the checkout."""

    description = "make the pages of docs/ in build/documentatie"
    user_options: ClassVar[list[tuple[str, str, str]]] = []

    def initialize_options(self) -> None:
        """There are no options."""

    def finalize_options(self) -> None:
        """There are no options."""

    def run(self) -> None:
        """Make the pages."""
        build_documentation(HERE / PLACE)


class Package(build_py):
    """The modules, and beside them what is made when a package is built."""

    def run(self) -> None:
        """Copy the modules; unless these stay where they are, make the documentation and note the commit."""
        super().run()
        if self.editable_mode:
            return
        package = Path(self.build_lib) / "uwlr_service"
        (package / "commit.txt").write_text(commit() + "\n", encoding="ascii")
        build_documentation(package / "documentatie")


class Wheel(bdist_wheel):
    """A wheel that has its bill of materials with it."""

    def egg2dist(self, egginfo_path: str, distinfo_path: str) -> None:
        """Make the folder of the metadata, and put the document in it."""
        super().egg2dist(egginfo_path, distinfo_path)
        sboms = Path(distinfo_path) / "sboms"
        sboms.mkdir()
        shutil.copy(HERE / MATERIALS, sboms)


setup(
    packages=[*find_namespace_packages(include=["uwlr_service*"]), "uwlr_service.xsd"],
    package_dir={"uwlr_service.xsd": "xsd"},
    cmdclass={"build_docs": Documentation, "build_py": Package, "bdist_wheel": Wheel},
)
