"""The texts of the pages and their translations: gathers them, and makes what gettext reads.

``python -m tests.support.portaal.translations`` brings every catalogue up to date and names what is empty.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.support.places import ROOT

PACKAGE = ROOT / "uwlr_service"
TAAL = "en"
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "lazy_ngettext": (1, 2)}
MADE = datetime(2026, 11, 26, tzinfo=UTC)
"""Stands in every catalogue, so that gathering again changes only what changed."""


def packages() -> list[Path]:
    """The folders that have a catalogue of their own."""
    visitors = (folder for folder in (PACKAGE / "portaal").iterdir() if (folder / "templates").is_dir())
    return [PACKAGE / "paginas", *sorted(visitors), PACKAGE / "sso" / "pages"]


def place(package: Path) -> Path:
    """Where the English of a package lies."""
    return package / "translations" / TAAL / "LC_MESSAGES" / "messages.po"


def gathered(package: Path) -> Catalog:
    """The texts of a package, as they stand in its templates and modules."""
    catalog = empty()
    found = extract_from_dir(package, METHODS, {"**/templates/**.html": {"silent": "false"}}, KEYWORDS)
    for file, _line, message, _comments, context in found:
        catalog.add(message, locations=[(Path(file).as_posix(), 0)], context=context)
    return catalog


def kept(package: Path) -> Catalog:
    """The translations of a package as they were written."""
    if not place(package).exists():
        return empty()
    with place(package).open("rb") as file:
        return read_po(file, locale=TAAL)


def empty() -> Catalog:
    """A catalogue without texts."""
    return Catalog(
        locale=TAAL,
        header_comment="# The English of the pages; made by tests.support.portaal.translations.",
        project="uwlr-service",
        msgid_bugs_address="uwlr-service",
        version="1",
        creation_date=MADE,
        revision_date=MADE,
        last_translator="uwlr-service",
        language_team="en",
        charset="utf-8",
        fuzzy=False,
    )


def updated(package: Path) -> Catalog:
    """The texts of a package with the translations that they have."""
    old = kept(package)
    catalog = gathered(package)
    for message in catalog:
        known = old.get(message.id, message.context)
        if message.id and known is not None:
            message.string = known.string
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """A catalogue as people write it."""
    written = BytesIO()
    write_po(written, catalog, width=110, sort_by_file=True, include_lineno=False)
    return written.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """A catalogue as gettext reads it."""
    written = BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


def missing(catalog: Catalog) -> Iterator[str]:
    """The texts without a translation."""
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and not all(strings):
            yield str(message.id)


def main() -> int:
    """Bring every catalogue up to date; returns 1 when a translation is missing."""
    lacking = 0
    for package in packages():
        catalog = updated(package)
        place(package).parent.mkdir(parents=True, exist_ok=True)
        place(package).write_bytes(as_po(catalog))
        place(package).with_suffix(".mo").write_bytes(as_mo(catalog))
        for text in missing(catalog):
            lacking += 1
            sys.stdout.write(f"{package.relative_to(ROOT)}: {text}\n")
    return int(lacking > 0)


if __name__ == "__main__":
    sys.exit(main())
