"""The signed report of the test facility: a JWS (RFC 7515) of who says what about which product.

Its ``typ`` is of its own (RFC 8725, 3.11), so that nothing else that the same key signs can be put in its
place. A reader brings the keys itself: nothing in a report says where they are.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.formats import jsontekst
from uwlr_service.formats.gkv.handtekening import ALGORITHM, MISREAD
from uwlr_service.formats.jsontekst import JsonOngeldig
from uwlr_service.formats.limits import JsonLimits
from uwlr_service.formats.oauth.jwks import CURVE

TYPE = "keurmerk+jwt"
LIMITS = JsonLimits(bytes=8 * 1024 * 1024, values=500_000)
"""A report of three hundred questions is a third of a megabyte."""
BESTAND = JsonLimits(bytes=4 * LIMITS.bytes, values=LIMITS.values)
"""Of a file: the report, and the same once more in the signature."""
OVER_DE_HANDTEKENING = frozenset({"ondertekend", "uitgever", "handtekening"})
"""The fields of a report that are not signed themselves."""
NIET_ONDERTEKEND = "Dit rapport is niet ondertekend: het bewijst niets aan een ander."
GEEN_RAPPORT = "Dit is geen rapport in JSON van uwlr keur, en ook geen handtekening eronder"
LEEWAY = timedelta(minutes=5)
"""How far the clocks of two machines may be apart."""
SEGMENTS = 3
VERSIE = 1
"""The version of these claims."""


class KeurmerkOngeldig(Geweigerd):
    """De handtekening van het keurrapport klopt niet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verklaring:
    """What a service says about a product: the report of a run that it watched or did itself."""

    uitgever: str
    """The address of the service."""
    moment: datetime
    tot: datetime
    """Until when it counts."""
    product: int
    """The number of the product at that service."""
    productnaam: str
    rapport: Mapping[str, Any]
    """The report without what is about the signature."""


class _Registry(jws.JWSRegistry):
    """Signs and reads what is larger than a token."""

    max_payload_length = 2 * LIMITS.bytes


REGISTRY = _Registry(algorithms=[ALGORITHM])


def sign(verklaring: Verklaring, key: Mapping[str, Any]) -> str:
    """The statement as a compact JWS."""
    content = json.dumps(_claims(verklaring), ensure_ascii=False).encode()
    header = {"alg": ALGORITHM, "kid": key["kid"], "typ": TYPE}
    return jws.serialize_compact(header, content, ECKey.import_key(dict(key)), registry=REGISTRY)


def digest(verklaring: Verklaring) -> str:
    """By which a statement is known again, however often it is signed or written in another way."""
    return hashlib.sha256(_canonical(_claims(verklaring)).encode()).hexdigest()


def _claims(verklaring: Verklaring) -> dict[str, Any]:
    return {
        "iss": verklaring.uitgever,
        "iat": int(verklaring.moment.timestamp()),
        "exp": int(verklaring.tot.timestamp()),
        "versie": VERSIE,
        "product": {"id": verklaring.product, "naam": verklaring.productnaam},
        "rapport": verklaring.rapport,
    }


def read(text: str, keys: Iterable[Mapping[str, Any]], moment: datetime) -> Verklaring:
    """What was signed by one of these keys, and counts at a moment. Raises KeurmerkOngeldig."""
    if len(text) > 2 * LIMITS.bytes or not _is_compact(text):
        raise KeurmerkOngeldig("Dit is geen handtekening.")
    key = _key_for(_object(text.partition(".")[0], "De kop van de handtekening"), keys)
    try:
        checked = jws.deserialize_compact(text, ECKey.import_key(dict(key)), registry=REGISTRY)
    except MISREAD as error:
        raise KeurmerkOngeldig(
            "De handtekening klopt niet: het rapport is veranderd, of niet van deze uitgever."
        ) from error
    verklaring = _verklaring(_object_of(checked.payload, "Wat is ondertekend"))
    if verklaring.moment > moment + LEEWAY:
        raise KeurmerkOngeldig("Het rapport is ondertekend op een moment dat nog moet komen.")
    if verklaring.tot <= moment:
        raise KeurmerkOngeldig(f"Het rapport is verlopen: het gold tot {verklaring.tot:%d-%m-%Y}.")
    return verklaring


def is_signed(data: bytes) -> bool:
    """Whether a file may be signed, which proves nothing yet; False for a report that says that it is not.

    Raises KeurmerkOngeldig for what is neither a report nor a signature.
    """
    text = data.decode("utf-8", "replace").strip()
    return _is_compact(text) or _report_of(data).get("ondertekend") is True


