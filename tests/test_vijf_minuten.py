"""The texts "In vijf minuten": pictures that are there, names that the pages have, and short sentences."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from docutils import nodes

from tests.support.documentatie.beelden import FOLDER, NAMES
from tests.support.documentatie.documents import doctree
from tests.support.places import ROOT

TEXTS = sorted((ROOT / "docs").glob("vijf-minuten-*.rst"))
GUIDES = [ROOT / "docs" / name for name in ("scholen.rst", "partners.rst", "beheerders.rst")]
"""What visitors read next."""
MOST_BYTES = 1_500_000
MOST_WORDS = 20
END = re.compile(r"(?<=[.?!:])\s+")


def pictures(text: Path) -> list[nodes.image]:
    """The pictures in a text."""
    return list(doctree(text).findall(nodes.image))


def test_there_is_a_text_for_each_kind_of_visitor() -> None:
    assert [text.stem.removeprefix("vijf-minuten-") for text in TEXTS] == [
        "bedrijf",
        "beheer",
        "lezer",
        "school",
    ]


def test_every_picture_is_shown_and_made() -> None:
    shown = [image["uri"] for text in TEXTS for image in pictures(text)]
    made = {f"beelden/{walk}-{name}.png" for walk, names in NAMES.items() for name in names}
    kept = {path.relative_to(FOLDER.parent).as_posix() for path in FOLDER.iterdir()}
    assert len(shown) == len(set(shown))
    assert set(shown) == made == kept


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_who_cannot_see_a_picture_hears_what_is_on_it(text: Path) -> None:
    alternatives = [image.get("alt", "") for image in pictures(text)]
    assert alternatives
    assert all(len(alternative) > MOST_WORDS for alternative in alternatives)
    assert len(set(alternatives)) == len(alternatives)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.stem)
def test_what_it_names_is_on_the_pages(text: Path) -> None:
    on_pages: set[object] = set()
    for path in (ROOT / "uwlr_service").glob("**/LC_MESSAGES/messages.po"):
        with path.open("rb") as file:
            on_pages.update(message.id for message in read_po(file))
    named = {strong.astext() for strong in doctree(text).findall(nodes.strong)}
    assert named
    assert named - on_pages == set()


@pytest.mark.parametrize("text", [*TEXTS, *GUIDES], ids=lambda text: text.stem)
def test_its_sentences_are_short(text: Path) -> None:
    document = doctree(text)
    paragraphs = [paragraph.astext() for paragraph in document.findall(nodes.paragraph)]
    paragraphs += [image["alt"] for image in document.findall(nodes.image)]
    long = []
    for paragraph in paragraphs:
        long += [sentence for sentence in END.split(paragraph) if len(sentence.split()) > MOST_WORDS]
    assert long == []
