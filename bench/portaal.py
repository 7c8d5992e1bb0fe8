"""The pages of the portal: what each costs, and whether SOAP suffers from people who read them."""

import itertools
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import requests

from bench import databases, load, machine, messages, school, servers
from bench.report import Chapter, NotMeasured, Result
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of
from tests.support.portaal import people, voorstellen
from tests.support.schools.many import store_schools
from uwlr_service import demodata
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.school import schoolpad
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

PEOPLE = 300
EVERY_SECONDS = 90
RATIO = 0.9
PAGE_MS = 60.0
CONSENT_MS = 400.0
LINKS = 60
SCHOOLS = 400
PUPILS = 250
YEARS = 6
A_YEAR = 42
SEED = 2026
OPENED = 15
"""How often each page is opened for its figure."""
MANY = 16
ONE_IN = 31
"""Of so many pages that people open, one is the consent page: most look, few decide."""
CONSENT = "consent page of gkv-uitgebreid"

EXPLANATION = f"""\
SQLite, ``uwlr serve`` as it comes. The pages are those of a school of {PUPILS} pupils with {LINKS} links and
of a partner with {SCHOOLS} schools, each opened {OPENED} times by somebody who is signed in. The figure is
the processor time of the server per page, with the session and the count of messages. The consent page
asks for every field of gkv-uitgebreid, with a dossier of {YEARS} years.

Then wrk asks for a full school, as in the first chapter, in turns: alone, and while {PEOPLE} people each
open a page every {EVERY_SECONDS} seconds, one in {ONE_IN} of them the consent page. Client, people and server
share the cores. The ratio is the median of the ratios within a turn.
"""


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and the session of somebody who may see it."""

    naam: str
    path: str
    token: str


def portal(folder: Path, rounds: int, seconds: int) -> Chapter:
    """Measure the pages, and SOAP beside them."""
    title = "The portal"
    what = f"full school while {PEOPLE} people read pages, share of the speed alone"
    try:
        with _stage(folder) as (server, message, pages):
            taken = {page.naam: _milliseconds(server, page) for page in pages}
            turns = list(_turns(server, message, pages, rounds, seconds))
    except NotMeasured as reason:
        return Chapter(title, EXPLANATION, [Result.missing(what, f"at least {RATIO}", reason)])
    ratio = median(beside / alone for alone, beside, _ in turns)
    results = [Result(what, f"at least {RATIO}", f"{ratio:.2f}", ratio >= RATIO)]
    for naam, ms in taken.items():
        target = CONSENT_MS if naam == CONSENT else PAGE_MS
        results.append(Result(naam, f"under {target:g} ms", f"{ms:.0f} ms", ms < target))
    details = [
        (str(number + 1), f"{alone:.0f}", f"{beside:.0f}", f"{beside / alone:.2f}", f"{opened:.1f}")
        for number, (alone, beside, opened) in enumerate(turns)
    ]
    return Chapter(
        title, EXPLANATION, results, ("turn", "alone, calls/s", "with people", "ratio", "pages/s"), details
    )


@contextmanager
def _stage(folder: Path) -> Iterator[tuple[servers.Server, Path, Sequence[Page]]]:
    """A server with a school that is pulled, and the pages of other schools and of a partner."""
    with databases.database(databases.SQLITE, folder) as url:
        installed = servers.install(url, folder, school.make())
        database = Database.open(installed.settings.database_url)
        pages = _pages(database, installed.settings.secret)
        database.close()
        with servers.ours(installed, folder) as server:
            server.wait_for_workers(len(machine.cores()))
            message = folder / "request.xml"
            message.write_bytes(messages.request(installed.sleutels["soap"]))
            yield server, message, pages


def _pages(database: Database, secret: bytes) -> Sequence[Page]:
    (gegevens,) = demodata.schools(1, PUPILS, SEED)
    EdexmlUitwisseling(database).store(gegevens)
    Dossiers(database).store(demodata.make_dossier(gegevens, SEED, YEARS, A_YEAR))
    code = gegevens.school.code
    beheer = Koppelingbeheer(database, secret)
    for number in range(LINKS):
        naam = f"Bedrijf {number}"
        made = beheer.add(
            klantnaam=naam, klantcode=f"B{number}", scholen=[code], gegevensset=GKV_BASIS, door=DOOR
        )
    asked = voorstellen.add_link(database, "OC1", GKV_UITGEBREID)
    inhoud = voorstellen.inhoud(GKV_UITGEBREID)
    Voorstellen(database).propose(asked.koppeling, inhoud, [code], door=DOOR)
    return [*_of_school(database, code, made.koppeling.id, asked.koppeling), *_of_partner(database, beheer)]


def _of_school(database: Database, code: Schoolcode, koppeling: int, asked: int) -> Iterator[Page]:
    token = people.sign_in(database, people.add_person(database, Rol.SCHOOLBEHEERDER, school=code))
    root = f"/portaal/scholen/{schoolpad.write(code)}"
    for naam, path in {
        "own start page": "/portaal/",
        "messages": "/portaal/berichten",
        "school: start": root,
        f"school: {LINKS} links": f"{root}/koppelingen",
        "school: one link": f"{root}/koppelingen/{koppeling}",
        "school: results": f"{root}/resultaten",
        "school: log": f"{root}/logboek",
        CONSENT: f"{root}/koppelingen/{asked}/besluit",
    }.items():
        yield Page(naam, path, token)


def _of_partner(database: Database, beheer: Koppelingbeheer) -> Iterator[Page]:
    scholen = store_schools(database, SCHOOLS)
    link = beheer.add(klantnaam="Groot", klantcode="G1", scholen=scholen, gegevensset=GKV_BASIS, door=DOOR)
    partner = product_of(database, "G1").koppelpartner
    person = people.add_person(database, Rol.PARTNERBEHEERDER, koppelpartner=partner)
    token = people.sign_in(database, person)
    root = f"/portaal/partners/{partner}"
    yield Page(f"partner: start, {SCHOOLS} schools", root, token)
    yield Page("partner: one link", f"{root}/koppelingen/{link.koppeling.id}", token)
    yield Page("partner: calls", f"{root}/koppelingen/{link.koppeling.id}/verkeer", token)


def _milliseconds(server: servers.Server, page: Page) -> float:
    """The processor time of a page. Raises NotMeasured when it is not shown."""
    with _session(page) as session:
        _open(session, server, page)  # templates and connections are made once
        before = server.processor_seconds()
        for _ in range(OPENED):
            _open(session, server, page)
        taken = (server.processor_seconds() - before) / OPENED * 1000
    print(f"  {page.naam}: {taken:.0f} ms", flush=True)
    return taken


def _turns(
    server: servers.Server, message: Path, pages: Sequence[Page], rounds: int, seconds: int
) -> Iterator[tuple[float, float, float]]:
    """Calls a second alone and beside the people, and the pages that these opened a second."""
    load.run(server.port, message, seconds=1, connections=MANY)
    for _ in range(rounds):
        alone = load.run(server.port, message, seconds=seconds, connections=MANY).per_second
        with _people(server, pages) as opened:
            beside = load.run(server.port, message, seconds=seconds, connections=MANY).per_second
        print(f"  full school: {alone:.0f} alone, {beside:.0f} beside people", flush=True)
        yield alone, beside, len(opened) / seconds


def _mixed(pages: Sequence[Page]) -> Sequence[Page]:
    """The pages in the proportion in which people open them."""
    ordinary = [page for page in pages if page.naam != CONSENT]
    consent = [page for page in pages if page.naam == CONSENT]
    return [*itertools.islice(itertools.cycle(ordinary), ONE_IN - 1), *consent]


@contextmanager
def _people(server: servers.Server, pages: Sequence[Page]) -> Iterator[list[str]]:
    """People who read, until the end of the block; gives the pages that they have opened so far."""
    opened: list[str] = []
    failed: list[Exception] = []
    done = threading.Event()

    def read() -> None:
        sessions: Mapping[str, requests.Session] = {page.naam: _session(page) for page in pages}
        begun = time.monotonic()
        for number, page in enumerate(itertools.cycle(_mixed(pages))):
            if done.wait(max(0.0, begun + number * EVERY_SECONDS / PEOPLE - time.monotonic())):
                break
            try:
                _open(sessions[page.naam], server, page)
            except NotMeasured as reason:
                failed.append(reason)
                break
            opened.append(page.naam)
        for session in sessions.values():
            session.close()

    thread = threading.Thread(target=read)
    thread.start()
    try:
        yield opened
    finally:
        done.set()
        thread.join()
    if failed:
        raise failed[0]


def _session(page: Page) -> requests.Session:
    session = requests.Session()
    session.headers["Cookie"] = f"sessie={page.token}"
    return session


def _open(session: requests.Session, server: servers.Server, page: Page) -> None:
    answer = session.get(f"http://127.0.0.1:{server.port}{page.path}", timeout=30, allow_redirects=False)
    if answer.status_code != requests.codes.ok:
        raise NotMeasured(f"{page.path} answered {answer.status_code}")
