"""By which ``sub`` an application knows somebody who works at two schools (OpenID Connect Core 1.0, 8)."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import KeySet

from tests.support.portaal import people
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server, serving
from tests.support.sso.aanmelding import PATIENCE, Aanvrager, Browser, Tokenpost
from tests.support.sso.mensen import partner_of
from tests.support.sso.toepassingen import TERUG, add_client, add_sso_link
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.accounts import AccountRepository

pytestmark = pytest.mark.e2e
SCHOLEN = (SCHOOL, ANDERE_SCHOOL)


@dataclass(frozen=True)
class Bestuur:
    """Two schools of one board, and a partner with two applications, each at both schools."""

    server: Server
    url: str
    lezen: Aanvrager
    rekenen: Aanvrager

    def add_person(self) -> int:
        """Somebody with an account at each of the schools."""
        person = people.add_person(self.server.database, Rol.SCHOOLLEZER, school=SCHOOL)
        people.add_account(self.server.database, person, Rol.SCHOOLLEZER, school=ANDERE_SCHOOL)
        return person

    def account(self, person: int, school: Schoolcode) -> str:
        """The number of the account of a person at a school."""
        with self.server.database.read() as connection:
            accounts = AccountRepository(connection).of_inlog(person, tijd.now())
        (number,) = (account.id for account in accounts if account.school == school)
        return str(number)

    def claims(self, person: int, school: Schoolcode, client: Aanvrager) -> dict[str, Any]:
        """What an application hears when somebody signs in, and chooses this school."""
        return self.claims_in(people.sign_in(self.server.database, person), person, school, client)

    def claims_in(self, sessie: str, person: int, school: Schoolcode, client: Aanvrager) -> dict[str, Any]:
        """The same in a session that is there."""
        chosen = itertools.repeat(self.account(person, school))
        browser = Browser(self.url, sessie, typed={"account": chosen})
        tokens = Tokenpost(self.url, client).tokens(browser.code(client, prompt="select_account"))
        keys = requests.get(f"{self.url}/sso/jwks.json", timeout=PATIENCE).json()
        claims = jwt.decode(tokens["id_token"], KeySet.import_key_set(keys), algorithms=["RS256"]).claims
        headers = {"Authorization": f"Bearer {tokens['access_token']}"}
        told = requests.get(f"{self.url}/sso/userinfo", headers=headers, timeout=PATIENCE).json()
        assert told["sub"] == claims["sub"]
        return claims


@pytest.fixture(scope="module")
def bestuur(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bestuur]:
    folder = tmp_path_factory.mktemp("onderwerpen")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    port = free_port()
    url = f"http://localhost:{port}"
    own = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_BASE_URL": url, "UWLR_WORKERS": "1"}
    with serving(f"sqlite:///{path}", folder, **own) as server:
        for school in SCHOLEN:
            server.invoer.store(schoolgegevens(school))
        first = add_sso_link(server.database, SCHOLEN)
        second = add_sso_link(server.database, SCHOLEN, koppelpartner=partner_of(server.database, first))
        clients = [
            Aanvrager(client=add_client(server.database, link), terug=TERUG, scope="openid organisatie")
            for link in (first, second)
        ]
        yield Bestuur(server, url, *clients)


def test_one_person_at_two_schools_is_two_people_to_a_partner(bestuur: Bestuur) -> None:
    """A ``sub`` is of an account at one school: that school alone agreed to what goes with it."""
    anna = bestuur.add_person()
    here, there = (bestuur.claims(anna, school, bestuur.lezen) for school in SCHOLEN)
    assert here["sub"] != there["sub"]
    for claims, school in zip((here, there), SCHOLEN, strict=True):
        assert claims["organisatie"].startswith(school.brincode)
    assert here["organisatie"] != there["organisatie"]


def test_each_of_them_stays_who_they_are(bestuur: Bestuur) -> None:
    anna = bestuur.add_person()
    before = [bestuur.claims(anna, school, bestuur.lezen)["sub"] for school in SCHOLEN]
    again = [bestuur.claims(anna, school, bestuur.lezen)["sub"] for school in reversed(SCHOLEN)]
    assert again == before[::-1]


def test_one_partner_at_two_schools_cannot_join_its_applications(bestuur: Bestuur) -> None:
    """Each link has an application of its own, and each of those other names for the same people."""
    anna, bas = bestuur.add_person(), bestuur.add_person()
    subs = [
        bestuur.claims(person, school, client)["sub"]
        for person in (anna, bas)
        for school in SCHOLEN
        for client in (bestuur.lezen, bestuur.rekenen)
    ]
    assert len(set(subs)) == len(subs)


def test_a_session_has_another_name_at_each_application(bestuur: Bestuur) -> None:
    anna = bestuur.add_person()
    sessie = people.sign_in(bestuur.server.database, anna)
    of_lezen = {bestuur.claims_in(sessie, anna, school, bestuur.lezen)["sid"] for school in SCHOLEN}
    of_rekenen = {bestuur.claims_in(sessie, anna, school, bestuur.rekenen)["sid"] for school in SCHOLEN}
    assert (len(of_lezen), len(of_rekenen)) == (1, 1)
    assert of_lezen != of_rekenen
