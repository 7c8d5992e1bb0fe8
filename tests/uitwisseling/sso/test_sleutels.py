"""The keys of the provider: made once, known to partners before they sign, and forgotten afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.support.partners.handelenden import DOOR
from tests.support.people.klas import leerkracht
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, SleutelOnleesbaar
from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.formats.oauth import sleutelpaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.sso import sso_sleutel
from uwlr_service.uitwisseling.sso.sleutels import AFTERWARDS, BEFOREHAND, Ssosleutels

SECRET = b"the secret of the service in tests"
BOTH = tuple(Algoritme)


@pytest.fixture
def sleutels(database: Database) -> Ssosleutels:
    return Ssosleutels(database, SECRET)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(tijd, "now", lambda: moment)


def kids(sleutels: Ssosleutels) -> list[str]:
    return [key["kid"] for key in sleutels.published()]


def secret_parts(database: Database) -> dict[str, str | None]:
    with database.read() as connection:
        rows = connection.execute(sso_sleutel.select())
        return {row.kid: row.geheim for row in rows}


def test_what_is_published_is_public_and_says_what_it_is_for(sleutels: Ssosleutels) -> None:
    published = sleutels.published()
    assert {(key["kty"], key["alg"], key["use"]) for key in published} == {
        ("RSA", "RS256", "sig"),
        ("EC", "ES256", "sig"),
    }
    assert not any({"d", "p", "q", "dp", "dq", "qi"} & key.keys() for key in published)
    for key in KeySet.import_key_set({"keys": published}).keys:
        assert key.kid == key.thumbprint()


@pytest.mark.parametrize("algoritme", BOTH)
def test_what_is_signed_is_proven_by_what_is_published(sleutels: Ssosleutels, algoritme: Algoritme) -> None:
    key = sleutels.key(algoritme)
    text = sleutelpaar.sign({"sub": "S"}, key, "JWT")
    known = KeySet.import_key_set({"keys": sleutels.published()})
    token = jwt.decode(text, known, algorithms=[algoritme.value])
    assert (token.header, token.claims) == (
        {"alg": algoritme.value, "kid": key["kid"], "typ": "JWT"},
        {"sub": "S"},
    )


def test_the_first_keys_are_made_once(database: Database) -> None:
    workers = [Ssosleutels(database, SECRET) for _ in range(6)]
    with ThreadPoolExecutor(len(workers)) as pool:
        keys: list[dict[str, Any]] = list(pool.map(lambda worker: worker.key(Algoritme.ES256), workers))
    assert len({key["kid"] for key in keys}) == 1
    assert len(secret_parts(database)) == 1


def test_a_private_part_is_not_kept_as_it_is(sleutels: Ssosleutels, database: Database) -> None:
    key = sleutels.key(Algoritme.RS256)
    kept = str(secret_parts(database)[key["kid"]])
    assert key["d"] not in kept
    assert kept.count(".") == 4  # a JWE


def test_a_new_key_is_known_a_day_before_it_signs(
    sleutels: Ssosleutels, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = tijd.now()
    old = {algoritme: sleutels.key(algoritme)["kid"] for algoritme in BOTH}
    assert sleutels.rotate(door=DOOR) - now >= BEFOREHAND == timedelta(hours=24)
    assert len(kids(sleutels)) == 4
    assert {algoritme: sleutels.key(algoritme)["kid"] for algoritme in BOTH} == old
    at(monkeypatch, now + BEFOREHAND - timedelta(minutes=1))
    assert {algoritme: sleutels.key(algoritme)["kid"] for algoritme in BOTH} == old
    at(monkeypatch, now + BEFOREHAND + timedelta(minutes=1))
    assert not {sleutels.key(algoritme)["kid"] for algoritme in BOTH} & set(old.values())


def test_an_old_key_stays_known_and_its_private_part_does_not(
    sleutels: Ssosleutels, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = tijd.now()
    old = {sleutels.key(algoritme)["kid"] for algoritme in BOTH}
    sleutels.rotate(door=DOOR)
    assert None not in secret_parts(database).values()
    at(monkeypatch, now + BEFOREHAND + timedelta(minutes=1))
    sleutels.key(Algoritme.RS256)
    assert {kid for kid, geheim in secret_parts(database).items() if geheim is None} == old
    at(monkeypatch, now + BEFOREHAND + AFTERWARDS - timedelta(minutes=1))
    assert old < set(kids(sleutels))
    at(monkeypatch, now + BEFOREHAND + AFTERWARDS + timedelta(minutes=1))
    assert not old & set(kids(sleutels))


def test_the_clock_forgets_private_parts_too(sleutels: Ssosleutels, monkeypatch: pytest.MonkeyPatch) -> None:
    now = tijd.now()
    sleutels.published()
    sleutels.rotate(door=DOOR)
    assert sleutels.forget_replaced() == 0
    at(monkeypatch, now + BEFOREHAND + timedelta(minutes=1))
    assert sleutels.forget_replaced() == 2


def test_keys_that_leaked_prove_nothing_and_new_ones_sign(sleutels: Ssosleutels, database: Database) -> None:
    other_worker = Ssosleutels(database, SECRET)
    old = {algoritme: other_worker.key(algoritme) for algoritme in BOTH}
    waiting = sleutels.rotate(door=DOOR)
    assert waiting > tijd.now()
    before = kids(sleutels)
    sleutels.replace_leaked(door=DOOR)
    assert not set(kids(other_worker)) & set(before)
    for algoritme in BOTH:
        key = other_worker.key(algoritme)
        assert key["kid"] in kids(other_worker)
        assert key["kid"] != old[algoritme]["kid"]
    assert len(secret_parts(database)) == 2
    sleutels.rotate(door=DOOR)  # nothing waits any more


def test_nobody_takes_keys_away_who_may_not(sleutels: Ssosleutels) -> None:
    before = kids(sleutels)
    with pytest.raises(NietToegestaan):
        sleutels.replace_leaked(door=leerkracht("G1"))
    assert kids(sleutels) == before


def test_new_keys_come_one_after_another(sleutels: Ssosleutels) -> None:
    sleutels.rotate(door=DOOR)
    with pytest.raises(Geweigerd):
        sleutels.rotate(door=DOOR)


def test_a_key_of_another_secret_signs_nothing_and_is_replaced_at_once(
    sleutels: Ssosleutels, database: Database
) -> None:
    old = sleutels.key(Algoritme.RS256)["kid"]
    other = Ssosleutels(database, b"another secret of the service")
    with pytest.raises(SleutelOnleesbaar):
        other.key(Algoritme.RS256)
    other.rotate(door=DOOR)
    assert other.key(Algoritme.RS256)["kid"] != old
    assert old in kids(other)
    assert secret_parts(database)[old] is None


def test_a_new_secret_takes_the_keys_along(sleutels: Ssosleutels, database: Database) -> None:
    keys = [sleutels.key(algoritme) for algoritme in BOTH]
    new = b"the next secret of the service"
    during = Ssosleutels(database, new, SECRET)
    assert [during.key(algoritme) for algoritme in BOTH] == keys
    afterwards = Ssosleutels(database, new)
    assert [afterwards.key(algoritme) for algoritme in BOTH] == keys


def test_a_new_secret_takes_keys_along_that_wait_for_their_day(
    sleutels: Ssosleutels, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = tijd.now()
    sleutels.published()
    sleutels.rotate(door=DOOR)
    new = b"the next secret of the service"
    Ssosleutels(database, new, SECRET).published()
    at(monkeypatch, now + BEFOREHAND + timedelta(minutes=1))
    afterwards = Ssosleutels(database, new)
    waited = {afterwards.key(algoritme)["kid"] for algoritme in BOTH}
    assert waited == set(kids(afterwards)[:2])
