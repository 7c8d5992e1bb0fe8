"""The client for the pull API against services that mean harm: it ends, in one way, and writes no more."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.gkv.answering import TOKEN, Service, digest, serving
from tests.support.schools.builders import SCHOOL
from tests.support.servers.hostile import (
    PAUSE,
    Answer,
    answering,
    dripping,
    hostile,
    leading_to,
    repeating,
    swollen,
)
from uwlr_service.client.fouten import GkvGeweigerd, Onbereikbaar, OverdrachtOngeldig
from uwlr_service.client.gkv_aanbod import Aanbod
from uwlr_service.client.gkv_api import GkvClient
from uwlr_service.formats.gkv import handtekening

KEY = handtekening.new_key()
LINKS = "/gkv/v1/koppelingen"
PAGE = "/gkv/v1/koppelingen/1/scholen/99XX-16/leveringen?na=0"
PAKKET = f"/gkv/v1/koppelingen/1/scholen/99XX-16/leveringen/{'0' * 8}/pakket"
CONTENT = b"the package of a delivery"
HEAD = b"HTTP/1.1 200 OK\r\n"
LISTED = {
    "id": "6a1d9f6c-0000-4000-8000-000000000001",
    "volgnummer": 1,
    "bytes": 10,
    "sha256": "0" * 64,
    "pakket": "there",
}
NUMBERS = {"laatste_volgnummer": 1, "laatste_basisvolgnummer": 1}
SURROGATE = json.dumps("\ud800").encode()
NO_TEXT: list[object] = [None, True, 1, [], {}, "", "\x00", " ", "é", "a\nb"]
NO_NUMBER: list[object] = [None, True, "1", 1.5, [], {}, -1, 2**63, 10**5000, 1e300]


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as made:
        yield made


@pytest.fixture
def client(service: Service) -> Iterator[GkvClient]:
    with GkvClient(service.url, 1, KEY) as made:
        yield made


def written(document: Any) -> bytes:
    """As JSON, also of numbers that Python would rather not write."""
    if document == 10**5000:
        return b"1" * 5000
    if isinstance(document, dict):
        parts = (json.dumps(name).encode() + b":" + written(value) for name, value in document.items())
        return b"{" + b",".join(parts) + b"}"
    if isinstance(document, list):
        return b"[" + b",".join(map(written, document)) + b"]"
    return json.dumps(document).encode()


ODD = [
    b"",
    b"null",
    b"1",
    b'"x"',
    b"[]",
    b"true",
    b"[[]]",
    b"[" * 100_000,
    b'{"koppelingen":' * 500 + b"1" + b"}" * 500,
    b'{"koppelingen":[{"scholen":' + b"1" * 5000 + b"}]}",
    b'{"koppelingen":[{"scholen":[' + SURROGATE + b"]}]}",
    b'{"koppelingen":[{"scholen":[NaN]}]}',
    b"\xff\xfe",
    b'{"koppelingen": {}}',
    b'{"koppelingen": [1]}',
    b'{"koppelingen": [{}]}',
    b'{"koppelingen": [{"scholen": 1}]}',
    b'{"koppelingen": [{"scholen": [1]}]}',
    b'{"koppelingen": [{"scholen": {"a": 1}}]}',
    b'{"koppelingen": [{"scholen": []}, {"scholen": []}]}',
    b"[" + b"1," * 200_000 + b"1]",
    b" " * 2_000_000,
]


@pytest.mark.parametrize("content", ODD, ids=lambda content: repr(content[:30]))
def test_json_of_another_kind_is_no_service(service: Service, client: GkvClient, content: bytes) -> None:
    service.tell(LINKS, content)
    with pytest.raises(Onbereikbaar):
        client.scholen()


@pytest.mark.parametrize("content", ODD, ids=lambda content: repr(content[:30]))
def test_a_token_of_another_kind_is_no_service(service: Service, content: bytes) -> None:
    service.answers.clear()
    service.tell("/oauth/token", content)
    with GkvClient(service.url, 1, KEY) as client, pytest.raises(Onbereikbaar):
        client.scholen()


@pytest.mark.parametrize(
    ("name", "value"),
    [("access_token", value) for value in [*NO_TEXT, "x" * 10_000]]
    + [("expires_in", value) for value in NO_NUMBER],
    ids=lambda value: repr(value)[:20] if isinstance(value, str | float | bool) else type(value).__name__,
)
def test_a_token_with_a_wrong_value_is_no_service(service: Service, name: str, value: object) -> None:
    service.answers.clear()
    service.tell("/oauth/token", written({**TOKEN, name: value}))
    with GkvClient(service.url, 1, KEY) as client, pytest.raises(Onbereikbaar):
        client.scholen()


@pytest.mark.parametrize("name", ["access_token", "expires_in"])
def test_a_token_without_a_part_is_no_service(service: Service, name: str) -> None:
    service.answers.clear()
    service.tell("/oauth/token", {key: value for key, value in TOKEN.items() if key != name})
    with GkvClient(service.url, 1, KEY) as client, pytest.raises(Onbereikbaar):
        client.scholen()


@pytest.mark.parametrize("seconds", [0, 1, 2**31 - 1])
def test_a_token_of_any_length_of_life_is_used(service: Service, seconds: int) -> None:
    service.answers.clear()
    service.tell("/oauth/token", {**TOKEN, "expires_in": seconds})
    service.tell(LINKS, {"koppelingen": [{"scholen": []}]})
    with GkvClient(service.url, 1, KEY) as client:
        assert client.scholen() == []


@pytest.mark.parametrize("name", list(NUMBERS))
@pytest.mark.parametrize("value", NO_NUMBER[1:], ids=lambda value: type(value).__name__)
def test_a_school_with_a_wrong_number_is_no_service(
    service: Service, client: GkvClient, name: str, value: object
) -> None:
    school = {"school": "99XX/16", **NUMBERS, name: value}
    service.tell(LINKS, written({"koppelingen": [{"scholen": [school]}]}))
    with pytest.raises(Onbereikbaar):
        client.scholen()


@pytest.mark.parametrize("code", [None, 1, [], {}, "", "../..", "99XX/16/..", "schoolkey:" + "x" * 5000])
def test_a_school_with_a_wrong_code_is_no_service(service: Service, client: GkvClient, code: object) -> None:
    service.tell(LINKS, {"koppelingen": [{"scholen": [{"school": code, **NUMBERS}]}]})
    with pytest.raises(Onbereikbaar):
        client.scholen()


@pytest.mark.parametrize(
    ("name", "value"),
    [("volgnummer", value) for value in NO_NUMBER]
    + [("bytes", value) for value in NO_NUMBER]
    + [("sha256", value) for value in NO_TEXT[:5]]
    + [("id", value) for value in [*NO_TEXT, "../../x", "/etc/passwd", "%2e%2e"]],
    ids=lambda value: value if isinstance(value, str) and value.isalnum() else type(value).__name__,
)
def test_a_delivery_with_a_wrong_value_is_no_service(
    service: Service, client: GkvClient, name: str, value: object
) -> None:
    service.tell(PAGE, written({"leveringen": [{**LISTED, name: value}], "meer": False}))
    with pytest.raises(Onbereikbaar):
        list(client.leveringen(SCHOOL, 0))


def test_a_list_that_leads_back_ends(service: Service, client: GkvClient) -> None:
    service.tell(PAGE, {"leveringen": [{**LISTED, "volgnummer": 0}], "meer": True})
    assert len(list(client.leveringen(SCHOOL, 0))) == 1
    assert service.asked.count(PAGE) == 1


@pytest.mark.parametrize(
    ("detail", "words"), [("x" * 100_000, "x" * 2000), ("Dit mag niet.", "Dit mag niet.")]
)
def test_a_refusal_is_read_in_its_right_measure(
    service: Service, client: GkvClient, detail: str, words: str
) -> None:
    service.tell(LINKS, {"detail": detail}, 403)
    with pytest.raises(GkvGeweigerd) as caught:
        client.scholen()
    assert caught.value.tekst == words


@pytest.mark.parametrize("detail", [1, ["x"], {"a": "b"}, None, True])
def test_a_refusal_in_another_form_is_no_service(service: Service, client: GkvClient, detail: object) -> None:
    service.tell(LINKS, {"detail": detail}, 403)
    with pytest.raises(Onbereikbaar, match="HTTP 403"):
        client.scholen()


def test_a_wait_without_end_is_not_waited_for(
    service: Service, client: GkvClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    service.tell(LINKS, {}, 429, Retry_After="9" * 5000)
    service.tell(LINKS, {"koppelingen": [{"scholen": []}]})
    assert client.scholen() == []
    assert waited == [60]


@pytest.mark.parametrize(
    "answer",
    [
        dripping(b""),
        dripping(HEAD + b"X: "),
        dripping(HEAD + b"\r\n{"),
        repeating(HEAD, b"X: 1\r\n"),
        repeating(b"", b"HTTP/1.1 100 Continue\r\n\r\n", PAUSE),
        swollen(100_000_000),
        leading_to("http://localhost:1/"),
        leading_to("/oauth/token"),
    ],
)
def test_a_token_that_never_comes_is_not_waited_for(answer: Answer) -> None:
    with (
        hostile(answer) as server,
        GkvClient(server.url, 1, KEY, timeout=0.5) as client,
        pytest.raises(Onbereikbaar),
    ):
        client.scholen()


@pytest.mark.parametrize(
    "answer",
    [dripping(HEAD + b"\r\n{"), swollen(100_000_000), leading_to("http://localhost:1/"), answering(b"[1]")],
)
def test_keys_that_never_come_are_not_waited_for(answer: Answer) -> None:
    with (
        hostile(answer) as server,
        GkvClient(server.url, 1, KEY, timeout=0.5) as client,
        pytest.raises(Onbereikbaar),
    ):
        client.jwks()


def aanbod(size: int) -> Aanbod:
    return Aanbod(
        id="0" * 8,
        school=SCHOOL,
        volgnummer=1,
        bytes=size,
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        beschikbaar=True,
    )


def test_no_more_is_written_than_was_listed(service: Service, client: GkvClient, tmp_path: Path) -> None:
    endless = CONTENT + b"\0" * 50_000_000
    service.tell(PAKKET, endless, Content_Digest=digest(endless))
    with pytest.raises(OverdrachtOngeldig, match="groter dan de dienst zegt"):
        client.download(aanbod(len(CONTENT)), tmp_path / "1.zip")
    assert list(tmp_path.iterdir()) == []


def test_a_package_that_is_listed_as_endless_is_not_asked_for(
    service: Service, client: GkvClient, tmp_path: Path
) -> None:
    with pytest.raises(OverdrachtOngeldig, match="niet opgehaald"):
        client.download(aanbod(2**31 - 1), tmp_path / "1.zip")
    assert service.asked == []


def test_a_package_that_drips_is_left(tmp_path: Path) -> None:
    token = answering(json.dumps(TOKEN).encode())
    drip = dripping(HEAD + b"Content-Length: 25\r\n\r\n")
    with (
        hostile(token, drip) as server,
        GkvClient(server.url, 1, KEY, timeout=0.5) as client,
        pytest.raises(Onbereikbaar, match="niet op tijd"),
    ):
        client.download(aanbod(25), tmp_path / "1.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["1.zip.deel"]
    assert len(server.heads) == 2
