"""Judges whether a migration only adds what the program before it can do without (CONTRIBUTING.rst)."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Inspector, event, inspect

ALEMBIC = "alembic_version"
LEAVES_ALONE = ("SELECT", "PRAGMA", "COMMENT")
LETS_GO = {"CASCADE", "SET NULL"}
"""What becomes of a row that refers to another one, so that the program before may delete that."""

Column = tuple[str, bool, str | None]
"""Its type, whether it may be empty, and its default."""


@dataclass(frozen=True, kw_only=True)
class Tabel:
    """What a program sees of a table."""

    columns: Mapping[str, Column]
    constraints: frozenset[str]
    indexes: Mapping[str, bool]
    """Each with whether it is unique."""
    foreign: tuple[Mapping[str, Any], ...]


def faults(connection: Connection, upgrade: Callable[[], object]) -> list[str]:
    """Do a migration on a connection, and say what is wrong with it for one that only adds."""
    before = _tables(inspect(connection))
    context = MigrationContext.configure(connection)
    with _listening(connection) as statements, Operations.context(context):
        upgrade()
    after = _tables(inspect(connection))
    found = [*_faults_of_statements(statements, before.keys(), connection.dialect.name)]
    for name, table in before.items():
        found += [f"{name}: {fault}" for fault in _faults_of_table(table, after.get(name))]
    for name in after.keys() - before.keys():
        found += [f"{name}: {fault}" for fault in _faults_of_references(after[name], before.keys())]
    return found


@contextmanager
def _listening(connection: Connection) -> Iterator[list[str]]:
    statements: list[str] = []

    def hear(*arguments: Any) -> None:
        statements.append(arguments[2])

    event.listen(connection, "before_cursor_execute", hear)
    try:
        yield statements
    finally:
        event.remove(connection, "before_cursor_execute", hear)


def _tables(inspector: Inspector) -> dict[str, Tabel]:
    """Every table. What they have is asked for all at once: one by one that is hundreds of questions."""
    columns = inspector.get_multi_columns()
    primary = inspector.get_multi_pk_constraint()
    foreign = inspector.get_multi_foreign_keys()
    unique = inspector.get_multi_unique_constraints()
    checks = inspector.get_multi_check_constraints()
    indexes = inspector.get_multi_indexes()
    found = {}
    for key in columns:
        constraints = [primary[key], *foreign[key], *unique[key], *checks[key]]
        found[key[1]] = Tabel(
            columns={
                column["name"]: (str(column["type"]), column["nullable"], column["default"])
                for column in columns[key]
            },
            constraints=frozenset(map(str, constraints)),
            indexes={
                str(index["name"]): bool(index["unique"])
                for index in indexes[key]
                if "duplicates_constraint" not in index
            },
            foreign=tuple(map(dict, foreign[key])),
        )
    found.pop(ALEMBIC, None)
    return found


def _faults_of_statements(statements: list[str], existing: Any, dialect: str) -> Iterator[str]:
    for statement in statements:
        words = statement.replace('"', "").replace("(", " ").split()
        match [word.upper() for word in words[:3]]:
            case [first, *_] if first in LEAVES_ALONE:
                pass
            case ["CREATE", "TABLE", _] | ["DROP", "INDEX", _]:
                pass
            case ["ALTER", "TABLE", _] if [word.upper() for word in words[3:5]] == ["ADD", "COLUMN"]:
                pass
            case ["CREATE", "INDEX", third]:
                on = words[[word.upper() for word in words].index("ON") + 1]
                if dialect == "postgresql" and third != "CONCURRENTLY" and on in existing:
                    yield f"{on}: nobody can write while its index is made, use postgresql_concurrently"
            case ["INSERT", "INTO", _] if words[2] not in existing:
                pass
            case _:
                yield f"does more than add: {statement}"


def _faults_of_table(before: Tabel, after: Tabel | None) -> Iterator[str]:
    if after is None:
        yield "is gone"
        return
    yield from _faults_of_columns(before.columns, after.columns)
    if after.constraints != before.constraints:
        yield "its constraints are others"
    for name, is_unique in before.indexes.items():
        if after.indexes.get(name) != is_unique:
            yield f"{name} is gone, or is another index now"
    for name in after.indexes.keys() - before.indexes.keys():
        if after.indexes[name]:
            yield f"{name} is unique, which rows were not before"


def _faults_of_columns(before: Mapping[str, Column], after: Mapping[str, Column]) -> Iterator[str]:
    for name, column in before.items():
        if after.get(name) != column:
            yield f"{name} is gone, or is another column now"
    for name in after.keys() - before.keys():
        _, is_nullable, default = after[name]
        if default is None and not is_nullable:
            yield f"{name} has no default, and may not be empty"
        if default is not None and "(" in default:
            yield f"{name} has a default that is worked out for every row"


def _faults_of_references(table: Tabel, existing: Any) -> Iterator[str]:
    """A new table may not keep the program before from deleting what it always could."""
    for key in table.foreign:
        if key["referred_table"] in existing and key["options"].get("ondelete") not in LETS_GO:
            yield f"keeps rows of {key['referred_table']} from being deleted, use ondelete"
