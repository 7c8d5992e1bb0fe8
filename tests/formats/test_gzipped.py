"""gzip as it comes in: what is taken, and that no more is unpacked than is asked for."""

import gzip
import io
import random
import zlib

import pytest

from uwlr_service.domain.fouten import BerichtTeGroot, InpakkingOngeldig, OngeldigBericht
from uwlr_service.formats.gzipped import MEMBERS, PACKED_PIECE, SMALL, Unpacking, codings, is_gzipped
from uwlr_service.formats.limits import MB

RATIO = 100
TEXT = random.Random(1).randbytes(300_000).hex().encode()
"""It shrinks to a bit more than half."""


def unpacked(packed: bytes, most: int = 100_000) -> bytes:
    """All of it, in pieces of at most so many bytes."""
    unpacking = Unpacking(io.BytesIO(packed).read, RATIO)
    pieces = []
    while not unpacking.is_complete:
        pieces.append(unpacking.read(most))
        assert len(pieces[-1]) <= most
    assert unpacking.read(most) == b""
    return b"".join(pieces)


@pytest.mark.parametrize("most", [1, 999, len(TEXT) - 1, len(TEXT), len(TEXT) + 1])
def test_what_was_packed_comes_out(most: int) -> None:
    text = TEXT if most > 1 else TEXT[:2_000]
    assert unpacked(gzip.compress(text), most) == text


@pytest.mark.parametrize("packed_piece", [1, 2, 9, 10, 1_000])
def test_pieces_may_end_anywhere(packed_piece: int) -> None:
    packed = io.BytesIO(gzip.compress(TEXT[:5_000]) + gzip.compress(TEXT[5_000:9_000]))
    unpacking = Unpacking(lambda most: packed.read(min(most, packed_piece)), RATIO)
    assert unpacking.read(100_000) == TEXT[:9_000]
    assert unpacking.is_complete


def test_the_end_is_known_as_soon_as_all_of_it_is_out() -> None:
    unpacking = Unpacking(io.BytesIO(gzip.compress(TEXT)).read, RATIO)
    unpacking.read(len(TEXT) - 1)
    assert not unpacking.is_complete
    unpacking.read(1)
    assert unpacking.is_complete


def test_several_members_are_one_message() -> None:
    parts = [TEXT[start : start + 1_000] for start in range(0, 50_000, 1_000)]
    assert unpacked(b"".join(map(gzip.compress, parts))) == TEXT[:50_000]
    assert unpacked(gzip.compress(b"") * MEMBERS) == b""
    assert unpacked(gzip.compress(b"") + gzip.compress(b"x")) == b"x"


def test_nothing_is_nothing() -> None:
    assert unpacked(b"") == b""


def with_checksum_of_another(packed: bytes) -> bytes:
    return packed[:-8] + bytes(4) + packed[-4:]


# Without the moment of packing, which would differ in the names of the tests from one process to the next.
GOOD = gzip.compress(TEXT, mtime=0)


@pytest.mark.parametrize(
    ("packed", "said"),
    [
        (b"<x/>", "geen leesbare gzip"),
        (zlib.compress(TEXT), "geen leesbare gzip"),
        (with_checksum_of_another(GOOD), "geen leesbare gzip"),
        (GOOD[:-4] + b"abcd", "geen leesbare gzip"),
        (GOOD[:1_000] + b"\xff" * 1_000 + GOOD[2_000:], "geen leesbare gzip"),
        (b"\x1f", "breekt af"),
        (GOOD[:5], "breekt af"),
        (GOOD[:-1], "breekt af"),
        (GOOD[:-8], "breekt af"),
        (GOOD + GOOD[:20], "breekt af"),
        (GOOD + b"x", "nog iets"),
        (GOOD + b"\n", "nog iets"),
        (GOOD + bytes(512), "nog iets"),
        (gzip.compress(b"", mtime=0) * (MEMBERS + 1), "1000 delen"),
    ],
)
def test_what_is_not_whole_gzip_is_refused(packed: bytes, said: str) -> None:
    with pytest.raises(OngeldigBericht, match=said):
        unpacked(packed)


def test_what_grows_too_much_is_refused_before_it_is_large() -> None:
    taken = 0
    bomb = io.BytesIO(gzip.compress(bytes(50 * MB), 9))

    def read(most: int) -> bytes:
        nonlocal taken
        taken += most
        return bomb.read(most)

    unpacking = Unpacking(read, RATIO)
    with pytest.raises(BerichtTeGroot, match="meer dan 100 keer"):
        unpacking.read(MB)
    assert taken == PACKED_PIECE


def test_a_short_message_may_be_repetitive() -> None:
    assert unpacked(gzip.compress(bytes(SMALL))) == bytes(SMALL)
    with pytest.raises(BerichtTeGroot):
        unpacked(gzip.compress(bytes(2 * SMALL)))


@pytest.mark.parametrize("header", ["", "identity", " Identity\t", ",", ", identity ,, "])
def test_no_coding(header: str) -> None:
    assert codings(header) == []
    assert not is_gzipped(header)


@pytest.mark.parametrize(
    "header", ["gzip", "GZip", "x-gzip", " X-GZIP ", "identity, gzip", ",gzip,", "gzip,\tidentity"]
)
def test_gzip(header: str) -> None:
    assert is_gzipped(header)


@pytest.mark.parametrize(
    "header",
    [
        "deflate",
        "br",
        "zstd",
        "compress",
        "gzip, gzip",
        "gzip, br",
        "gzip;q=1",
        '"gzip"',
        "gzip gzip",
        "*",
        "gzip\xa0",
    ],
)
def test_other_codings_are_refused(header: str) -> None:
    with pytest.raises(InpakkingOngeldig, match="Content-Encoding: gzip"):
        is_gzipped(header)
