"""``/sso/userinfo``, ``/sso/revoke`` and ``/sso/introspect``: what tokens open, and for whom."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL
from tests.support.sso.instellingen import logged
from tests.support.sso.toekenningen import Aangemelde, living
from tests.support.sso.toepassingen import LEERLINGEN_OOK, add_client, add_sso_link
from tests.support.sso.tokenvragen import OFFLINE, Toepassing, later, person_of, refused
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import inlog

ALLES = "openid organisatie groepen profiel email eckid"


def claims(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    return dict(answer.json)


def challenge(answer: Any, status: int, error: str | None) -> None:
    """A refusal of RFC 6750, section 3."""
    assert answer.status_code == status
    header = answer.headers["WWW-Authenticate"]
    assert header == "Bearer" if error is None else header.startswith(f'Bearer error="{error}"')
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_token_opens_what_its_scopes_ask(toepassing: Toepassing, person: Aangemelde) -> None:
    only = claims(toepassing.userinfo(toepassing.tokens(person)["access_token"]))
    assert only.keys() == {"sub"}
    told = claims(toepassing.userinfo(toepassing.tokens(person, ALLES)["access_token"]))
    assert told == only | {
        "affiliation": "employee",
        "organisatie": "99XX16",
        "nlEduPersonHomeOrganizationId": "99XX16",
        "rollen": ["TAL"],
        "given_name": "Kim",
        "family_name": "Bos",
        "name": "Kim Bos",
        "email": "k.bos@school.example",
    }


def test_claims_are_asked_by_name_too(toepassing: Toepassing, person: Aangemelde) -> None:
    asked = {"userinfo": ["name", "groepen"], "id_token": ["given_name"]}
    tokens = toepassing.tokens(person, claims=asked)
    told = claims(toepassing.userinfo(tokens["access_token"]))
    assert told == {"sub": told["sub"], "name": "Kim Bos"}  # the groups were not agreed on
    in_token = toepassing.read(tokens["id_token"]).claims
    assert in_token["given_name"] == "Kim"
    assert "name" not in in_token


def test_of_the_scopes_an_id_token_has_the_school_and_nobodys_name(
    toepassing: Toepassing, person: Aangemelde
) -> None:
    in_token = toepassing.read(toepassing.tokens(person, ALLES)["id_token"]).claims
    assert (in_token["affiliation"], in_token["organisatie"]) == ("employee", "99XX16")
    assert in_token["nlEduPersonHomeOrganizationId"] == "99XX16"
    assert not {"name", "given_name", "family_name", "email", "rollen", "groepen"} & in_token.keys()


def test_an_id_token_has_the_school_only_by_its_scope(toepassing: Toepassing, person: Aangemelde) -> None:
    in_token = toepassing.read(toepassing.tokens(person, "openid profiel")["id_token"]).claims
    assert not {"organisatie", "affiliation", "nlEduPersonHomeOrganizationId"} & in_token.keys()


def test_a_narrower_scope_tells_less_of_the_school(toepassing: Toepassing, person: Aangemelde) -> None:
    tokens = toepassing.tokens(person, f"{OFFLINE} organisatie")
    assert "organisatie" in toepassing.read(tokens["id_token"]).claims
    renewed = toepassing.refresh(tokens["refresh_token"], scope="openid").json or {}
    assert "organisatie" not in toepassing.read(renewed["id_token"]).claims


def test_of_a_pupil_no_more_is_told_than_was_agreed(
    program: FlaskClient, database: Database, stored: object
) -> None:
    client = add_client(database, add_sso_link(database, velden=LEERLINGEN_OOK))
    toepassing = Toepassing(http=program, database=database, client=client)
    pupil = person_of(database, Rol.LEERLING, "L1")
    told = claims(toepassing.userinfo(toepassing.tokens(pupil, ALLES)["access_token"]))
    assert told.pop("sub")
    assert told == {
        "affiliation": "student",
        "organisatie": "99XX16",
        "nlEduPersonHomeOrganizationId": "99XX16",
        "groepen": ["G1", "S1"],
        "given_name": "Sanne",
    }


def test_a_token_comes_in_the_header_or_in_the_form(toepassing: Toepassing, person: Aangemelde) -> None:
    token = toepassing.tokens(person)["access_token"]
    header = {"Authorization": f"bearer {token}"}
    http = toepassing.http
    given = [
        http.get("/sso/userinfo", headers=header),
        http.post("/sso/userinfo", headers=header),
        http.post("/sso/userinfo", data={"access_token": token}),
    ]
    assert len({claims(answer)["sub"] for answer in given}) == 1


def test_no_token_two_tokens_and_a_token_in_the_address(toepassing: Toepassing, person: Aangemelde) -> None:
    token = toepassing.tokens(person)["access_token"]
    header = {"Authorization": f"Bearer {token}"}
    http = toepassing.http
    challenge(http.get("/sso/userinfo"), 401, None)
    challenge(http.post("/sso/userinfo"), 401, None)
    twice = http.post("/sso/userinfo", headers=header, data={"access_token": token})
    challenge(twice, 400, "invalid_request")
    challenge(http.post("/sso/userinfo", data={"access_token": [token, token]}), 400, "invalid_request")
    challenge(http.get(f"/sso/userinfo?access_token={token}"), 400, "invalid_request")
    challenge(http.get(f"/sso/userinfo?access_token={token}", headers=header), 400, "invalid_request")


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer nooit-gegeven", "Bearer a b"])
def test_a_token_that_is_none_opens_nothing(toepassing: Toepassing, header: str) -> None:
    challenge(toepassing.http.get("/sso/userinfo", headers={"Authorization": header}), 401, "invalid_token")


def test_an_access_token_lives_for_five_minutes(
    toepassing: Toepassing, person: Aangemelde, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = toepassing.tokens(person)["access_token"]
    later(monkeypatch, seconds=290)
    assert toepassing.userinfo(token).status_code == 200
    later(monkeypatch, seconds=11)
    challenge(toepassing.userinfo(token), 401, "invalid_token")


def test_somebody_who_is_disabled_is_told_of_no_more(
    toepassing: Toepassing, person: Aangemelde, database: Database
) -> None:
    tokens = toepassing.tokens(person, OFFLINE)
    with database.write() as connection:
        connection.execute(update(inlog).where(inlog.c.id == person.inlog).values(uitgeschakeld=tijd.now()))
    challenge(toepassing.userinfo(tokens["access_token"]), 401, "invalid_token")
    refused(toepassing.refresh(tokens["refresh_token"]), "invalid_grant")
    assert toepassing.introspect(tokens["access_token"]) == {"active": False}


def test_what_a_school_stops_telling_is_not_told_in_the_next_request(
    toepassing: Toepassing, person: Aangemelde, diensten: Diensten
) -> None:
    token = toepassing.tokens(person, "openid profiel")["access_token"]
    assert claims(toepassing.userinfo(token))["family_name"] == "Bos"
    diensten.versmalling.narrow(
        toepassing.client.koppeling,
        SCHOOL,
        versie=1,
        uit=["sso_medewerker/family_name"],
        selectie=Leerlingselectie(),
        door=DOOR,
    )
    assert "family_name" not in claims(toepassing.userinfo(token))


# --- what a client asks about its own tokens ------------------------------------------------------------


def test_a_client_hears_whether_its_own_tokens_hold(
    toepassing: Toepassing, other: Toepassing, person: Aangemelde
) -> None:
    tokens = toepassing.tokens(person, OFFLINE)
    told = toepassing.introspect(tokens["access_token"])
    exp = told.pop("exp")
    assert 290 < exp - tijd.now().timestamp() <= 300
    assert told == {
        "active": True,
        "iss": "http://localhost:8080/sso",
        "client_id": toepassing.client.client_id,
        "sub": toepassing.read(tokens["id_token"]).claims["sub"],
        "scope": OFFLINE,
        "token_type": "Bearer",
    }
    assert toepassing.introspect(tokens["refresh_token"])["active"] is True
    assert "token_type" not in toepassing.introspect(tokens["refresh_token"])
    assert other.introspect(tokens["access_token"]) == {"active": False}
    assert toepassing.introspect("nooit gegeven") == {"active": False}
    toepassing.refresh(tokens["refresh_token"])
    assert toepassing.introspect(tokens["refresh_token"]) == {"active": False}


def test_a_refresh_token_that_the_client_may_use_no_more_is_not_active(
    toepassing: Toepassing, person: Aangemelde, diensten: Diensten
) -> None:
    tokens = toepassing.tokens(person, OFFLINE)
    assert toepassing.introspect(tokens["refresh_token"])["active"] is True
    diensten.bevestigingen.allow_offline(toepassing.client.koppeling, "Niet meer.", aan=False, door=DOOR)
    refused(toepassing.refresh(tokens["refresh_token"]), "unauthorized_client")
    assert toepassing.introspect(tokens["refresh_token"]) == {"active": False}


def test_an_access_token_is_revoked_by_itself(toepassing: Toepassing, person: Aangemelde) -> None:
    tokens = toepassing.tokens(person, OFFLINE)
    answer = toepassing.post("/sso/revoke", {"token": tokens["access_token"]})
    assert (answer.status_code, answer.data, answer.headers["Cache-Control"]) == (200, b"", "no-store")
    challenge(toepassing.userinfo(tokens["access_token"]), 401, "invalid_token")
    assert toepassing.refresh(tokens["refresh_token"]).status_code == 200


def test_a_refresh_token_takes_its_grant_along(
    toepassing: Toepassing, person: Aangemelde, database: Database
) -> None:
    tokens = toepassing.tokens(person, OFFLINE)
    hinted = {"token": tokens["refresh_token"], "token_type_hint": "access_token"}
    assert toepassing.post("/sso/revoke", hinted).status_code == 200
    challenge(toepassing.userinfo(tokens["access_token"]), 401, "invalid_token")
    assert living(database, 1) == []


def test_revoking_what_is_not_there_or_of_somebody_else_changes_nothing(
    toepassing: Toepassing, other: Toepassing, person: Aangemelde
) -> None:
    tokens = toepassing.tokens(person, OFFLINE)
    for text in ("nooit gegeven", "\x00", tokens["refresh_token"], tokens["access_token"]):
        answer = other.post("/sso/revoke", {"token": text})
        assert (answer.status_code, answer.data) == (200, b"")
    assert toepassing.userinfo(tokens["access_token"]).status_code == 200
    assert toepassing.refresh(tokens["refresh_token"]).status_code == 200


@pytest.mark.parametrize("path", ["/sso/revoke", "/sso/introspect"])
def test_only_clients_ask_and_they_name_a_token(toepassing: Toepassing, path: str) -> None:
    refused(toepassing.post(path, {}), "invalid_request")
    refused(toepassing.post(path, {"token": "a", "client_secret": "fout"}), "invalid_client")
    refused(toepassing.http.post(path, data={"token": "a"}), "invalid_client")


# --- what stays of it -----------------------------------------------------------------------------------


def test_the_log_knows_who_signed_in_where_and_which_fields_were_told(
    toepassing: Toepassing, person: Aangemelde, database: Database, diensten: Diensten
) -> None:
    toepassing.tokens(person, "openid profiel", claims={"id_token": ["affiliation"]})
    diensten.logboek.seal_waiting()
    (line,) = [inhoud for wat, inhoud in logged(database) if wat == "sso-aangemeld"]
    assert line == {
        "koppeling": toepassing.client.koppeling,
        "velden": [
            "sso/affiliation",
            "sso_medewerker/family_name",
            "sso_medewerker/given_name",
            "sso_medewerker/name",
        ],
    }


def test_a_grant_that_is_over_gives_no_more(
    toepassing: Toepassing, person: Aangemelde, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = tijd.now() + timedelta(seconds=200)
    token = toepassing.tokens(person, geldig_tot=ends)["access_token"]
    later(monkeypatch, seconds=201)
    challenge(toepassing.userinfo(token), 401, "invalid_token")
