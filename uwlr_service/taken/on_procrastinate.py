"""The tasks on procrastinate, with its queue in PostgreSQL: for as many workers as one starts."""

import asyncio
import signal
from contextlib import suppress
from datetime import date

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import Status

from uwlr_service.domain.fouten import DatabaseOnbereikbaar
from uwlr_service.taken.work import Work

QUEUE = "uwlr"
EACH_MINUTE, EACH_QUARTER = "* * * * *", "*/15 * * * *"
BATCH = 500
TICK_FIRST, TELL_LAST = 1, -1
PATIENCE = 120
"""Seconds without a sign of life after which what a worker had in hand is taken out of the queue."""


def run(work: Work, url: str) -> None:
    """Work until a signal ends it, and then finish what is in hand.

    Makes the tables of procrastinate when they are not there. Raises DatabaseOnbereikbaar.
    """
    try:
        asyncio.run(_run(Engine(work, url)))
    except ConnectorException as error:
        raise DatabaseOnbereikbaar from error


async def _run(engine: "Engine") -> None:
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    async with engine.app.open_async():
        await engine.ensure_schema()
        await engine.fill()  # who starts does not wait for the minute
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
        address = url.replace("postgresql+psycopg://", "postgresql://", 1)
        self.app = App(connector=PsycopgConnector(conninfo=address, min_size=1, max_size=4))
        self._pakket = self.app.task(name="pakket", queue=QUEUE)(self._make)
        # The lock keeps a second one out of the queue; one on what runs would outlive a killed worker.
        for cron, name, task in ((EACH_MINUTE, "tick", self._tick), (EACH_QUARTER, "sweep", self._sweep)):
            registered = self.app.task(name=name, queue=QUEUE, queueing_lock=name, priority=TICK_FIRST)(task)
            self.app.periodic(cron=cron)(registered)
        tell = self.app.task(name="tell", queue=QUEUE, queueing_lock="tell", priority=TELL_LAST)(self._tell)
        self.app.periodic(cron=EACH_MINUTE)(tell)

    async def ensure_schema(self) -> None:
        """Make the tables of procrastinate, unless they are there or another worker makes them right now."""
        if not await self.app.check_connection_async():
            try:
                await self.app.schema_manager.apply_schema_async()
            except ConnectorException:
                if not await self.app.check_connection_async():
                    raise

    async def fill(self) -> None:
        """Queue the packages whose time has come, each once."""
        found = await asyncio.to_thread(self._work.tick)
        if found is None:
            return
        nacht, rijen = found
        waiting = await self.app.job_manager.list_jobs_async(queue=QUEUE, status=Status.TODO.value)
        queued = {job.queueing_lock for job in waiting}
        jobs = [
            self._pakket.configure(queueing_lock=lock).make_new_job(
                nacht=nacht.isoformat(), koppeling=koppeling, school=school
            )
            for koppeling, school in rijen
            if (lock := f"{nacht}/{koppeling}/{school}") not in queued
        ]
        for start in range(0, len(jobs), BATCH):
            with suppress(AlreadyEnqueued):  # another worker fills too; the next minute brings the rest
                await self.app.job_manager.batch_defer_jobs_async(jobs[start : start + BATCH])

    def _make(self, nacht: str, koppeling: int, school: int) -> None:
        self._work.make(date.fromisoformat(nacht), (koppeling, school))

    async def _tick(self, timestamp: int) -> None:
        await self.fill()

    def _tell(self, timestamp: int) -> None:
        self._work.tell()

    async def _sweep(self, timestamp: int) -> None:
        """Take what a killed worker left in hand out of the queue; the ledger has its package made again."""
        manager = self.app.job_manager
        for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=PATIENCE):
            await manager.finish_job(job, status=Status.FAILED, delete_job=True)
