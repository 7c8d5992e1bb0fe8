"""The English of the pages: complete, without guesses, and what is read is what was written."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.support.portaal import translations

PACKAGES = translations.packages()
NAMES = [package.name for package in PACKAGES]
AGAIN = "python -m tests.support.portaal.translations"


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_every_text_is_translated_and_no_other(package: Path) -> None:
    in_source = {message.id for message in translations.gathered(package)}
    kept = translations.kept(package)
    assert {message.id for message in kept} == in_source, AGAIN
    assert list(translations.missing(kept)) == []
    assert [message.id for message in kept if message.id and message.fuzzy] == []


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_what_is_filled_in_keeps_its_place_in_the_sentence(package: Path) -> None:
    kept = translations.kept(package)
    assert {message.id: message.check() for message in kept if message.id and message.check()} == {}


@pytest.mark.parametrize("package", PACKAGES, ids=NAMES)
def test_what_is_read_is_what_was_written(package: Path) -> None:
    place = translations.place(package)
    assert place.with_suffix(".mo").read_bytes() == translations.as_mo(translations.kept(package)), AGAIN
    assert place.read_bytes() == translations.as_po(translations.updated(package)), AGAIN


def test_an_empty_translation_is_seen() -> None:
    catalog = Catalog(locale="en")
    catalog.add("Koppeling", "Link")
    catalog.add("School")
    catalog.add(("%(num)d school", "%(num)d scholen"), ("%(num)d school", ""))
    assert list(translations.missing(catalog)) == ["School", "('%(num)d school', '%(num)d scholen')"]
