"""Each test has a database of its own; what its statements are in SQL is worked out once for all tests.

SQLAlchemy keeps the compiled statements of an engine, since compiling one costs more than running it. An
engine of a test lives for a few statements only, so that nearly all of them would be compiled anew: a third
of the processor time of a test with a database. The SQL depends on the statement and on the kind of database
alone. That a statement comes from where they are kept is also how it goes in a server that runs for days.
"""

from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import URL, Engine, create_engine
from sqlalchemy.util import LRUCache

from uwlr_service.repository import verbinding

KEPT = 3000
"""Statements of each kind of database: more than the tests of one process have in use at a time."""

Key = tuple[Hashable, ...]


class Statements(LRUCache[Key, Any]):
    """Compiled statements for every engine with one driver."""

    def get(self, key: Key, default: Any = None) -> Any:
        """What a statement was compiled to, also for another engine: that comes first in the key."""
        return super().get(key[1:], default)

    def __setitem__(self, key: Key, value: Any) -> None:
        super().__setitem__(key[1:], value)


@contextmanager
def remembered() -> Iterator[None]:
    """Compile each statement when it is seen for the first time, until the end of the block."""
    by_driver: dict[str, Statements] = {}

    def create(url: URL, **options: Any) -> Engine:
        statements = by_driver.setdefault(url.drivername, Statements(KEPT))
        return create_engine(url, **options, execution_options={"compiled_cache": statements})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verbinding, "create_engine", create)
        yield
