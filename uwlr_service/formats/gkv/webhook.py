"""The message "levering klaar": thin, and signed with the key that packages are signed with (gkv.md 4.2)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from uwlr_service.domain.school import Schoolcode
from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.gkv.handtekening import HandtekeningOngeldig

HEADER = "X-JWS-Signature"
TYPE = "gkv-levering-klaar"
LIFE = timedelta(minutes=5)


def write(*, levering: str, koppeling: int, school: Schoolcode, volgnummer: int) -> bytes:
    """The body: what a partner has to collect, and nothing about anybody."""
    document = {
        "levering": levering,
        "koppeling": koppeling,
        "school": str(school),
        "volgnummer": volgnummer,
    }
    return json.dumps(document, ensure_ascii=False).encode()


def sign(body: bytes, key: Mapping[str, Any], url: str, moment: datetime) -> str:
    """The header: a detached JWS that holds for minutes, and at one address only."""
    return handtekening.sign(body, key, typ=TYPE, aud=url, iat=_seconds(moment), exp=_seconds(moment + LIFE))


def verify(
    body: bytes, signature: str, keys: Sequence[Mapping[str, Any]], url: str, moment: datetime
) -> dict[str, Any]:
    """The message, as a partner reads it. Raises HandtekeningOngeldig."""
    header = handtekening.verify_header(body, signature, keys, ("aud", "iat", "exp"))
    now = _seconds(moment)
    if (header.get("typ"), header.get("aud")) != (TYPE, url) or not header.get("exp", 0) > now:
        raise HandtekeningOngeldig
    document: dict[str, Any] = json.loads(body)
    return document


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
