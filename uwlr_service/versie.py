"""What runs here: the version, and the commit that it was built of, when the build knew that."""

from functools import cache
from pathlib import Path

from uwlr_service import __version__

FILE = Path(__file__).with_name("commit.txt")
"""Written into the wheel by setup.py; not there in a checkout."""
SHORT = 12
"""As many signs of a commit as a reader needs."""


@cache
def commit() -> str:
    """The commit, or nothing if it is not known."""
    try:
        return FILE.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def shown() -> str:
    """The version for a reader, such as ``0.2.0 (0123456789ab)``."""
    if not commit():
        return __version__
    return f"{__version__} ({commit()[:SHORT]})"
