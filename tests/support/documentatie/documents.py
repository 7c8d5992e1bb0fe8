"""The texts of the documentation, as docutils reads them."""

from pathlib import Path

from docutils import nodes
from docutils.core import publish_doctree

STRICT = {"report_level": 2, "halt_level": 2, "file_insertion_enabled": False}


def doctree(path: Path) -> nodes.document:
    """A document, read by docutils; any warning is an error."""
    return publish_doctree(path.read_text(encoding="utf-8"), source_path=str(path), settings_overrides=STRICT)
