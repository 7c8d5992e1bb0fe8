"""Nobody who proves nothing learns by the work of the token endpoint what is registered."""

import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import TOKEN, Partner
from tests.support.partners.handelenden import DOOR
from tests.support.servers.certificates import make_certificate
from tests.support.statements import recorded
from uwlr_service.formats.oauth import jwks
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

Work = tuple[int, list[tuple[str, int]]]
STRANGER = ECKey.generate_key("P-256")
STRANGER_RSA = RSAKey.generate_key(3072)
NOWHERE = 987654


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """The kind and the size of each key that a signature was checked with, in order."""
    done: list[tuple[str, int]] = []
    real = jwks.import_key

    def counted(key: Any) -> ECKey | RSAKey:
        imported = real(key)
        done.append((key["kty"], len(key.get("n", ""))))
        return imported

    monkeypatch.setattr(jwks, "import_key", counted)
    return done


@pytest.fixture
def work(partner: Partner, checks: list[tuple[str, int]]) -> Callable[..., Work]:
    """What a refused request costs: its statements, and its checks of signatures."""

    def work(koppeling: int, key: ECKey | RSAKey = STRANGER, **header: Any) -> Work:
        checks.clear()
        alg = "ES256" if isinstance(key, ECKey) else "PS256"
        name = f"koppeling-{koppeling}"
        claims = {"iss": name, "sub": name, "aud": TOKEN, "jti": "j", "exp": int(time.time()) + 60}
        assertion = jwt.encode({"alg": alg, **header}, claims, key, algorithms=[alg])
        with recorded() as statements:
            assert partner.ask(assertion).status_code == 401
        return len(statements), list(checks)

    return work


@pytest.fixture
def of_uwlr(beheer: Koppelingbeheer, uitgifte: Uitgifte) -> int:
    """A link that is not one of GKV."""
    return uitgifte.koppeling.id


@pytest.mark.parametrize("key", [STRANGER, STRANGER_RSA], ids=["EC", "RSA"])
def test_a_wrong_signature_costs_the_same_whatever_is_registered(
    partner: Partner,
    stranger: Partner,
    of_uwlr: int,
    gkv: Gkv,
    work: Callable[..., Work],
    key: ECKey | RSAKey,
) -> None:
    rsa = RSAKey.generate_key(3072)
    jwk = {**rsa.as_dict(private=False), "kid": "groot"}
    partner.beheer.add_jwks(partner.koppeling, json.dumps({"keys": [jwk]}).encode(), door=DOOR)
    expected = work(NOWHERE, key, kid="onbekend")
    assert len(expected[1]) == 1
    kids = (partner.key.thumbprint(), "groot", "onbekend")
    for kid in kids:
        assert work(partner.koppeling, key, kid=kid) == expected, kid
    assert work(of_uwlr, key, kid="x") == expected
    Intrekkingen(gkv.database).withdraw(stranger.koppeling, door=DOOR)
    assert work(stranger.koppeling, key, kid=stranger.key.thumbprint()) == expected
    partner.beheer.remove(partner.koppeling, partner.sleutel, door=DOOR)
    assert work(partner.koppeling, key, kid=kids[0]) == expected


def test_an_assertion_without_a_kid_costs_the_same_too(
    partner: Partner, of_uwlr: int, work: Callable[..., Work]
) -> None:
    expected = work(NOWHERE)
    assert len(expected[1]) == 5
    assert work(partner.koppeling) == expected
    assert work(of_uwlr) == expected
    another = {"keys": [ECKey.generate_key("P-256").as_dict(private=False)]}
    partner.beheer.add_jwks(partner.koppeling, json.dumps(another).encode(), door=DOOR)
    assert work(partner.koppeling) == expected


def test_a_key_that_is_in_two_sets_is_tried_once(partner: Partner, work: Callable[..., Work]) -> None:
    kid = partner.key.thumbprint()
    other = ECKey.generate_key("P-256").as_dict(private=False)
    sets = {"keys": [partner.key.as_dict(private=False), {**other, "kid": "nieuw"}]}
    partner.beheer.add_jwks(partner.koppeling, json.dumps(sets).encode(), door=DOOR)
    assert len(work(partner.koppeling, kid=kid)[1]) == 1
    assert partner.token()


def test_a_certificate_of_nobody_asks_as_much_of_the_database(
    partner: Partner, of_uwlr: int, stranger: Partner
) -> None:
    shown = {"X-Client-Cert": quote(make_certificate().decode())}
    local = {"REMOTE_ADDR": "127.0.0.1"}
    counts = set()
    for koppeling in (partner.koppeling, stranger.koppeling, of_uwlr, NOWHERE):
        form = {"grant_type": "client_credentials", "client_id": f"koppeling-{koppeling}"}
        with recorded() as statements:
            answer = partner.client.post("/oauth/token", data=form, headers=shown, environ_overrides=local)
        assert answer.status_code == 401
        counts.add(len(statements))
    assert len(counts) == 1
