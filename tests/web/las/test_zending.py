"""The JSON that a LAS sends: packed or not, of a size that is read, and what its digest says."""

import base64
import gzip
import hashlib
import json
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.support.las.invoer import problem
from tests.support.las.las import Beller
from tests.support.portaal.voorstellen import add_running
from uwlr_service.diensten import Diensten
from uwlr_service.web.inhoud import MAX_FORM
from uwlr_service.web.las.openapi import document as openapi

SCHOOL = "/scholen/99XX-16"


@pytest.fixture
def koppeling(diensten: Diensten, las: Beller) -> str:
    """The address of a link of the small school."""
    return f"{SCHOOL}/koppelingen/{add_running(diensten.koppelingbeheer, 'U1')}"


@pytest.fixture
def pauze(las: Beller, koppeling: str) -> bytes:
    """The decision to pause it."""
    shown = las.call(koppeling).json
    assert shown is not None
    said = {"besluit": "pauzeren", "namens": "Anna de Vries", "getoond": shown["getoond"]}
    return json.dumps(said).encode()


def post(las: Beller, koppeling: str, data: bytes, **headers: str) -> TestResponse:
    """Send a decision, as JSON unless the headers say otherwise."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    return las.call(
        f"{koppeling}/besluit", method="POST", data=data, headers={"Content-Type": "application/json", **said}
    )


def digest_of(data: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(data).digest()).decode()}:"


@pytest.mark.parametrize("coding", ["gzip", "x-gzip", "GZIP, identity"])
def test_a_decision_comes_packed(las: Beller, koppeling: str, pauze: bytes, coding: str) -> None:
    packed = gzip.compress(pauze)
    answer = post(las, koppeling, packed, Content_Encoding=coding, Content_Digest=digest_of(packed))
    assert answer.json is not None
    assert (answer.status_code, answer.json["stand"]) == (200, "gepauzeerd")


def test_the_digest_is_that_of_the_packed_bytes(las: Beller, koppeling: str, pauze: bytes) -> None:
    answer = post(
        las,
        koppeling,
        gzip.compress(pauze),
        Content_Encoding="gzip",
        Content_Digest=digest_of(pauze),
    )
    problem(answer, 400, "digest-ongeldig")


def test_a_body_that_unpacks_to_too_much_is_not_read(las: Beller, koppeling: str, pauze: bytes) -> None:
    spaced = pauze + b" " * (MAX_FORM - len(pauze))
    assert post(las, koppeling, gzip.compress(spaced), Content_Encoding="gzip").status_code == 200
    for bomb in (spaced + b" ", b" " * 50_000_000):
        problem(post(las, koppeling, gzip.compress(bomb), Content_Encoding="gzip"), 413, "te-groot")


def test_gzip_that_cannot_be_read(las: Beller, koppeling: str, pauze: bytes) -> None:
    packed = gzip.compress(pauze)
    for broken in (packed[:-9], pauze, packed + b"x"):
        problem(post(las, koppeling, broken, Content_Encoding="gzip"), 400, "verzoek-ongeldig")
    said = problem(post(las, koppeling, packed), 400, "verzoek-ongeldig")
    assert "Content-Encoding: gzip" in said["detail"]


def test_what_is_not_taken_is_told_with_what_is(las: Beller, koppeling: str, pauze: bytes) -> None:
    refused = post(las, koppeling, pauze, Content_Encoding="br")
    said = problem(refused, 415, "mediatype-ongeldig")
    assert refused.headers["Accept-Encoding"] == "gzip, identity"
    assert "gzip" in said["detail"]
    other = problem(post(las, koppeling, pauze, Content_Type="text/plain"), 415, "mediatype-ongeldig")
    assert other["detail"] == said["detail"]


def test_the_description_names_the_headers_of_every_body() -> None:
    document: dict[str, Any] = openapi()
    named = document["components"]["parameters"]
    bodies = 0
    for path, item in document["paths"].items():
        for operation in item.values():
            if "requestBody" not in operation:
                continue
            bodies += 1
            refs = [each.get("$ref", "").rpartition("/")[2] for each in operation["parameters"]]
            headers = {named[ref]["name"] for ref in refs if ref}
            assert {"Content-Digest", "Repr-Digest", "Content-Encoding"} <= headers, path
    assert bodies == 6
