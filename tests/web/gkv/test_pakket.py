"""A package over HTTP: whole, in parts, on a condition, with digests; and what is noted of it."""

import base64
import hashlib

import pytest

from tests.support.gkv.deliveries import SECRET, Gkv
from tests.support.gkv.partner import Partner
from tests.support.messages.problems import problem
from tests.support.partners.handelenden import DOOR
from uwlr_service.domain.gkv.levering import KEPT, Levering
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.volgen import Volger


@pytest.fixture
def levering(gkv: Gkv) -> Levering:
    return gkv.make(0)


@pytest.fixture
def content(gkv: Gkv, levering: Levering) -> bytes:
    return gkv.path(levering).read_bytes()


@pytest.fixture
def path(levering: Levering) -> str:
    return f"leveringen/{levering.id}/pakket"


def digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(content).digest()).decode()}:"


def test_the_whole_package_with_its_digests(partner: Partner, path: str, content: bytes) -> None:
    answer = partner.call(path)
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "application/zip", content)
    assert answer.headers["ETag"] == f'"{hashlib.sha256(content).hexdigest()}"'
    assert answer.headers["Content-Digest"] == answer.headers["Repr-Digest"] == digest(content)
    assert answer.headers["Content-Length"] == str(len(content))
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert "private" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("asked", "start", "stop"), [("0-0", 0, 1), ("10-19", 10, 20), ("100-", 100, None), ("-7", -7, None)]
)
def test_a_part(
    partner: Partner, path: str, content: bytes, asked: str, start: int, stop: int | None
) -> None:
    answer = partner.call(path, headers={"Range": f"bytes={asked}"})
    part = content[start:stop]
    begin = start % len(content)
    assert (answer.status_code, answer.data) == (206, part)
    expected = f"bytes {begin}-{begin + len(part) - 1}/{len(content)}"
    assert answer.headers["Content-Range"] == expected
    assert answer.headers["Content-Digest"] == digest(part)
    assert answer.headers["Repr-Digest"] == digest(content)


def test_two_halves_make_the_whole(partner: Partner, path: str, content: bytes) -> None:
    first = partner.call(path, headers={"Range": "bytes=0-99"})
    second = {"Range": "bytes=100-", "If-Range": first.headers["ETag"]}
    assert first.data + partner.call(path, headers=second).data == content


@pytest.mark.parametrize(
    "headers",
    [
        {"Range": "bytes=0-1,5-6"},
        {"Range": "regels=0-1"},
        {"Range": "bytes=x"},
        {"Range": "bytes=5-2"},
        {"Range": "bytes=0-9", "If-Range": '"een ander"'},
        {"Range": "bytes=0-9", "If-Range": "Wed, 25 Nov 2026 00:00:00 GMT"},
    ],
)
def test_a_part_that_cannot_be_given_alone_is_everything(
    partner: Partner, path: str, content: bytes, headers: dict[str, str]
) -> None:
    answer = partner.call(path, headers=headers)
    assert (answer.status_code, answer.data) == (200, content)


def test_a_weak_tag_continues_nothing(partner: Partner, path: str, content: bytes) -> None:
    weak = f'W/"{hashlib.sha256(content).hexdigest()}"'
    answer = partner.call(path, headers={"Range": "bytes=0-9", "If-Range": weak})
    assert answer.status_code == 200


def test_a_part_behind_the_end_is_refused(partner: Partner, path: str, content: bytes) -> None:
    answer = partner.call(path, headers={"Range": f"bytes={len(content)}-"})
    assert problem(answer, 416) == "deel-ongeldig"
    assert answer.headers["Content-Range"] == f"bytes */{len(content)}"


def test_what_the_partner_has_is_not_sent_again(
    partner: Partner, path: str, levering: Levering, database: Database
) -> None:
    for given in (f'"{levering.sha256}"', f'"x", W/"{levering.sha256}"', "*"):
        answer = partner.call(path, headers={"If-None-Match": given, "Range": "bytes=0-1"})
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == f'"{levering.sha256}"'
    assert partner.call(path, headers={"If-None-Match": '"x"'}).status_code == 200
    assert problem(partner.call(path, headers={"If-Match": '"x"'}), 412) == "pakket-veranderd"
    assert partner.call(path, headers={"If-Match": f'"{levering.sha256}"'}).status_code == 200


def test_conditions_come_in_the_order_of_the_rfc(partner: Partner, path: str, levering: Levering) -> None:
    own = f'"{levering.sha256}"'
    part = {"Range": "bytes=0-1"}
    for headers, status in (
        ({"If-Match": own, "If-None-Match": own}, 304),
        ({"If-Match": '"x"', "If-None-Match": own}, 412),
        ({"If-Match": '"x"'} | part, 412),
        ({"If-None-Match": own, "Range": "bytes=999999999-"}, 304),
        ({"If-Match": "*", "If-None-Match": '"x"'} | part, 206),
        ({"If-Match": f"W/{own}"}, 412),
    ):
        assert partner.call(path, headers=headers).status_code == status, headers


def test_head_tells_and_sends_nothing(
    partner: Partner, path: str, content: bytes, database: Database, gkv: Gkv
) -> None:
    answer = partner.call(path, method="HEAD", headers={"Range": "bytes=0-9"})
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(content))
    assert answer.headers["Content-Digest"] == digest(content)
    (gevolgd,) = Volger(database).of_koppeling(gkv.koppeling, door=DOOR)
    assert gevolgd.ophaling is None


def test_what_was_collected_is_noted(
    partner: Partner, path: str, content: bytes, database: Database, gkv: Gkv
) -> None:
    partner.call(path)
    partner.call(path, headers={"Range": "bytes=0-9"})
    (gevolgd,) = Volger(database).of_koppeling(gkv.koppeling, door=DOOR)
    assert gevolgd.ophaling is not None
    assert (gevolgd.ophaling.aantal, gevolgd.ophaling.bytes) == (2, len(content) + 10)


def test_the_manifest_by_itself_is_signed(partner: Partner, levering: Levering, database: Database) -> None:
    answer = partner.call(f"leveringen/{levering.id}/manifest")
    keys = Ondertekening(database, SECRET).published()
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    assert handtekening.verify(answer.data, answer.headers["X-JWS-Signature"], keys) == keys[0]["kid"]
    assert levering.id.encode() in answer.data


def test_a_package_that_is_no_longer_kept_is_gone(partner: Partner, gkv: Gkv, levering: Levering) -> None:
    assert gkv.leveringen.purge(levering.gemaakt + KEPT * 2) == 1
    for name in ("pakket", "manifest"):
        assert problem(partner.call(f"leveringen/{levering.id}/{name}"), 410) == "pakket-vervallen"
    (listed,) = (partner.call("leveringen").json or {})["leveringen"]
    assert (listed["pakket"], listed["manifest"], listed["volgnummer"]) == (None, None, 1)


def test_a_package_that_should_be_there_is_not_called_gone(
    partner: Partner, gkv: Gkv, levering: Levering, caplog: pytest.LogCaptureFixture
) -> None:
    path = gkv.path(levering)
    content = path.read_bytes()
    path.write_bytes(content[:20])
    for broken, said in ((path.touch, "20 bytes instead of"), (path.unlink, "FileNotFoundError")):
        broken()
        for name in ("pakket", "manifest"):
            answer = partner.call(f"leveringen/{levering.id}/{name}")
            assert problem(answer, 503) == "niet-beschikbaar"
            assert int(answer.headers["Retry-After"])
        assert levering.id in caplog.text
        assert said in caplog.text
    path.write_bytes(content)
    assert partner.call(f"leveringen/{levering.id}/pakket").data == content
