"""States of the small school that follow each other, and the one that holds now."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.support.schools.builders import JAAR, SCHOOL, school, schoolgegevens
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import Schooljaarstand, SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository


def stand(database: Database) -> Schooljaarstand:
    """The newest revision, and its moment."""
    with database.read() as connection:
        present = SchoolRepository(connection).stand(SCHOOL, JAAR)
    assert present is not None
    return present


def state(database: Database) -> Schoolgegevens:
    """The present state without the moments of its changes."""
    with database.read() as connection:
        present = SchoolgegevensRepository(connection).present(SCHOOL, JAAR)
    assert present is not None
    return timeless(present)


def timeless(gegevens: Schoolgegevens) -> Schoolgegevens:
    """A state without the moments of its changes."""
    parts: dict[str, Any] = {
        naam: tuple(replace(element, mutatiedatum=None) for element in getattr(gegevens, naam))
        for naam in ("vestigingen", "groepen", "samengestelde_groepen", "leerlingen", "leerkrachten")
    }
    return replace(gegevens, **parts)


def named(naam: str, made: datetime | None = None) -> Schoolgegevens:
    """The small school, of which one pupil is called so."""
    whole = schoolgegevens(school=school(aanmaakdatum=made)) if made else schoolgegevens()
    first, *others = schoolgegevens().leerlingen
    parts = replace(schoolgegevens(), school=whole.school)
    return replace(parts, leerlingen=(replace(first, roepnaam=naam), *others))
