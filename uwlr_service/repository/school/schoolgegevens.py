"""A school's people and groups, kept in versions: the present state, any earlier one, and the change."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, or_, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Leerkracht
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository import upsert
from uwlr_service.repository.schema import school as tables
from uwlr_service.repository.school.clock import next_moment
from uwlr_service.repository.school.scholen import NOTHING_YET, STAND, SchoolRepository, Stand, stand_of

SCHOOLELEMENT_KEY = "school"
VRIJ_VAN_VERSIE = ("key", "mutatiedatum")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How many objects of a kind an import touched."""

    toegevoegd: int = 0
    gewijzigd: int = 0
    ongewijzigd: int = 0
    verdwenen: int = 0

    def __add__(self, other: "Telling") -> "Telling":
        return Telling(
            toegevoegd=self.toegevoegd + other.toegevoegd,
            gewijzigd=self.gewijzigd + other.gewijzigd,
            ongewijzigd=self.ongewijzigd + other.ongewijzigd,
            verdwenen=self.verdwenen + other.verdwenen,
        )

    @property
    def is_changed(self) -> bool:
        """Whether anything is different from before."""
        return bool(self.toegevoegd or self.gewijzigd or self.verdwenen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schoolelement:
    """What the element school says beyond the identification of school and year."""

    key: str
    schoolkey: str | None
    instellingsnummer: str | None
    auteur: str | None
    commentaar: str | None
    toevoegingen: tuple[Any, ...]


@dataclass(frozen=True)
class Soort:
    """One kind of versioned object: its table, its class, and where Schoolgegevens holds it."""

    table: Table
    kind: type[Any]
    naam: str

    @functools.cached_property
    def at_revisie(self) -> Select[Any]:
        """The rows of a school year that held at a revision."""
        c = self.table.c
        return select(*(c[name] for name in self.names)).where(
            c.schooljaar_id == bindparam("schooljaar_id"),
            c.van_revisie <= bindparam("revisie"),
            or_(c.tot_revisie.is_(None), c.tot_revisie > bindparam("revisie")),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The columns, in the order of the class's fields."""
        return tuple(field.name for field in fields(self.kind))

    @property
    def content(self) -> Callable[[Any], Any]:
        """What makes two versions of an object the same, whenever they were written down."""
        return attrgetter(*(name for name in self.names if name not in VRIJ_VAN_VERSIE))


LEERLINGEN = Soort(tables.leerling, Leerling, "leerlingen")
SOORTEN = (
    Soort(tables.schoolelement, Schoolelement, "schoolelement"),
    Soort(tables.vestiging, Vestiging, "vestigingen"),
    Soort(tables.groep, Groep, "groepen"),
    Soort(tables.samengestelde_groep, SamengesteldeGroep, "samengestelde_groepen"),
    LEERLINGEN,
    Soort(tables.leerkracht, Leerkracht, "leerkrachten"),
)


class SchoolgegevensRepository:
    """The versioned data of the schools, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def read(
        self, code: Schoolcode, jaar: Schooljaar, stand: Stand, revisie: int | None = None
    ) -> Schoolgegevens:
        """The data of a school year as they were at a revision, by default that of ``stand``.

        Whatever commits meanwhile, the rows of one revision are one state.
        """
        at = stand.revisie if revisie is None else revisie
        objects = {soort.naam: self._rows(soort, stand.schooljaar_id, at) for soort in SOORTEN}
        elements = objects.pop("schoolelement")
        school = School(
            code=code, schooljaar=jaar, peildatum=stand.peildatum, aanmaakdatum=stand.aanmaakdatum
        )
        for element in elements:
            school = School(
                code=code,
                schooljaar=jaar,
                schoolkey=element.schoolkey,
                instellingsnummer=element.instellingsnummer,
                peildatum=stand.peildatum,
                aanmaakdatum=stand.aanmaakdatum,
                auteur=element.auteur,
                commentaar=element.commentaar,
                toevoegingen=element.toevoegingen,
            )
        return Schoolgegevens(school=school, **{naam: tuple(rows) for naam, rows in objects.items()})

    def present(self, code: Schoolcode, jaar: Schooljaar) -> Schoolgegevens | None:
        """The data of a school year as they are now; None when there never were any."""
        stand = SchoolRepository(self._connection).stand(code, jaar)
        return self.read(code, jaar, stand) if stand else None

    def _rows(self, soort: Soort, schooljaar_id: int, revisie: int) -> list[Any]:
        parameters = {"schooljaar_id": schooljaar_id, "revisie": revisie}
        rows = self._connection.execute(soort.at_revisie, parameters).all()
        # Sorted here, because the two databases have different ideas of the order of text.
        return sorted((soort.kind(**row._mapping) for row in rows), key=attrgetter("key"))

    def present_keys(self, soort: str, school_ids: Iterable[int]) -> frozenset[str]:
        """The keys of the ``groepen`` (of both kinds) or ``vestigingen`` that some schools have now."""
        chosen = {
            "groepen": (tables.groep, tables.samengestelde_groep),
            "vestigingen": (tables.vestiging,),
        }[soort]
        return frozenset(
            key
            for table in chosen
            for key in self._connection.execute(
                select(table.c.key)
                .join(tables.schooljaar)
                .where(tables.schooljaar.c.school_id.in_(list(school_ids)), table.c.tot_revisie.is_(None))
            ).scalars()
        )

    def replace(self, gegevens: Schoolgegevens) -> Mapping[str, Telling]:
        """Make these the data of their school year; returns the counts by kind.

        Unchanged objects keep their rows; a new revision is made only when something changed. The school
        is locked until the transaction ends.
        """
        school_id, stand = self._lock(gegevens.school)
        old = {soort.naam: self._rows(soort, stand.schooljaar_id, stand.revisie) for soort in SOORTEN}
        new: dict[str, Sequence[Any]] = {
            soort.naam: getattr(gegevens, soort.naam, None) or () for soort in SOORTEN[1:]
        }
        new["schoolelement"] = [_schoolelement(gegevens.school)]
        changes = {soort.naam: _compare(soort, old[soort.naam], new[soort.naam]) for soort in SOORTEN}
        tellingen = {naam: change.telling for naam, change in changes.items()}
        values: dict[str, Any] = {
            "peildatum": gegevens.school.peildatum,
            "aanmaakdatum": gegevens.school.aanmaakdatum,
        }
        if any(telling.is_changed for telling in tellingen.values()) or stand.revisie == NOTHING_YET:
            moment = next_moment(self._connection, school_id)
            revisie = stand.revisie + 1
            for soort in SOORTEN:
                self._write(soort, changes[soort.naam], stand.schooljaar_id, revisie, moment)
            self._connection.execute(
                insert(tables.revisie).values(
                    schooljaar_id=stand.schooljaar_id, revisie=revisie, moment=moment
                )
            )
            values |= {"revisie": revisie, "moment": moment, "omslagdagen": _omslagdagen(gegevens.leerlingen)}
        self._connection.execute(
            update(tables.schooljaar).where(tables.schooljaar.c.id == stand.schooljaar_id).values(values)
        )
        del tellingen["schoolelement"]
        return tellingen

    def _lock(self, school: School) -> tuple[int, Stand]:
        school_id = SchoolRepository(self._connection).ensure(school.code)
        self._connection.execute(
            select(tables.school.c.id).where(tables.school.c.id == school_id).with_for_update()
        )
        self._connection.execute(
            upsert.insert(self._connection, tables.schooljaar)
            .values(school_id=school_id, schooljaar=school.schooljaar, revisie=NOTHING_YET, moment=tijd.now())
            .on_conflict_do_nothing()
        )
        c = tables.schooljaar.c
        row = self._connection.execute(
            select(*STAND).where(c.school_id == school_id, c.schooljaar == school.schooljaar)
        ).one()
        return school_id, stand_of(row)

    def _write(
        self, soort: Soort, change: "Change", schooljaar_id: int, revisie: int, moment: datetime
    ) -> None:
        c = soort.table.c
        if change.ended:
            self._connection.execute(
                update(soort.table)
                .where(c.schooljaar_id == schooljaar_id, c.key == bindparam("ended"), c.tot_revisie.is_(None))
                .values(tot_revisie=revisie),
                [{"ended": key} for key in change.ended],
            )
        if change.begun:
            self._connection.execute(
                insert(soort.table),
                [
                    _row(soort, item, change.replaced.get(item.key), moment)
                    | {"schooljaar_id": schooljaar_id, "van_revisie": revisie}
                    for item in change.begun
                ],
            )

    def purge(self, before: datetime) -> int:
        """Forget the states that ended before a moment; returns how many rows went.

        The present state always stays, however old it is.
        """
        gone = 0
        for soort in SOORTEN:
            c = soort.table.c
            ended = (
                select(tables.revisie.c.revisie)
                .where(
                    tables.revisie.c.schooljaar_id == c.schooljaar_id,
                    tables.revisie.c.revisie == c.tot_revisie,
                    tables.revisie.c.moment < before,
                )
                .exists()
            )
            gone += self._connection.execute(delete(soort.table).where(ended)).rowcount
        return gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What has to be written to get from one state to the next."""

    telling: Telling
    ended: Sequence[str]
    begun: Sequence[Any]
    replaced: Mapping[str, Any]


def _compare(soort: Soort, old: Iterable[Any], new: Sequence[Any]) -> Change:
    content = soort.content
    before = {item.key: item for item in old}
    added = [item for item in new if item.key not in before]
    changed = [item for item in new if item.key in before and content(item) != content(before[item.key])]
    present = {item.key for item in new}
    gone = [key for key in before if key not in present]
    return Change(
        telling=Telling(
            toegevoegd=len(added),
            gewijzigd=len(changed),
            ongewijzigd=len(new) - len(added) - len(changed),
            verdwenen=len(gone),
        ),
        ended=[item.key for item in changed] + gone,
        begun=added + changed,
        replaced={item.key: before[item.key] for item in changed},
    )


def _row(soort: Soort, item: Any, before: Any | None, moment: datetime) -> dict[str, Any]:
    """The values of a new version; its mutatiedatum is the file's when that is news, or else the moment."""
    row = {name: getattr(item, name) for name in soort.names}
    if "mutatiedatum" in row:
        given = row["mutatiedatum"]
        known = before.mutatiedatum if before is not None else None
        if given is None or (known is not None and given <= known):
            row["mutatiedatum"] = moment
    return row


def _schoolelement(school: School) -> Schoolelement:
    return Schoolelement(
        key=SCHOOLELEMENT_KEY,
        schoolkey=school.schoolkey,
        instellingsnummer=school.instellingsnummer,
        auteur=school.auteur,
        commentaar=school.commentaar,
        toevoegingen=school.toevoegingen,
    )


def _omslagdagen(leerlingen: Iterable[Leerling]) -> tuple[str, ...]:
    return tuple(sorted({day.isoformat() for leerling in leerlingen for day in leerling.status_changes()}))
