"""A day: questions as fast as they are answered, hour after hour, and what the service holds meanwhile."""

import asyncio
import random
import time
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from bench.landelijk import sessions
from bench.landelijk.asking.everybody import everybody
from bench.landelijk.day import mix, rows
from bench.landelijk.day.clock import followed
from bench.landelijk.day.closed_loop import Tally, ask_all, at_night
from bench.landelijk.day.hours import Hour
from bench.landelijk.day.rows import Kept, Rows
from bench.landelijk.day.samples import Sample, Sampler
from bench.landelijk.day.service import Service
from bench.landelijk.land import Land
from bench.landelijk.morning.arrivals import Arrival, Kind
from bench.landelijk.morning.open_loop import Played
from bench.landelijk.morning.processor import Taken
from bench.landelijk.morning.run import lost
from bench.report import NotMeasured
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.nachtverslagen import Nachtverslagen

MEANWHILE = 200
"""Looks of publishers at a time, as long as an hour waits for the worker, which looks up each minute."""
PATIENCE = 25 * 60.0
"""Seconds for the worker; after half an hour the window of the night would close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is asked, and how often is looked at what the service holds."""

    hours: Sequence[Hour]
    calls: int
    seed: int
    each: float
    """Seconds."""


@dataclass(slots=True)
class Seen:
    """What a run saw."""

    tally: Tally = field(default_factory=Tally)
    found: list[str] = field(default_factory=list)
    """What else is wrong."""
    confirmed: int = 0
    """Results."""
    samples: list[Sample] = field(default_factory=list)
    rows: list[Mapping[str, Rows]] = field(default_factory=list)
    """At the begin, before the weeks that pass, and at the end."""
    var: list[int] = field(default_factory=list)
    """Bytes in the folder of the service, at the same moments: packages, and the reports of the nights."""
    kept: list[Mapping[str, Kept]] = field(default_factory=list)
    """Before the weeks that pass, when the worker had cleared up, and at the end."""
    clear_ups: list[str] = field(default_factory=list)
    seconds: float = 0.0
    taken: Taken | None = None
    """Of the processor."""


def run(service: Service, plan: Plan) -> Seen:
    """Ask everything. Raises NotMeasured where the school year would turn on the way, or the worker ends."""
    stage = service.stage
    with closing(Database.open(stage.settings.database_url)) as database:
        day = _Day(service, database, plan)
        day.require_one_year()
        with followed(service.clock):
            before, begun = stage.meter.read(), time.monotonic()
            asyncio.run(day.pass_by())
            day.seen.seconds = time.monotonic() - begun
            day.seen.taken = stage.meter.read().since(before)
        return day.seen


class _Day:
    def __init__(self, service: Service, database: Database, plan: Plan) -> None:
        self._service = service
        self._database = database
        self._plan = plan
        self._land = service.stage.land
        self._chance = random.Random(plan.seed)
        self._hours = plan.hours
        self._sampler = Sampler(service.server, service.worker, database, service.logs)
        self._clear_ups = 0
        """That there were before the weeks passed."""
        self.seen = Seen(samples=self._sampler.samples)

    def require_one_year(self) -> None:
        """Raise NotMeasured if the run would end in another school year than it begins in."""
        last = self._hours[-1].begin
        if str(Schooljaar.at(tijd.today(last))) != self._land.omvang.schooljaar:
            raise NotMeasured("the school year of the country ends before the weeks are over that must pass")

    async def pass_by(self) -> None:
        """All hours."""
        taking = asyncio.create_task(
            self._sampler.keep_taking(self._plan.each, lambda: self.seen.tally.asked)
        )
        try:
            self._count()
            counts = mix.counts([hour.local for hour in self._hours], self._plan.calls)
            boundary = next(hour.begin for hour in self._hours if not hour.is_before)
            was_before = True
            for hour, count in zip(self._hours, counts, strict=True):
                if was_before and not hour.is_before:
                    self._note(boundary)
                    self._clear_ups = len(self._service.cleared_up())
                was_before = hour.is_before
                await self._hour(hour, count)
                if hour.begin == boundary:
                    self.seen.kept.append(rows.kept(self._database, boundary))
            self._note(boundary)
            self.seen.clear_ups = self._service.cleared_up()
        finally:
            taking.cancel()
            with suppress(asyncio.CancelledError):
                await taking

    def _count(self) -> None:
        self.seen.rows.append(rows.counted(self._database))
        files = Path(self._land.environ["UWLR_VAR"]).rglob("*")
        self.seen.var.append(sum(file.stat().st_size for file in files if file.is_file()))

    def _note(self, boundary: datetime) -> None:
        self._count()
        self.seen.kept.append(rows.kept(self._database, boundary))

    async def _hour(self, hour: Hour, count: Mapping[Kind, int]) -> None:
        """Ask all of an hour, and go on asking whether anything is new until the worker did its part."""
        self._service.clock.move_to(hour.begin)
        arrivals = mix.arrivals(count, len(self._land.scholen), self._chance)
        land = self._signed_in(arrivals)
        stage = self._service.stage
        async with everybody(land, stage.settings, stage.port, Played(), self._plan.seed) as by:
            asks = {**by.asks}
            if hour.is_at_night:
                asks[Kind.LEVERINGEN] = at_night(asks[Kind.LEVERINGEN])
            await ask_all(arrivals, asks, self.seen.tally)
            until = time.monotonic() + PATIENCE
            while not self._is_done(hour):
                if time.monotonic() > until:
                    self.seen.found.append(f"the worker had not done its part by {hour.begin}")
                    break
                polls = mix.arrivals({Kind.PULL: MEANWHILE}, len(self._land.scholen), self._chance)
                await ask_all((replace(poll, is_new=False) for poll in polls), asks, self.seen.tally)
            self.seen.confirmed += by.told.confirmed
            self.seen.found += await lost(by)
        if hour.ends_the_night:
            made = tuple(replace(link, volgnummer=link.volgnummer + 1) for link in self._land.gkv)
            self._land = replace(self._land, gkv=made)

    def _signed_in(self, arrivals: Sequence[Arrival]) -> Land:
        """The country, with a session for the administrator of each school that looks at a page."""
        looking = {arrival.school for arrival in arrivals if arrival.kind is Kind.PAGE}
        scholen = list(self._land.scholen)
        chosen = [scholen[number] for number in sorted(looking)]
        for number, school in zip(sorted(looking), sessions.signed_in(self._database, chosen), strict=True):
            scholen[number] = school
        return replace(self._land, scholen=tuple(scholen))

    def _is_done(self, hour: Hour) -> bool:
        """Whether the worker did what it has to do in an hour. Raises NotMeasured if it ended."""
        self._service.require_worker()
        if len(self._service.cleared_up()) < self._clear_ups + hour.clear_ups:
            return False
        if not hour.ends_the_night:
            return True
        totals = Nachtverslagen(self._database).totals(hour.night)
        return bool(totals[Uitkomst.GEMAAKT]) and not (totals[Uitkomst.WACHT] or totals[Uitkomst.BEZIG])
