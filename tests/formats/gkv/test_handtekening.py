"""The key that a signature names, before anything is known of who made it."""

import base64
import json
from typing import Any

import pytest

from uwlr_service.formats.gkv import handtekening

SLEUTEL = handtekening.new_key()


def with_header(header: Any) -> str:
    head = base64.urlsafe_b64encode(json.dumps(header).encode()).rstrip(b"=").decode()
    return f"{head}..AAAA"


def test_a_signature_names_its_key() -> None:
    signature = handtekening.sign(b"een manifest", SLEUTEL)
    assert handtekening.named_key(signature) == SLEUTEL["kid"]
    assert handtekening.named_key(f"{signature}\n") == SLEUTEL["kid"]


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "..",
        "geen handtekening",
        "é..a",
        "a.b.c.d",
        with_header({"alg": "ES256"}),
        with_header({"alg": "ES256", "kid": 7}),
        with_header(["kid"]),
        with_header("kid"),
        with_header({"alg": "ES256", "kid": "x" * 5000}),
        f"{'W' * 4000}..",
    ],
)
def test_what_names_no_key(signature: str) -> None:
    assert handtekening.named_key(signature) is None
