"""How many statements a piece of work sends to its databases: a list must not cost one per school."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

MOST = 34
"""What a list may cost, however many schools and links there are.

One is to compare with the journal, one to see that a new link is not a second one at its schools, and some
write what was decided in the log and tell people.
"""


@contextmanager
def recorded() -> Iterator[list[str]]:
    """The statements of every engine of this process, in order, as long as the block runs.

    One with many rows of parameters (``executemany``) is one statement. What ``repository.driver`` hands to
    the database by itself is not seen: only calls of UWLR do that, and no list.
    """
    statements: list[str] = []

    def record(
        _connection: object, _cursor: object, statement: str, _parameters: object, _context: Any, _many: bool
    ) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", record)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", record)
