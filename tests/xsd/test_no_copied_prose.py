"""The schemas carry our own words: no comment or annotation of the national files stands in them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree
from xsd_files import NATIONAL, OURS, files, needs_national

OUR_FILES = files(".xsd") + files(".wsdl")


def normalised(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def prose(path: Path) -> set[str]:
    """Every comment and annotation: as a whole, by line and by sentence, without case and punctuation."""
    texts = []
    tree = etree.parse(path)
    for comment in tree.xpath("//comment()"):
        texts.append(comment.text or "")
    for annotation in tree.iter("{*}documentation", "{*}appinfo"):
        texts.append("\n".join(str(text) for text in annotation.itertext()))
    pieces = [piece for text in texts for piece in (text, *text.splitlines(), *re.split(r"[.;]\s", text))]
    return {normalised(piece) for piece in pieces} - {""}


@pytest.fixture(scope="module")
def national() -> dict[str, str]:
    """Each piece of prose with a national file that has it."""
    found = [path for suffix in ("*.xsd", "*.wsdl") for path in NATIONAL.rglob(suffix)]
    return {piece: path.name for path in found for piece in prose(path)}


@needs_national
@pytest.mark.parametrize("name", OUR_FILES)
def test_no_prose_is_copied(name: str, national: dict[str, str]) -> None:
    assert {piece: national[piece] for piece in prose(OURS / name) & national.keys()} == {}


@needs_national
def test_the_check_would_notice(national: dict[str, str], tmp_path: Path) -> None:
    sentence = next(piece for piece in national if piece.startswith("string met minimale lengte"))
    copy = tmp_path / "copy.xsd"
    copy.write_text(f"<a><!-- Ours.\n {sentence.capitalize()}. --></a>", encoding="utf-8")
    assert sentence in prose(copy) & national.keys()


@pytest.mark.parametrize("name", OUR_FILES)
def test_we_comment_and_do_not_annotate(name: str) -> None:
    tree = etree.parse(OURS / name)
    assert not list(tree.iter("{*}annotation"))
    assert tree.xpath("//comment()")
