"""A folder that another user may get into; those of pytest are for whoever runs the tests alone."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = 65534
"""A user who owns nothing."""


@contextmanager
def passable_folder() -> Iterator[Path]:
    """A new folder, until the end of the block."""
    folder = Path(tempfile.mkdtemp(prefix="uwlr-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
