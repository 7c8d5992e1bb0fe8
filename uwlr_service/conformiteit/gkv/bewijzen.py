"""What a partner proves itself with at the token endpoint: as it should be, and as must be refused."""

import base64
import json
import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.oauth import clientbewijs, jwks

LIFE = timedelta(minutes=2)
LONG_AGO = timedelta(hours=1)


def proofs(client_id: str, audience: str, key: Mapping[str, Any], moment: datetime) -> dict[str, str]:
    """A proof by each of the names that a suite uses; ``bewijs`` alone is right, and counts once."""
    claims = {
        "iss": client_id,
        "sub": client_id,
        "aud": audience,
        "iat": int(moment.timestamp()),
        "exp": int((moment + LIFE).timestamp()),
    }
    past = moment - LONG_AGO
    old = {"iat": int(past.timestamp()), "exp": int((past + LIFE).timestamp())}
    foreign = {**handtekening.new_key(), "kid": _kid(key)}
    endless = {"exp": int((moment + timedelta(days=1)).timestamp())}
    return {
        "bewijs": clientbewijs.sign(claims, key),
        "bewijs_andere_sleutel": clientbewijs.sign(claims, foreign),
        "bewijs_ander_adres": clientbewijs.sign({**claims, "aud": "https://elders.example/oauth/token"}, key),
        "bewijs_verlopen": clientbewijs.sign({**claims, **old}, key),
        "bewijs_te_lang": clientbewijs.sign({**claims, **endless}, key),
        "bewijs_andere_client": clientbewijs.sign({**claims, "iss": "een-ander"}, key),
        "bewijs_zonder_handtekening": _unsigned(claims),
    }


def _kid(key: Mapping[str, Any]) -> str:
    return str(key.get("kid") or jwks.import_key(key).thumbprint())


def _unsigned(claims: Mapping[str, Any]) -> str:
    """A JWT that says that it needs no signature (RFC 7519, 6)."""
    parts = ({"alg": "none", "typ": "JWT"}, {**claims, "jti": str(uuid.uuid4())})
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in parts]
    return f"{'.'.join(encoded)}."
