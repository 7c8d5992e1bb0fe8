"""The databases that are measured on: a file, and the throwaway PostgreSQL cluster of the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.report import NotMeasured
from tests.support.databases import DURABLE, cluster, postgres_binaries

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
NAMES = (SQLITE, POSTGRESQL)


@contextmanager
def database(name: str, folder: Path, *, durable: bool = False) -> Iterator[str]:
    """The address of an empty database, until the end of the block. Raises NotMeasured without PostgreSQL.

    PostgreSQL only waits for the disk when it is ``durable``; SQLite always does.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if name == SQLITE:
        yield f"sqlite:///{folder / 'uwlr.sqlite'}"
        return
    binaries = postgres_binaries()
    if binaries is None:
        raise NotMeasured(
            "this machine has no PostgreSQL server binaries (Debian: apt-get install postgresql)"
        )
    with cluster(binaries, **(DURABLE if durable else {})) as made, made.empty() as url:
        yield url
