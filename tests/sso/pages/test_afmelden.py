"""Applications send people to sign out: at once with a right hint, else after a question; never astray."""

import base64
import json
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.portaal.visiting import HTTPS, Visitor, document
from tests.support.sso.toekenningen import (
    ALL,
    Aangemelde,
    again,
    grant,
    living,
    queued,
    sid_of,
    signed_in,
)
from tests.support.sso.toepassingen import AFGEMELD, ALLES, Proefclient, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.sso.afmeldverzoek import Afmeldvraag
from uwlr_service.domain.sso.client import Adressoort, Algoritme
from uwlr_service.formats.oauth import idtoken, logouttoken, sleutelpaar
from uwlr_service.formats.oauth.idtoken import Idtoken
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database
from uwlr_service.repository.sso.beeindiging import end_client
from uwlr_service.uitwisseling.sso.afmelden import vragen

ISSUER = "https://localhost/sso"
AFMELDEN = "/sso/afmelden"
QUESTION = "/sso/afmelden/bevestigen"
SIGNED_OUT = "/sso/afgemeld"


@pytest.fixture
def client(database: Database, stored: Schoolgegevens) -> Proefclient:
    """An application at which people of the small school sign in."""
    return add_client(database, add_sso_link(database))


@pytest.fixture
def persoon(database: Database, stored: Schoolgegevens) -> Aangemelde:
    """A teacher who is signed in."""
    return signed_in(database)


@pytest.fixture
def toekenning(database: Database, client: Proefclient, persoon: Aangemelde) -> int:
    """What the application was granted in the session of the teacher."""
    return grant(database, client, persoon)


@pytest.fixture
def visitor(sso: Flask, persoon: Aangemelde) -> Visitor:
    """The browser of the teacher."""
    return Visitor(sso, token=persoon.token, origin=HTTPS)


def hint(diensten: Diensten, client: Proefclient, sid: str, algoritme: Algoritme = Algoritme.RS256) -> str:
    """An ID token of a client, which has expired."""
    return idtoken.write(
        Idtoken(sub="S", client_id=client.client_id, sid=sid, aangemeld=tijd.now(), acr="acr", amr=("pwd",)),
        diensten.ssosleutels.key(algoritme),
        issuer=ISSUER,
        access_token="toegang",
        moment=tijd.now() - timedelta(days=1),
    )


@pytest.fixture
def right(diensten: Diensten, database: Database, client: Proefclient, toekenning: int) -> str:
    """The hint that the application has of this session."""
    return hint(diensten, client, sid_of(database, toekenning))


def asked(**parameters: str) -> str:
    return f"{AFMELDEN}?{urlencode(parameters)}"


def is_signed_in(diensten: Diensten, persoon: Aangemelde) -> bool:
    return diensten.sessies.find(persoon.token) is not None


