"""People sign in at an application by name and password, at an even rate, while others pull schools."""

import itertools
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from statistics import fmean

import requests
from sqlalchemy import select, update

from bench import idtokens, load, messages, school, servers
from bench.person import PATIENCE, Connection, Person, Refused, id_token
from tests.support.partners.handelenden import DOOR
from tests.support.sso.aanmelding import VERIFIER, Aanvrager
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
    """What came of a run: seconds of each sign-in post, what went wrong, and full schools a second.

    ``processor`` is what the people took for a sign-in, and so the server could not have.
    """

    posts: tuple[float, ...]
    faults: tuple[str, ...]
    seconds: float
    processor: float
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


def run(on: Stage, people: int, rate: float, turns: int, soap_seconds: int) -> Signed:
    """Sign people in, so many a second, in turns.

    Schools are pulled all through a turn, and alone before each and after the last.
    """
    _sign_in(on, on.names[0])  # templates, connections and keys are made once
    got = _Got()
    alone = [_pulled(on, soap_seconds)]
    beside = []
    for turn in range(turns):
        of_turn = range(people * turn // turns, people * (turn + 1) // turns)
        beside.append(_turn(on, of_turn, rate, got))
        alone.append(_pulled(on, soap_seconds))
    faults = [*got.faults, *_judged(on, got.tokens)]
    if len(got.posts) + len(faults) < people:
        faults.append(f"only {len(got.posts)} of {people} people got in")
    return Signed(
        posts=tuple(got.posts),
        faults=tuple(faults),
        seconds=got.seconds,
        processor=got.processor / people,
        alone=fmean(alone),
        beside=fmean(beside),
    )


@dataclass(slots=True)
class _Got:
    """What people got in the turns so far, and what these took."""

    posts: list[float] = field(default_factory=list)
    tokens: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0


def _turn(on: Stage, people: Sequence[int], rate: float, got: _Got) -> float:
    """Sign these people in; returns the full schools a second meanwhile."""
    numbers = itertools.count()
    begun = time.monotonic()
    processor = time.process_time()

    def somebody() -> None:
        for number in numbers:
            if number >= len(people):
                return
            time.sleep(max(0.0, begun + number / rate - time.monotonic()))
            name = on.names[people[number] % len(on.names)]
            try:
                seconds, token = _sign_in(on, name)
            except (OSError, HTTPException, Refused, KeyError, ValueError) as error:
                got.faults.append(f"{type(error).__name__}: {error}"[:200])
            else:
                got.posts.append(seconds)
                got.tokens.append((name, token))

    threads = [threading.Thread(target=somebody) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    beside = _pulled(on, max(1, round(len(people) / rate)))
    for thread in threads:
        thread.join()
    got.processor += time.process_time() - processor
    got.seconds += time.monotonic() - begun
    return beside


def _sign_in(on: Stage, name: str) -> tuple[float, str]:
    """One person, from the application to its ID token; returns also the seconds of the sign-in post.

    The browser and the application have a connection each. Raises Refused.
    """
    seconds, code = _code(on, name)
    with closing(Connection(on.server.port)) as application:
        return seconds, id_token(application, on.aanvrager, code)


def _code(on: Stage, name: str) -> tuple[float, str]:
    with closing(Connection(on.server.port)) as browser:
        person = Person(browser, name, PASSWORD)
        code = person.code(on.aanvrager)
    if not person.seconds:
        raise Refused("nobody asked for the password")
    return person.seconds, code


def _judged(on: Stage, tokens: list[tuple[str, str]]) -> Iterator[str]:
    """What is wrong with the ID tokens, and whether a code is traded without its verifier."""
    keys = requests.get(f"{on.url}/sso/jwks.json", timeout=PATIENCE).json()
    yield from idtokens.faults(tokens, keys, f"{on.url}/sso", on.aanvrager)
    _, code = _code(on, on.names[0])
    with closing(Connection(on.server.port)) as thief:
        try:
            id_token(thief, on.aanvrager, code, verifier="w" * len(VERIFIER))
        except Refused:
            return
    yield "a code was traded for another verifier"


def _pulled(on: Stage, seconds: int) -> float:
    """Full schools a second."""
    return load.run(on.server.port, on.message, seconds=seconds, connections=CONNECTIONS).per_second
