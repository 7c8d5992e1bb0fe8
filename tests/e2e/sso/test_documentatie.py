"""What docs/sso.rst shows of each library is what the applications of the tests do."""

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from tests.support.places import ROOT
from tests.support.sso.foreign import CLIENTS, LIBRARIES
from tests.support.toolkits import heading_of

PAGE = ROOT / "docs" / "sso.rst"
NAMES = {"spring-security": "Spring Security", "authlib": "Authlib"}
"""Headings of libraries that are written in another way than the folder of their application."""


@pytest.mark.parametrize("naam", [library.naam for library in LIBRARIES])
def test_shows_what_runs(naam: str) -> None:
    page = publish_doctree(PAGE.read_text(encoding="utf-8"))
    blocks = [
        block for block in page.findall(nodes.literal_block) if heading_of(block) == NAMES.get(naam, naam)
    ]
    files = [path.read_text(encoding="utf-8") for path in (CLIENTS / naam).rglob("*") if path.is_file()]
    runs = {line.strip() for text in files for line in text.splitlines()}
    shown = {line.strip() for block in blocks for line in block.astext().splitlines()}
    assert shown
    assert shown <= runs
