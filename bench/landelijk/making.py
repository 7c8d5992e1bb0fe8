"""Makes a country in a database, or finds the one that is there; in as many processes as there are cores."""

import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import func, select, text

from bench import machine
from bench.landelijk import callers, packages, results, schools, sessions
from bench.landelijk.land import FILE, GkvLink, Land, LandSchool, LasClient, Omvang, SsoClient, UwlrLink
from bench.signing_in import PASSWORD
from uwlr_service import private
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.school import school
from uwlr_service.uitwisseling.account import wachtwoorden

T = TypeVar("T")

AT_ONCE = 20
"""Schools that a process takes at a time."""
UNHINDERED = "1000000"
"""Calls a minute that a link with thousands of schools may make to the pull API, in a load of many in one."""


class Unusable(Exception):
    """There are schools in the database that are not those of this country."""


def country(omvang: Omvang, folder: Path, url: str, processes: int | None = None) -> Land:
    """The country of a folder in a database: the one that is there, or else it is made.

    One that is there gets new sessions at the portal, because those end by themselves. With one process
    all is done in this one. Raises Unusable.
    """
    folder = folder.absolute()
    private.make_folder(folder)
    with closing(Database.open(url)) as database:
        database.upgrade()
        present = _present(database)
        if not present:
            with _workers(processes or len(machine.cores())) as workers:
                land = _Maker(omvang, folder, url, workers).make()
        else:
            land = _kept(omvang, folder, url, present)
        land = replace(land, scholen=sessions.signed_in(database, land.scholen))
        _wait_for_the_clocks(database)
    land.write(folder)
    return land


def _wait_for_the_clocks(database: Database) -> None:
    """Wait until each moment of the schools has passed.

    Each link is a moment of its school, in a second of its own: made at once, they lie ahead of now. Whoever
    has the school as it is now would then be told everything.
    """
    with database.read() as connection:
        last: datetime | None = connection.execute(select(func.max(school.c.klok))).scalar()
    if last is not None:
        time.sleep(max(0.0, (last - tijd.now()).total_seconds()))


def _present(database: Database) -> int:
    """How many schools there are."""
    with database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(school)).scalar_one())


def _kept(omvang: Omvang, folder: Path, url: str, present: int) -> Land:
    """The country that was made before. Raises Unusable."""
    if not (folder / FILE).exists():
        raise Unusable(f"the database has {present} schools, and in {folder} is no country")
    land = Land.read(folder)
    if land.omvang != omvang or present != omvang.schools:
        raise Unusable(f"the database has {present} schools, and in {folder} is {land.omvang}")
    return replace(land, environ={**land.environ, "UWLR_DATABASE_URL": url})


@dataclass(frozen=True, slots=True)
class _Workers:
    """Processes that share work, and how they are given it."""

    count: int
    share: Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]


@contextmanager
def _workers(count: int) -> Iterator[_Workers]:
    if count == 1:
        yield _Workers(count, map)
        return
    # Not forked: each opens a database of its own.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        yield _Workers(count, pool.map)


class _Maker:
    """Makes all of it, and says on the screen what each step took."""

    def __init__(self, omvang: Omvang, folder: Path, url: str, workers: _Workers) -> None:
        self._omvang = omvang
        self._url = url
        self._workers = workers
        self._environ = {
            "UWLR_DATABASE_URL": url,
            "UWLR_VAR": str(folder / "var"),
            "UWLR_SECRET": secrets.token_hex(32),
            "UWLR_GKV_PER_MINUTE": UNHINDERED,
        }

    def make(self) -> Land:
        """Make schools, all that ask about them, a year of results, and the packages of a night."""
        with (
            closing(Diensten.open(Settings.from_environment(self._environ))) as diensten,
            closing(Database.open(self._url)) as database,
        ):
            scholen = _timed("schools", lambda: self._schools())
            _analyze(database)
            uwlr, gkv, las, sso = _timed("links", lambda: self._links(diensten, database, scholen))
            _timed("results", lambda: self._results(database, scholen, uwlr))
            _analyze(database)
            _timed("packages", lambda: self._packages(diensten))
            _analyze(database)
        return Land(
            omvang=self._omvang,
            environ=self._environ,
            wachtwoord=PASSWORD,
            scholen=scholen,
            uwlr=uwlr,
            gkv=tuple(replace(link, volgnummer=1) for link in gkv),
            las=las,
            sso=sso,
        )

    def _schools(self) -> tuple[LandSchool, ...]:
        store = partial(schools.store, self._url, self._omvang, wachtwoorden.hashed(PASSWORD))
        return tuple(chain.from_iterable(self._workers.share(store, _parts(range(self._omvang.schools)))))

    def _links(
        self, diensten: Diensten, database: Database, scholen: Sequence[LandSchool]
    ) -> tuple[tuple[UwlrLink, ...], tuple[GkvLink, ...], LasClient, SsoClient]:
        omvang = self._omvang
        return (
            tuple(callers.add_uwlr(diensten, omvang, scholen)),
            tuple(callers.add_gkv(diensten, omvang, scholen)),
            callers.add_las(diensten),
            callers.add_sso(database, scholen),
        )

    def _results(
        self,
        database: Database,
        scholen: Sequence[LandSchool],
        links: Iterable[UwlrLink],
    ) -> int:
        store = partial(results.store, self._url, self._omvang)
        stored = sum(self._workers.share(store, _parts(results.by_school(database, links, scholen))))
        results.number(database)
        return stored

    def _packages(self, diensten: Diensten) -> int:
        packages.plan(diensten)
        return sum(self._workers.share(packages.make, [self._environ] * self._workers.count))


def _timed(what: str, work: Callable[[], T]) -> T:
    began = time.monotonic()
    done = work()
    print(f"  {what}: {time.monotonic() - began:.1f} s", flush=True)
    return done


def _parts(whole: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(whole), AT_ONCE):
        yield whole[start : start + AT_ONCE]


def _analyze(database: Database) -> None:
    """Let the database know its tables; PostgreSQL does so by itself within a minute."""
    with database.write() as connection:
        connection.execute(text("analyze"))
