"""An application at a provider that is not what it says, or answers what no right one does."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support.gkv.answering import Service, serving
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.sso.aanbieder import DISCOVERY, Aanbieder
from uwlr_service.client.sso.aanmeldclient import Aanmeldclient, Aanmelding, Begonnen, Registratie
from uwlr_service.client.sso.fouten import AanbiederWeigert, AanmeldenMislukt
from uwlr_service.domain import tijd
from uwlr_service.domain.sso.client import Algoritme
from uwlr_service.formats.oauth import idtoken, sleutelpaar

KEY = sleutelpaar.new(Algoritme.ES256)
TERUG = "http://127.0.0.1:9/terug"
CLIENT = "sso-1"
ENDPOINTS = {
    "authorization_endpoint": "authorize",
    "token_endpoint": "token",
    "userinfo_endpoint": "userinfo",
    "introspection_endpoint": "introspect",
    "end_session_endpoint": "afmelden",
    "jwks_uri": "jwks.json",
}


@pytest.fixture
def told() -> Iterator[Service]:
    """A provider whose answers are told beforehand."""
    with serving() as service:
        document = {name: f"{service.url}/{path}" for name, path in ENDPOINTS.items()}
        service.tell(DISCOVERY, {"issuer": service.url, **document})
        service.tell("/jwks.json", {"keys": [sleutelpaar.public_part(KEY)]})
        yield service


@pytest.fixture
def client(told: Service) -> Iterator[Aanmeldclient]:
    aanbieder = Aanbieder(told.url, timeout=10)
    yield Aanmeldclient(
        aanbieder, Registratie(client_id=CLIENT, terugadres=TERUG, algoritme="ES256", geheim="g")
    )
    aanbieder.close()


def tokens(told: Service, nonce: str | None, *, sub: str = "s", auth_time: int = 0) -> dict[str, Any]:
    """What a provider gives for a code or a refresh token."""
    moment = tijd.now()
    token = idtoken.Idtoken(
        sub=sub,
        client_id=CLIENT,
        sid="sessie",
        aangemeld=moment.fromtimestamp(auth_time, tz=moment.tzinfo),
        acr="sfa",
        amr=("pwd",),
        nonce=nonce,
    )
    signed = idtoken.write(token, KEY, issuer=told.url, access_token="a", moment=moment)
    return {"access_token": "a", "refresh_token": "r", "expires_in": 300, "id_token": signed}


def answer_of(told: Service, begonnen: Begonnen, **changed: str | None) -> dict[str, str]:
    """The answer to a request, but for what is changed."""
    whole = {"code": "c", "state": begonnen.state, "iss": told.url, **changed}
    return {name: value for name, value in whole.items() if value is not None}


def signed_in(client: Aanmeldclient, told: Service) -> Aanmelding:
    begonnen = client.begin("openid")
    told.tell("/token", tokens(told, begonnen.nonce))
    return client.finish(answer_of(told, begonnen), begonnen)


def test_a_request_asks_for_all_that_protects_it(client: Aanmeldclient, told: Service) -> None:
    begonnen = client.begin("openid groepen", prompt="login")
    parameters = {name: values[0] for name, values in parse_qs(urlsplit(begonnen.adres).query).items()}
    assert begonnen.adres.startswith(f"{told.url}/authorize?")
    assert parameters["state"] == begonnen.state
    assert parameters["nonce"] == begonnen.nonce
    assert parameters["code_challenge_method"] == "S256"
    assert len(parameters["code_challenge"]) == 43
    assert parameters["prompt"] == "login"
    other = client.begin("openid")
    assert {begonnen.state, begonnen.nonce, begonnen.verifier}.isdisjoint(
        {other.state, other.nonce, other.verifier}
    )


def test_a_code_becomes_somebody(client: Aanmeldclient, told: Service) -> None:
    aanmelding = signed_in(client, told)
    assert (aanmelding.sub, aanmelding.sid, aanmelding.refresh_token) == ("s", "sessie", "r")
    assert aanmelding.is_current(tijd.now())
    assert aanmelding.id_token not in repr(aanmelding)


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "een andere"},
        {"state": None},
        {"iss": "https://elders.example"},
        {"iss": None},
        {"code": None},
    ],
)
def test_an_answer_that_may_be_of_somebody_else_asks_for_nothing(
    client: Aanmeldclient, told: Service, changed: dict[str, str | None]
) -> None:
    begonnen = client.begin("openid")
    with pytest.raises(AanmeldenMislukt):
        client.finish(answer_of(told, begonnen, **changed), begonnen)
    assert "/token" not in told.asked


def test_a_refusal_keeps_its_code(client: Aanmeldclient, told: Service) -> None:
    begonnen = client.begin("openid")
    answer = answer_of(told, begonnen, code=None, error="access_denied", error_description="No.")
    with pytest.raises(AanbiederWeigert) as refused:
        client.finish(answer, begonnen)
    assert (refused.value.code, refused.value.omschrijving) == ("access_denied", "No.")
    told.tell("/token", {"error": "invalid_grant"}, status=400)
    with pytest.raises(AanbiederWeigert, match="invalid_grant"):
        client.finish(answer_of(told, begonnen), begonnen)


def test_a_token_for_another_request_is_refused(client: Aanmeldclient, told: Service) -> None:
    begonnen = client.begin("openid")
    told.tell("/token", tokens(told, client.begin("openid").nonce))
    with pytest.raises(AanmeldenMislukt, match="nonce"):
        client.finish(answer_of(told, begonnen), begonnen)


@pytest.mark.parametrize("name", ["access_token", "id_token"])
def test_an_answer_without_tokens_is_refused(client: Aanmeldclient, told: Service, name: str) -> None:
    begonnen = client.begin("openid")
    answer = tokens(told, begonnen.nonce)
    del answer[name]
    told.tell("/token", answer)
    with pytest.raises(AanmeldenMislukt, match=name):
        client.finish(answer_of(told, begonnen), begonnen)


def test_a_refresh_is_of_the_same_person(client: Aanmeldclient, told: Service) -> None:
    aanmelding = signed_in(client, told)
    told.answers["/token"] = []
    told.tell("/token", tokens(told, None))
    assert client.refresh(aanmelding).sub == "s"
    for changed in ({"sub": "iemand anders"}, {"auth_time": 60}):
        told.answers["/token"] = []
        told.tell("/token", tokens(told, None, **changed))
        with pytest.raises(AanmeldenMislukt, match="iemand anders"):
            client.refresh(aanmelding)
    with pytest.raises(AanmeldenMislukt, match="geen refresh token"):
        client.refresh(replace(aanmelding, refresh_token=None))


def test_claims_are_of_the_same_person(client: Aanmeldclient, told: Service) -> None:
    aanmelding = signed_in(client, told)
    told.tell("/userinfo", {"sub": "s", "given_name": "Saar"})
    told.tell("/userinfo", {"sub": "iemand anders"})
    assert client.userinfo(aanmelding)["given_name"] == "Saar"
    with pytest.raises(AanmeldenMislukt):
        client.userinfo(aanmelding)


def test_a_token_that_never_ends_is_asked_for_again(client: Aanmeldclient, told: Service) -> None:
    begonnen = client.begin("openid")
    told.tell("/token", tokens(told, begonnen.nonce) | {"expires_in": "lang"})
    assert not client.finish(answer_of(told, begonnen), begonnen).is_current(tijd.now())


def test_only_a_plain_yes_means_that_a_token_holds(client: Aanmeldclient, told: Service) -> None:
    for said in ({"active": True}, {"active": False}, {"active": "ja"}, {}):
        told.tell("/introspect", said)
    assert [client.is_active("a") for _ in range(4)] == [True, False, False, False]


def test_signing_out_says_who_and_where_to(client: Aanmeldclient, told: Service) -> None:
    aanmelding = signed_in(client, told)
    address = client.logout_address(aanmelding, "http://127.0.0.1:9/weg", "s")
    assert address.startswith(f"{told.url}/afmelden?id_token_hint=")
    assert "post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A9%2Fweg" in address


def test_a_word_of_signing_out_that_is_made_up_is_refused(client: Aanmeldclient) -> None:
    for made_up in ("", "a.b.c", "ja"):
        with pytest.raises(AanmeldenMislukt):
            client.read_logout(made_up)


def test_keys_are_fetched_anew_for_a_new_name_and_not_at_every_call(
    client: Aanmeldclient, told: Service
) -> None:
    signed_in(client, told)
    new = {**sleutelpaar.public_part(sleutelpaar.new(Algoritme.ES256)), "kid": "nieuw"}
    aanbieder = Aanbieder(told.url, timeout=10)
    assert [key["kid"] for key in aanbieder.keys(KEY["kid"])] == [KEY["kid"]]
    told.tell("/jwks.json", {"keys": [new]})
    told.answers["/jwks.json"].pop(0)
    aanbieder.keys("onbekend")
    assert told.asked.count("/jwks.json") == 2
    aanbieder.close()


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://elders.example"},
        {},
        [],
        b"geen JSON",
    ],
)
def test_a_document_of_something_else_is_no_provider(document: object) -> None:
    with serving() as service:
        service.tell(DISCOVERY, document)
        aanbieder = Aanbieder(service.url, timeout=10)
        with pytest.raises(Onbereikbaar):
            aanbieder.endpoint("token_endpoint")
        aanbieder.close()


def test_a_document_that_lacks_an_address_or_has_no_text_there_is_no_provider() -> None:
    with serving() as service:
        service.tell(DISCOVERY, {"issuer": service.url, "token_endpoint": 1})
        aanbieder = Aanbieder(service.url, timeout=10)
        for name in ("token_endpoint", "userinfo_endpoint"):
            with pytest.raises(Onbereikbaar):
                aanbieder.endpoint(name)
        aanbieder.close()


def test_a_provider_elsewhere_is_sent_nothing() -> None:
    with serving() as service, serving() as other:
        service.tell(DISCOVERY, {"issuer": service.url, "userinfo_endpoint": f"{other.url}/userinfo"})
        aanbieder = Aanbieder(service.url, timeout=10)
        with pytest.raises(Onbereikbaar):
            aanbieder.get("userinfo_endpoint", Authorization="Bearer a")
        assert other.asked == []
        aanbieder.close()


def test_an_error_that_is_not_one_of_oauth_is_no_answer() -> None:
    with serving() as service:
        service.tell(DISCOVERY, {"issuer": service.url, "userinfo_endpoint": f"{service.url}/userinfo"})
        service.tell("/userinfo", {"detail": "kapot"}, status=500)
        aanbieder = Aanbieder(service.url, timeout=10)
        with pytest.raises(Onbereikbaar):
            aanbieder.get("userinfo_endpoint")
        aanbieder.close()
