"""Each kind of expectation about an answer of HTTP: what is good for it, and what it says of what is not."""

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import Any

import pytest

from tests.support.gkv.forging import packed
from uwlr_service.conformiteit.antwoord import Antwoord, GeenAntwoord, NietTeBeoordelen
from uwlr_service.conformiteit.gkv.httpverwachtingen import KINDS
from uwlr_service.conformiteit.gkv.keten import Keten
from uwlr_service.conformiteit.soorten import judged
from uwlr_service.conformiteit.verwachtingen import Gezien, Misdescribed
from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.gkv.pakket import MANIFEST, SIGNATURE

CONTENT = b"alle bytes van een pakket"
PROBLEEM = {"type": "about:blank", "title": "Niet gevonden", "status": 404, "detail": "Er is geen levering."}
SLEUTEL = handtekening.new_key()
ANDERE = handtekening.new_key()
HANDTEKENING = handtekening.sign(CONTENT, SLEUTEL)


def digest(content: bytes) -> str:
    """A digest as RFC 9530 writes it."""
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def answer(content: bytes = CONTENT, status: int = 200, **koppen: str) -> Antwoord:
    """An answer; ``content_type`` stands for content-type."""
    headers = {naam.replace("_", "-"): value for naam, value in koppen.items()}
    return Antwoord("http://las.example", status, headers, content, 0.0)


def in_json(value: Any, status: int = 200, content_type: str = "application/json") -> Antwoord:
    return answer(json.dumps(value).encode(), status, content_type=content_type)


def problem(status: int = 404, **members: Any) -> Antwoord:
    """A problem document; a member that is None is left out."""
    found = {naam: value for naam, value in (PROBLEEM | members).items() if value is not None}
    return in_json(found, status, "application/problem+json")


def refused(**members: Any) -> Antwoord:
    return in_json({"error": "invalid_client", **members}, 401)


def part(content: bytes, content_range: str) -> Antwoord:
    return answer(content, 206, content_range=content_range)


def no_fetch(url: str) -> Antwoord:
    raise GeenAntwoord(url)


def gezien(antwoord: Antwoord, **rest: Any) -> Gezien:
    """What is seen of an answer whose step before it had all the bytes."""
    seen: dict[str, Any] = {
        "versie": "",
        "eerder": (answer(),),
        "values": {"sha256": sha256(CONTENT), "bytes": str(len(CONTENT))},
        "vragen": (),
        "fetch": no_fetch,
    }
    return Gezien(antwoord=antwoord, **(seen | rest))


@dataclass(frozen=True)
class Proef:
    """A kind of expectation with a value, what it is content with, and what it says of another answer."""

    kind: str
    value: Any
    good: Antwoord
    bad: Antwoord
    said: str


PROEVEN = [
    Proef("een_status", [403, 404], answer(status=404), answer(status=500), "HTTP 500; verwacht: 403 of 404"),
    Proef("probleem", True, problem(), in_json(PROBLEEM, 404), "geen application/problem"),
    Proef("probleem", True, problem(), problem(detail=None), "ontbreekt detail"),
    Proef("probleem", True, problem(), problem(title=7), "ontbreekt title"),
    Proef("probleem", True, problem(), problem(status=400), "status in het probleem is een andere"),
    Proef("probleem", True, problem(), problem(detail="in /home/las/app.py"), "een map van de server"),
    Proef(
        "probleem",
        True,
        problem(),
        answer(b"{", 404, content_type="application/problem+json"),
        "het antwoord is geen JSON",
    ),
    Proef("oauth_fout", ["invalid_client"], refused(), in_json({}, 401), "geen fout van OAuth"),
    Proef("oauth_fout", ["invalid_client"], refused(), answer(b"<html/>", 401), "geen fout van OAuth"),
    Proef("oauth_fout", ["invalid_client"], refused(), refused(error="invalid_scope"), "is invalid_scope"),
    Proef("oauth_fout", ["invalid_client"], refused(), refused(error="Sanne Jansen"), "is een onbekende"),
    Proef("oauth_fout", ["invalid_client"], refused(), refused(access_token="t"), "naast de fout staat"),
    Proef("leeg", True, answer(b"", 304), answer(status=304), "een inhoud van 25 bytes"),
    Proef(
        "kop_is", {"ETag": '"{{sha256}}"'}, answer(etag=f'"{sha256(CONTENT)}"'), answer(), "ETag is anders"
    ),
    Proef(
        "kop_is",
        {"Content-Length": "{{bytes}}"},
        answer(content_length="25"),
        answer(content_length="24"),
        "Content-Length is anders",
    ),
    Proef(
        "digest",
        ["Content-Digest"],
        answer(b"deel", content_digest=digest(b"deel")),
        answer(b"deel", content_digest=digest(CONTENT)),
        "Content-Digest is niet",
    ),
    Proef(
        "digest",
        ["Repr-Digest"],
        answer(b"deel", repr_digest=f"md5=:AAAA:, {digest(CONTENT)}"),
        answer(b"deel", repr_digest=digest(b"deel")),
        "Repr-Digest is niet",
    ),
    Proef("sha256", "sha256", answer(), answer(b"iets anders"), "is niet sha256 van de lijst"),
    Proef("zelfde_als_stap", 1, answer(), answer(b"iets anders"), "anders dan die van stap 1"),
    Proef(
        "deel_van_stap", 1, part(CONTENT[5:10], "bytes 5-9/25"), part(CONTENT[5:10], ""), "is niet te lezen"
    ),
    Proef(
        "deel_van_stap",
        1,
        part(CONTENT[-3:], "bytes 22-24/25"),
        part(CONTENT[6:11], "bytes 5-9/25"),
        "niet het deel",
    ),
    Proef(
        "deel_van_stap",
        1,
        part(CONTENT, "bytes 0-24/25"),
        part(CONTENT[5:10], "bytes 5-9/30"),
        "een andere omvang",
    ),
    Proef("xml_declaratie", False, answer(b"<a/>"), answer(b"\n<?xml version='1.0'?><a/>"), "er staat een"),
    Proef("xml_declaratie", True, answer(b"<?xml version='1.0'?><a/>"), answer(b"<a/>"), "er staat geen"),
]


