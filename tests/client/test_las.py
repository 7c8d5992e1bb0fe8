"""The client of a LAS: what it sends, what it repeats, and what it makes of answers of any kind."""

import gzip
import hashlib
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.gkv.answering import Service, digest, serving
from tests.support.schools.builders import JAAR, SCHOOL
from tests.support.servers.proxies import proxy
from uwlr_service.client import las
from uwlr_service.client.fouten import LasGeweigerd, Onbereikbaar, OverdrachtOngeldig
from uwlr_service.client.las import LasClient, Toestemming
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.limits import JsonLimits

KEY = handtekening.new_key()
YEAR = Schooljaar(JAAR)
GEGEVENS = f"/las/v1/scholen/99XX-16/schooljaren/{JAAR}/gegevens"
DOCUMENT = b"<EDEX>" + b"x" * 10_000 + b"</EDEX>"
RESULTATEN = "/las/v1/resultaten?limiet=500"
EMPTY = {"resultaten": [], "cursor": "", "meer": False}


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as answering:
        yield answering


@pytest.fixture
def client(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[LasClient]:
    monkeypatch.setattr(las, "FIRST_WAIT", 0.001)
    with LasClient(service.url, 1, KEY, timeout=5) as made:
        yield made


def test_what_is_sent_is_packed_and_has_its_digest(service: Service, client: LasClient) -> None:
    service.tell(GEGEVENS, {"schooljaar": JAAR})
    assert client.put_gegevens(SCHOOL, YEAR, DOCUMENT) == {"schooljaar": JAAR}
    headers, body = service.sent[-1]
    assert gzip.decompress(body) == DOCUMENT
    assert len(body) < len(DOCUMENT) / 10
    assert headers["Content-Encoding"] == "gzip"
    assert headers["Content-Digest"] == digest(body)
    assert headers["Authorization"] == "Bearer token"


def test_what_somebody_allows_is_in_the_address(service: Service, client: LasClient) -> None:
    service.tell(f"{GEGEVENS}?toestaan=a%2Bb&ouder=ja&proef=ja", {})
    client.put_gegevens(SCHOOL, YEAR, DOCUMENT, Toestemming(toestaan="a+b", ouder=True, proef=True))
    assert service.asked[-1].endswith("?toestaan=a%2Bb&ouder=ja&proef=ja")


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_service_that_is_away_for_a_moment_is_asked_again(
    service: Service, client: LasClient, status: int
) -> None:
    service.tell(GEGEVENS, b"", status, Retry_After="0")
    service.tell(GEGEVENS, {"schooljaar": JAAR})
    client.put_gegevens(SCHOOL, YEAR, DOCUMENT)
    assert service.asked == ["/oauth/token", GEGEVENS, GEGEVENS]


def test_a_service_that_stays_away_is_given_up(service: Service, client: LasClient) -> None:
    service.tell(GEGEVENS, {"detail": "Het is druk."}, 503, Retry_After="0")
    with pytest.raises(Onbereikbaar, match=r"HTTP 503: Het is druk\."):
        client.put_gegevens(SCHOOL, YEAR, DOCUMENT)
    assert service.asked.count(GEGEVENS) == las.ATTEMPTS


def test_a_refusal_is_not_repeated_and_keeps_what_it_says(service: Service, client: LasClient) -> None:
    problem = {"type": "urn:uwlr-service:probleem:aangehouden", "detail": "Te veel weg.", "aantal": 60}
    service.tell(GEGEVENS, problem, 409)
    with pytest.raises(LasGeweigerd, match=r"Te veel weg\.") as refused:
        client.put_gegevens(SCHOOL, YEAR, DOCUMENT)
    assert (refused.value.status, refused.value.probleem) == (409, "aangehouden")
    assert refused.value.document["aantal"] == 60
    assert service.asked.count(GEGEVENS) == 1


def test_a_network_that_fails_is_tried_again(service: Service, client: LasClient) -> None:
    broken = [0]

    def cut(line: str, answer: bytes) -> bytes:
        if "ontvangstbevestiging" not in line:
            return answer
        broken[0] += 1
        return answer if broken[0] == 3 else b""

    service.tell("/las/v1/resultaten/ontvangstbevestiging", {"cursor": "c"})
    with proxy(service.url, cut) as url, LasClient(url, 1, KEY, timeout=5) as behind:
        behind.confirm("c")
    assert broken == [3]


def test_results_are_waited_for_and_come_packed(service: Service, client: LasClient) -> None:
    service.tell(f"{RESULTATEN}&na=a%2Fb", {**EMPTY, "cursor": "c", "resultaten": [{"cursor": "c"}]})
    page = client.resultaten("a/b", 500, wait=30)
    assert (page.resultaten, page.cursor, page.meer, page.wacht) == (({"cursor": "c"},), "c", False, 0)
    headers, _ = service.sent[-1]
    assert (headers["Prefer"], headers["Accept-Encoding"]) == ("wait=30", "gzip")


def test_an_empty_page_says_when_to_ask_again(service: Service, client: LasClient) -> None:
    service.tell(RESULTATEN, EMPTY, 200, Retry_After="7")
    assert client.resultaten("", 500).wacht == 7


@pytest.mark.parametrize(
    "document",
    [b"<html>", [], {}, {"resultaten": 1}, {**EMPTY, "cursor": 1}, {**EMPTY, "resultaten": [{"key": "R1"}]}],
)
def test_an_answer_of_something_else_is_no_service(
    service: Service, client: LasClient, document: object
) -> None:
    service.tell(RESULTATEN, document)
    with pytest.raises(Onbereikbaar, match="staat geen dienst voor een LAS"):
        client.resultaten("", 500)


def test_schools_are_listed_a_page_at_a_time(service: Service, client: LasClient) -> None:
    first = {"school": "99XX/16", "pad": "99XX-16"}
    second = {"school": "99XX/17", "pad": "99XX-17"}
    service.tell("/las/v1/scholen", {"scholen": [first], "meer": True})
    service.tell("/las/v1/scholen?na=99XX-16", {"scholen": [second], "meer": False})
    assert list(client.scholen()) == [first, second]


def test_a_list_that_leads_back_ends(service: Service, client: LasClient) -> None:
    school = {"school": "99XX/16", "pad": "99XX-16"}
    service.tell("/las/v1/scholen", {"scholen": [school], "meer": True})
    service.tell("/las/v1/scholen?na=99XX-16", {"scholen": [school], "meer": True})
    assert list(client.scholen()) == [school, school]


def test_a_confirmation_names_the_cursor(service: Service, client: LasClient) -> None:
    service.tell("/las/v1/resultaten/ontvangstbevestiging", {"cursor": "c"})
    client.confirm("c")
    assert service.sent[-1][1] == b'{"cursor": "c"}'


def test_a_definition_is_what_its_digest_names(service: Service, client: LasClient) -> None:
    content = b'{"toetscode": "T1"}'
    named = hashlib.sha256(content).hexdigest()
    service.tell(f"/las/v1/toetsdefinities/{named}", content)
    assert client.toetsdefinitie(named) == content
    service.tell("/las/v1/toetsdefinities/abc", content)
    with pytest.raises(OverdrachtOngeldig):
        client.toetsdefinitie("abc")


def test_an_answer_that_is_too_large_is_not_asked_for_again(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(las, "LAS", replace(las.LAS, json=JsonLimits(bytes=1000)))
    service.tell(RESULTATEN, b" " * 2000)
    with LasClient(service.url, 1, KEY) as narrow, pytest.raises(Onbereikbaar, match="te groot"):
        narrow.resultaten("", 500)
    assert service.asked.count(RESULTATEN) == 1
