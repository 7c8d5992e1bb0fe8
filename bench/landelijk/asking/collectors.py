"""The partners of GKV: they ask whether there is a package, and collect and confirm it when there is."""

import base64
import hashlib
import json
import random
from collections import defaultdict
from typing import Any

from bench.landelijk.asking.callers import Caller, Wrong
from bench.landelijk.asking.publishers import chosen
from bench.landelijk.asking.tokens import Note, Tokenholder
from bench.landelijk.land import GkvLink, Land, LandSchool
from bench.landelijk.morning.arrivals import Arrival
from uwlr_service.domain.school import schoolpad

JSON = {"Content-Type": "application/json"}
PROCESSED = json.dumps({"status": "verwerkt", "fouten": []}).encode()


class Unexpected(Wrong):
    """There is a package behind the last one that was made."""


class Collectors:
    """All links of GKV; each has connections and a token of its own."""

    def __init__(self, land: Land, url: str, issuer: str, note: Note, seed: int) -> None:
        self._land = land
        self._links: dict[str, list[GkvLink]] = defaultdict(list)
        self._callers: dict[int, Caller] = {}
        self._holders: dict[int, Tokenholder] = {}
        for link in land.gkv:
            caller = Caller(url, random.Random(f"{seed}-{link.koppeling}"))
            self._callers[link.koppeling] = caller
            self._holders[link.koppeling] = Tokenholder(caller, issuer, link.client_id, link.key, note)
            for code in link.scholen:
                self._links[code].append(link)

    async def close(self) -> None:
        """Hang up."""
        for caller in self._callers.values():
            await caller.close()

    async def look(self, arrival: Arrival) -> str:
        """Ask whether there is anything behind the last package. Raises Unexpected, and Wrong."""
        school, link = self._who(arrival)
        if await self._listed(school, link, link.volgnummer):
            raise Unexpected("a package that nobody made")
        return "leveringen"

    async def collect(self, arrival: Arrival) -> str:
        """Collect the last package and confirm it. Raises Wrong."""
        school, link = self._who(arrival)
        caller = self._callers[link.koppeling]
        listed = await self._listed(school, link, link.volgnummer - 1)
        if len(listed) != 1:
            raise Wrong(f"{len(listed)} packages in place of one")
        place = f"{_place(school, link)}/{listed[0]['id']}"
        bearer = await self._holders[link.koppeling].bearer()
        reply = await caller.ask("GET", f"{place}/pakket", headers=bearer)
        package = reply.require()
        digest = base64.b64encode(hashlib.sha256(package).digest()).decode()
        if reply.headers.get("Content-Digest") != f"sha-256=:{digest}:":
            raise Wrong("a package with other bytes than its digest")
        confirmed = await caller.ask(
            "POST", f"{place}/ontvangstbevestiging", body=PROCESSED, headers=bearer | JSON
        )
        confirmed.require()
        return "package"

    async def look_at_schools(self, arrival: Arrival) -> str:
        """Ask which schools a link has. Raises Wrong."""
        school, link = self._who(arrival)
        bearer = await self._holders[link.koppeling].bearer()
        reply = await self._callers[link.koppeling].ask("GET", "/gkv/v1/koppelingen", headers=bearer)
        if school.code.encode() not in reply.require():
            raise Wrong("a school of the link is not among its schools")
        return "schools of a link"

    async def renew(self, arrival: Arrival) -> str:
        """Ask for a token. Raises Wrong."""
        _, link = self._who(arrival)
        await self._holders[link.koppeling].renew()
        return "token, GKV"

    def _who(self, arrival: Arrival) -> tuple[LandSchool, GkvLink]:
        school = self._land.scholen[arrival.school]
        return school, chosen(self._links[school.code], arrival.choice)

    async def _listed(self, school: LandSchool, link: GkvLink, na: int) -> list[dict[str, Any]]:
        bearer = await self._holders[link.koppeling].bearer()
        reply = await self._callers[link.koppeling].ask(
            "GET", f"{_place(school, link)}?na={na}", headers=bearer
        )
        listed: list[dict[str, Any]] = json.loads(reply.require())["leveringen"]
        return listed


def _place(school: LandSchool, link: GkvLink) -> str:
    pad = schoolpad.write(school.schoolcode)
    return f"/gkv/v1/koppelingen/{link.koppeling}/scholen/{pad}/leveringen"
