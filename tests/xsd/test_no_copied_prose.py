"""The schemas carry our own words: no comment or annotation of the national files stands in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from tests.support.places import NATIONAL
from tests.support.xsd.files import ELSEWHERE, OURS, files, needs_national

OUR_FILES = files(".xsd") + files(".wsdl")


def normalised(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def notice(path: Path) -> set[str]:
    """The one comment that must be copied: the licence at the head of the file of IMS."""
    comment = next(iter(etree.parse(path).xpath("//comment()")))
    return pieces_of(comment.text)


def prose(path: Path) -> set[str]:
    """Every comment and annotation: as a whole, by line and by sentence, without case and punctuation."""
    texts = []
    tree = etree.parse(path)
    for comment in tree.xpath("//comment()"):
        texts.append(comment.text or "")
    for annotation in tree.iter("{*}documentation", "{*}appinfo"):
        texts.append("\n".join(str(text) for text in annotation.itertext()))
    return set().union(*map(pieces_of, texts))


def pieces_of(text: str) -> set[str]:
    """A text as a whole, by line and by sentence."""
    pieces = (text, *text.splitlines(), *re.split(r"[.;]\s", text))
    return {normalised(piece) for piece in pieces} - {""}


@pytest.fixture(scope="module")
def national() -> dict[str, str]:
    """Each piece of prose with a national file that has it."""
    found = [path for suffix in ("*.xsd", "*.wsdl") for path in NATIONAL.rglob(suffix)]
    return {piece: path.name for path in found for piece in prose(path)}


@needs_national
@pytest.mark.parametrize("name", OUR_FILES)
def test_no_prose_is_copied(name: str, national: dict[str, str]) -> None:
    wanted = prose(OURS / name) - (notice(NATIONAL / ELSEWHERE[name]) if name in ELSEWHERE else set())
    assert {piece: national[piece] for piece in wanted & national.keys()} == {}


@needs_national
def test_the_notice_that_ims_asks_for_is_there_in_its_entirety() -> None:
    (name,) = ELSEWHERE
    assert notice(NATIONAL / ELSEWHERE[name]) <= prose(OURS / name)


@needs_national
def test_the_check_would_notice(national: dict[str, str], tmp_path: Path) -> None:
    sentence = next(piece for piece in national if piece.startswith("string met minimale lengte"))
    copy = tmp_path / "copy.xsd"
    copy.write_text(f"<a><!-- Ours.\n {sentence.capitalize()}. --></a>", encoding="utf-8")
    assert sentence in prose(copy) & national.keys()


@pytest.mark.parametrize(
    "name", [name for name in OUR_FILES if not name.startswith(("gkv-1/", "dossier-1/"))]
)
def test_we_comment_and_do_not_annotate(name: str) -> None:
    tree = etree.parse(OURS / name)
    assert not list(tree.iter("{*}annotation"))
    assert tree.xpath("//comment()")
