"""The pages of the portal: what each costs, and whether SOAP suffers from people who read them."""

import itertools
import math
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import requests

from bench import databases, load, machine, messages, school, servers
from bench.report import Chapter, NotMeasured, Result
from tests.support.portaal import people
from tests.support.portaal.crowded import LINKS, PUPILS, YEARS, crowd
from tests.support.portaal.world import APPLICANT, NOBODY, Place, World
from tests.support.schools.builders import SCHOOL
from tests.support.schools.many import MANY
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie, Rol
from uwlr_service.paginas.adres import OP_LINK, Adres
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.database import Database

PEOPLE = 300
EVERY_SECONDS = 90
RATIO = 0.9
PAGE_MS = 60.0
CONSENT_MS = 400.0
A_YEAR = 42
"""Results of tests that a pupil has each year; some schools enter every test of every book."""
OPENED = 15
"""How often each page is opened for its figure."""
SHOWN = 10
"""The slowest pages, which get a line each."""
CONNECTIONS = 16
READERS = 4
"""Threads that open the pages of all people, so that a slow page holds up no other."""
ONE_IN = 31
"""Of so many pages that people open, one is the consent page: most look, few decide."""
CONSENT = "school.besluit"
READ = (
    "start",
    "berichten",
    "school",
    "school.koppelingen",
    "school.koppeling",
    "school.resultaten",
    "school.logboek",
    "partner",
    "partner.koppeling",
    "partner.verkeer",
)
"""The other pages that people open, by turns."""

EXPLANATION = f"""\
SQLite, ``uwlr serve`` as it comes. The pages are all that there are, of a school of {PUPILS} pupils with
{LINKS} links and {YEARS} years of dossier, and of a partner with {MANY} schools, each opened {OPENED} times
by somebody who may see it. The figure is the processor time of the server per page, with the session and the
count of messages. The consent page asks for every field of gkv-uitgebreid.

Then wrk asks for a full school, as in the first chapter: alone, and while {PEOPLE} people, each with a
session, open a page every {EVERY_SECONDS} seconds, one in {ONE_IN} of them the consent page. Every turn is
long enough for that page, and which of the two comes first changes with each turn. Client, people and server
share the cores. The ratio is the median of the ratios within a turn.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and the sessions of those who open it by turns; without any, it is for everybody."""

    naam: str
    path: str
    tokens: Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Turn:
    """Calls a second alone and beside the people, and the pages that these opened a second."""

    alone: float
    beside: float
    opened: float


def portal(folder: Path, rounds: int, seconds: int) -> Chapter:
    """Measure the pages, and SOAP beside them."""
    title = "The portal"
    what = f"full school while {PEOPLE} people read pages, share of the speed alone"
    try:
        with _stage(folder) as (server, message, world):
            taken = {page.naam: _milliseconds(server, page) for page in _pages(world)}
            turns = list(_turns(server, message, _mixed(list(_read(world))), rounds, seconds))
    except NotMeasured as reason:
        return Chapter(title, EXPLANATION, [Result.missing(what, f"at least {RATIO}", reason)])
    ratio = median(turn.beside / turn.alone for turn in turns)
    results = [Result(what, f"at least {RATIO}", f"{ratio:.2f}", ratio >= RATIO), *_of_pages(taken)]
    details = [
        (
            str(number),
            f"{turn.alone:.0f}",
            f"{turn.beside:.0f}",
            f"{turn.beside / turn.alone:.2f}",
            f"{turn.opened:.1f}",
        )
        for number, turn in enumerate(turns, start=1)
    ]
    return Chapter(
        title, EXPLANATION, results, ("turn", "alone, calls/s", "with people", "ratio", "pages/s"), details
    )


def _of_pages(taken: dict[str, float]) -> Iterator[Result]:
    """The consent page, the slowest of the others, and how many more there are."""
    others = dict(taken)
    consent = others.pop(CONSENT)
    yield Result(
        "consent page of gkv-uitgebreid",
        f"under {CONSENT_MS:g} ms",
        f"{consent:.0f} ms",
        consent < CONSENT_MS,
    )
    slowest = sorted(others, key=others.__getitem__, reverse=True)
    for naam in slowest[:SHOWN]:
        ms = others[naam]
        yield Result(f"page {naam}", f"under {PAGE_MS:g} ms", f"{ms:.0f} ms", ms < PAGE_MS)
    middle = median(others.values())
    yield Result(f"median of all {len(others)} pages but that one", "", f"{middle:.0f} ms", None)


@contextmanager
def _stage(folder: Path) -> Iterator[tuple[servers.Server, Path, World]]:
    """A server with a school that is pulled, and with what others have pages about."""
    with databases.database(databases.SQLITE, folder) as url:
        installed = servers.install(url, folder, school.make())
        database = Database.open(installed.settings.database_url)
        world = crowd(database, A_YEAR)
        with closing(database), servers.ours(installed, folder) as server:
            server.wait_for_workers(len(machine.cores()))
            message = folder / "request.xml"
            message.write_bytes(messages.request(installed.sleutels["soap"]))
            yield server, message, world


