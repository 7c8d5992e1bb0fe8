"""The tasks on procrastinate, with its queue in PostgreSQL: for any number of workers."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status

from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.taken.work import Work

log = structlog.get_logger()
QUEUE = "uwlr"
EACH_MINUTE = "* * * * *"
EACH_QUARTER = "*/15 * * * *"
BATCH = 500
TICK_FIRST = 1
"""A priority: the tick brings the work."""
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
"""Seconds between two looks at a database that is away."""
POOL_SECONDS = 10.0
"""How long a connection is waited for; its pool tries again by itself meanwhile."""
AWAY = (ConnectorException, DatabaseOnbereikbaar)
STALLED_SECONDS = 120
"""How long a worker may be silent before what it had in hand is taken out of the queue."""


def run(work: Work, url: str) -> None:
    """Work until a signal ends it, and then finish what is in hand.

    ``url`` is that of PostgreSQL itself: a pooler that gives each transaction another connection cannot keep
    one that listens. Makes the tables of procrastinate if they are not there. A database that goes away is
    waited for: its restart is no reason for ours.
    """
    asyncio.run(_run(lambda: Engine(work, url)))


async def _run(make: Callable[[], "Engine"]) -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    pause = FIRST_PAUSE
    while not ended.is_set():
        engine = make()
        try:
            await _work(engine, ended)
            return
        except AWAY as error:
            if engine.is_connected:
                pause = FIRST_PAUSE  # it had been there
            if pause == FIRST_PAUSE:
                log.warning("the database is away, the worker waits for it", exc_info=error)
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), pause)
        pause = min(pause * 2, LONGEST_PAUSE)


async def _work(engine: "Engine", ended: asyncio.Event) -> None:
    """Work until a signal comes. Raises one of AWAY when the database goes."""
    async with engine.app.open_async():
        await engine.ensure_schema()
        await engine.fill()  # a worker that starts at night does not wait for the next minute
        engine.is_connected = True
        log.info("connected to the queue")
        # Its own handling of signals cannot tell a signal from a lost database.
        worker = asyncio.create_task(
            engine.app.run_worker_async(queues=[QUEUE], delete_jobs="always", install_signal_handlers=False)
        )
        signalled = asyncio.create_task(ended.wait())
        await asyncio.wait((worker, signalled), return_when=asyncio.FIRST_COMPLETED)
        signalled.cancel()
        if not ended.is_set():
            await worker
            raise DatabaseOnbereikbaar
        worker.cancel()  # which lets it finish what it has in hand
        with suppress(asyncio.CancelledError):
            await worker


class Engine:
    """The queue with its tasks; a finished one leaves nothing behind."""

    def __init__(self, work: Work, url: str) -> None:
        self._work = work
        self.is_connected = False
        # A pool that must hold connections at once waits 30 seconds for them, and then raises what nobody
        # takes for a database that is away. This one makes the first when it is asked for.
        self.app = App(connector=PsycopgConnector(conninfo=url, min_size=0, max_size=4, timeout=POOL_SECONDS))
        self._pakket = self.app.task(name="pakket", queue=QUEUE)(self._make)
        self._repeat("tick", self._tick, EACH_MINUTE)
        self._repeat("sweep", self._sweep, EACH_QUARTER)

    def _repeat(self, name: str, task: Callable[[int], object], cron: str) -> None:
        # A queueing lock keeps a second task of this name from waiting. A lock on the task that runs would
        # stay behind when its worker is killed, and then nothing would ever run again.
        registered = self.app.task(name=name, queue=QUEUE, queueing_lock=name, priority=TICK_FIRST)(task)
        self.app.periodic(cron=cron)(registered)

    async def ensure_schema(self) -> None:
        """Make the tables of procrastinate, unless they are there or another worker makes them right now."""
        if await self.app.check_connection_async():
            return
        try:
            await self.app.schema_manager.apply_schema_async()
        except ConnectorException:
            # Two workers that start together both see no tables; the second one fails and finds them there.
            if not await self.app.check_connection_async():
                raise

    async def fill(self) -> None:
        """Queue the packages whose time has come, each once."""
        due = await asyncio.to_thread(self._work.tick)
        if due is None:
            return
        nacht, rijen = due
        waiting = await self.app.job_manager.list_jobs_async(queue=QUEUE, status=Status.TODO.value)
        queued = {job.queueing_lock for job in waiting}
        jobs = []
        for koppeling, school in rijen:
            lock = f"{nacht}/{koppeling}/{school}"
            if lock not in queued:
                task = self._pakket.configure(queueing_lock=lock)
                jobs.append(task.make_new_job(nacht=nacht.isoformat(), koppeling=koppeling, school=school))
        for start in range(0, len(jobs), BATCH):
            with suppress(AlreadyEnqueued):  # another worker fills too; the next minute brings the rest
                await self.app.job_manager.batch_defer_jobs_async(jobs[start : start + BATCH])

    def _make(self, nacht: str, koppeling: int, school: int) -> None:
        self._work.make(date.fromisoformat(nacht), (koppeling, school))

    async def _tick(self, timestamp: int) -> None:
        await self.fill()

    async def _sweep(self, timestamp: int) -> None:
        """Take what a killed worker left in hand out of the queue.

        The ledger has its package made again: once the lease of its row has ended, the row is due.
        """
        manager = self.app.job_manager
        for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=STALLED_SECONDS):
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)
