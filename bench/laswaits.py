"""SOAP while LASes wait for results: what that costs the publishers."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from statistics import median

from joserfc.jwk import ECKey

from bench import databases, load, messages, school, servers
from bench.report import Chapter, NotMeasured, Result
from tests.support.las.las import API
from tests.support.partners.handelenden import DOOR
from uwlr_service.domain import tijd
from uwlr_service.domain.las.las import client_id
from uwlr_service.formats.oauth import clientbewijs
from uwlr_service.formats.oauth.clientbewijs import ASSERTION_TYPE
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.las.registratie import Lasregister
from uwlr_service.uitwisseling.las.sleutels import Lassleutelbeheer

LASSEN = 50
WAIT = 30
CONNECTIONS = 16
SETTLE = 3
"""Seconds after which every LAS has asked once."""
SPEED = 0.95
WHAT = f"speed of SOAP while {LASSEN} LASes wait, beside none, PostgreSQL"
TARGET = f"at least {SPEED:g} times"

EXPLANATION = f"""\
Requests for a whole school by wrk, with {CONNECTIONS} connections, to ``uwlr serve`` as it comes on
PostgreSQL, in turns: alone, and while {LASSEN} LASes ask for results with ``Prefer: wait={WAIT}``. None come.
A LAS for which a thread can be spared waits; the others are told when to ask again, and do. The ratio is the
median of those within a turn. The LASes, wrk, the server and PostgreSQL share the cores.
"""


def waiting(folder: Path, rounds: int, seconds: int) -> Chapter:
    """Measure both in turns."""
    try:
        turns = _turns(folder, rounds, seconds)
    except NotMeasured as reason:
        return Chapter("SOAP while LASes wait", EXPLANATION, [Result.missing(WHAT, TARGET, reason)])
    ratio = median(beside / alone for alone, beside in turns)
    result = Result(WHAT, TARGET, f"{ratio:.3f} times", ratio >= SPEED)
    details = [(f"{alone:.0f}", f"{beside:.0f}", f"{beside / alone:.3f}") for alone, beside in turns]
    columns = ("calls/s alone", f"calls/s with {LASSEN} LASes", "ratio")
    return Chapter("SOAP while LASes wait", EXPLANATION, [result], columns, details)


def _turns(folder: Path, rounds: int, seconds: int) -> list[tuple[float, float]]:
    turns = []
    with databases.database(databases.POSTGRESQL, folder) as url:
        installed = servers.install(url, folder, school.make())
        message = folder / "request.xml"
        message.write_bytes(messages.request(installed.sleutels["soap"]))
        with servers.ours(installed, folder) as server:
            database = Database.open(url)
            lassen = [_registered(database, server.port, number) for number in range(LASSEN)]
            database.close()
            _speed(server.port, message, seconds)  # to warm up
            for turn in range(rounds):
                alone = _speed(server.port, message, seconds)
                with _asking(server.port, lassen):
                    beside = _speed(server.port, message, seconds)
                turns.append((alone, beside))
                print(f"  turn {turn}: {alone:.0f} alone, {beside:.0f} beside", flush=True)
    return turns


def _speed(port: int, message: Path, seconds: int) -> float:
    return load.run(port, message, seconds=seconds, connections=CONNECTIONS).per_second


def _registered(database: Database, port: int, number: int) -> str:
    """A LAS of all schools; its token."""
    las = Lasregister(database).add(f"Las {number}", [], alle_scholen=True, door=DOOR).las
    key = ECKey.generate_key("P-256")
    public = json.dumps({"keys": [key.as_dict(private=False)]}).encode()
    Lassleutelbeheer(database).add_jwks(las.id, public, door=DOOR)
    private = {**key.as_dict(private=True), "kid": key.thumbprint()}
    endpoint = f"http://127.0.0.1:{port}/oauth/token"
    assertion = clientbewijs.write(client_id(las.id), endpoint, private, tijd.now())
    form = (
        f"grant_type=client_credentials&client_assertion_type={ASSERTION_TYPE.replace(':', '%3A')}"
        f"&client_assertion={assertion}"
    )
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/oauth/token", form, headers)
    answer = connection.getresponse()
    content = json.loads(answer.read())
    connection.close()
    if answer.status != 200:
        raise NotMeasured(f"no token: {content}")
    return str(content["access_token"])


@contextmanager
def _asking(port: int, tokens: list[str]) -> Iterator[None]:
    """LASes that ask for results, until the end of the block."""
    ended = threading.Event()
    connections = [HTTPConnection("127.0.0.1", port, timeout=WAIT * 2) for _ in tokens]
    threads = [
        threading.Thread(target=_ask, args=(connection, token, ended), daemon=True)
        for connection, token in zip(connections, tokens, strict=True)
    ]
    for thread in threads:
        thread.start()
    ended.wait(SETTLE)
    try:
        yield
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def _ask(connection: HTTPConnection, token: str, ended: threading.Event) -> None:
    """Ask over and over, as the service says when."""
    headers = {"Authorization": f"Bearer {token}", "Prefer": f"wait={WAIT}"}
    while not ended.is_set():
        try:
            connection.request("GET", f"{API}/resultaten", headers=headers)
            answer = connection.getresponse()
            answer.read()
        except (HTTPException, OSError):
            connection.close()
            ended.wait(1)
            continue
        ended.wait(float(answer.headers.get("Retry-After", "0")))
    connection.close()
