"""A logout token says who signed out and where, in the form that applications judge."""

from datetime import UTC, datetime

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.formats.oauth import jwks, logouttoken, sleutelpaar

NOW = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
ISSUER = "https://las.example/sso"


@pytest.mark.parametrize("algoritme", Algoritme)
def test_it_says_what_the_standard_asks(algoritme: Algoritme) -> None:
    key = sleutelpaar.new(algoritme)
    text = logouttoken.write("S", "sid", key, issuer=ISSUER, client_id="sso-1", moment=NOW)
    public = KeySet([jwks.import_key(sleutelpaar.public_part(key))])
    token = jwt.decode(text, public, algorithms=[algoritme.value])
    assert token.header == {"alg": algoritme.value, "kid": key["kid"], "typ": "logout+jwt"}
    jti = token.claims.pop("jti")
    assert token.claims == {
        "iss": ISSUER,
        "aud": "sso-1",
        "iat": int(NOW.timestamp()),
        "exp": int(NOW.timestamp()) + 120,
        "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        "sub": "S",
        "sid": "sid",
    }
    again = logouttoken.write("S", "sid", key, issuer=ISSUER, client_id="sso-1", moment=NOW)
    assert jwt.decode(again, public, algorithms=[algoritme.value]).claims["jti"] != jti
