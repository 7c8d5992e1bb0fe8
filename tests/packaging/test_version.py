"""The version has one place, and all that repeats it says the same: the changelog and the catalogue."""

import re

from tests.support.places import ROOT
from uwlr_service import __version__

HEADING = re.compile(r"^(?P<version>[0-9.]+) \((?P<date>[0-9-]{10})\)\n-+$", re.MULTILINE)


def newest_heading() -> re.Match[str]:
    """The first heading of a release in the changelog."""
    heading = HEADING.search((ROOT / "CHANGELOG.rst").read_text(encoding="utf-8"))
    assert heading is not None
    return heading


def test_the_changelog_begins_with_this_version() -> None:
    assert newest_heading()["version"] == __version__


def test_the_catalogue_names_this_version_and_its_date() -> None:
    catalogue = (ROOT / "publiccode.yml").read_text(encoding="utf-8")
    assert f'\nsoftwareVersion: "{__version__}"\n' in catalogue
    assert f'\nreleaseDate: "{newest_heading()["date"]}"\n' in catalogue