def has_no_cookie(answer: TestResponse) -> bool:
    return any("__Host-sessie=;" in cookie for cookie in answer.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("algoritme", Algoritme)
def test_with_a_right_hint_somebody_is_out_and_back_at_once(
    diensten: Diensten,
    database: Database,
    client: Proefclient,
    persoon: Aangemelde,
    toekenning: int,
    visitor: Visitor,
    algoritme: Algoritme,
) -> None:
    right = hint(diensten, client, sid_of(database, toekenning), algoritme)
    answer = visitor.get(asked(id_token_hint=right, post_logout_redirect_uri=AFGEMELD, state="een staat&x"))
    assert (answer.status_code, answer.location) == (303, f"{AFGEMELD}?state=een+staat%26x")
    assert has_no_cookie(answer)
    assert not is_signed_in(diensten, persoon)
    assert living(database, toekenning) == []
    assert queued(database) == [(client.id, sid_of(database, toekenning))]


def test_another_language_keeps_the_way_back(
    diensten: Diensten, database: Database, client: Proefclient, persoon: Aangemelde, visitor: Visitor
) -> None:
    other = hint(diensten, client, sid_of(database, grant(database, client, again(database, persoon.inlog))))
    question = visitor.get(asked(id_token_hint=other, post_logout_redirect_uri=AFGEMELD)).location
    (link,) = document(visitor.get(question)).xpath("//footer//a[@hreflang='en']/@href")
    english = visitor.get(link).location
    assert "Sign out?" in visitor.get(english).text
    (action,) = document(visitor.get(english)).xpath("//main//form/@action")
    assert visitor.submit(action, page=english).location == AFGEMELD


def test_a_language_is_chosen_with_no_request_that_is_not_one(visitor: Visitor) -> None:
    answer = visitor.get("/sso/taal/en?verder=/sso/afmelden/bevestigen&verzoek=a%0D%0Ab%23")
    assert answer.location == "/sso/afmelden/bevestigen"


def test_a_form_of_another_site_brings_no_cookies_and_goes_on_all_the_same(
    diensten: Diensten, persoon: Aangemelde, right: str, visitor: Visitor, sso: Flask
) -> None:
    stranger = Visitor(sso, origin=HTTPS)
    fields = {"id_token_hint": right, "post_logout_redirect_uri": AFGEMELD, "state": "s"}
    headers = {"Origin": "https://lezen.example", "Sec-Fetch-Site": "cross-site"}
    answer = stranger.post(AFMELDEN, data=fields, headers=headers)
    assert answer.status_code == 303
    assert answer.location.startswith("/sso/afmelden/verder?verzoek=")
    assert right not in answer.location
    assert "Set-Cookie" not in answer.headers
    assert is_signed_in(diensten, persoon)
    led = visitor.get(answer.location)
    assert (led.status_code, led.location) == (303, f"{AFGEMELD}?state=s")
    assert not is_signed_in(diensten, persoon)


def test_an_address_with_a_query_keeps_it(
    diensten: Diensten, database: Database, persoon: Aangemelde, visitor: Visitor
) -> None:
    uri = f"{AFGEMELD}?deel=1"
    other = add_client(database, add_sso_link(database), adressen={**ALLES, Adressoort.AFGEMELD: (uri,)})
    right = hint(diensten, other, sid_of(database, grant(database, other, persoon)))
    answer = visitor.get(asked(id_token_hint=right, post_logout_redirect_uri=uri, state="s"))
    assert answer.location == f"{uri}&state=s"


@pytest.mark.parametrize("has_hint", [True, False])
def test_without_an_address_a_page_says_that_somebody_is_out(
    diensten: Diensten, persoon: Aangemelde, right: str, visitor: Visitor, *, has_hint: bool
) -> None:
    parameters = {"id_token_hint": right} if has_hint else {"state": "s"}
    answer = visitor.get(asked(**parameters))
    if not has_hint:
        assert answer.location.startswith(QUESTION)
        assert is_signed_in(diensten, persoon)
        answer = visitor.submit(answer.location)
    assert (answer.status_code, answer.location) == (303, SIGNED_OUT)
    assert not is_signed_in(diensten, persoon)
    assert "Uitgelogd" in visitor.get(SIGNED_OUT).text


def test_without_a_hint_nobody_is_led_to_an_application(
    diensten: Diensten, client: Proefclient, persoon: Aangemelde, visitor: Visitor
) -> None:
    astray = visitor.get(asked(client_id=client.client_id, post_logout_redirect_uri=AFGEMELD))
    assert astray.status_code == 400
    assert "Location" not in astray.headers
    assert document(astray).xpath("string(//code)") == "no_hint"
    answer = visitor.get(asked(client_id=client.client_id))
    assert answer.location.startswith(QUESTION)
    page = visitor.get(answer.location)
    assert "Leeslijst" in page.text
    assert "https://lezen.example" not in page.headers["Content-Security-Policy"]
    assert visitor.submit(answer.location).location == SIGNED_OUT
    assert not is_signed_in(diensten, persoon)


def test_the_hint_of_another_session_asks_first(
    diensten: Diensten, database: Database, client: Proefclient, persoon: Aangemelde, right: str, sso: Flask
) -> None:
    other = again(database, persoon.inlog)
    kept = grant(database, client, other)
    visitor = Visitor(sso, token=other.token, origin=HTTPS)
    answer = visitor.get(asked(id_token_hint=right, post_logout_redirect_uri=AFGEMELD))
    assert answer.location.startswith(QUESTION)
    assert living(database, kept) == ALL
    page = visitor.get(answer.location)
    assert "form-action 'self' https://lezen.example" in page.headers["Content-Security-Policy"]
    assert visitor.submit(answer.location).location == AFGEMELD
    assert not is_signed_in(diensten, other)
    assert is_signed_in(diensten, persoon)


def test_the_question_is_answered_by_our_own_form_alone(
    diensten: Diensten, persoon: Aangemelde, visitor: Visitor
) -> None:
    assert "Uitloggen?" in visitor.get(QUESTION).text
    forged = visitor.post(QUESTION, headers={"Origin": "https://elders.example"})
    assert forged.status_code in (200, 400, 403)
    assert is_signed_in(diensten, persoon)


def test_whoever_is_out_already_is_led_on(right: str, sso: Flask) -> None:
    nobody = Visitor(sso, origin=HTTPS)
    answer = nobody.get(asked(id_token_hint=right, post_logout_redirect_uri=AFGEMELD, state="s"))
    assert answer.location == f"{AFGEMELD}?state=s"
    for path in (AFMELDEN, QUESTION):
        assert nobody.get(path).location == SIGNED_OUT


def unsigned(right: str) -> str:
    """The same claims, by nobody."""
    header = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).rstrip(b"=")
    return f"{header.decode()}.{right.split('.')[1]}."


