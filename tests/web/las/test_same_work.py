"""Nobody who proves nothing learns by the work of the token endpoint which LASes there are."""

import time
import uuid
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from tests.support.las.las import TOKEN, Beller
from tests.support.partners.handelenden import DOOR
from tests.support.statements import recorded
from uwlr_service.formats.oauth import jwks

STRANGER = ECKey.generate_key("P-256")
NOWHERE = "las-987654"
Work = tuple[list[str], int, bytes]


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kind of each key that a signature was checked with."""
    done: list[str] = []
    real = jwks.import_key

    def counted(key: Any) -> Any:
        done.append(key["kty"])
        return real(key)

    monkeypatch.setattr(jwks, "import_key", counted)
    return done


def work(las: Beller, checks: list[str], name: str, **header: str) -> Work:
    """What a refused request costs, and what it hears: its statements, its checks, and the answer."""
    checks.clear()
    claims = {"iss": name, "sub": name, "aud": TOKEN, "jti": str(uuid.uuid4()), "exp": int(time.time()) + 60}
    assertion = jwt.encode({"alg": "ES256", **header}, claims, STRANGER, algorithms=["ES256"])
    with recorded() as statements:
        answer = las.ask(assertion)
    assert answer.status_code == 401
    return statements, len(checks), answer.data


def test_a_wrong_signature_costs_the_same_whether_there_is_a_las(las: Beller, checks: list[str]) -> None:
    known = work(las, checks, las.name)
    assert known == work(las, checks, NOWHERE)
    assert known[1] > 0


def test_a_key_that_is_registered_costs_no_more_than_one_that_is_not(
    las: Beller, alles: Beller, checks: list[str]
) -> None:
    kid = {"kid": str(las.key.thumbprint())}
    assert work(las, checks, las.name, **kid) == work(las, checks, NOWHERE, **kid)
    assert work(las, checks, las.name, **kid) == work(las, checks, alles.name, **kid)


def test_a_las_that_was_revoked_costs_the_same(las: Beller, checks: list[str]) -> None:
    before = work(las, checks, las.name)
    las.diensten.lasregister.revoke(las.las.id, door=DOOR)
    assert work(las, checks, las.name) == before
