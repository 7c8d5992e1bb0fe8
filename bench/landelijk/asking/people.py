"""People: pupils who sign in at an application, and administrators who look at a page of their school."""

import asyncio
import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPException

from bench import person
from bench.landelijk.asking.callers import Caller, Wrong
from bench.landelijk.asking.publishers import chosen
from bench.landelijk.land import Land
from bench.landelijk.morning.arrivals import Arrival
from bench.landelijk.morning.open_loop import Ask
from tests.support.sso.aanmelding import Aanvrager
from tests.support.sso.toepassingen import Proefclient
from uwlr_service.domain.school import schoolpad

AT_ONCE = 256
"""People who sign in at the same time; with fewer threads somebody would wait for another to be done."""
PAGES = {"school": "", "links": "/koppelingen", "results": "/resultaten", "log": "/logboek"}
"""What administrators look at: what it is, and what comes behind the address of a school."""
SIGNED_IN = b"/portaal/afmelden"


class People:
    """Everybody with a browser; each person who signs in has a thread, a browser and an application."""

    def __init__(self, land: Land, port: int, seed: int) -> None:
        self._land = land
        self._port = port
        self._threads = ThreadPoolExecutor(AT_ONCE)
        self._caller = Caller(f"http://localhost:{port}", random.Random(seed))
        client = Proefclient(
            id=land.sso.id,
            client_id=land.sso.client_id,
            koppeling=land.sso.koppeling,
            geheim=land.sso.geheim,
        )
        self._aanvrager = Aanvrager(client=client, terug=land.sso.terug, scope=land.sso.scope)
        self.posts: list[float] = []
        """How long each answer to a password took, in seconds."""

    async def close(self) -> None:
        """Hang up."""
        await self._caller.close()
        self._threads.shutdown()

    async def sign_in(self, arrival: Arrival) -> str:
        """From the application to its claims about whoever signed in. Raises Wrong."""
        school = self._land.scholen[arrival.school]
        name = chosen(school.inlognamen, arrival.choice)
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._threads, self._sign_in, name)
        return "sign-in"

    async def look(self, arrival: Arrival) -> str:
        """Open any page of the portal, with a session. Raises Wrong."""
        await self._look_at(arrival, chosen(tuple(PAGES.values()), arrival.choice))
        return "page"

    def looks_at(self, name: str) -> Ask:
        """How one of the pages is opened."""

        async def look(arrival: Arrival) -> str:
            await self._look_at(arrival, PAGES[name])
            return f"page, {name}"

        return look

    async def _look_at(self, arrival: Arrival, page: str) -> None:
        school = self._land.scholen[arrival.school]
        place = f"/portaal/scholen/{schoolpad.write(school.schoolcode)}{page}"
        reply = await self._caller.ask("GET", place, headers={"Cookie": f"sessie={school.sessie}"})
        if SIGNED_IN not in reply.require():
            raise Wrong("a page for who is not signed in")

    def _sign_in(self, name: str) -> None:
        try:
            with closing(person.Connection(self._port)) as browser:
                somebody = person.Person(browser, name, self._land.wachtwoord)
                code = somebody.code(self._aanvrager)
            with closing(person.Connection(self._port)) as application:
                given = person.tokens(application, self._aanvrager, code)
                said = person.claims(application, given["access_token"])
        except person.Refused as refused:
            raise Wrong(f"sign-in: {_kind(refused)}") from refused
        except (OSError, HTTPException) as error:
            raise Wrong(f"sign-in: {type(error).__name__}") from error
        if not somebody.seconds or "sub" not in said:
            raise Wrong("sign-in: without a password, or nobody")
        self.posts.append(somebody.seconds)


def _kind(refused: person.Refused) -> str:
    """The first words of a refusal, without what is of one person."""
    return str(refused).partition(":")[0].partition("?")[0][:60]
