"""Hundreds of small schools, with links and what hangs on them, straight into the tables."""

import uuid
from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, insert, select

from tests.support.schools.builders import JAAR, leerling
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Leveringsoort
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import koppeling as links
from uwlr_service.repository.schema import school as schools
from uwlr_service.repository.schema.gkv import levering, ophaling
from uwlr_service.repository.school.scholen import SchoolRepository

MANY = 400
COMPLETE = 1
PRESENT = 2
WEEK = timedelta(days=7)


def codes(count: int) -> list[Schoolcode]:
    """So many schools, some under one BRIN."""
    return [Schoolcode(f"99X{chr(ord('A') + at // 100)}", f"{at % 100:02}") for at in range(count)]


def store_schools(database: Database, count: int) -> list[Schoolcode]:
    """Schools of two pupils in this school year.

    In the present state L2 lacks a field that the LVS set demands; in the one before it was complete.
    """
    made, now = codes(count), tijd.now()
    with database.write() as connection:
        rows = [{"brincode": code.brincode, "dependancecode": code.dependancecode} for code in made]
        connection.execute(insert(schools.school), rows)
        school_ids = list(SchoolRepository(connection).ids(made).values())
        jaren = [
            {"school_id": school_id, "schooljaar": JAAR, "revisie": PRESENT, "moment": now}
            for school_id in school_ids
        ]
        connection.execute(insert(schools.schooljaar), jaren)
        schooljaar_ids = _schooljaar_ids(connection, school_ids)
        for revisie in (COMPLETE, PRESENT):
            revisies = [{"schooljaar_id": each, "revisie": revisie, "moment": now} for each in schooljaar_ids]
            connection.execute(insert(schools.revisie), revisies)
        for pupil, van_revisie, tot_revisie in (
            (leerling("L1"), COMPLETE, None),
            (leerling("L2"), COMPLETE, PRESENT),
            (leerling("L2", geslacht=None), PRESENT, None),
        ):
            version = {"van_revisie": van_revisie, "tot_revisie": tot_revisie, "mutatiedatum": now}
            row = _row(pupil) | version
            connection.execute(
                insert(schools.leerling), [row | {"schooljaar_id": each} for each in schooljaar_ids]
            )
    return made


def _schooljaar_ids(connection: Connection, school_ids: Sequence[int]) -> Sequence[int]:
    c = schools.schooljaar.c
    return connection.execute(select(c.id).where(c.school_id.in_(school_ids))).scalars().all()


def _row(pupil: Leerling) -> dict[str, Any]:
    return {field.name: getattr(pupil, field.name) for field in fields(pupil)}


def _members(connection: Connection, koppeling_id: int) -> Sequence[Any]:
    member = links.deelname.c
    jaar = schools.schooljaar
    return connection.execute(
        select(member.school_id, member.afspraak_id, jaar.c.id.label("schooljaar_id"))
        .join(jaar, jaar.c.school_id == member.school_id)
        .where(member.koppeling_id == koppeling_id)
    ).all()


def store_deliveries(database: Database, koppeling_id: int) -> None:
    """Two deliveries of a link at each of its schools, a week old; the first of them was collected."""
    made = tijd.now() - 2 * WEEK
    with database.write() as connection:
        rows = [
            {
                "id": str(uuid.uuid4()),
                "koppeling_id": koppeling_id,
                "school_id": member.school_id,
                "schooljaar_id": member.schooljaar_id,
                "volgnummer": volgnummer,
                "basisvolgnummer": 1,
                "soort": (Leveringsoort.VOLLEDIG if volgnummer == 1 else Leveringsoort.MUTATIE).value,
                "revisie": PRESENT,
                "afspraak_id": member.afspraak_id,
                "peildag": tijd.today(made),
                "gemaakt": made,
                "geldig_tot": made + 5 * WEEK,
                "pad": "elsewhere.zip",
                "bytes": 1,
                "sha256": "0" * 64,
                "gewijzigd": 0,
                "verwijderd": 0,
            }
            for member in _members(connection, koppeling_id)
            for volgnummer in (1, 2)
        ]
        connection.execute(insert(levering), rows)
        collected = [
            {"levering_id": row["id"], "via": "api", "eerste": made, "laatste": made, "aantal": 1, "bytes": 1}
            for row in rows
            if row["volgnummer"] == 1
        ]
        connection.execute(insert(ophaling), collected)


def store_verstrekkingen(database: Database, koppeling_id: int) -> None:
    """One answer to a link about each of its schools, from the state before the present one."""
    now = tijd.now()
    with database.write() as connection:
        rows = [
            {
                "koppeling_id": koppeling_id,
                "schooljaar_id": member.schooljaar_id,
                "revisie": COMPLETE,
                "afspraak_id": member.afspraak_id,
                "aanmaakdatum": now,
                "bericht": "leerlinggegevens",
                "xsdversie": "2.2",
                "gegevensset": "lvs-set",
                "groepen": "",
                "groepskeuze": [],
                "eerste": now,
                "laatste": now,
                "aantal": 1,
            }
            for member in _members(connection, koppeling_id)
        ]
        connection.execute(insert(links.verstrekking), rows)
