"""Looking up many values of one column in one statement."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Select,
    any_,
    bindparam,
    column,
    func,
    literal,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import ARRAY


def for_each(dialect: str, statement: Select[Any], wanted: Column[Any]) -> Select[Any]:
    """The rows of a statement that have one of the ``values`` (a parameter) in a column.

    PostgreSQL is made to look up each value by itself. Before it has statistics it expects a handful of rows
    for any school, reads all of them and compares each with all values.
    """
    if dialect == "sqlite":
        return statement.where(wanted.in_(bindparam("values", expanding=True)))
    parameter = bindparam("values", type_=ARRAY(wanted.type))
    values = func.unnest(parameter).table_valued(column("value", wanted.type)).render_derived(name="wanted")
    # PostgreSQL never merges a subquery with an offset into the query around it.
    rows = statement.where(wanted == values.c.value).offset(0).lateral("rows_of_value")
    return select(*rows.c).select_from(values.join(rows, true()))


def among(dialect: str, wanted: ColumnElement[Any], values: Sequence[Any]) -> ColumnElement[bool]:
    """Whether a column has one of these values, however many there are.

    One parameter for the whole list: databases bound the number of parameters of a statement.
    """
    if dialect == "sqlite":
        rows = func.json_each(literal(list(values), JSON)).table_valued("value")
        return wanted.in_(select(rows.c.value))
    return wanted == any_(literal(list(values), ARRAY(wanted.type)))
