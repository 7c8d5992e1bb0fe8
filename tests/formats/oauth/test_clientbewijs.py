"""The claims of an assertion: values of wrong types, the edges of time, and how long a jti is remembered."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from uwlr_service.domain.fouten import ClientOngeldig
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.formats.oauth.clientbewijs import LEEWAY, LONGEST_LIFE, Clientbewijs

CLIENT = "koppeling-1"
AUDIENCES = ("https://las.example/oauth/token", "https://las.example")
KEY = ECKey.generate_key("P-256", {"kid": "k", "alg": "ES256"})
MOMENT = datetime(2026, 11, 25, 12, tzinfo=UTC)
NOW = int(MOMENT.timestamp())
SKEW = int(LEEWAY.total_seconds())
LIFE = int(LONGEST_LIFE.total_seconds())


def verify(moment: datetime = MOMENT, /, **changed: Any) -> Clientbewijs:
    """What an assertion is worth that is right but for what is changed."""
    claims: dict[str, Any] = {"iss": CLIENT, "sub": CLIENT, "aud": AUDIENCES[0], "jti": "j", "exp": NOW + 60}
    token = jwt.encode({"alg": "ES256", "kid": "k"}, claims | changed, KEY, algorithms=["ES256"])
    return clientbewijs.verify(token, [KEY.as_dict(private=False)], CLIENT, AUDIENCES, moment)


def cases(name: str, reason: str, *values: object) -> list[tuple[str, object, str]]:
    """A claim with each of these values, and the reason for which all of them are refused."""
    return [(name, value, reason) for value in values]


def test_the_right_one_is_remembered_until_it_has_expired_for_every_clock() -> None:
    assert verify() == Clientbewijs("j", MOMENT + timedelta(seconds=60) + LEEWAY)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        *cases("iss", "wrong_iss_or_sub", None, 1, True, "", [CLIENT], {"x": CLIENT}),
        *cases("sub", "wrong_iss_or_sub", None, 1, [CLIENT], "koppeling-2"),
        *cases("aud", "wrong_aud", None, 1, True, "", [], [1], {}, [AUDIENCES[0], 1]),
        *cases("aud", "wrong_aud", [AUDIENCES[0], "https://x.example"], [[AUDIENCES[0]]]),
        *cases("jti", "wrong_jti", None, 1, True, "", ["j"], {}, "j" * 256),
        *cases("exp", "wrong_time", None, True, "1", str(NOW), [NOW], {}),
        *cases("iat", "wrong_time", None, True, "1", [NOW]),
        *cases("nbf", "wrong_time", None, False, "1", {}),
        ("exp", 10**400, "lives_too_long"),
        ("exp", float("inf"), "lives_too_long"),
        ("iat", 10**400, "not_yet_valid"),
    ],
)
def test_a_claim_of_a_wrong_type_is_refused_with_its_reason(name: str, value: object, reason: str) -> None:
    with pytest.raises(ClientOngeldig) as caught:
        verify(**{name: value})
    assert caught.value.reden == reason


def test_the_first_wrong_claim_is_named_whatever_their_order() -> None:
    for names in (("jti", "aud", "iss"), ("iss", "aud", "jti")):
        with pytest.raises(ClientOngeldig) as caught:
            verify(**dict.fromkeys(names, 7))
        assert caught.value.reden == "wrong_iss_or_sub"


@pytest.mark.parametrize(
    ("name", "last_good", "first_wrong", "reason"),
    [
        ("exp", NOW - SKEW + 1, NOW - SKEW, "expired"),
        ("exp", NOW + LIFE + SKEW, NOW + LIFE + SKEW + 1, "lives_too_long"),
        ("iat", NOW + SKEW, NOW + SKEW + 1, "not_yet_valid"),
        ("nbf", NOW + SKEW, NOW + SKEW + 1, "not_yet_valid"),
    ],
)
def test_clocks_may_be_half_a_minute_apart(name: str, last_good: int, first_wrong: int, reason: str) -> None:
    assert verify(**{name: last_good}).jti == "j"
    with pytest.raises(ClientOngeldig) as caught:
        verify(**{name: first_wrong})
    assert caught.value.reden == reason


@pytest.mark.parametrize("fraction", [0.0, 0.001, 0.5, 0.999])
def test_a_jti_is_remembered_for_as_long_as_its_assertion_is_accepted(fraction: float) -> None:
    expires = NOW + fraction
    for milliseconds in range(28_000, 33_000, 50):
        moment = MOMENT + timedelta(milliseconds=milliseconds)
        try:
            verloopt = verify(moment, exp=expires).verloopt
        except ClientOngeldig:
            continue
        assert moment < verloopt


@pytest.mark.parametrize(
    ("assertion", "reason"),
    [
        ("", "no_jwt"),
        ("a.b", "no_jwt"),
        ("é.b.c", "no_jwt"),
        ("x" * clientbewijs.MAX_LENGTH, "no_jwt"),
        ("x" * (clientbewijs.MAX_LENGTH + 1), "too_long"),
    ],
)
def test_what_is_no_assertion_is_refused_before_any_key_is_tried(assertion: str, reason: str) -> None:
    with pytest.raises(ClientOngeldig) as caught:
        clientbewijs.verify(assertion, [], CLIENT, AUDIENCES, MOMENT)
    assert caught.value.reden == reason
