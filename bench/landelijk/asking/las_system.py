"""The LAS of a country: it sends its schools, and reads the results that came in for them."""

import gzip
import json
import random
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from bench.landelijk.asking.callers import Caller, Wrong
from bench.landelijk.asking.publishers import Told
from bench.landelijk.asking.tokens import Note, Tokenholder
from bench.landelijk.land import Land
from bench.landelijk.morning.arrivals import Arrival, Kind
from uwlr_service.client.las import digest_of
from uwlr_service.domain.school import schoolpad
from uwlr_service.formats import edexml

FAST = 1
"""The level of gzip that the client of a LAS uses."""
LIMIET = 500
OUTCOMES = {"ongewijzigd": "push, unchanged", "gewijzigd": "push, changed"}
UNKNOWN = "an outcome that is unknown"


class LasSystem:
    """One LAS with all schools."""

    def __init__(
        self,
        land: Land,
        url: str,
        issuer: str,
        told: Told,
        note: Note,
        *,
        run: str,
        seed: int,
        cursor: str,
    ) -> None:
        self._land = land
        self._told = told
        self._run = run
        self._cursor = cursor
        """Where it had read the feed to when the run began."""
        self.begin = cursor
        self._documents: dict[Arrival, bytes] = {}
        self._caller = Caller(url, random.Random(seed))
        self._holder = Tokenholder(self._caller, issuer, land.las.client_id, land.las.key, note)

    def prepare(self, arrivals: Iterable[Arrival]) -> None:
        """Make what will be sent: that takes longer than to send it, and is the work of another machine."""
        for arrival in arrivals:
            if arrival.kind is Kind.PUSH:
                self._documents[arrival] = self._document(arrival)

    async def catch_up(self) -> None:
        """Read all that came in before the run began: it gets its place in the feed when somebody reads."""
        self.begin, _ = await self._read_from(self._cursor)
        self._cursor = self.begin

    async def close(self) -> None:
        """Hang up."""
        await self._caller.close()

    async def push(self, arrival: Arrival) -> str:
        """Send a school. Raises Wrong."""
        school = self._land.scholen[arrival.school]
        if arrival.is_new:
            self._told.changed.add(school.code)  # from here on somebody may see it
        content = self._documents.pop(arrival, b"") or self._document(arrival)
        headers = {
            "Content-Type": "application/xml",
            "Content-Encoding": "gzip",
            "Content-Digest": digest_of(content),
        }
        year = self._land.omvang.schooljaar
        reply = await self._caller.ask(
            "PUT",
            f"/las/v1/scholen/{schoolpad.write(school.schoolcode)}/schooljaren/{year}/gegevens",
            body=content,
            headers=headers | await self._holder.bearer(),
        )
        name = OUTCOMES.get(json.loads(reply.require())["uitkomst"], UNKNOWN)
        if name == UNKNOWN or (arrival.is_new and name != OUTCOMES["gewijzigd"]):
            raise Wrong(f"{name}, of a school that changed" if arrival.is_new else name)
        if name == OUTCOMES["gewijzigd"]:
            self._told.changed.add(school.code)
        return name

    async def read(self, _arrival: Arrival) -> str:
        """Read what came in since the last time. Raises Wrong."""
        cursor, _ = await self._read_from(self._cursor)
        self._cursor = cursor
        return "feed"

    async def read_first_page(self, _arrival: Arrival) -> str:
        """Read the oldest results that are there. Raises Wrong."""
        page = await self._page(f"?limiet={LIMIET}")
        if not page["resultaten"]:
            raise Wrong("a feed without results")
        return "feed, first page"

    async def renew(self, _arrival: Arrival) -> str:
        """Ask for a token. Raises Wrong."""
        await self._holder.renew()
        return "token, LAS"

    async def count(self) -> int:
        """How many results came in since the run began. Raises Wrong."""
        _, count = await self._read_from(self.begin)
        return count

    async def _read_from(self, cursor: str) -> tuple[str, int]:
        count = 0
        more = True
        while more:
            page = await self._page(f"?limiet={LIMIET}&na={cursor}")
            count += len(page["resultaten"])
            cursor = page["cursor"]
            more = page["meer"]
        return cursor, count

    async def _page(self, query: str) -> dict[str, Any]:
        bearer = await self._holder.bearer()
        reply = await self._caller.ask("GET", self._land.feed + query, headers=bearer)
        page: dict[str, Any] = json.loads(reply.require())
        return page

    def _document(self, arrival: Arrival) -> bytes:
        """The school; also when nothing changed the file is another than the last, and has to be read."""
        gegevens = self._land.gegevens(self._land.scholen[arrival.school])
        if arrival.is_new:
            first, *others = gegevens.leerlingen
            renamed = replace(first, roepnaam=f"Anders {self._run} {arrival.moment:.3f}")
            gegevens = replace(gegevens, leerlingen=(renamed, *others))
        own = f"<!-- {self._run} {arrival.moment:.3f} -->".encode()
        return gzip.compress(b"".join(edexml.write(gegevens)) + own, FAST, mtime=0)
