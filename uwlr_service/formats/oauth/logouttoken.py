"""The logout token: an application hears that somebody signed out (Back-Channel Logout 1.0, section 2.4)."""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from uwlr_service.formats.oauth import sleutelpaar

LIFE = timedelta(minutes=2)
TYPE = "logout+jwt"
"""So that it cannot be taken for an ID token (RFC 8725, section 3.11)."""
EVENT = "http://schemas.openid.net/event/backchannel-logout"


def write(
    sub: str, sid: str, key: Mapping[str, Any], *, issuer: str, client_id: str, moment: datetime
) -> str:
    """The token for one application, by a private key. It never has a ``nonce``."""
    claims = {
        "iss": issuer,
        "aud": client_id,
        "iat": int(moment.timestamp()),
        "exp": int((moment + LIFE).timestamp()),
        "jti": str(uuid.uuid4()),
        "events": {EVENT: {}},
        "sub": sub,
        "sid": sid,
    }
    return sleutelpaar.sign(claims, key, TYPE)
