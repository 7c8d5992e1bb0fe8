"""Every version that is kept of some pupils of a school, and of what those refer to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, literal, select, tuple_, union, union_all

from uwlr_service.domain.school.dossier import CODEWAARDE, MEDEWERKER, RELATIE, VERZORGER
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.schema.dossier import dossierobject, dossierrevisie
from uwlr_service.repository.schema.school import groep, leerling, revisie, schooljaar
from uwlr_service.repository.school.dossiers import Objectversie
from uwlr_service.repository.school.scholen import AnyRow
from uwlr_service.repository.school.versietabellen import (
    LEERKRACHTEN,
    LEERLINGEN,
    PLAATSEN,
    in_one,
    read_from,
)

SHARED = (CODEWAARDE, MEDEWERKER)
"""Kinds of the dossier that belong to the school, and that the objects of a pupil refer to."""
NO_YEAR = 0
"""In the place of the number of a school year: a revision of the dossier."""
DOSSIERVERSIE = select(
    dossierobject.c.entiteit,
    dossierobject.c.key,
    dossierobject.c.leerling,
    dossierobject.c.van_revisie,
    dossierobject.c.tot_revisie,
    dossierobject.c.inhoud,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Versie:
    """One version of an object of EDEXML, and the revisions of its school year between which it held."""

    jaar: int
    van: int
    tot: int | None
    inhoud: Any

    def holds_at(self, jaar: int, revisie: int) -> bool:
        """Whether this was the version of the object at a revision of a school year."""
        return self.jaar == jaar and self.van <= revisie and (self.tot is None or self.tot > revisie)


@dataclass(frozen=True, slots=True, kw_only=True)
class Jaar:
    """A school year by its number: its revisions with their moments.

    Up to the revision ``vergeten_tot`` its states are not whole any more.
    """

    id: int
    schooljaar: Schooljaar
    vergeten_tot: int
    revisies: dict[int, datetime]


@dataclass(frozen=True, slots=True)
class Dossierversie:
    """A version of an object of the dossier, with its kind."""

    entiteit: str
    versie: Objectversie


class GeschiedenisRepository:
    """The versions of the objects of one school, within one connection."""

    def __init__(self, connection: Connection, school_id: int) -> None:
        self._connection = connection
        self._school_id = school_id

    def revisies(self, leerlingen: Collection[str]) -> tuple[dict[int, Jaar], dict[int, datetime]]:
        """The school years that know one of these pupils, by number; and the revisions of the dossier."""
        c = schooljaar.c
        known = select(leerling.c.schooljaar_id).where(leerling.c.key.in_(leerlingen))
        of_years = (
            select(c.id, c.schooljaar, c.vergeten_tot, revisie.c.revisie, revisie.c.moment)
            .join_from(schooljaar, revisie)
            .where(c.school_id == self._school_id, c.id.in_(known))
        )
        of_dossier = select(
            literal(NO_YEAR), literal(""), literal(0), dossierrevisie.c.revisie, dossierrevisie.c.moment
        ).where(dossierrevisie.c.school_id == self._school_id)
        jaren: dict[int, Jaar] = {}
        dossier: dict[int, datetime] = {}
        rows = self._connection.execute(union_all(of_years, of_dossier)).all()
        for row in sorted(rows, key=lambda row: (row.schooljaar, row.revisie)):
            if row.id == NO_YEAR:
                dossier[row.revisie] = row.moment
                continue
            if row.id not in jaren:
                jaren[row.id] = Jaar(
                    id=row.id,
                    schooljaar=Schooljaar(row.schooljaar),
                    vergeten_tot=row.vergeten_tot,
                    revisies={},
                )
            jaren[row.id].revisies[row.revisie] = row.moment
        return jaren, dossier

    def newest_year(self) -> Schooljaar | None:
        """The newest school year that there are data of."""
        c = schooljaar.c
        newest = select(func.max(c.schooljaar)).where(c.school_id == self._school_id, c.revisie > 0)
        text = self._connection.execute(newest).scalar()
        return None if text is None else Schooljaar(text)

    def versies(
        self, jaren: Collection[int], leerkrachten: Collection[str], leerlingen: Collection[str] | None
    ) -> dict[str, list[Versie]]:
        """The versions in some school years of all groups and locations, and of these people, by kind.

        Without ``leerlingen`` those of every pupil. In one statement, by key and age.
        """
        wanted = {tabel: [tabel.table.c.schooljaar_id.in_(jaren)] for tabel in PLAATSEN}
        for tabel, keys in ((LEERKRACHTEN, leerkrachten), (LEERLINGEN, leerlingen)):
            c = tabel.table.c
            wanted[tabel] = [c.schooljaar_id.in_(jaren)]
            if keys is not None:
                wanted[tabel].append(c.key.in_(keys))
        versies: dict[str, list[Versie]] = {tabel.naam: [] for tabel in wanted}
        for row in self._connection.execute(in_one(wanted, "schooljaar_id", "van_revisie", "tot_revisie")):
            naam, inhoud = read_from(row)
            versies[naam].append(
                Versie(jaar=row.schooljaar_id, van=row.van_revisie, tot=row.tot_revisie, inhoud=inhoud)
            )
        for of_kind in versies.values():
            of_kind.sort(key=lambda versie: (versie.inhoud.key, versie.van))
        return versies

    def relaties(self) -> list[Objectversie]:
        """What every guardian of the school is or was to a pupil."""
        return [kept.versie for kept in self._dossier(dossierobject.c.entiteit == RELATIE)]

    def names(self) -> list[AnyRow]:
        """The newest version of every pupil, gone or not: their key, the parts of their name, their groep."""
        c = leerling.c
        naam = groep.alias("naam_van_groep")
        of_groep = (
            select(naam.c.naam)
            .where(naam.c.schooljaar_id == c.schooljaar_id, naam.c.key == c.groep)
            .order_by(naam.c.van_revisie.desc())
            .limit(1)
            .scalar_subquery()
        )
        rows = self._connection.execute(
            select(c.key, c.roepnaam, c.voornamen, c.voorvoegsel, c.achternaam, of_groep.label("groepsnaam"))
            .join_from(leerling, schooljaar)
            .where(schooljaar.c.school_id == self._school_id)
            .order_by(schooljaar.c.schooljaar, c.van_revisie)
        )
        newest = {row.key: row for row in rows}
        return list(newest.values())

    def present(self, entiteit: str) -> list[Objectversie]:
        """The objects of a kind as they are now."""
        c = dossierobject.c
        kept = self._dossier((c.entiteit == entiteit) & c.tot_revisie.is_(None))
        return [dossierversie.versie for dossierversie in kept]

    def dossier(self, leerlingen: Collection[str], verzorgers: Collection[str]) -> list[Dossierversie]:
        """Every version of the objects about these pupils and guardians, and of what the school shares.

        An object that was about another pupil for a time comes with those versions too.
        """
        c = dossierobject.c
        own = select(c.entiteit, c.key).where(c.school_id == self._school_id, c.leerling.in_(leerlingen))
        return self._dossier(
            tuple_(c.entiteit, c.key).in_(own),
            c.entiteit.in_(SHARED),
            (c.entiteit == VERZORGER) & c.key.in_(verzorgers),
        )

    def _dossier(self, *wanted: ColumnElement[bool]) -> list[Dossierversie]:
        """The versions for which one of these holds, by kind, key and age."""
        # Each condition has an index of its own; with "or" between them the whole dossier would be read.
        rows = self._connection.execute(
            union(
                *(DOSSIERVERSIE.where(dossierobject.c.school_id == self._school_id, each) for each in wanted)
            )
        )
        kept = [
            Dossierversie(
                row.entiteit,
                Objectversie(row.key, row.leerling, row.van_revisie, row.tot_revisie, row.inhoud),
            )
            for row in rows
        ]
        # By the bytes of their keys, which is the order of a delivery on both databases.
        return sorted(kept, key=_order)


def _order(kept: Dossierversie) -> tuple[str, bytes, int]:
    return kept.entiteit, kept.versie.key.encode(), kept.versie.van