@pytest.mark.parametrize("proef", [pytest.param(each, id=f"{each.kind}: {each.said}") for each in PROEVEN])
def test_a_kind_is_content_with_what_is_good_and_says_what_is_not(proef: Proef) -> None:
    assert judged({proef.kind: proef.value}, gezien(proef.good)) == []
    (finding,) = judged({proef.kind: proef.value}, gezien(proef.bad))
    assert proef.said in finding


def test_each_kind_is_tried() -> None:
    assert {proef.kind for proef in PROEVEN} | {"manifest"} == set(KINDS)


def test_a_finding_quotes_nothing_of_the_answer() -> None:
    findings = judged({"oauth_fout": ["invalid_client"]}, gezien(refused(error="Sanne Jansen")))
    assert "Sanne" not in "".join(findings)


@pytest.mark.parametrize("listed", ["", "geen hexadecimale cijfers", "abc"])
def test_a_listed_sha256_that_is_none_is_no_digest(listed: str) -> None:
    seen = gezien(answer(repr_digest=digest(CONTENT)), values={"sha256": listed})
    assert len(judged({"digest": ["Repr-Digest"]}, seen)) == 1


@pytest.fixture(scope="module")
def keten(tmp_path_factory: pytest.TempPathFactory) -> Keten:
    """A package with these bytes as its manifest."""
    path = tmp_path_factory.mktemp("pakket") / "pakket.zip"
    path.write_bytes(packed({MANIFEST: CONTENT, SIGNATURE: HANDTEKENING.encode()}, "." * len(HANDTEKENING)))
    return Keten([path], [])


@pytest.mark.parametrize(
    ("antwoord", "said"),
    [
        pytest.param(answer(x_jws_signature=HANDTEKENING), None, id="goed"),
        pytest.param(answer(b"<a/>", x_jws_signature=HANDTEKENING), "niet het manifest", id="ander manifest"),
        pytest.param(answer(), "ontbreekt", id="zonder"),
        pytest.param(answer(x_jws_signature="a..b"), "is geen handtekening", id="geen JWS"),
        pytest.param(
            answer(x_jws_signature=handtekening.sign(CONTENT, ANDERE)), "is geen handtekening", id="vreemd"
        ),
    ],
)
def test_a_manifest_is_that_of_a_package_and_signed(
    keten: Keten, antwoord: Antwoord, said: str | None
) -> None:
    public = [handtekening.public_part(SLEUTEL)]
    findings = judged({"manifest": True}, gezien(antwoord, keten=keten, sleutels=public))
    if said is None:
        assert findings == []
    else:
        (finding,) = findings
        assert said in finding


def test_a_signature_is_not_judged_without_keys(keten: Keten) -> None:
    seen = gezien(answer(x_jws_signature=HANDTEKENING), keten=keten)
    with pytest.raises(NietTeBeoordelen, match="sleutels"):
        judged({"manifest": True}, seen)


def test_what_is_wrong_is_told_though_something_else_cannot_be_judged(keten: Keten) -> None:
    seen = gezien(answer(x_jws_signature=HANDTEKENING), keten=keten)
    assert judged({"manifest": True, "een_status": [404]}, seen) == ["HTTP 200; verwacht: 404"]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("een_status", []),
        ("een_status", ["404"]),
        ("probleem", False),
        ("oauth_fout", "invalid_client"),
        ("kop_is", {"ETag": 7}),
        ("digest", []),
        ("sha256", 7),
        ("zelfde_als_stap", 0),
        ("deel_van_stap", "1"),
        ("xml_declaratie", "false"),
    ],
)
def test_a_value_that_says_nothing_is_refused(kind: str, value: Any) -> None:
    with pytest.raises(Misdescribed):
        KINDS[kind].check(value)
