"""publiccode.yml: what version 0.7 of its standard demands is there, and what it says of us is so."""

import re
from configparser import ConfigParser
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from tests.support.places import ROOT

VERPLICHT = (
    "publiccodeYmlVersion",
    "name",
    "url",
    "platforms",
    "developmentStatus",
    "softwareType",
    "description",
    "legal/license",
    "maintenance/type",
    "maintenance/contacts",
    "localisation/localisationReady",
    "localisation/availableLanguages",
)
"""The keys with presence "mandatory"; ``contacts`` because the type of maintenance is ``community``."""
PER_TAAL = ("shortDescription", "longDescription", "features")
STATUS = {"concept", "development", "beta", "stable", "obsolete"}
SOORTEN = {
    "standalone/mobile",
    "standalone/iot",
    "standalone/desktop",
    "standalone/web",
    "standalone/backend",
    "standalone/other",
    "addon",
    "library",
    "configurationFiles",
}
ONDERHOUD = {"internal", "contract", "community", "none"}
PLANNED = re.compile(r"planned|gepland|in the future|later versie", re.IGNORECASE)


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Any]:
    """The file, read as YAML."""
    read: dict[str, Any] = yaml.safe_load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("path", VERPLICHT)
def test_what_is_mandatory_is_there(catalogue: dict[str, Any], path: str) -> None:
    value: Any = catalogue
    for name in path.split("/"):
        value = value[name]
    assert value not in (None, "", [], {})


def test_the_values_are_those_of_the_standard(catalogue: dict[str, Any]) -> None:
    assert catalogue["developmentStatus"] in STATUS
    assert catalogue["softwareType"] in SOORTEN
    assert catalogue["maintenance"]["type"] in ONDERHOUD
    assert all(contact["name"] for contact in catalogue["maintenance"]["contacts"])
    assert all(re.fullmatch("[A-Z]{2}", code) for code in catalogue["intendedAudience"]["countries"])
    address = urlsplit(catalogue["url"])
    assert address.scheme == "https"
    assert address.netloc
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", catalogue["releaseDate"])


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_each_language_is_complete_and_of_the_right_length(catalogue: dict[str, Any], taal: str) -> None:
    text = catalogue["description"][taal]
    assert text.keys() == set(PER_TAAL)
    assert len(text["shortDescription"]) <= 150
    assert 150 <= len(text["longDescription"]) <= 10_000
    assert all(isinstance(feature, str) and len(feature) <= 100 for feature in text["features"])


def test_both_languages_say_the_same(catalogue: dict[str, Any]) -> None:
    dutch, english = (catalogue["description"][taal]["features"] for taal in ("nl", "en"))
    assert len(dutch) == len(english)
    for versie in ("2.0", "2.1", "2.2", "2.3"):
        assert sum(versie in feature for feature in dutch) == sum(versie in feature for feature in english)


def test_what_is_there_is_not_called_planned(catalogue: dict[str, Any]) -> None:
    for text in catalogue["description"].values():
        sentences = [sentence for sentence in text["longDescription"].split(".") if PLANNED.search(sentence)]
        assert len(sentences) == 1
        assert not re.search("GKV|result", sentences[0])


def test_licence_and_python_are_those_of_the_package(catalogue: dict[str, Any]) -> None:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    assert catalogue["legal"]["license"] == config["metadata"]["license"]
    assert "EUPL" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    python = next(needed for needed in catalogue["dependsOn"]["open"] if needed["name"] == "Python")
    assert f">={python['versionMin']}" == config["options"]["python_requires"]
