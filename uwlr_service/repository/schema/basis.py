"""Shared by all tables: the names of their constraints, and the lengths that the standard gives."""

from typing import Any

from sqlalchemy import JSON, Column, MetaData, String

from uwlr_service.repository.types import Moment

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

KEY = String(256)
NAAM = String(64)
TEKST = String(256)


def of_the_file() -> tuple[Column[Any], ...]:
    """What is kept with a state of the file that it came in."""
    return (
        Column("ontvangen", Moment),
        # Of its bytes, where a LAS sent them: the same bytes need not be read again.
        Column("stempel", String(128)),
        Column("opmerkingen", JSON(none_as_null=True)),  # what of it was left out or cleaned, counted
    )
