"""The ID tokens of a run are right, or it is said what is wrong with them."""

from collections.abc import Mapping
from typing import Any

import pytest
from joserfc import jwt

from bench import idtokens
from tests.support.sso.aanmelding import Aanvrager
from tests.support.sso.toepassingen import TERUG, Proefclient
from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.formats.oauth import jwks, sleutelpaar

ISSUER = "https://las.example/sso"
AANVRAGER = Aanvrager(client=Proefclient(id=1, client_id="sso-1", koppeling=1), terug=TERUG)
KEY = sleutelpaar.new(Algoritme.RS256)
ANOTHER = sleutelpaar.new(Algoritme.RS256)
KEYS = {"keys": [sleutelpaar.public_part(KEY)]}


def _token(sub: str, key: Mapping[str, Any] = KEY, **claims: str) -> str:
    whole = {"iss": ISSUER, "aud": "sso-1", "nonce": "eenmalig", "sub": sub, **claims}
    return jwt.encode({"alg": "RS256"}, whole, jwks.import_key(key), algorithms=["RS256"])


def _faults(*tokens: tuple[str, str]) -> list[str]:
    return list(idtokens.faults(tokens, KEYS, ISSUER, AANVRAGER))


def test_right_tokens_have_no_faults() -> None:
    assert not _faults(("emma", _token("1")), ("lucas", _token("2")), ("emma", _token("1")))


@pytest.mark.parametrize("claim", ["iss", "aud", "nonce"])
def test_each_claim_counts(claim: str) -> None:
    assert _faults(("emma", _token("1", KEY, **{claim: "another"}))) == [f"an ID token has another {claim}"]


def test_a_signature_by_another_key_is_no_proof() -> None:
    (fault,) = _faults(("emma", _token("1", ANOTHER)))
    assert fault.startswith("an ID token is no proof")


@pytest.mark.parametrize(
    "others", [("emma", "2"), ("lucas", "1"), ("lucas", "")], ids=["two subs", "two people", "no sub"]
)
def test_a_sub_is_of_one_person(others: tuple[str, str]) -> None:
    who, sub = others
    assert _faults(("emma", _token("1")), (who, _token(sub))) == ["an ID token is of somebody else"]
