"""ID tokens and logout tokens as an application judges them: one change at a time, and each is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from uwlr_service.domain.fouten import DocumentOngeldig
from uwlr_service.formats.oauth import idtoken, ontvangenjwt
from uwlr_service.formats.oauth.ontvangenjwt import LOGOUT_EVENT, LOGOUT_TYPE, Afmelding, Verwachting

ISSUER = "https://las.example/sso"
CLIENT = "sso-1"
KEY = ECKey.generate_key("P-256", {"kid": "k", "alg": "ES256", "use": "sig"})
OTHER = ECKey.generate_key("P-256", {"kid": "k", "alg": "ES256", "use": "sig"})
PUBLISHED = [{**KEY.as_dict(private=False), "kid": "k"}]
MOMENT = datetime(2026, 11, 26, 12, tzinfo=UTC)
NOW = int(MOMENT.timestamp())
ACCESS = "een access token"
VERWACHTING = Verwachting(issuer=ISSUER, client_id=CLIENT, algoritme="ES256", moment=MOMENT)
BOTH = {"iss": ISSUER, "aud": CLIENT, "iat": NOW, "exp": NOW + 120, "sub": "s", "sid": "sessie"}
ABSENT = object()


def signed(claims: dict[str, Any], key: ECKey = KEY, **header: object) -> str:
    """A token of these claims, without those that are ABSENT."""
    present = {name: value for name, value in claims.items() if value is not ABSENT}
    return jwt.encode({"alg": "ES256", "kid": "k", **header}, present, key, algorithms=["ES256"])


def id_claims(**changed: object) -> dict[str, Any]:
    """The claims of a right ID token, but for what is changed."""
    return {**BOTH, "nonce": "n", "at_hash": idtoken.at_hash(ACCESS)} | changed


def logout_claims(**changed: object) -> dict[str, Any]:
    """The claims of a right logout token, but for what is changed."""
    return {**BOTH, "jti": "j", "events": {LOGOUT_EVENT: {}}} | changed


def read_id(token: str, nonce: str | None = "n") -> dict[str, Any]:
    return ontvangenjwt.read_id_token(token, PUBLISHED, VERWACHTING, nonce=nonce, access_token=ACCESS)


def read_logout(token: str) -> Afmelding:
    return ontvangenjwt.read_logout_token(token, PUBLISHED, VERWACHTING)


OF_BOTH = [
    {"iss": "https://elders.example/sso"},
    {"iss": f"{ISSUER}/"},
    {"aud": "sso-2"},
    {"aud": [CLIENT, "sso-2"]},
    {"aud": ABSENT},
    {"iat": NOW + 60},
    {"iat": NOW - 3600},
    {"iat": "nu"},
    {"iat": True},
    {"exp": NOW - 60},
    {"exp": ABSENT},
]


def test_a_right_id_token_says_who_it_is() -> None:
    assert read_id(signed(id_claims()))["sub"] == "s"
    assert read_id(signed(id_claims(aud=[CLIENT], azp=CLIENT)))["sid"] == "sessie"
    assert read_id(signed(id_claims(nonce=ABSENT)), nonce=None)["sub"] == "s"


@pytest.mark.parametrize(
    "changed",
    [
        *OF_BOTH,
        {"sub": ABSENT},
        {"sub": ""},
        {"sub": 1},
        {"nonce": "een andere"},
        {"nonce": ABSENT},
        {"azp": "sso-2"},
        {"at_hash": ABSENT},
        {"at_hash": idtoken.at_hash("een ander")},
    ],
)
def test_an_id_token_with_something_wrong_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(DocumentOngeldig):
        read_id(signed(id_claims(**changed)))


def test_a_right_logout_token_says_who_is_out() -> None:
    whole = logout_claims()
    assert read_logout(signed(whole, typ=LOGOUT_TYPE)) == Afmelding(jti="j", sub="s", sid="sessie")
    assert read_logout(signed(whole | {"sid": ABSENT}, typ=LOGOUT_TYPE)).sid is None
    assert read_logout(signed(whole | {"sub": ABSENT}, typ=LOGOUT_TYPE)).sub is None


@pytest.mark.parametrize(
    "changed",
    [
        *OF_BOTH,
        {"nonce": "n"},
        {"events": ABSENT},
        {"events": []},
        {"events": {"http://iets.example/anders": {}}},
        {"events": {LOGOUT_EVENT: "ja"}},
        {"jti": ABSENT},
        {"sub": ABSENT, "sid": ABSENT},
        {"sub": 1},
        {"sid": ["sessie"]},
    ],
)
def test_a_logout_token_with_something_wrong_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(DocumentOngeldig):
        read_logout(signed(logout_claims(**changed), typ=LOGOUT_TYPE))


def test_neither_passes_for_the_other() -> None:
    with pytest.raises(DocumentOngeldig):
        read_logout(signed(logout_claims(), typ="JWT"))
    with pytest.raises(DocumentOngeldig):
        read_id(signed(id_claims(), typ=LOGOUT_TYPE))


def test_only_a_key_of_the_provider_signs_and_only_by_the_agreed_algorithm() -> None:
    for token in (
        signed(id_claims(), OTHER),
        signed(id_claims(), kid="een andere"),
        signed(id_claims())[:-4],
        "geen.token",
        "",
        "x" * 20_000,
    ):
        with pytest.raises(DocumentOngeldig):
            read_id(token)
    by_rsa = Verwachting(issuer=ISSUER, client_id=CLIENT, algoritme="RS256", moment=MOMENT)
    with pytest.raises(DocumentOngeldig):
        ontvangenjwt.read_id_token(signed(id_claims()), PUBLISHED, by_rsa, nonce="n", access_token=ACCESS)
