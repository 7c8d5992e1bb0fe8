"""No page of the provider is put out by rubbish: there is no 500, and nobody is led elsewhere."""

import itertools
import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
import requests
from lxml import html

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.servers.ports import free_port
from tests.support.servers.uwlr import serving
from tests.support.sso.aanmelding import PATIENCE
from tests.support.sso.world import Ssoworld
from uwlr_service.sso.pages.adressen import ADRESSEN

pytestmark = pytest.mark.e2e
RUBBISH = (
    "",
    "x",
    "\0",
    "a\0b",
    "\r\nX: y",
    "\ud800",
    "\ufffd",
    "٣",
    "-1",
    "0",
    "2147483648",
    "99999999999999999999",
    "1e400",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{7*7}}",
    "../../etc/passwd",
    "https://kwaad.example/",
    "//kwaad.example",
    "x" * 3000,
)
VALUE = re.compile(r"<[^<>]+>")
SERVER_ERROR = 500
CONTROL = "csrf_token"


@pytest.fixture(scope="module", params=DATABASES)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssoworld]:
    folder = tmp_path_factory.mktemp("rommel")
    port = free_port()
    url = f"http://localhost:{port}"
    own = {"UWLR_BIND": f"127.0.0.1:{port}", "UWLR_BASE_URL": url, "UWLR_WORKERS": "1"}
    with migrated(request, folder) as database, serving(database, folder, **own) as server:
        yield Ssoworld(server, url)


class Visit:
    """One browser that sends rubbish, and what came of it that should not."""

    def __init__(self, world: Ssoworld) -> None:
        self._world = world
        self._http = requests.Session()
        self._http.trust_env = False
        self.listed: list[str] = []

    def ask(self, method: str, path: str, **options: object) -> requests.Response:
        answer = self._http.request(
            method,
            f"{self._world.url}/sso{path}",
            allow_redirects=False,
            timeout=PATIENCE,
            **options,  # type: ignore[arg-type]
        )
        host = urlsplit(answer.headers.get("Location", "")).netloc
        if answer.status_code >= SERVER_ERROR or host not in ("", urlsplit(self._world.url).netloc):
            self.listed.append(f"{method} {path[:80]} {options}: {answer.status_code} {host}"[:300])
        return answer

    def fill(self, path: str, rubbish: str) -> None:
        """Send the forms of a page with rubbish in every field, as the page's own."""
        page = self.ask("GET", path)
        if page.status_code != requests.codes.ok:
            return
        for form in html.document_fromstring(page.text).xpath("//main//form"):
            fields = {name: rubbish for name in form.fields if name != CONTROL}
            fields[CONTROL] = form.fields.get(CONTROL, "")
            body = {name: value.encode(errors="surrogatepass") for name, value in fields.items()}
            headers = {"Origin": self._world.url, "Referer": f"{self._world.url}/sso{path}"}
            self.ask("POST", path, data=body, headers=headers)


def test_rubbish_in_addresses(world: Ssoworld) -> None:
    visit = Visit(world)
    for adres, rubbish in itertools.product(ADRESSEN, RUBBISH):
        encoded = quote(rubbish.encode(errors="surrogatepass"), safe="")
        path = VALUE.sub(encoded.replace("\\", r"\\"), adres.rule)
        for method in adres.methods:
            visit.ask(method, path)
            visit.ask(method, f"{path}?verder={encoded}&verzoek={encoded}&{encoded}={encoded}")
    assert not visit.listed, "\n".join(visit.listed)
    assert "unexpected error" not in world.server.log


def test_rubbish_in_forms(world: Ssoworld) -> None:
    visit = Visit(world)
    pages = [adres.rule for adres in ADRESSEN if "POST" in adres.methods and not VALUE.search(adres.rule)]
    for page, rubbish in itertools.product(pages, RUBBISH):
        visit.fill(page, rubbish)
    assert not visit.listed, "\n".join(visit.listed)
    assert "unexpected error" not in world.server.log
