"""The files of ``tests/corpus/las`` and ``tests/corpus/edexml`` get the answers that their indexes say."""

import base64
import hashlib
import io
import json
import tomllib
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from tests.support.las.las import Beller
from tests.support.places import CORPUS
from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain.school import schoolpad
from uwlr_service.formats import edexml

FOLDER = CORPUS / "las"
INDEX: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "index.toml").read_text(encoding="utf-8"))
EDEXML = CORPUS / "edexml"
WRONG: dict[str, dict[str, Any]] = {
    name: expected
    for name, expected in json.loads((EDEXML / "index.json").read_text(encoding="utf-8")).items()
    if name.startswith("fout/")
}
GOOD = sorted(path.name for path in (EDEXML / "goed").iterdir())
PROBLEM = "urn:uwlr-service:probleem:"
JAAR = "2026-2027"


def send(
    las: Beller, data: bytes, soort: str, vraag: str, jaar: str, headers: dict[str, str]
) -> TestResponse:
    """Send a file to its place."""
    return las.call(
        f"/scholen/99XX-16/schooljaren/{jaar}/{soort}?{vraag}",
        method="PUT",
        data=data,
        headers={"Content-Type": "application/xml", **headers},
    )


@pytest.fixture
def school(client: Client, diensten: Diensten) -> Beller:
    """The LAS of a school that has ``school.xml`` and ``dossier.xml``."""
    las = Beller(client, diensten, scholen=[SCHOOL])
    for name, soort in (("school.xml", "gegevens"), ("dossier.xml", "dossier")):
        answer = send(las, (FOLDER / name).read_bytes(), soort, "", JAAR, {})
        assert answer.status_code == 201, answer.text
    return las


@pytest.mark.parametrize("name", INDEX)
def test_a_file_gets_its_answer(name: str, school: Beller) -> None:
    case = INDEX[name]
    data = (FOLDER / case["bestand"]).read_bytes()
    digest = f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"
    headers = {key: value.replace("@DIGEST@", digest) for key, value in case.get("headers", {}).items()}
    soort = case.get("soort", "gegevens")
    jaar = case.get("jaar", JAAR)
    answer = send(school, data, soort, case.get("vraag", ""), jaar, headers)
    said = json.loads(answer.data)
    assert answer.status_code == case["status"], answer.text
    if "uitkomst" in case:
        assert said["uitkomst"] == case["uitkomst"]
        return
    assert said["type"] == PROBLEM + case["probleem"]
    if "fouten" in case:
        assert [[fout["regel"], fout["pad"], fout["melding"]] for fout in said["fouten"]] == case["fouten"]
    if "bezwaren" in case:
        figures = [[each["soort"], each["aantal"], each["van"]] for each in said["bezwaren"]]
        assert figures == case["bezwaren"]
    if "daarna" in case:
        vraag = "ouder=ja" if said["toestaan"] is None else f"ouder=ja&toestaan={said['toestaan']}"
        assert send(school, data, soort, vraag, jaar, headers).status_code == case["daarna"]


def test_every_file_is_sent() -> None:
    files = {path.name for path in FOLDER.iterdir()} - {"README.rst", "index.toml"}
    assert files == {case["bestand"] for case in INDEX.values()}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_edexml_is_told_in_the_same_words(name: str, school: Beller) -> None:
    expected = WRONG[name]
    data = (EDEXML / name).read_bytes()
    if not data:
        assert send(school, data, "gegevens", "", JAAR, {}).status_code == 400
        return
    answer = send(school, data, "gegevens", "", JAAR, {})
    said = json.loads(answer.data)
    assert (answer.status_code, said["detail"]) == (422, expected["tekst"])
    told = [[fout["regel"], fout["pad"], fout["melding"]] for fout in said["fouten"]]
    assert told == expected["fouten"]


@pytest.mark.parametrize("name", GOOD)
def test_good_edexml_is_taken(name: str, client: Client, diensten: Diensten) -> None:
    data = (EDEXML / "goed" / name).read_bytes()
    school = edexml.read(io.BytesIO(data)).gegevens.school
    las = Beller(client, diensten, scholen=[school.code])
    place = f"/scholen/{schoolpad.write(school.code)}/schooljaren/{school.schooljaar}/gegevens"
    answer = las.call(place, method="PUT", data=data, headers={"Content-Type": "text/xml"})
    assert answer.status_code == 201, answer.text
    assert json.loads(answer.data)["stand"]["etag"] in answer.headers["ETag"]
