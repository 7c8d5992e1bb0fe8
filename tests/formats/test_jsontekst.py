"""JSON of others: read within limits, and refused in one way whatever is wrong with it."""

import json

import pytest

from uwlr_service.formats import jsontekst
from uwlr_service.formats.jsontekst import JsonOngeldig
from uwlr_service.formats.limits import JsonLimits

LIMITS = JsonLimits(bytes=100_000, values=1000)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff",
        b"\xef\xbb\xbf",
        b'"\xed\xa0\x80"',
        b"[" * 50_000,
        b"[" * 33 + b"]" * 33,
        b'{"a":' * 33 + b"1" + b"}" * 33,
        b"1" * 5000,
        b"-" + b"1" * 21,
        b"1e400",
        b"0." + b"1" * 5000,
        b"NaN",
        b"-Infinity",
        rb'"\ud800"',
        rb'{"\udc00": 1}',
        rb'["\ud83d\u0041"]',
        b"[" + b"1," * 1000 + b"1]",
        b"[" + b"{}," * 1000 + b"{}]",
        b'"' + b"x" * 100_000 + b'"',
        b'{"a": 1, "a": 1}',
        b'[{"b": {"a": 1, "\\u0061": 2}}]',
        b"{'a': 1}",
        b"[1] 2",
        '{"a": 1}'.encode("utf-16")[:-1],
    ],
    ids=lambda data: repr(data[:20]),
)
def test_what_is_no_json_or_too_much_of_it_is_refused(data: bytes) -> None:
    with pytest.raises(JsonOngeldig):
        jsontekst.read(data, LIMITS)


@pytest.mark.parametrize(
    "value",
    [
        {"a": [1, -2.5, None, True, "\N{GRINNING FACE}", {}]},
        "x" * 90_000,
        [1] * 999,
        12345678901234567890,
        json.loads("[" * 31 + "]" * 31),
        "é",
    ],
    ids=lambda value: str(value)[:20],
)
def test_the_rest_is_read_as_it_is(value: object) -> None:
    assert jsontekst.read(json.dumps(value).encode(), LIMITS) == value
    assert jsontekst.read(json.dumps(value).encode("utf-16")[:200_000], JsonLimits(bytes=200_000)) == value
    assert jsontekst.read(b"\xef\xbb\xbf" + json.dumps(value, ensure_ascii=False).encode(), LIMITS) == value


def test_the_line_of_a_fault_is_told() -> None:
    with pytest.raises(JsonOngeldig) as caught:
        jsontekst.read(b'{\n"a":\n}', LIMITS)
    assert caught.value.regel == 3
