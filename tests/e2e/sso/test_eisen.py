"""What the conformance tests of the OpenID Foundation ask of a provider, as tests of our own."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import KeySet
from sqlalchemy import update

from tests.support.people.mensen import WACHTWOORD, Klok, at_school, new_person
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.sso.aanmelding import PATIENCE, VERIFIER, Aanvrager, Browser, Tokenpost
from tests.support.sso.toepassingen import TERUG, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.schema.account import sessie

pytestmark = pytest.mark.e2e
OK = requests.codes.ok
UNAUTHORIZED = requests.codes.unauthorized
numbers = itertools.count(1)


@dataclass(frozen=True)
class Provider:
    """A server with a client, and people who type a password and a code."""

    server: Server
    url: str
    client: Aanvrager

    @property
    def post(self) -> Tokenpost:
        return Tokenpost(self.url, self.client)

    def somebody(self) -> Browser:
        """An employee who is not signed in yet."""
        diensten = Diensten(self.server.settings, self.server.database)
        naam = f"eisen-{next(numbers)}@school.example"
        persoon = new_person(diensten.mensen, Klok(), at_school(SCHOOL), email=naam)
        typed = {
            "inlognaam": itertools.repeat(naam),
            "wachtwoord": itertools.repeat(WACHTWOORD),
            "code": persoon.herstelcodes,
        }
        return Browser(self.url, typed=typed)

    def claims(self, id_token: str) -> dict[str, Any]:
        """The claims of an ID token that one of the published keys signed."""
        keys = requests.get(f"{self.url}/sso/jwks.json", timeout=PATIENCE).json()
        return jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=["RS256"]).claims

    def signed_in(self, browser: Browser, **parameters: str) -> dict[str, Any]:
        """The claims about somebody, after whatever they were asked."""
        tokens = self.post.tokens(browser.code(self.client, **parameters))
        return self.claims(tokens["id_token"])

    def userinfo(self, token: str) -> requests.Response:
        """What is told for an access token."""
        headers = {"Authorization": f"Bearer {token}"}
        return requests.get(f"{self.url}/sso/userinfo", headers=headers, timeout=PATIENCE)

    def let_pass(self, seconds: int) -> None:
        """Let every sign-in be so long ago; nobody has to wait for it."""
        with self.server.database.write() as connection:
            rows = connection.execute(sessie.select().where(sessie.c.aangemeld.is_not(None))).all()
            for row in rows:
                earlier = row.aangemeld - timedelta(seconds=seconds)
                connection.execute(update(sessie).where(sessie.c.id == row.id).values(aangemeld=earlier))


@pytest.fixture(scope="module")
def provider(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    folder = tmp_path_factory.mktemp("eisen")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    port = free_port()
    url = f"http://localhost:{port}"
    own = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_BASE_URL": url, "UWLR_WORKERS": "1"}
    with serving(f"sqlite:///{path}", folder, **own) as server:
        server.invoer.store(schoolgegevens())
        client = add_client(server.database, add_sso_link(server.database), offline=True)
        scope = "openid organisatie profiel offline_access"
        yield Provider(server, url, Aanvrager(client=client, terug=TERUG, scope=scope))


@pytest.fixture
def browser(provider: Provider) -> Browser:
    """Somebody who has signed in once."""
    browser = provider.somebody()
    browser.code(provider.client)
    assert browser.signed_in == 1
    return browser


@pytest.mark.parametrize(
    "parameters",
    [
        {"scope": "profiel organisatie openid"},
        {"onbekend": "x"},
        {"display": "popup"},
        {"ui_locales": "se en"},
        {"claims_locales": "se"},
        {"login_hint": "jet@school.example"},
        {"acr_values": "urn:onbekend https://refeds.org/profile/mfa"},
        {"max_age": "10000"},
    ],
)
def test_what_asks_for_nothing_special_lets_in(
    provider: Provider, browser: Browser, parameters: dict[str, str]
) -> None:
    claims = provider.signed_in(browser, **parameters)
    assert browser.signed_in == 1
    assert claims["nonce"] == "eenmalig"
    assert claims["acr"] == "https://refeds.org/profile/mfa"
    assert claims["auth_time"] <= claims["iat"]


def test_a_form_asks_as_well(provider: Provider) -> None:
    answer = requests.post(
        f"{provider.url}/sso/authorize", data=provider.client.asks(), timeout=PATIENCE, allow_redirects=False
    )
    assert answer.status_code == requests.codes.see_other
    assert answer.headers["Location"].startswith("/sso/verder/")


@pytest.mark.parametrize(
    ("stand", "led_to"),
    [(Toelatingstand.SANDBOX, "/sso/verder/"), (Toelatingstand.ACTIEF, f"{TERUG}?error=invalid_request")],
)
def test_without_pkce_a_nonce_may_be_missing_in_the_proeftuin_alone(
    provider: Provider, stand: Toelatingstand, led_to: str
) -> None:
    link = add_sso_link(provider.server.database, [], stand=stand)
    client = add_client(provider.server.database, link, pkce_vrij=True)
    asked = Aanvrager(client=client, terug=TERUG, has_pkce=False).asks()
    del asked["nonce"]
    answer = requests.get(
        f"{provider.url}/sso/authorize", params=asked, timeout=PATIENCE, allow_redirects=False
    )
    assert answer.headers["Location"].startswith(led_to)


def test_prompt_login_asks_again(provider: Provider, browser: Browser) -> None:
    provider.let_pass(60)
    before = provider.signed_in(browser)
    after = provider.signed_in(browser, prompt="login")
    assert browser.signed_in == 2
    assert after["auth_time"] > before["auth_time"]
    assert after["sub"] == before["sub"]


def test_max_age_asks_again_when_it_has_passed(provider: Provider, browser: Browser) -> None:
    provider.let_pass(60)
    before = provider.signed_in(browser, max_age="3600")
    after = provider.signed_in(browser, max_age="1")
    assert browser.signed_in == 2
    assert after["auth_time"] > before["auth_time"]


def test_prompt_none_is_silent(provider: Provider, browser: Browser) -> None:
    before = provider.signed_in(browser)
    after = provider.signed_in(browser, prompt="none")
    assert (after["sub"], after["auth_time"]) == (before["sub"], before["auth_time"])
    assert browser.signed_in == 1
    nobody = Browser(provider.url)
    assert nobody.answer_to(provider.client, prompt="none")["error"] == "login_required"


def test_a_hint_is_silent_for_the_same_person_alone(provider: Provider, browser: Browser) -> None:
    hint = provider.post.tokens(browser.code(provider.client))["id_token"]
    asked = {"prompt": "none", "id_token_hint": hint}
    assert "code" in browser.answer_to(provider.client, **asked)
    somebody_else = provider.somebody()
    somebody_else.code(provider.client)
    assert somebody_else.answer_to(provider.client, **asked)["error"] == "login_required"


def test_an_essential_claim_is_told(provider: Provider, browser: Browser) -> None:
    asked = {"scope": "openid", "claims": json.dumps({"userinfo": {"name": {"essential": True}}})}
    tokens = provider.post.tokens(browser.code(provider.client, **asked))
    told = provider.userinfo(tokens["access_token"]).json()
    assert told.keys() == {"sub", "name"}
    assert told["name"] == "Jet Bos"
    assert "name" not in provider.claims(tokens["id_token"])


def test_userinfo_is_asked_in_three_ways(provider: Provider, browser: Browser) -> None:
    token = provider.post.tokens(browser.code(provider.client))["access_token"]
    address = f"{provider.url}/sso/userinfo"
    headers = {"Authorization": f"Bearer {token}"}
    told = [
        requests.get(address, headers=headers, timeout=PATIENCE).json(),
        requests.post(address, headers=headers, timeout=PATIENCE).json(),
        requests.post(address, data={"access_token": token}, timeout=PATIENCE).json(),
    ]
    assert told[0]["affiliation"] == "employee"
    assert told == [told[0]] * 3


def test_a_secret_may_be_posted(provider: Provider, browser: Browser) -> None:
    client = provider.client.client
    form = {
        "grant_type": "authorization_code",
        "code": browser.code(provider.client),
        "redirect_uri": provider.client.terug,
        "code_verifier": VERIFIER,
        "client_id": client.client_id,
        "client_secret": client.geheim,
    }
    answer = requests.post(f"{provider.url}/sso/token", data=form, timeout=PATIENCE)
    assert answer.status_code == OK
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_code_that_comes_twice_ends_what_it_gave(provider: Provider, browser: Browser) -> None:
    code = browser.code(provider.client)
    token = provider.post.tokens(code)["access_token"]
    assert provider.userinfo(token).status_code == OK
    assert provider.post.redeem(code).json()["error"] == "invalid_grant"
    assert provider.userinfo(token).status_code == UNAUTHORIZED


def test_a_refresh_tells_of_the_same_sign_in(provider: Provider, browser: Browser) -> None:
    tokens = provider.post.tokens(browser.code(provider.client))
    renewed = provider.post.refresh(tokens["refresh_token"]).json()
    before = provider.claims(tokens["id_token"])
    after = provider.claims(renewed["id_token"])
    same = ("iss", "sub", "aud", "auth_time", "sid", "acr", "amr")
    assert [after[name] for name in same] == [before[name] for name in same]
    assert "nonce" not in after
    assert renewed["refresh_token"] != tokens["refresh_token"]
    assert provider.userinfo(renewed["access_token"]).json()["sub"] == before["sub"]
