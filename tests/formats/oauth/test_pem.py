"""The values of DER in a row of bytes: where each ends, and where the row does."""

import pytest

from uwlr_service.formats.oauth import pem

SHORT = b"\x30\x01x"
LONG = b"\x30\x81\x80" + b"y" * 128


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", []),
        (SHORT, [SHORT]),
        (SHORT + LONG + SHORT, [SHORT, LONG, SHORT]),
        (SHORT + b"\x02\x01\x00" + SHORT, [SHORT]),
        (SHORT + LONG[:-1], [SHORT]),
        (SHORT + b"\x30\x80x\x00\x00", [SHORT]),
        (SHORT + b"\x30\x85" + b"\x00" * 8, [SHORT]),
        (SHORT + b"\x30\x82\x01", [SHORT]),
    ],
    ids=["none", "one", "three", "an INTEGER", "cut off", "BER", "too long a length", "a length cut off"],
)
def test_sequences_end_where_no_whole_one_follows(data: bytes, expected: list[bytes]) -> None:
    assert list(pem.sequences(data)) == expected


def test_base64_that_was_cut_off_gives_the_bytes_that_are_whole() -> None:
    assert list(pem.base64_runs("QUJD\nREVGR")) == [b"ABCDEF"]