def proven(data: bytes, keys: Iterable[Mapping[str, Any]], moment: datetime) -> Verklaring:
    """What a file says that one of these keys signed: a report in JSON, or the signature by itself.

    Raises KeurmerkOngeldig, also when the report is not signed, or says something else than what was signed.
    """
    text = data.decode("utf-8", "replace").strip()
    if _is_compact(text):
        return read(text, keys, moment)
    record = _report_of(data)
    handtekening = record.get("handtekening")
    if record.get("ondertekend") is not True or not isinstance(handtekening, str):
        raise KeurmerkOngeldig(NIET_ONDERTEKEND)
    verklaring = read(handtekening, keys, moment)
    said = {name: value for name, value in record.items() if name not in OVER_DE_HANDTEKENING}
    if _canonical(said) != _canonical(verklaring.rapport):
        raise KeurmerkOngeldig("Het rapport is veranderd: er staat iets anders in dan is ondertekend.")
    if record.get("uitgever") != verklaring.uitgever:
        raise KeurmerkOngeldig("Het rapport noemt een andere uitgever dan is ondertekend.")
    return verklaring


def _key_for(header: Mapping[str, Any], keys: Iterable[Mapping[str, Any]]) -> Mapping[str, Any]:
    """The key that a header names, of those that the reader brought."""
    if set(header) != {"alg", "kid", "typ"}:  # no jku, no jwk, no x5u, no crit: a reader needs none
        raise KeurmerkOngeldig("In de kop van de handtekening staat iets anders dan alg, kid en typ.")
    if header["alg"] != ALGORITHM:
        raise KeurmerkOngeldig(f"De handtekening is niet van het soort {ALGORITHM}.")
    if header["typ"] != TYPE:
        raise KeurmerkOngeldig("Dit is een handtekening onder iets anders dan een keurrapport.")
    for key in keys:
        if key.get("kid") == header["kid"] and key.get("kty") == "EC" and key.get("crv") == CURVE:
            return key
    raise KeurmerkOngeldig("De sleutel van de handtekening is niet van deze uitgever.")


def _verklaring(claims: Mapping[str, Any]) -> Verklaring:
    product = claims.get("product")
    rapport = claims.get("rapport")
    if claims.get("versie") != VERSIE or not isinstance(product, dict) or not isinstance(rapport, dict):
        raise KeurmerkOngeldig("Dit soort verklaring is hier niet bekend.")
    texts = (claims.get("iss"), product.get("naam"))
    numbers = (claims.get("iat"), claims.get("exp"), product.get("id"))
    if not _all_are(str, texts) or not _all_are(int, numbers):
        raise KeurmerkOngeldig("In de verklaring ontbreekt iets.")
    try:
        moment, tot = (datetime.fromtimestamp(claims[name], UTC) for name in ("iat", "exp"))
    except (ValueError, OverflowError, OSError) as error:
        raise KeurmerkOngeldig("In de verklaring staat een moment dat niet bestaat.") from error
    return Verklaring(
        uitgever=claims["iss"],
        moment=moment,
        tot=tot,
        product=product["id"],
        productnaam=product["naam"],
        rapport=rapport,
    )


def _all_are(kind: type, values: Sequence[object]) -> bool:
    return all(type(value) is kind for value in values)


def _object(segment: str, what: str) -> dict[str, Any]:
    return _object_of(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)), what)


def _object_of(content: bytes, what: str) -> dict[str, Any]:
    try:
        value = jsontekst.read(content, LIMITS)
    except JsonOngeldig as error:
        raise KeurmerkOngeldig(f"{what} is niet te lezen: {error.tekst}.") from error
    if not isinstance(value, dict):
        raise KeurmerkOngeldig(f"{what} is niet te lezen: het is geen object.")
    return value


def _report_of(data: bytes) -> dict[str, Any]:
    """The report in a file. Raises KeurmerkOngeldig."""
    try:
        record = jsontekst.read(data.strip(), BESTAND)
    except JsonOngeldig as error:
        raise KeurmerkOngeldig(f"{GEEN_RAPPORT}: {error.tekst}.") from error
    if not isinstance(record, dict):
        raise KeurmerkOngeldig(f"{GEEN_RAPPORT}: het is geen object.")
    return record


def _is_compact(text: str) -> bool:
    """Whether a text has the form of a compact JWS (RFC 7515, 7.1)."""
    segments = text.split(".", SEGMENTS)
    return len(segments) == SEGMENTS and all(map(_is_canonical, segments))


def _is_canonical(segment: str) -> bool:
    """Whether this is the one way to write these bytes; another would be a second valid signature."""
    try:
        content = base64.urlsafe_b64decode(segment.encode("ascii") + b"=" * (-len(segment) % 4))
    except (UnicodeEncodeError, binascii.Error):
        return False
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode() == segment


def _canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True)  # and not ==, by which 1 is the same as true