def by_a_stranger(right: str) -> str:
    """The same claims, by a key that is not ours."""
    content = right.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(content + "=" * (-len(content) % 4)))
    return sleutelpaar.sign(claims, sleutelpaar.new(Algoritme.ES256), idtoken.TYPE)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"post_logout_redirect_uri": f"{AFGEMELD}/"}, "post_logout_redirect_uri"),
        ({"post_logout_redirect_uri": f"{AFGEMELD}?x=y"}, "post_logout_redirect_uri"),
        ({"post_logout_redirect_uri": "https://elders.example/"}, "post_logout_redirect_uri"),
        ({"post_logout_redirect_uri": "https://lezen.example/sso/terug"}, "post_logout_redirect_uri"),
        ({"client_id": "sso-0000000000000000"}, "client_of_hint"),
        ({"id_token_hint": "x.y.z"}, "hint"),
        ({"id_token_hint": "x" * 9000}, "too_large"),
        ({"state": "s" * 2049}, "state_too_long"),
        ({"state": "a\nb"}, "control_sign"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_is_not_right_leads_nowhere(
    diensten: Diensten,
    persoon: Aangemelde,
    right: str,
    visitor: Visitor,
    changed: dict[str, str],
    reason: str,
    method: str,
) -> None:
    parameters = {"id_token_hint": right, "post_logout_redirect_uri": AFGEMELD} | changed
    sent = {"query_string": parameters} if method == "GET" else {"data": parameters}
    answer = visitor.open(AFMELDEN, method=method, **sent)
    assert answer.status_code == 400
    assert "Location" not in answer.headers
    assert document(answer).xpath("string(//code)") == reason
    assert is_signed_in(diensten, persoon)


def test_a_hint_that_we_did_not_make_leads_nowhere(
    diensten: Diensten, client: Proefclient, persoon: Aangemelde, right: str, visitor: Visitor
) -> None:
    key = diensten.ssosleutels.key(Algoritme.RS256)
    logout = logouttoken.write("S", "sid", key, issuer=ISSUER, client_id=client.client_id, moment=tijd.now())
    for wrong in (unsigned(right), by_a_stranger(right), logout):
        answer = visitor.get(asked(id_token_hint=wrong, post_logout_redirect_uri=AFGEMELD))
        assert answer.status_code == 400
        assert document(answer).xpath("string(//code)") == "hint"
    assert is_signed_in(diensten, persoon)


@pytest.mark.parametrize("query", ["state=a&state=b", "client_id=sso-0000000000000000", "state=%ff"])
def test_a_request_without_a_hint_is_judged_too(visitor: Visitor, query: str) -> None:
    assert visitor.get(f"{AFMELDEN}?{query}").status_code == 400


def test_a_client_that_ended_leads_nowhere(
    database: Database, client: Proefclient, right: str, visitor: Visitor
) -> None:
    with database.write() as connection:
        end_client(connection, client.id, tijd.now(), "proef")
    assert visitor.get(asked(id_token_hint=right)).status_code == 400


@pytest.mark.parametrize("sealed", ["", "x", "a.b.c.d.e"])
def test_what_we_did_not_seal_leads_nobody_away(visitor: Visitor, sealed: str) -> None:
    answer = visitor.get(f"/sso/afmelden/verder?verzoek={sealed}")
    assert answer.location.startswith(QUESTION)


def test_a_seal_holds_for_a_while(diensten: Diensten, monkeypatch: pytest.MonkeyPatch) -> None:
    vraag = Afmeldvraag(toepassing="Leeslijst", client=1, sid="S", terug=AFGEMELD)
    sealed = diensten.afmeldvragen.seal(vraag)
    assert diensten.afmeldvragen.unseal(sealed) == vraag
    monkeypatch.setattr(vragen, "SEALED_HOLDS", timedelta(seconds=-1))
    assert diensten.afmeldvragen.unseal(sealed) == Afmeldvraag()


def test_the_pages_speak_the_language_that_was_asked_for(visitor: Visitor) -> None:
    answer = visitor.get(asked(ui_locales="en nl"))
    assert "Sign out?" in visitor.get(answer.location).text


def test_signing_out_of_the_portal_signs_out_at_the_applications(
    diensten: Diensten, database: Database, client: Proefclient, persoon: Aangemelde, toekenning: int
) -> None:
    visitor = Visitor(portaal_application(diensten), token=persoon.token, origin=HTTPS)
    answer = visitor.submit("/portaal/afmelden", page="/portaal/account")
    assert answer.status_code == 303
    assert not is_signed_in(diensten, persoon)
    assert living(database, toekenning) == []
    assert queued(database) == [(client.id, sid_of(database, toekenning))]
