"""A body in chunks is the same in whatever pieces it comes, and bad chunks are known as such."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uwlr_service.reception import limits
from uwlr_service.reception.chunks import BadChunk, Chunks

NEXT = b"GET / HTTP/1.1\r\n"


def taken(message: bytes, cuts: list[int]) -> tuple[bytes, bytes, bool]:
    """The body, what is left behind it, and whether it is whole; the message comes in pieces."""
    chunks = Chunks()
    buffer = bytearray()
    body = b""
    edges = [0, *sorted(cut % (len(message) + 1) for cut in cuts), len(message)]
    for start, stop in itertools.pairwise(edges):
        buffer += message[start:stop]
        body += chunks.take(buffer)
    return body, bytes(buffer), chunks.is_whole


def written(pieces: list[bytes], extension: bytes = b"", trailers: bytes = b"") -> bytes:
    lines = [b"%x%s\r\n%s\r\n" % (len(piece), extension, piece) for piece in pieces if piece]
    return b"".join([*lines, b"0", extension, b"\r\n", trailers, b"\r\n"])


@given(
    st.lists(st.binary(max_size=40)),
    st.sampled_from([b"", b";x", b" ;x=y", b';x="a;b"']),
    st.sampled_from([b"", b"X: y\r\n", b"X: y\r\nZ:\r\n"]),
    st.lists(st.integers(0, 2000), max_size=12),
)
def test_it_does_not_matter_where_it_was_cut(
    pieces: list[bytes], extension: bytes, trailers: bytes, cuts: list[int]
) -> None:
    message = written(pieces, extension, trailers) + NEXT
    assert taken(message, cuts) == (b"".join(pieces), NEXT, True)


@given(st.integers(0, 30))
def test_a_part_is_not_whole(missing: int) -> None:
    message = written([b"hallo", b"daar"])
    body, _, is_whole = taken(message[: len(message) - 1 - missing], [])
    assert not is_whole
    assert b"hallodaar".startswith(body)


@pytest.mark.parametrize(
    "message",
    [
        b"\r\n",
        b"x\r\n",
        b" 5\r\n",
        b"+5\r\n",
        b"0x5\r\n",
        b"5_0\r\n",
        b"5 x\r\n",
        b"5\nhallo\r\n0\r\n\r\n",
        b"5;\x00\r\n",
        b"5;\r\r\n",
        b"5\r\nhallo0\r\n",
        b"5\r\nhallo\n0\r\n\r\n",
        b"0\r\nX: y\nZ: a\r\n\r\n",
        b"12345678901234567\r\n",
        b"5;" + b"x" * limits.CHUNK_LINE,
        b"0" * (limits.CHUNK_LINE + 2),
        b"0\r\n" + b"x" * (limits.TRAILERS + 2),
        b"0\r\n" + b"X: y\r\n" * limits.TRAILERS,
        b"1\r\nx\r\n" * (limits.FREE_CHUNKS * 2),
    ],
)
def test_bad_chunks(message: bytes) -> None:
    with pytest.raises(BadChunk):
        taken(message, [])


def test_many_chunks_are_well_when_they_are_not_tiny() -> None:
    piece = b"x" * limits.BYTES_A_CHUNK
    assert taken(written([piece] * limits.FREE_CHUNKS * 2), [])[2]
