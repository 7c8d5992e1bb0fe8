"""The headers of pages and files."""

import pytest

from tests.support.portaal.visiting import Visitor
from uwlr_service.paginas.headers import HEADERS, POLICY

PATHS = (
    "/portaal/",
    "/portaal/formulier",
    "/portaal/nergens",
    "/portaal/mis/fout",
    "/portaal/static/stijl.css",
)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_carries_them(visitor: Visitor, path: str) -> None:
    headers = visitor.get(path).headers
    for name, value in HEADERS.items():
        assert headers.getlist(name) == [value], name


def test_only_what_is_ours_is_loaded_and_nothing_that_is_not_named() -> None:
    assert POLICY["default-src"] == POLICY["frame-ancestors"] == POLICY["base-uri"] == "'none'"
    assert set(POLICY.values()) == {"'none'", "'self'"}


def test_a_page_is_kept_nowhere_and_a_file_for_long(visitor: Visitor) -> None:
    assert visitor.get("/portaal/formulier").headers["Cache-Control"] == "no-store"
    for name in ("stijl.css", "icoon.svg", "vinkje.svg"):
        answer = visitor.get(f"/portaal/static/{name}")
        assert answer.status_code == 200
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        assert answer.headers["ETag"]


@pytest.mark.parametrize("name", ["../setup", "..%2fbase.py", "nergens.css", "bootstrap.min.css"])
def test_no_other_file_is_given(visitor: Visitor, name: str) -> None:
    assert visitor.get(f"/portaal/static/{name}").status_code == 404
