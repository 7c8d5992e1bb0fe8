"""The signature under a report: whatever is not exactly what the service signed is refused."""

import base64
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jws
from joserfc.jwk import ECKey

from uwlr_service.formats import keurmerk
from uwlr_service.formats.gkv.handtekening import new_key, public_part
from uwlr_service.formats.keurmerk import REGISTRY, TYPE, KeurmerkOngeldig, Verklaring

MOMENT = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
KEY = new_key()
OTHER = new_key()
KEYS = [public_part(KEY)]
VERKLARING = Verklaring(
    uitgever="https://uwlr.example.nl",
    moment=MOMENT,
    tot=MOMENT + timedelta(days=365),
    product=5,
    productnaam="Leeslijst",
    rapport={"suite": "uitgever", "versie": "1", "goed": True, "gevallen": []},
)
HEADER = {"alg": "ES256", "kid": KEY["kid"], "typ": TYPE}
CLAIMS: dict[str, Any] = {
    "iss": "https://uwlr.example.nl",
    "iat": int(MOMENT.timestamp()),
    "exp": int(MOMENT.timestamp()) + 60,
    "versie": 1,
    "product": {"id": 5, "naam": "Leeslijst"},
    "rapport": {"goed": True},
}


def b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def signed(header: dict[str, Any], claims: object = CLAIMS, key: dict[str, Any] = KEY) -> str:
    """A signature of ours over anything, with any header."""
    registry = jws.JWSRegistry(algorithms=["ES256"], strict_check_header=False)
    content = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    return jws.serialize_compact(header, content, ECKey.import_key(key), registry=registry)


def changed(place: int) -> str:
    """The signature with another character in a segment."""
    segments = keurmerk.sign(VERKLARING, KEY).split(".")
    text = segments[place]
    middle = len(text) // 2
    segments[place] = text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :]
    return ".".join(segments)


def malleable() -> str:
    """The same bytes of a signature, in another way: its last character has bits that nobody reads."""
    signature = keurmerk.sign(VERKLARING, KEY)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    last = alphabet.index(signature[-1])
    return signature[:-1] + alphabet[last ^ 1]


def unsigned() -> str:
    head = b64(json.dumps({**HEADER, "alg": "none"}).encode())
    return f"{head}.{b64(json.dumps(CLAIMS).encode())}."


def by_the_public_key_as_a_secret() -> str:
    """What a reader takes that lets the header say how the key is to be used."""
    head = b64(json.dumps({**HEADER, "alg": "HS256"}).encode())
    content = f"{head}.{b64(json.dumps(CLAIMS).encode())}"
    secret = ECKey.import_key(public_part(KEY)).as_pem(private=False)
    return f"{content}.{b64(hmac.digest(secret, content.encode(), 'sha256'))}"


WRONG: dict[str, tuple[Callable[[], str], str]] = {
    "another key": (lambda: keurmerk.sign(VERKLARING, OTHER), "niet van deze uitgever"),
    "another key by this name": (
        lambda: keurmerk.sign(VERKLARING, {**OTHER, "kid": KEY["kid"]}),
        "De handtekening klopt niet",
    ),
    "a byte of the header": (lambda: changed(0), ""),
    "a byte of the report": (lambda: changed(1), "De handtekening klopt niet"),
    "a byte of the signature": (lambda: changed(2), "De handtekening klopt niet"),
    "another way to write it": (malleable, "geen handtekening"),
    "alg none": (unsigned, "niet van het soort ES256"),
    "alg HS256": (by_the_public_key_as_a_secret, "niet van het soort ES256"),
    "its own key": (lambda: signed({**HEADER, "jwk": public_part(OTHER)}, key=OTHER), "anders dan alg"),
    "an address of keys": (lambda: signed({**HEADER, "jku": "https://kwaad.example"}), "anders dan alg"),
    "an address of certificates": (lambda: signed({**HEADER, "x5u": "https://kwaad.example"}), "anders dan"),
    "an unknown extension": (lambda: signed({**HEADER, "crit": ["b64"], "b64": False}), "anders dan alg"),
    "no type": (lambda: signed({"alg": "ES256", "kid": KEY["kid"]}), "anders dan alg"),
    "the type of a token": (lambda: signed({**HEADER, "typ": "at+jwt"}), "iets anders dan een keurrapport"),
    "no statement": (lambda: signed(HEADER, [1]), "geen object"),
    "no JSON": (lambda: signed(HEADER, b"\xff"), "niet te lezen"),
    "a claim twice": (lambda: signed(HEADER, b'{"iss": "a", "iss": "b"}'), "staat er dubbel in"),
    "no product": (lambda: signed(HEADER, CLAIMS | {"product": None}), "niet bekend"),
    "another version": (lambda: signed(HEADER, CLAIMS | {"versie": 2}), "niet bekend"),
    "a product without a number": (
        lambda: signed(HEADER, CLAIMS | {"product": {"id": True, "naam": "x"}}),
        "ontbreekt iets",
    ),
    "no issuer": (lambda: signed(HEADER, CLAIMS | {"iss": None}), "ontbreekt iets"),
    "no end": (lambda: signed(HEADER, {n: v for n, v in CLAIMS.items() if n != "exp"}), "ontbreekt iets"),
    "an end that is none": (lambda: signed(HEADER, CLAIMS | {"exp": 10**17}), "moment dat niet bestaat"),
    "nothing": (lambda: "", "geen handtekening"),
    "two segments": (lambda: "a.b", "geen handtekening"),
    "no text": (lambda: "é.é.é", "geen handtekening"),
    "a header that is none": (lambda: f"{b64(b'[]')}.{b64(b'{}')}.{b64(b'x')}", "geen object"),
}


def test_what_was_signed_is_read() -> None:
    assert keurmerk.read(keurmerk.sign(VERKLARING, KEY), KEYS, MOMENT) == VERKLARING


def test_a_statement_is_a_jwt_of_its_own_type() -> None:
    checked = jws.deserialize_compact(
        keurmerk.sign(VERKLARING, KEY), ECKey.import_key(KEYS[0]), registry=REGISTRY
    )
    assert checked.headers() == HEADER
    assert json.loads(checked.payload or b"")["iss"] == "https://uwlr.example.nl"


def test_a_report_as_large_as_they_come_is_signed() -> None:
    rapport = {**VERKLARING.rapport, "gevallen": ["x" * 1000] * 1000}
    large = Verklaring(
        uitgever="https://uwlr.example.nl",
        moment=MOMENT,
        tot=MOMENT + timedelta(days=1),
        product=5,
        productnaam="Leeslijst",
        rapport=rapport,
    )
    assert keurmerk.read(keurmerk.sign(large, KEY), KEYS, MOMENT) == large


@pytest.mark.parametrize(("forged", "told"), [pytest.param(*case, id=name) for name, case in WRONG.items()])
def test_anything_else_is_refused(forged: Callable[[], str], told: str) -> None:
    with pytest.raises(KeurmerkOngeldig) as caught:
        keurmerk.read(forged(), KEYS, MOMENT)
    assert told in caught.value.tekst


@pytest.mark.parametrize(
    ("later", "told"),
    [(timedelta(days=365), "is verlopen: het gold tot 27-11-2027"), (-timedelta(hours=1), "nog moet komen")],
)
def test_a_statement_counts_for_a_time(later: timedelta, told: str) -> None:
    with pytest.raises(KeurmerkOngeldig) as caught:
        keurmerk.read(keurmerk.sign(VERKLARING, KEY), KEYS, MOMENT + later)
    assert told in caught.value.tekst
