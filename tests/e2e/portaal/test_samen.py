"""Two people of a school say yes at the same moment, each by a process of the server of their own."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
import requests
from lxml import html
from sqlalchemy import select

from tests.support.fresh_databases import DATABASES, migrated
from tests.support.portaal import people, voorstellen
from tests.support.portaal.beslissen import fields, path
from tests.support.portaal.visiting import TOKEN
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen

pytestmark = pytest.mark.e2e
TIMEOUT = 30
ROUNDS = 3
NAMES = ("Anna", "Bram")


@pytest.fixture(params=DATABASES)
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A server of two processes, on SQLite and on PostgreSQL."""
    with migrated(request, tmp_path) as url, serving(url, tmp_path, UWLR_WORKERS="2") as running:
        running.invoer.store(schoolgegevens())
        yield running


class Beheerder:
    """Somebody of the school, with a browser of their own."""

    def __init__(self, server: Server, naam: str) -> None:
        self._url = server.url.replace("127.0.0.1", "localhost")
        self._session = requests.Session()
        self._session.trust_env = False
        person = people.add_person(server.database, Rol.SCHOOLBEHEERDER, school=SCHOOL, naam=naam)
        self._session.cookies.set("sessie", people.sign_in(server.database, person))

    def look(self, place: str) -> html.HtmlElement:
        """A page."""
        answer = self._session.get(self._url + place, timeout=TIMEOUT)
        assert answer.status_code == 200
        return html.document_fromstring(answer.text)

    def send(self, place: str, **changes: object) -> requests.Response:
        """Press a button of the form on a page."""
        return self.press(place, self.form(place, **changes))

    def form(self, place: str, **changes: object) -> dict[str, object]:
        """What a browser sends of the form on a page."""
        page = self.look(place)
        return {**fields(page, **changes), TOKEN: page.xpath(f"//input[@name='{TOKEN}']/@value")[0]}

    def press(self, place: str, form: dict[str, object]) -> requests.Response:
        """Send it."""
        headers = {"Origin": self._url, "Sec-Fetch-Site": "same-origin"}
        return self._session.post(
            self._url + place, data=form, headers=headers, timeout=TIMEOUT, allow_redirects=False
        )

    def close(self) -> None:
        """Leave."""
        self._session.close()


def say_yes_together(aanbod: Aanbod, beheerders: list[Beheerder]) -> list[int]:
    """What each of them gets."""
    confirm = path(aanbod, "/besluit/bevestig")
    ready = []
    for beheerder in beheerders:
        beheerder.send(path(aanbod), doen="verder", velden=["leerling/roepnaam"])
        ready.append(beheerder.form(confirm, doen="akkoord", akkoord="y"))
    start = Barrier(len(beheerders))

    def agree(beheerder: Beheerder, form: dict[str, object]) -> int:
        start.wait()
        return beheerder.press(confirm, form).status_code

    with ThreadPoolExecutor(len(beheerders)) as pool:
        return list(pool.map(agree, beheerders, ready))


def test_one_yes_counts_and_the_other_sees_it(server: Server) -> None:
    beheerders = [Beheerder(server, naam) for naam in NAMES]
    links = [voorstellen.add_link(server.database, f"OC{number}") for number in range(ROUNDS)]
    for aanbod in links:
        Voorstellen(server.database).propose(
            aanbod.koppeling, voorstellen.inhoud(), [SCHOOL], door=voorstellen.WIE
        )
        assert sorted(say_yes_together(aanbod, beheerders)) == [303, 409]
    for beheerder in beheerders:
        beheerder.close()
    with server.database.read() as connection:
        said = connection.execute(select(logregel.c.wat)).scalars().all()
    assert said.count("deelname-geaccepteerd") == ROUNDS
