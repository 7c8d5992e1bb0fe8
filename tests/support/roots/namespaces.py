"""Commands that see another ``/etc`` than the machine's own: in a namespace of mounts, gone when they end."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

PATIENCE = 60
AS_ROOT = ("unshare", "--mount", "--propagation", "private")
AS_USER = ("unshare", "--mount", "--propagation", "private", "--user", "--map-root-user")


def unshare() -> tuple[str, ...]:
    """What begins a command in a namespace of its own; skips the test where the machine does not allow it."""
    begin = AS_ROOT if os.geteuid() == 0 else AS_USER
    if shutil.which(begin[0]) is None:
        pytest.skip("this machine has no unshare")
    if subprocess.run([*begin, "true"], capture_output=True, timeout=PATIENCE).returncode != 0:
        pytest.skip("this machine gives no namespace of mounts")
    return begin


class Etc:
    """A copy of ``/etc`` in which a test may write."""

    def __init__(self, folder: Path) -> None:
        self._begin = unshare()
        self.path = folder / "etc"
        # What only root may read is left out where we are not root.
        subprocess.run(["cp", "--archive", "/etc", self.path], capture_output=True, timeout=PATIENCE)

    def run(self, *command: str, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end that has the copy as its ``/etc``."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("UWLR_")}
        script = 'mount --bind "$0" /etc && exec "$@"'
        return subprocess.run(
            [*self._begin, "sh", "-c", script, str(self.path), *command],
            cwd=cwd,
            env=inherited | environ,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
