"""The index of hostile requests to the OpenID provider (tests/corpus/sso): each door a table of one file."""

import tomllib
from functools import cache
from typing import Any

from tests.support.places import CORPUS
from tests.support.vijandig.index import Input, of_document

INDEX = CORPUS / "sso" / "verzoeken.toml"
PARTNER = "partner"
"""Where an answer goes that leads the browser back to the application."""


@cache
def _document() -> dict[str, Any]:
    return tomllib.loads(INDEX.read_text(encoding="utf-8"))


DOORS = tuple(_document())


@cache
def requests(door: str) -> tuple[Input, ...]:
    """Every request of a door, in the order of the file."""
    return of_document(door, dict(_document()[door]))
