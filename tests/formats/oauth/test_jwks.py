"""The sizes of keys in a JWK Set, and the names they may have (RFC 7517)."""

import base64
import json
from typing import Any

import pytest
from joserfc.jwk import ECKey, RSAKey

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import jwks


def number(value: int) -> str:
    return (
        base64.urlsafe_b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).rstrip(b"=").decode()
    )


def rsa_of(bits: int, exponent: int = 65537) -> dict[str, Any]:
    """A public key of so many bits; nobody can tell whether its modulus has two prime factors."""
    return {"kty": "RSA", "n": number((1 << bits) - 159), "e": number(exponent), "kid": "x"}


def read(key: object) -> list[dict[str, Any]]:
    return jwks.read(json.dumps(key).encode())


@pytest.mark.parametrize("bits", [2048, 3072, 4096, 8192])
def test_an_rsa_key_of_a_usual_size_is_taken(bits: int) -> None:
    assert read(rsa_of(bits))[0]["kid"] == "x"


@pytest.mark.parametrize("bits", [512, 1024, 2047, 8193, 16384, 100_000])
def test_an_rsa_key_that_is_too_small_or_too_large_is_refused(bits: int) -> None:
    with pytest.raises(DocumentOngeldig, match=r"2048 tot 8192 bits|niet te gebruiken"):
        read(rsa_of(bits))


@pytest.mark.parametrize("exponent", [1, 2, 3, 65536, (1 << 32) + 1, (1 << 2000) + 1])
def test_an_exponent_that_weakens_or_slows_is_refused(exponent: int) -> None:
    with pytest.raises(DocumentOngeldig, match=r"exponent|niet te gebruiken"):
        read(rsa_of(2048, exponent))


def with_kid(kid: object) -> dict[str, Any]:
    return {**ECKey.generate_key("P-256").as_dict(private=False), "kid": kid}


@pytest.mark.parametrize("kid", ["een", "k" * 255, "sleutel 2026", "sleutel-é"])
def test_a_kid_that_can_be_shown_is_taken(kid: str) -> None:
    assert read(with_kid(kid))[0]["kid"] == kid


@pytest.mark.parametrize(
    "kid", ["", "k" * 256, "\ud800", "a\x00", "a\x1b[2J", "a\n", "a\x85", "a\u2028", "a\u202e"]
)
def test_a_kid_that_would_break_a_screen_is_refused(kid: object) -> None:
    with pytest.raises(DocumentOngeldig, match=r"kid|half teken"):
        read(with_kid(kid))


@pytest.mark.parametrize("kid", [5, None, ["a"], {}])
def test_a_kid_that_is_not_a_text_is_refused(kid: object) -> None:
    with pytest.raises(DocumentOngeldig):
        read(with_kid(kid))


@pytest.mark.parametrize("name", ["n", "e"])
@pytest.mark.parametrize("value", ["", "é", 5, None, "AA!A"])
def test_a_number_that_is_not_one_is_refused(name: str, value: object) -> None:
    with pytest.raises(DocumentOngeldig):
        read({**rsa_of(2048), name: value})


def test_a_set_of_windows_is_read() -> None:
    key = RSAKey.generate_key(2048).as_dict(private=False)
    text = json.dumps({"keys": [key]})
    for data in (b"\xef\xbb\xbf" + text.encode(), text.encode("utf-16")):
        assert len(jwks.read(data)) == 1


def test_a_set_that_is_too_large_is_refused() -> None:
    with pytest.raises(DocumentOngeldig, match="groter dan 64 kB"):
        jwks.read(json.dumps(with_kid("x")).encode() + b" " * 64 * 1024)