def _pages(world: World) -> Iterator[Page]:
    """Every page, with the session of somebody who may see it."""
    for adres in ALLE:
        if "GET" in adres.methods:
            yield Page(adres.endpoint, _path(world, adres), [world.token(_somebody(adres))])


def _somebody(adres: Adres) -> str:
    if isinstance(adres.actie, Actie):
        return min(rol.value for rol in ROLLEN_VAN[adres.actie])
    return APPLICANT if adres.actie is OP_LINK else NOBODY


def _read(world: World) -> Iterator[Page]:
    """The pages that people read, with a session for each of those people."""
    listed = {adres.endpoint: adres for adres in ALLE}
    koppelpartner = world.values[Place.OWN]["koppelpartner"]
    of_school = [
        people.sign_in(world.database, people.add_person(world.database, Rol.SCHOOLBEHEERDER, school=SCHOOL))
        for _ in range(PEOPLE)
    ]
    of_partner = [
        people.sign_in(
            world.database,
            people.add_person(world.database, Rol.PARTNERBEHEERDER, koppelpartner=koppelpartner),  # type: ignore[arg-type]
        )
        for _ in range(PEOPLE)
    ]
    for naam in (*READ, CONSENT):
        tokens = of_partner if naam.startswith("partner") else of_school
        yield Page(naam, _path(world, listed[naam]), tokens)


def _path(world: World, adres: Adres) -> str:
    return world.address(adres.endpoint, adres.rule, Place.OWN)


def _milliseconds(server: servers.Server, page: Page) -> float:
    """The processor time of a page. Raises NotMeasured when it is not answered."""
    with requests.Session() as session:
        _open(session, server, page, 0)  # templates and connections are made once
        before = server.processor_seconds()
        for _ in range(OPENED):
            _open(session, server, page, 0)
        taken = (server.processor_seconds() - before) / OPENED * 1000
    print(f"  {page.naam}: {taken:.0f} ms", flush=True)
    return taken


def _turns(
    server: servers.Server, message: Path, read: Sequence[Page], rounds: int, seconds: int
) -> Iterator[Turn]:
    """Take turns, each of which is long enough for every page that people read."""
    long_enough = max(seconds, math.ceil(len(read) * EVERY_SECONDS / PEOPLE) + 1)
    load.run(server.port, message, seconds=1, connections=CONNECTIONS)
    for number in range(rounds):
        alone = 0.0
        if number % 2 == 0:
            alone = load.run(server.port, message, seconds=long_enough, connections=CONNECTIONS).per_second
        with _people(server, read, number * len(read)) as opened:
            beside = load.run(server.port, message, seconds=long_enough, connections=CONNECTIONS).per_second
        if number % 2 == 1:
            alone = load.run(server.port, message, seconds=long_enough, connections=CONNECTIONS).per_second
        print(f"  full school: {alone:.0f} alone, {beside:.0f} beside people", flush=True)
        yield Turn(alone, beside, len(opened) / long_enough)


def _mixed(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages in the proportion in which people open them; the consent page lies in the middle."""
    ordinary = [page for page in pages if page.naam != CONSENT]
    consent = [page for page in pages if page.naam == CONSENT]
    before = list(itertools.islice(itertools.cycle(ordinary), ONE_IN - 1))
    middle = len(before) // 2
    return [*before[:middle], *consent, *before[middle:]]


@contextmanager
def _people(server: servers.Server, read: Sequence[Page], first: int) -> Iterator[list[str]]:
    """People who read, until the end of the block; gives the pages that they have opened so far.

    ``first`` says who begins: another one than in the turn before, so that nobody comes back too soon.
    """
    opened: list[str] = []
    failed: list[Exception] = []
    done = threading.Event()
    begun = time.monotonic()

    def reader(number: int) -> None:
        with requests.Session() as session:
            for at in itertools.count(number, READERS):
                if done.wait(max(0.0, begun + at * EVERY_SECONDS / PEOPLE - time.monotonic())):
                    return
                page = read[at % len(read)]
                try:
                    _open(session, server, page, first + at)
                except NotMeasured as reason:
                    failed.append(reason)
                    return
                opened.append(page.naam)

    threads = [threading.Thread(target=reader, args=(number,)) for number in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield opened
    finally:
        done.set()
        for thread in threads:
            thread.join()
    if failed:
        raise failed[0]


def _open(session: requests.Session, server: servers.Server, page: Page, who: int) -> None:
    token = page.tokens[who % len(page.tokens)]
    cookies = {} if token is None else {"Cookie": f"sessie={token}"}
    url = f"http://127.0.0.1:{server.port}{page.path}"
    # What the server gives as a cookie is not kept: the header says who it is.
    session.cookies.clear()
    answer = session.get(url, headers=cookies, timeout=30, allow_redirects=False)
    if answer.status_code not in (requests.codes.ok, requests.codes.see_other):
        raise NotMeasured(f"{page.path} answered {answer.status_code}")
