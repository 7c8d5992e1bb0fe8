"""The claims of an access token: it is from us, for us, of one type and of this moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from uwlr_service.domain.fouten import TokenOngeldig
from uwlr_service.formats.gkv import handtekening
from uwlr_service.formats.oauth import toegangstoken
from uwlr_service.formats.oauth.toegangstoken import LIFE, Toegangstoken

KEY = handtekening.new_key()
ISSUER = "https://las.example"
AUDIENCE = "https://las.example/gkv/v1"
MOMENT = datetime(2026, 11, 25, 12, tzinfo=UTC)
NOW = int(MOMENT.timestamp())


def read(text: str, moment: datetime = MOMENT) -> Toegangstoken:
    """The token, as our own service reads it."""
    public = [handtekening.public_part(KEY)]
    return toegangstoken.read(text, public, issuer=ISSUER, audience=AUDIENCE, moment=moment)


def signed(header: dict[str, Any] | None = None, /, **changed: Any) -> str:
    """A token that we signed, right but for what is changed."""
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "sub": "koppeling-1",
        "client_id": "koppeling-1",
        "aud": AUDIENCE,
        "iat": NOW,
        "exp": NOW + 600,
        "scope": "gkv.basis",
        "sleutel": 3,
    }
    claims |= changed
    head = {"alg": "ES256", "kid": KEY["kid"], "typ": "at+jwt"} | (header or {})
    return jwt.encode(head, claims, ECKey.import_key(KEY), algorithms=["ES256"])


def cases(name: str, *values: object) -> list[tuple[str, object]]:
    """A claim with each of these values."""
    return [(name, value) for value in values]


def test_what_is_written_is_read() -> None:
    token = Toegangstoken(client="koppeling-7", scopes=("gkv.basis",), sleutel=3, certificaat="thumb")
    text = toegangstoken.write(token, KEY, issuer=ISSUER, audience=AUDIENCE, moment=MOMENT)
    assert read(text) == token


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *cases("iss", None, 1, "", "https://x.example", [ISSUER]),
        *cases("aud", None, 1, "", ISSUER, [], [AUDIENCE], [AUDIENCE, "x"], {}),
        *cases("exp", None, True, "", str(NOW + 600), [NOW + 600], NOW, NOW - 600),
        *cases("iat", None, True, "", str(NOW), [NOW], NOW + 2),
        *cases("client_id", None, 1, True, {}, ["koppeling-1"]),
        *cases("scope", None, 1, ["gkv.basis"]),
        ("cnf", "thumb"),
    ],
)
def test_a_claim_of_a_wrong_type_or_value_is_refused(name: str, value: object) -> None:
    assert read(signed()).client == "koppeling-1"
    with pytest.raises(TokenOngeldig):
        read(signed(**{name: value}))


@pytest.mark.parametrize("kind", ["", "JWT", "at+jwt2"])
def test_another_type_is_refused(kind: str) -> None:
    with pytest.raises(TokenOngeldig):
        read(signed({"typ": kind}))


def test_a_token_ends_on_the_second_and_may_begin_a_second_ahead() -> None:
    text = signed()
    assert read(text, MOMENT - timedelta(seconds=1)).client == "koppeling-1"
    assert read(text, MOMENT + LIFE - timedelta(microseconds=1)).client == "koppeling-1"
    for moment in (MOMENT - timedelta(seconds=2), MOMENT + LIFE):
        with pytest.raises(TokenOngeldig):
            read(text, moment)
