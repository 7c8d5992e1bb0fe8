"""Where the documentation lies that Sphinx made of ``docs/``, for the pages that lead to it."""

from pathlib import Path

PATH = "/documentatie/"
PACKAGE = Path(__file__).parents[1]
PLACES = (PACKAGE / "documentatie", PACKAGE.parent / "build" / "documentatie")
"""Inside an installed package; or where ``make docs`` puts it in a checkout."""
INDEX = "index.html"


def folder() -> Path | None:
    """Where the built documentation lies; None if it was never built."""
    return next((place for place in PLACES if (place / INDEX).is_file()), None)


def address() -> str | None:
    """The address of the documentation for a page that links to it, or None if there is nothing to read."""
    return None if folder() is None else PATH
