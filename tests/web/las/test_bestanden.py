"""How the bytes of a file come in at ``/las/v1``: packed, measured, broken off, too large."""

import base64
import gzip
import hashlib
import io
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from tests.support.las.invoer import PLACE, document, problem, put, told
from tests.support.las.las import Beller
from uwlr_service.config import Settings
from uwlr_service.reception.bodies import BrokenBody
from uwlr_service.uitwisseling.beurten import Turns
from uwlr_service.web.las.invoer import ontvangst


class TestBodies:
    """How the bytes come in."""

    @pytest.mark.parametrize("algorithm", ["sha-256", "sha-512"])
    @pytest.mark.parametrize("header", ["Content_Digest", "Repr_Digest"])
    @pytest.mark.parametrize("packed", [False, True])
    def test_a_digest_is_of_the_bytes_that_were_sent(
        self, las: Beller, sent: TestResponse, algorithm: str, header: str, *, packed: bool
    ) -> None:
        content = gzip.compress(document()) if packed else document()
        coding = {"Content_Encoding": "gzip"} if packed else {}
        digest = hashlib.new(algorithm.replace("-", ""), content).digest()
        good = f"{algorithm}=:{base64.b64encode(digest).decode()}:"
        assert told(put(las, content, **{header: good}, **coding), 200)["uitkomst"] == "gelijk"
        wrong = f"{algorithm}=:{base64.b64encode(digest[::-1]).decode()}:"
        problem(put(las, content, **{header: wrong}, **coding), 400, "digest-ongeldig")
        assert put(las, content, **{header: f"md5=:AAAA:, {good}"}, **coding).status_code == 200
        problem(put(las, content, **{header: f"{good}, {wrong}"}, **coding), 400, "digest-ongeldig")

    @pytest.mark.parametrize(
        "value", ["sha-256", "sha-256=abc", "sha-256=:a:", "=:YQ==:", f"x=:{'a' * 2000}:"]
    )
    def test_a_digest_that_cannot_be_read(self, las: Beller, value: str) -> None:
        problem(put(las, document(), Content_Digest=value), 400, "verzoek-ongeldig")

    def test_a_body_that_breaks_off_changes_nothing(self, las: Beller, sent: TestResponse) -> None:
        for stream in (io.BytesIO(document(21)[:-9]), BrokenBody("gone")):
            answer = las.call(
                PLACE,
                method="PUT",
                environ_overrides={"wsgi.input": stream, "CONTENT_LENGTH": str(len(document(21)))},
                headers={"Content-Type": "application/xml"},
            )
            assert "brak af" in problem(answer, 400, "verzoek-ongeldig")["detail"]
        assert las.call(PLACE).headers["ETag"] == sent.headers["ETag"]

    def test_gzip_that_is_not_gzip(self, las: Beller) -> None:
        packed = gzip.compress(document())
        problem(put(las, packed[:-9], Content_Encoding="gzip"), 400, "verzoek-ongeldig")
        problem(put(las, document(), Content_Encoding="gzip"), 400, "verzoek-ongeldig")
        said = problem(put(las, packed), 400, "verzoek-ongeldig")
        assert "Content-Encoding: gzip" in said["detail"]
        bomb = gzip.compress(b"<EDEX>" + b" " * 30_000_000)
        problem(put(las, bomb, Content_Encoding="gzip"), 413, "te-groot")

    def test_what_is_not_taken(self, las: Beller) -> None:
        refused = put(las, document(), Content_Encoding="br")
        said = problem(refused, 415, "mediatype-ongeldig")
        assert "gzip" in refused.headers["Accept-Encoding"]
        assert "application/xml" in said["detail"]
        assert "gzip" in said["detail"]
        other = problem(put(las, document(), Content_Type="application/json"), 415, "mediatype-ongeldig")
        assert other["detail"] == said["detail"]
        problem(put(las, document(), Content_Range="bytes 0-9/10"), 400, "verzoek-ongeldig")
        problem(put(las, b""), 400, "verzoek-ongeldig")


def test_a_large_file_waits_for_its_turn(
    las: Beller, sent: TestResponse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ontvangst, "LARGE", 1000)
    monkeypatch.setattr(Turns, "take", Turns(places=0, wait=0).take)
    refused = put(las, document(21))
    problem(refused, 503, "niet-beschikbaar")
    assert refused.headers["Retry-After"]


class TestSmallBodies:
    """A service that takes files of 10 kB at most."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return replace(settings, max_body=10_000)

    def test_more_than_fits(self, las: Beller) -> None:
        large = document(100)
        problem(put(las, large), 413, "te-groot")
        problem(put(las, gzip.compress(large), Content_Encoding="gzip"), 413, "te-groot")
        stream = io.BytesIO(large)
        chunked = {"wsgi.input_terminated": True}
        headers = {"Content-Type": "application/xml", "Transfer-Encoding": "chunked"}
        answer = las.call(
            PLACE, method="PUT", input_stream=stream, environ_overrides=chunked, headers=headers
        )
        problem(answer, 413, "te-groot")
