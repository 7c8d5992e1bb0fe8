"""The pages behind a real nginx, with the configuration of docs/install.rst word for word."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from lxml import html

from tests.support.portaal import people
from tests.support.portaal.visiting import TOKEN
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.nginx import NAME, served
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import Server
from uwlr_service.domain.account.rollen import Rol

pytestmark = pytest.mark.e2e
TIMEOUT = 30
ORIGIN = f"https://{NAME}"
"""What a browser says where nginx has the port of https."""
EVIL = "kwaad.example"
USERS = "/portaal/scholen/99XX-16/gebruikers"


class Front:
    """The service as a browser sees it."""

    def __init__(self, port: int, ca: Path, server: Server) -> None:
        self._url = f"https://{NAME}:{port}"
        self._ca = str(ca)
        self.server = server
        server.invoer.store(schoolgegevens())
        self._inlog = people.add_person(server.database, Rol.SCHOOLBEHEERDER, school=SCHOOL)

    def sign_in(self) -> dict[str, str]:
        """The cookie of somebody who signed in."""
        return {"__Host-sessie": people.sign_in(self.server.database, self._inlog)}

    def ask(self, method: str, path: str, **options: Any) -> requests.Response:
        """One call; a browser leaves the port of https out of its Host."""
        headers = {"Host": NAME, **options.pop("headers", {})}
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                self._url + path,
                verify=self._ca,
                timeout=TIMEOUT,
                allow_redirects=False,
                headers=headers,
                **options,
            )

    def submit(self, path: str, cookies: dict[str, str], **fields: str) -> requests.Response:
        """Send a form of a page, as a browser does."""
        token = token_in(self.ask("GET", path, cookies=cookies))
        headers = {"Origin": ORIGIN, "Referer": ORIGIN + path, "Sec-Fetch-Site": "same-origin"}
        forged = {"X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "http", "Forwarded": f"host={EVIL}"}
        data = {TOKEN: token, **fields}
        return self.ask("POST", path, cookies=cookies, data=data, headers=headers | forged)


def token_in(page: requests.Response) -> str:
    """The token of the forms of a page."""
    return str(html.document_fromstring(page.text).xpath(f"//input[@name='{TOKEN}']/@value")[0])


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Front]:
    """nginx and the service."""
    folder = tmp_path_factory.mktemp("front")
    port = free_port()
    with served(folder, migrated_sqlite, port, UWLR_BASE_URL=ORIGIN, UWLR_WORKERS="1") as (server, ca):
        yield Front(port, ca, server)


def test_every_answer_tells_the_browser_to_come_by_https_alone(front: Front) -> None:
    for path in ("/portaal/", "/portaal/nergens", "/portaal/static/stijl.css", "/metrics"):
        answer = front.ask("GET", path)
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", path


@pytest.mark.parametrize("proto", [{}, {"X-Forwarded-Proto": "http"}, {"X-Forwarded-Ssl": "off"}])
def test_the_cookie_is_for_https_at_this_host_alone(front: Front, proto: dict[str, str]) -> None:
    answer = front.ask("GET", "/portaal/aanmelden", headers=proto)
    name, _, attributes = answer.headers["Set-Cookie"].partition("=")
    assert name == "__Host-sessie"
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} == set(attributes.split("; ")[1:])


def test_a_form_works_and_its_link_begins_with_our_own_name(front: Front) -> None:
    cookies = front.sign_in()
    fields = {"naam": "Bas", "email": "bas@voorbeeld.example", "rol": "schoollezer"}
    answer = front.submit(f"{USERS}/uitnodigen", cookies, **fields)
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{USERS}/link"
    page = front.ask("GET", f"{USERS}/link", cookies=cookies, headers={"X-Forwarded-Host": EVIL})
    assert f"{ORIGIN}/portaal/uitnodiging/" in page.text
    assert EVIL not in page.text


def test_under_another_name_there_are_no_pages(front: Front) -> None:
    answer = front.ask("GET", "/portaal/aanmelden", headers={"Host": EVIL})
    assert answer.status_code == 400
    assert EVIL not in answer.text
    assert "Set-Cookie" not in answer.headers


def test_whoever_begins_drafts_is_known_by_the_address_that_nginx_saw(front: Front) -> None:
    """Nobody begins more than five an hour by writing another address in front of their own."""
    statuses = []
    for number in range(6):
        cookies = {"__Host-sessie": people.visit(front.server.database, {})}
        page = front.ask("GET", "/portaal/aanvragen", cookies=cookies)
        token = token_in(page)
        headers = {
            "Origin": ORIGIN,
            "Referer": f"{ORIGIN}/portaal/aanvragen",
            "X-Forwarded-For": f"198.51.{number}.7",
            "X-Real-IP": f"198.51.{number}.8",
        }
        data = {TOKEN: token, "mail": f"a{number}@voorbeeld.example"}
        answer = front.ask("POST", "/portaal/aanvragen/beginnen", cookies=cookies, data=data, headers=headers)
        statuses.append(answer.status_code)
    assert statuses == [303] * 5 + [400]
