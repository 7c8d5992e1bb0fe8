"""Refresh tokens: a new pair each time, and the end of all when an old one comes back later."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.support.sso.toekenningen import Aangemelde, living
from tests.support.sso.toepassingen import add_client, add_sso_link
from tests.support.sso.tokenvragen import OFFLINE, Toepassing, later, refused
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.sso import sso_client


def test_a_refresh_token_is_for_clients_that_may_and_scopes_that_ask(
    toepassing: Toepassing, other: Toepassing, person: Aangemelde
) -> None:
    assert "refresh_token" in toepassing.tokens(person, OFFLINE)
    assert "refresh_token" not in toepassing.tokens(person, "openid")
    assert "refresh_token" not in other.tokens(person, OFFLINE)


def test_a_refresh_token_gives_a_new_pair(toepassing: Toepassing, person: Aangemelde) -> None:
    first = toepassing.tokens(person, OFFLINE)
    second = toepassing.refresh(first["refresh_token"]).json or {}
    assert second["refresh_token"] != first["refresh_token"]
    assert toepassing.userinfo(second["access_token"]).status_code == 200
    assert toepassing.userinfo(first["access_token"]).status_code == 200
    before = toepassing.read(first["id_token"]).claims
    after = toepassing.read(second["id_token"]).claims
    for name in ("iss", "sub", "aud", "auth_time", "sid", "acr", "amr"):
        assert after[name] == before[name]
    assert "nonce" not in after


def test_an_old_refresh_token_gives_three_more_pairs_within_ten_seconds(
    toepassing: Toepassing, person: Aangemelde
) -> None:
    first = toepassing.tokens(person, OFFLINE)["refresh_token"]
    pairs = [toepassing.refresh(first) for _ in range(4)]
    assert [answer.status_code for answer in pairs] == [200] * 4
    refused(toepassing.refresh(first), "invalid_grant")
    for answer in pairs:
        assert toepassing.refresh((answer.json or {})["refresh_token"]).status_code == 200


def test_an_old_refresh_token_that_comes_later_ends_its_family(
    toepassing: Toepassing, person: Aangemelde, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = toepassing.tokens(person, OFFLINE)["refresh_token"]
    second = toepassing.refresh(first).json or {}
    later(monkeypatch, seconds=11)
    refused(toepassing.refresh(first), "invalid_grant")
    refused(toepassing.refresh(second["refresh_token"]), "invalid_grant")
    assert toepassing.userinfo(second["access_token"]).status_code == 401
    assert living(database, 1) == []


def test_a_refresh_token_is_bound_to_its_client(
    toepassing: Toepassing, program: FlaskClient, person: Aangemelde, database: Database
) -> None:
    token = toepassing.tokens(person, OFFLINE)["refresh_token"]
    client = add_client(database, add_sso_link(database), offline=True)
    refused(Toepassing(http=program, database=database, client=client).refresh(token), "invalid_grant")
    assert toepassing.refresh(token).status_code == 200


def test_an_access_token_is_no_refresh_token(toepassing: Toepassing, person: Aangemelde) -> None:
    tokens = toepassing.tokens(person, OFFLINE)
    refused(toepassing.refresh(tokens["access_token"]), "invalid_grant")
    assert toepassing.userinfo(tokens["refresh_token"]).status_code == 401


def test_a_scope_can_be_narrowed_and_not_widened(toepassing: Toepassing, person: Aangemelde) -> None:
    token = toepassing.tokens(person, "openid organisatie offline_access")["refresh_token"]
    refused(toepassing.refresh(token, scope="openid groepen"), "invalid_scope")
    refused(toepassing.refresh(token, scope=" "), "invalid_scope")
    narrow = toepassing.refresh(token, scope="openid").json or {}
    assert narrow["scope"] == "openid"
    assert (toepassing.userinfo(narrow["access_token"]).json or {}).keys() == {"sub"}
    whole = toepassing.refresh(narrow["refresh_token"]).json or {}
    assert whole["scope"] == "openid organisatie offline_access"


def test_a_scope_without_openid_tells_nothing_of_the_person(
    toepassing: Toepassing, person: Aangemelde
) -> None:
    token = toepassing.tokens(person, OFFLINE)["refresh_token"]
    narrow = toepassing.refresh(token, scope="offline_access").json or {}
    assert "id_token" not in narrow
    answer = toepassing.userinfo(narrow["access_token"])
    assert (answer.status_code, (answer.json or {})["error"]) == (403, "insufficient_scope")


@pytest.mark.parametrize(("days", "status"), [(13.9, 200), (14.1, 400)])
def test_a_refresh_token_may_lie_for_a_fortnight(
    toepassing: Toepassing,
    person: Aangemelde,
    monkeypatch: pytest.MonkeyPatch,
    days: float,
    status: int,
) -> None:
    ends = tijd.now() + timedelta(days=30)
    token = toepassing.tokens(person, OFFLINE, geldig_tot=ends)["refresh_token"]
    later(monkeypatch, days=days)
    assert toepassing.refresh(token).status_code == status


def test_a_refresh_token_ends_with_its_grant(
    toepassing: Toepassing, person: Aangemelde, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = toepassing.tokens(person, OFFLINE, geldig_tot=tijd.now() + timedelta(days=1))["refresh_token"]
    later(monkeypatch, days=1, seconds=1)
    refused(toepassing.refresh(token), "invalid_grant")


def test_a_client_that_may_not_refresh_any_more_hears_so(
    toepassing: Toepassing, person: Aangemelde, database: Database
) -> None:
    token = toepassing.tokens(person, OFFLINE)["refresh_token"]
    with database.write() as connection:
        connection.execute(update(sso_client).values(offline=False))
    refused(toepassing.refresh(token), "unauthorized_client")
