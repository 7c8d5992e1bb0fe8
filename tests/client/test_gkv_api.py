"""The client for the pull API against a service that answers something else than it should."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.gkv.answering import Service, digest, serving
from tests.support.schools.builders import SCHOOL
from uwlr_service.client.fouten import GkvGeweigerd, Onbereikbaar, OverdrachtOngeldig
from uwlr_service.client.gkv_aanbod import Aanbod
from uwlr_service.client.gkv_api import GkvClient
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.formats.gkv import handtekening

KEY = handtekening.new_key()
LINK: dict[str, object] = {"koppelingen": [{"scholen": []}]}
LINKS = "/gkv/v1/koppelingen"
CONTENT = b"the package of a delivery"
PAKKET = f"/gkv/v1/koppelingen/1/scholen/99XX-16/leveringen/{'0' * 8}/pakket"


@pytest.fixture
def service() -> Iterator[Service]:
    with serving() as answering:
        yield answering


@pytest.fixture
def client(service: Service) -> Iterator[GkvClient]:
    with GkvClient(service.url, 1, KEY) as made:
        yield made


def aanbod(content: bytes = CONTENT, sha256: str = "") -> Aanbod:
    return Aanbod(
        id="0" * 8,
        school=SCHOOL,
        volgnummer=1,
        bytes=len(content),
        sha256=sha256 or hashlib.sha256(content).hexdigest(),
        beschikbaar=True,
    )


@pytest.mark.parametrize(
    "document",
    [b"<html>", [], {}, {"koppelingen": []}, {"koppelingen": [{"scholen": [{"school": "99XX/16"}]}]}],
)
def test_an_answer_of_something_else_is_no_service(
    service: Service, client: GkvClient, document: object
) -> None:
    service.tell(LINKS, document)
    with pytest.raises(Onbereikbaar, match="staat geen GKV-dienst"):
        client.scholen()


def test_a_refusal_keeps_its_words_and_its_status(service: Service, client: GkvClient) -> None:
    service.tell(LINKS, {"detail": "Dit mag niet."}, 403)
    with pytest.raises(GkvGeweigerd, match="Dit mag niet") as caught:
        client.scholen()
    assert caught.value.status == 403


def test_a_service_in_trouble_is_away_and_has_not_refused(service: Service, client: GkvClient) -> None:
    service.tell(LINKS, {"detail": "Er is iets mis."}, 503)
    with pytest.raises(Onbereikbaar, match=r"HTTP 503: Er is iets mis\."):
        client.scholen()


@pytest.mark.parametrize(("status", "document"), [(404, b"<html>"), (302, {}), (400, ["x"])])
def test_an_error_that_is_no_problem_document_is_no_service(
    service: Service, client: GkvClient, status: int, document: object
) -> None:
    service.tell(LINKS, document, status, Location="/elsewhere")
    with pytest.raises(Onbereikbaar, match=rf"geen GKV-dienst\. \(HTTP {status}\)"):
        client.scholen()


@pytest.mark.parametrize("after", ["0", "Wed, 25 Nov 2026 23:00:00 GMT"])
def test_a_service_that_is_busy_is_asked_again(service: Service, client: GkvClient, after: str) -> None:
    service.tell(LINKS, {}, 429, Retry_After=after)
    service.tell(LINKS, LINK)
    assert client.scholen() == []
    assert service.asked == ["/oauth/token", LINKS, LINKS]


def test_an_empty_page_with_more_behind_it_is_the_last(service: Service, client: GkvClient) -> None:
    page = "/gkv/v1/koppelingen/1/scholen/99XX-16/leveringen?na=0"
    service.tell(page, {"leveringen": [], "meer": True})
    assert list(client.leveringen(SCHOOL, 0)) == []
    assert service.asked.count(page) == 1


def test_a_key_that_cannot_sign_is_told_before_anything_is_sent(service: Service) -> None:
    with GkvClient(service.url, 1, {"kty": "oct", "k": "AAAA"}) as client, pytest.raises(Geweigerd):
        client.scholen()
    assert service.asked == []


def test_what_lies_there_whole_is_not_collected_again(
    service: Service, client: GkvClient, tmp_path: Path
) -> None:
    (tmp_path / "1.zip.deel").write_bytes(CONTENT)
    client.download(aanbod(), tmp_path / "1.zip")
    assert (tmp_path / "1.zip").read_bytes() == CONTENT
    assert service.asked == []


def test_what_lies_there_too_long_is_collected_anew(
    service: Service, client: GkvClient, tmp_path: Path
) -> None:
    (tmp_path / "1.zip.deel").write_bytes(CONTENT + b"and more")
    service.tell(PAKKET, CONTENT, Content_Digest=digest(CONTENT))
    client.download(aanbod(), tmp_path / "1.zip")
    assert [path.name for path in tmp_path.iterdir()] == ["1.zip"]
    assert (tmp_path / "1.zip").read_bytes() == CONTENT


@pytest.mark.parametrize("told", ["", digest(b"something else")])
def test_a_piece_without_its_own_digest_is_thrown_away(
    service: Service, client: GkvClient, tmp_path: Path, told: str
) -> None:
    service.tell(PAKKET, CONTENT, Content_Digest=told)
    with pytest.raises(OverdrachtOngeldig):
        client.download(aanbod(), tmp_path / "1.zip")
    assert list(tmp_path.iterdir()) == []


def test_another_package_than_was_listed_is_thrown_away(
    service: Service, client: GkvClient, tmp_path: Path
) -> None:
    service.tell(PAKKET, CONTENT, Content_Digest=digest(CONTENT))
    with pytest.raises(OverdrachtOngeldig):
        client.download(aanbod(sha256="0" * 64), tmp_path / "1.zip")
    assert list(tmp_path.iterdir()) == []
