"""The kinds of object of which a school year keeps versions: the table, the class and the place of each."""

import functools
from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, Table, bindparam, or_, select

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
        columns = self.table.c
        return select(*(columns[name] for name in self.names)).where(
            columns.schooljaar_id == bindparam("schooljaar_id"),
            columns.van_revisie <= bindparam("revisie"),
            or_(columns.tot_revisie.is_(None), columns.tot_revisie > bindparam("revisie")),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The columns, in the order of the class's fields."""
        return tuple(field.name for field in fields(self.kind))

    @property
    def content(self) -> Callable[[Any], Any]:
        """The content of an object: two versions that agree in it are the same."""
        return attrgetter(*(name for name in self.names if name not in NOT_COMPARED))


SCHOOLELEMENT = Versietabel(tables.schoolelement, Schoolelement, "schoolelement")
VERSIETABELLEN = (
    SCHOOLELEMENT,
    Versietabel(tables.vestiging, Vestiging, "vestigingen"),
    Versietabel(tables.groep, Groep, "groepen"),
    Versietabel(tables.samengestelde_groep, SamengesteldeGroep, "samengestelde_groepen"),
    Versietabel(tables.leerling, Leerling, "leerlingen"),
    Versietabel(tables.leerkracht, Leerkracht, "leerkrachten"),
)
