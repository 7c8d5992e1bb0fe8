"""``/las/v1``: who comes in, with which token, and for which school."""

import json

import pytest
from werkzeug.test import Client, TestResponse

from tests.support.gkv.partner import Partner
from tests.support.las.las import Beller
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.formats.oauth import toegangstoken
from uwlr_service.formats.oauth.toegangstoken import Toegangstoken
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer

OURS = {"issuer": "http://localhost", "audience": "http://localhost/las/v1"}


def problem(answer: TestResponse, status: int) -> str:
    """The name of a problem, after a look at its form."""
    document = json.loads(answer.data)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert document["status"] == status
    return str(document["type"]).removeprefix("urn:uwlr-service:probleem:")


def test_a_token_has_every_scope_unless_it_asks_for_fewer(las: Beller) -> None:
    assert (las.ask().json or {})["scope"] == "las.gegevens las.resultaten las.koppelingen"
    assert (las.ask(scope="las.resultaten").json or {})["scope"] == "las.resultaten"


@pytest.mark.parametrize(
    "scope", ["gkv.basis", "las.gegevens gkv.basis", "las", "las.gegevens,las.resultaten"]
)
def test_a_scope_that_no_las_has_is_refused(las: Beller, scope: str) -> None:
    answer = las.ask(scope=scope)
    assert (answer.status_code, (answer.json or {})["error"]) == (400, "invalid_scope")


def test_an_assertion_counts_once(las: Beller, alles: Beller) -> None:
    assertion = las.assertion(jti="eens")
    assert las.ask(assertion).status_code == 200
    assert las.ask(assertion).status_code == 401
    assert alles.ask(alles.assertion(jti="eens")).status_code == 200


@pytest.mark.parametrize("name", ["las-0", "las-01", "las-999", "las-1 ", "LAS-1", "las-", "las-9999999999"])
def test_a_client_that_is_not_there_hears_what_every_other_hears(las: Beller, name: str) -> None:
    unknown = las.ask(las.assertion(iss=name, sub=name))
    wrong = las.ask(las.assertion(aud="https://elders.example"))
    assert (unknown.status_code, unknown.json) == (401, wrong.json)


def test_the_key_of_another_las_proves_nothing(las: Beller, alles: Beller) -> None:
    forged = alles.assertion(iss=las.name, sub=las.name)
    assert las.ask(forged).status_code == 401
    assert las.ask(las.assertion(), client_id=alles.name).status_code == 401


def test_a_removed_key_ends_its_tokens_at_once(las: Beller, diensten: Diensten) -> None:
    token = las.token()
    diensten.lassleutels.remove(las.las.id, las.sleutel, door=DOOR)
    assert problem(las.call("/scholen", token), 401) == "token-ongeldig"
    assert las.ask().status_code == 401


def test_a_las_that_was_revoked_is_shut_out_at_once(las: Beller, diensten: Diensten) -> None:
    token = las.token()
    diensten.lasregister.revoke(las.las.id, door=DOOR)
    assert problem(las.call("/scholen", token), 401) == "token-ongeldig"
    assert las.ask().status_code == 401


def test_a_school_that_was_taken_away_is_gone_at_once(las: Beller, diensten: Diensten) -> None:
    token = las.token()
    diensten.lasregister.take(las.las.id, [SCHOOL], door=DOOR)
    assert problem(las.call("/scholen/99XX-16", token), 404) == "niet-gevonden"
    assert (las.call("/scholen", token).json or {})["scholen"] == []


def test_without_a_token_nothing_is_shown_but_the_description(client: Client, las: Beller) -> None:
    answer = client.get("/las/v1/scholen")
    assert problem(answer, 401) == "token-ongeldig"
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert client.get("/las/v1/scholen/99XX-16").status_code == 401
    assert client.get("/las/v1/openapi.json").status_code == 200


def test_a_scope_that_is_too_small_is_refused(las: Beller) -> None:
    answer = las.call("/scholen", las.token(scope="las.resultaten las.koppelingen"))
    assert problem(answer, 403) == "scope-ontbreekt"
    assert answer.headers["WWW-Authenticate"] == 'Bearer error="insufficient_scope"'


def test_a_las_sees_its_own_school(las: Beller) -> None:
    answer = las.call("/scholen")
    (school,) = (answer.json or {})["scholen"]
    assert (school["school"], school["pad"], (answer.json or {})["meer"]) == ("99XX/16", "99XX-16", False)
    assert las.call("/scholen/99XX-16").json == school


def test_the_school_of_another_las_is_as_one_that_is_not_there(las: Beller, alles: Beller) -> None:
    other = str(ANDERE_SCHOOL).replace("/", "-")
    answers = [las.call(f"/scholen/{path}") for path in (other, "88ZZ-00", "geen-school", "99XX")]
    assert {problem(answer, 404) for answer in answers} == {"niet-gevonden"}
    assert len({answer.data for answer in answers}) == 1
    assert alles.call(f"/scholen/{other}").status_code == 200
    assert problem(alles.call("/scholen/88ZZ-00"), 404) == "niet-gevonden"


@pytest.fixture
def partner(client: Client, database: Database, beheer: Koppelingbeheer, las: Beller) -> Partner:
    """A partner of GKV at the same school."""
    link = beheer.add(
        klantnaam="Ouders", klantcode="O1", scholen=[SCHOOL], gegevensset="gkv-basis", door=DOOR
    )
    return Partner(client, database, link.koppeling.id)


def test_a_token_of_gkv_opens_nothing_here_and_the_other_way_round(las: Beller, partner: Partner) -> None:
    assert problem(las.call("/scholen", partner.token()), 401) == "token-ongeldig"
    assert problem(partner.call("/gkv/v1/koppelingen", las.token()), 401) == "token-ongeldig"
    assert partner.call("/gkv/v1/koppelingen").status_code == 200


def test_a_partner_gets_no_scope_of_a_las(partner: Partner) -> None:
    assert (partner.ask(scope="las.gegevens").json or {})["error"] == "invalid_scope"


class TestForgedTokens:
    """Tokens that were signed with our own key and are not for this LAS."""

    def call(self, las: Beller, client: str = "", sleutel: int = 0, **changed: str) -> int:
        good = Toegangstoken(
            client=client or las.name, scopes=("las.gegevens",), sleutel=sleutel or las.sleutel
        )
        key = las.diensten.ondertekening.key()
        token = toegangstoken.write(good, key, moment=tijd.now(), **(OURS | changed))
        return las.call("/scholen", token).status_code

    def test_the_right_one_is_let_in(self, las: Beller) -> None:
        assert self.call(las) == 200

    def test_for_another_audience(self, las: Beller) -> None:
        assert self.call(las, audience="http://localhost/gkv/v1") == 401
        assert self.call(las, issuer="https://elders.example") == 401

    def test_of_a_link_with_the_number_of_a_las(self, las: Beller) -> None:
        assert self.call(las, client=f"koppeling-{las.las.id}") == 401

    def test_of_the_key_of_another_las(self, las: Beller, alles: Beller) -> None:
        assert self.call(las, sleutel=alles.sleutel) == 401


def test_what_is_not_there_is_a_problem_that_names_the_description(las: Beller) -> None:
    for answer in (las.call("/bestaat-niet"), las.call("/scholen/99XX-16/x")):
        assert problem(answer, 404) == "niet-gevonden"
        assert "/las/v1/openapi.json" in (answer.json or {})["detail"]
    refused = las.call("/scholen", method="POST")
    assert problem(refused, 405) == "methode-ongeldig"
    assert "GET" in refused.headers["Allow"]
