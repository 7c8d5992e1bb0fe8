"""The database stops, crashes, can only be read, or is slow, while clients go on."""

import signal
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager

import psycopg

from tests.chaos.ground import POSTGRESQL, SQLITE, Ground, Service
from tests.chaos.load import Load
from tests.chaos.mounts import Disk, mounted
from tests.chaos.outcome import Outcome

SECONDS = 2.0
"""How long a disturbance lasts."""
SLOW_SECONDS = 5.0
LONG_SECONDS = 35.0
"""Longer than a writer on SQLite waits for another one, and than a client of ours waits for an answer."""
PAUSE = 0.5
"""Seconds of peace between two."""
ROUNDS = 5
DISK = 64
"""MB."""
Disturbance = Callable[[Ground], AbstractContextManager[None]]


def run(ground: Ground) -> Iterator[Outcome]:
    """Every disturbance, each on a database of its own; those that last long come once."""
    for number, (name, disturbance) in enumerate(DISTURBANCES[ground.kind].items()):
        rounds = 1 if name in ONCE else ROUNDS
        with ground.another(f"disturbed_{number}") as fresh:
            yield disturbed(fresh, name, disturbance, rounds)
    if ground.kind == SQLITE:
        yield Outcome(
            disturbance="stopped", database=SQLITE, skipped="it is a file: there is nothing to stop"
        )
        with mounted(ground.folder / "disk", DISK) as disk, ground.another("read_only", disk.folder) as fresh:
            yield started_for_reading(fresh, disk)


def disturbed(ground: Ground, name: str, disturbance: Disturbance, rounds: int) -> Outcome:
    """One disturbance, on a service of its own."""
    with Service(ground) as service:
        with Load(service.url, service.link()) as load:
            load.settle()
            for _ in range(rounds):
                with disturbance(ground):
                    pass
                load.over()
                time.sleep(PAUSE)
            load.settle()
        service.server.database.close()
        return load.outcome(name, ground)


@contextmanager
def stopped(ground: Ground) -> Iterator[None]:
    """The database server is not there for a while."""
    ground.cluster.stop(signal.SIGINT)
    time.sleep(SECONDS)
    ground.cluster.start()
    yield


@contextmanager
def restarted(ground: Ground) -> Iterator[None]:
    """The database server ends every connection, and comes back at once."""
    ground.cluster.stop(signal.SIGINT)
    ground.cluster.start()
    yield


@contextmanager
def crashed(ground: Ground) -> Iterator[None]:
    """The database server dies, and recovers from its log."""
    ground.cluster.stop(signal.SIGQUIT)
    ground.cluster.start()
    yield


@contextmanager
def read_only(ground: Ground) -> Iterator[None]:
    """Nobody may write, as on a replica; connections stay what they are."""
    ground.cluster.execute("alter system set default_transaction_read_only = on")
    ground.cluster.execute("select pg_reload_conf()")
    time.sleep(SECONDS)
    ground.cluster.execute("alter system reset default_transaction_read_only")
    ground.cluster.execute("select pg_reload_conf()")
    yield


@contextmanager
def read_only_for_new_connections(ground: Ground) -> Iterator[None]:
    """A server that everybody has to connect to anew may only be read, and then may be written again."""
    for setting in ("set default_transaction_read_only = on", "reset default_transaction_read_only"):
        ground.cluster.execute(f"alter database {ground.name} {setting}")
        ground.cluster.execute(
            f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{ground.name}'"
        )
        if setting.startswith("set"):
            time.sleep(SECONDS)
    yield


def locked(seconds: float) -> Disturbance:
    """Another program holds the tables of results, or the file, for so long."""

    @contextmanager
    def disturbance(ground: Ground) -> Iterator[None]:
        hold = {SQLITE: hold_sqlite, POSTGRESQL: hold_postgresql}[ground.kind]
        hold(ground, seconds)
        yield

    return disturbance


def hold_sqlite(ground: Ground, seconds: float) -> None:
    """Keep the lock of writers."""
    path = ground.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=30, isolation_level=None)) as connection:
        connection.execute("begin immediate")
        time.sleep(seconds)
        connection.execute("rollback")


def hold_postgresql(ground: Ground, seconds: float) -> None:
    """Lock the tables of results and of pupils."""
    address = ground.url.replace("+psycopg", "")
    with psycopg.connect(address) as connection:
        connection.execute("lock table resultatenbericht, resultaat, leerling in access exclusive mode")
        time.sleep(seconds)
        connection.rollback()


def started_for_reading(ground: Ground, disk: Disk) -> Outcome:
    """The machine starts with the disk for reading only; a disk cannot change while its files are open."""
    remarks = []
    with Service(ground) as service:
        with Load(service.url, service.link()) as load:
            load.settle()
            service.stop()
            disk.read_only(on=True)
            try:
                service.start()
            except AssertionError as error:
                remarks.append(f"the server did not start, and said: {last_line(error)}")
            time.sleep(SECONDS)
            service.stop()
            disk.read_only(on=False)
            load.over()
            service.start()
            load.settle()
        service.server.database.close()
        return load.outcome("read-only", ground, remarks)


def last_line(error: AssertionError) -> str:
    """What the server wrote last."""
    return str(error).strip().splitlines()[-1]


SLOW = f"locked for {SLOW_SECONDS:.0f} s"
LONG = f"locked for {LONG_SECONDS:.0f} s"
ONCE = {LONG}
DISTURBANCES: Mapping[str, Mapping[str, Disturbance]] = {
    SQLITE: {SLOW: locked(SLOW_SECONDS), LONG: locked(LONG_SECONDS)},
    POSTGRESQL: {
        "stopped": stopped,
        "restarted": restarted,
        "crashed": crashed,
        "read-only": read_only,
        "read-only replica": read_only_for_new_connections,
        SLOW: locked(SLOW_SECONDS),
        LONG: locked(LONG_SECONDS),
    },
}
