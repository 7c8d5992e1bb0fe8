"""The publishers of a country: they pull its schools, and bring results of their pupils."""

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bench import messages
from bench.landelijk.asking import soap
from bench.landelijk.asking.callers import Caller, Wrong
from bench.landelijk.land import Land, UwlrLink
from bench.landelijk.morning.arrivals import Arrival
from uwlr_service.domain import tijd

RESULTS_PATH = "/uwlr/leerresultaten"
RESULTS_ACTION = "BrengLeerresultaten"
A_PUPIL = b"leerling key="

T = TypeVar("T")


def chosen(options: Sequence[T], choice: float) -> T:
    """One of them, by a number from 0 to 1."""
    return options[int(choice * len(options))]


@dataclass(slots=True)
class Told:
    """What those who ask know of each other, by which an answer can be judged."""

    changed: set[str] = field(default_factory=set)
    """The schools of which the LAS sent something new during the run."""
    confirmed: int = 0
    """Results that were brought and confirmed."""


class Publishers:
    """All links of UWLR; each has connections of its own."""

    def __init__(self, land: Land, url: str, told: Told, run: str, seed: int) -> None:
        self._land = land
        self._told = told
        self._run = run
        """Begins the keys of the results of this run, which no other run may have."""
        self._messages = 0
        self._since = tijd.format_moment(tijd.now().replace(microsecond=0))
        """Everybody polled before the run began, and has each school as it was then."""
        self._known: dict[tuple[int, str], str] = {}
        self._links: dict[str, list[UwlrLink]] = defaultdict(list)
        self._callers: dict[int, Caller] = {}
        for link in land.uwlr:
            self._callers[link.koppeling] = Caller(url, random.Random(f"{seed}-{link.koppeling}"))
            for code in link.scholen:
                self._links[code].append(link)

    async def close(self) -> None:
        """Hang up."""
        for caller in self._callers.values():
            await caller.close()

    async def pull(self, arrival: Arrival) -> str:
        """Pull a school. Raises Wrong."""
        school = self._land.scholen[arrival.school]
        link = chosen(self._links[school.code], arrival.choice)
        place = (link.koppeling, school.code)
        known = None if arrival.is_new else self._known.get(place, self._since)
        reply = await self._callers[link.koppeling].ask(
            "POST",
            messages.PATH,
            body=soap.question(link, school.schoolcode, known),
            headers=soap.headers(messages.ACTION),
        )
        answer = soap.body(reply)
        if soap.UNCHANGED in answer:
            if known is None:
                raise Wrong("nothing changed, to who has nothing")
            return "pull, unchanged"
        moment = soap.AANMAAKDATUM.search(answer)
        if moment is None or A_PUPIL not in answer:
            raise Wrong("no school in the answer")
        if known is not None and school.code not in self._told.changed:
            raise Wrong("a whole school, to who has it")
        self._known[place] = moment[1].decode()
        return "pull, whole"

    async def bring(self, arrival: Arrival) -> str:
        """Bring the results of a class. Raises Wrong."""
        school = self._land.scholen[arrival.school]
        link = chosen(self._links[school.code], arrival.choice)
        self._messages += 1
        message = soap.results(
            link,
            school.schoolcode,
            school.leerlingen,
            first=int(arrival.choice * len(school.leerlingen)),
            number=f"{self._run}-{self._messages:07}",
            moment=tijd.now(),
        )
        reply = await self._callers[link.koppeling].ask(
            "POST", RESULTS_PATH, body=message, headers=soap.headers(RESULTS_ACTION)
        )
        if soap.STORED not in soap.body(reply):
            raise Wrong("results not confirmed")
        self._told.confirmed += soap.RESULTS
        return "results"
