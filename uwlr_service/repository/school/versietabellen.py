"""The kinds of object of which a school year keeps versions: the table, the class and the place of each."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    Table,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)

from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School, Toevoeging
from uwlr_service.repository.schema import school as tables

SCHOOLELEMENT_KEY = "school"
NOT_COMPARED = frozenset({"key", "mutatiedatum"})
"""Fields in which two versions of one object may differ and still say the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolelement:
    """The fields of the element school beside those that identify school and year."""

    key: str
    schoolkey: str | None
    instellingsnummer: str | None
    auteur: str | None
    commentaar: str | None
    toevoegingen: tuple[Toevoeging, ...]

    @classmethod
    def of(cls, school: School) -> "Schoolelement":
        """The part of a school that has versions of its own."""
        return cls(
            key=SCHOOLELEMENT_KEY,
            schoolkey=school.schoolkey,
            instellingsnummer=school.instellingsnummer,
            auteur=school.auteur,
            commentaar=school.commentaar,
            toevoegingen=school.toevoegingen,
        )


@dataclass(frozen=True)
class Versietabel:
    """One kind of object: its table, its class, and the field of Schoolgegevens that holds it."""

    table: Table
    kind: type[Any]
    naam: str

    @functools.cached_property
    def at_revisie(self) -> Select[Any]:
        """The rows of a school year that held at a revision."""
        return select(*(self.table.c[name] for name in self.names)).where(*self.held)

    @property
    def held(self) -> tuple[ColumnElement[bool], ...]:
        """The conditions that a row is of a school year, and held at a revision."""
        columns = self.table.c
        return (
            columns.schooljaar_id == bindparam("schooljaar_id"),
            columns.van_revisie <= bindparam("revisie"),
            or_(columns.tot_revisie.is_(None), columns.tot_revisie > bindparam("revisie")),
        )

    @functools.cached_property
    def names(self) -> tuple[str, ...]:
        """The columns, in the order of the class's fields."""
        return tuple(field.name for field in fields(self.kind))

    @functools.cached_property
    def content(self) -> Callable[[Any], Any]:
        """The content of an object: two versions that agree in it are the same."""
        return attrgetter(*(name for name in self.names if name not in NOT_COMPARED))


SCHOOLELEMENT = Versietabel(tables.schoolelement, Schoolelement, "schoolelement")
PLAATSEN = (
    Versietabel(tables.vestiging, Vestiging, "vestigingen"),
    Versietabel(tables.groep, Groep, "groepen"),
    Versietabel(tables.samengestelde_groep, SamengesteldeGroep, "samengestelde_groepen"),
)
LEERLINGEN = Versietabel(tables.leerling, Leerling, "leerlingen")
LEERKRACHTEN = Versietabel(tables.leerkracht, Leerkracht, "leerkrachten")
VERSIETABELLEN = (SCHOOLELEMENT, *PLAATSEN, LEERLINGEN, LEERKRACHTEN)
OF_NAAM = {tabel.naam: tabel for tabel in VERSIETABELLEN}
ROW_OF = "row_of"
"""The column that says of which kind a row is, where several kinds are read in one statement."""


def in_one(wanted: Mapping[Versietabel, Sequence[ColumnElement[bool]]], *others: str) -> CompoundSelect[Any]:
    """One statement for the rows of several kinds, each by conditions of its own; see ``read_from``.

    Every row has the columns of all the kinds, and ``others``, which each table has; what its own table
    lacks is null.
    """
    columns: dict[str, Column[Any]] = {}
    for tabel in wanted:
        columns |= {name: tabel.table.c[name] for name in (*others, *tabel.names)}
    return union_all(
        *(
            select(literal(tabel.naam).label(ROW_OF), *padded(tabel.table, columns.values())).where(
                *conditions
            )
            for tabel, conditions in wanted.items()
        )
    )


def padded(table: Table, columns: Iterable[Column[Any]]) -> Iterator[ColumnElement[Any]]:
    """The columns of a table with these names, and nulls for those that it lacks: for a union of tables."""
    for column in columns:
        # With its type, or PostgreSQL takes the nulls of two tables for text.
        nothing = cast(null(), column.type).label(column.name)
        yield table.c.get(column.name, nothing)


def read_from(row: Row[*tuple[Any, ...]]) -> tuple[str, Any]:
    """The kind of a row of ``in_one``, and its object."""
    tabel = OF_NAAM[row.row_of]
    return tabel.naam, tabel.kind(**{name: row._mapping[name] for name in tabel.names})
