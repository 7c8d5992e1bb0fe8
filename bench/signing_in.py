"""People sign in at an application by name and password, at an even rate, while others pull schools."""

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from sqlalchemy import select, update

from bench import load, messages, school, servers
from bench.report import NotMeasured
from tests.support.partners.handelenden import DOOR
from tests.support.sso.aanmelding import Aanvrager, Browser, Tokenpost
from tests.support.sso.toepassingen import LEERLINGEN_OOK, TERUG, Proefclient, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import account, inlog
from uwlr_service.uitwisseling.account import wachtwoorden

PASSWORD = "groene olifant 73 fietst"
WORKERS = "2"
SCOPE = "openid organisatie groepen profiel"
AT_ONCE = 16
"""Threads that sign people in; each is one person at a time."""
CONNECTIONS = 16
PUPILS = 1000
"""Who sign in by turns, so that everybody does so a few times."""


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A server, an application there, and the names of pupils who all have the same password."""

    server: servers.Server
    url: str
    client: Proefclient
    names: tuple[str, ...]
    message: Path

    @property
    def aanvrager(self) -> Aanvrager:
        """What the application asks for."""
        return Aanvrager(client=self.client, terug=TERUG, scope=SCOPE)


@dataclass(frozen=True, kw_only=True)
class Signed:
    """What came of a run: seconds of each sign-in post, what went wrong, and full schools a second."""

    posts: tuple[float, ...]
    faults: tuple[str, ...]
    seconds: float
    alone: float
    beside: float


@contextmanager
def stage(url: str, folder: Path) -> Iterator[Stage]:
    """A server with a school whose pupils have accounts, and may sign in at an application."""
    installed = servers.install(url, folder, school.make(PUPILS))
    with closing(Diensten.open(installed.settings)) as diensten:
        diensten.inlogaccounts.turn_on(school.CODE, door=DOOR)
    with closing(Database.open(installed.settings.database_url)) as database:
        client = add_client(database, add_sso_link(database, [school.CODE], velden=LEERLINGEN_OOK))
        names = _with_password(database)
    port = servers.free_port()
    environ = {
        **installed.environ,
        "UWLR_BIND": f"127.0.0.1:{port}",
        "UWLR_PORTAAL_URL": f"http://localhost:{port}",
        "UWLR_WORKERS": WORKERS,
    }
    command = servers.python("-m", "uwlr_service.cli", "serve")
    message = folder / "request.xml"
    message.write_bytes(messages.request(installed.sleutels["soap"]))
    with servers.running(command, port, folder, environ) as server:
        server.wait_for_workers(int(WORKERS))
        yield Stage(
            server=server, url=f"http://localhost:{port}", client=client, names=names, message=message
        )


def _with_password(database: Database) -> tuple[str, ...]:
    """Give all pupils one password: to make its hash for each of them takes longer than the measurement."""
    hashed = wachtwoorden.hashed(PASSWORD)
    of_pupils = select(account.c.inlog_id).where(account.c.rol == "leerling")
    with database.write() as connection:
        connection.execute(update(inlog).where(inlog.c.id.in_(of_pupils)).values(wachtwoord=hashed))
        rows = connection.execute(select(inlog.c.inlognaam).where(inlog.c.id.in_(of_pupils)))
        return tuple(rows.scalars())


class Timed(Browser):
    """A browser that keeps how long the answer to the password took."""

    seconds = 0.0

    def _agree(self, page: requests.Response, *, go_on: bool = False) -> requests.Response:
        before = self.signed_in
        answer = super()._agree(page, go_on=go_on)
        if self.signed_in > before:
            self.seconds = answer.elapsed.total_seconds()
        return answer


def run(on: Stage, people: int, rate: float, soap_seconds: int) -> Signed:
    """Sign so many people in, so many a second; schools are pulled before that, and all through it."""
    _sign_in(on, on.names[0])  # templates, connections and keys are made once
    alone = _pulled(on, soap_seconds)
    posts: list[float] = []
    faults: list[str] = []
    numbers = itertools.count()
    begun = time.monotonic()

    def somebody() -> None:
        for number in numbers:
            if number >= people:
                return
            time.sleep(max(0.0, begun + number / rate - time.monotonic()))
            try:
                posts.append(_sign_in(on, on.names[number % len(on.names)]))
            except (requests.RequestException, AssertionError, KeyError) as error:
                faults.append(f"{type(error).__name__}: {error}"[:200])

    threads = [threading.Thread(target=somebody) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    beside = _pulled(on, max(soap_seconds, int(people / rate)))
    for thread in threads:
        thread.join()
    return Signed(
        posts=tuple(posts),
        faults=tuple(faults),
        seconds=time.monotonic() - begun,
        alone=alone,
        beside=beside,
    )


def _sign_in(on: Stage, name: str) -> float:
    """One person, from the application to its tokens; returns the seconds of the sign-in post."""
    browser = Timed(on.url, typed={"inlognaam": [name], "wachtwoord": [PASSWORD]})
    code = browser.code(on.aanvrager)
    answer = Tokenpost(on.url, on.aanvrager).redeem(code)
    if answer.status_code != requests.codes.ok or not browser.seconds:
        raise NotMeasured(f"somebody did not get in: {answer.status_code}")
    return browser.seconds


def _pulled(on: Stage, seconds: int) -> float:
    """Full schools a second."""
    return load.run(on.server.port, on.message, seconds=seconds, connections=CONNECTIONS).per_second
