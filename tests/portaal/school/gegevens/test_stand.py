"""A file is looked at before it is read in: nothing is kept in between, and no other file comes through."""

import io
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.portaal import people
from tests.support.portaal.visiting import TOKEN, Visitor, document
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, leerling, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.school import leerling as leerlingen

PAGE = "/portaal/scholen/99XX-16/gegevens"
READ_IN = f"{PAGE}/inlezen"


def bestand(*new: Leerling, kept: int = 3) -> bytes:
    """The school as a file, with so many of its pupils and these others."""
    gegevens = schoolgegevens()
    changed = replace(gegevens, leerlingen=(*gegevens.leerlingen[:kept], *new))
    return b"".join(edexml.write(changed))


@pytest.fixture
def beheerder(portaal: Flask, database: Database, diensten: Diensten) -> Visitor:
    """The administrator of a school with data."""
    diensten.edexml.store(schoolgegevens())
    inlog = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    return Visitor(portaal, token=people.sign_in(database, inlog))


def upload(
    visitor: Visitor,
    content: bytes,
    path: str = PAGE,
    name: str = "school.xml",
    environ_overrides: Any = None,
    **fields: str,
) -> Any:
    """Send a file as a browser does."""
    return visitor.submit(
        path,
        {"bestand": (io.BytesIO(content), name), **fields},
        page=PAGE,
        content_type="multipart/form-data",
        environ_overrides=environ_overrides,
    )


def keys(database: Database) -> set[str]:
    with database.read() as connection:
        return set(
            connection.execute(select(leerlingen.c.key).where(leerlingen.c.tot_revisie.is_(None))).scalars()
        )


def hidden(answer: Any) -> dict[str, str]:
    """What the form below a comparison sends along."""
    inputs = document(answer).xpath("//input[@type='hidden']")
    return {field.get("name"): field.get("value", "") for field in inputs if field.get("name") != TOKEN}


def test_what_would_change_is_shown_and_nothing_is_kept(beheerder: Visitor, database: Database) -> None:
    before = keys(database)
    answer = upload(beheerder, bestand(leerling("L9")))
    assert answer.status_code == 200
    assert "Nieuw: 1. Gewijzigd: 0. Verdwenen: 0. Gelijk: 3." in answer.text
    assert keys(database) == before


def test_who_was_forgotten_and_is_in_the_file_is_counted(beheerder: Visitor, diensten: Diensten) -> None:
    content = bestand()
    door = Handelende.opdrachtregel("test")
    for key in ("L1", "L2"):
        diensten.vergeetbeheer.forget(SCHOOL, key, toch=True, door=door)
    compared = upload(beheerder, content)
    assert "In dit bestand staan 2 leerlingen die u liet vergeten." in compared.text
    assert "Sanne" not in compared.text
    assert upload(beheerder, content, READ_IN, **hidden(compared)).location == PAGE
    assert "2 leerlingen die u liet vergeten, staan er weer." in beheerder.get(PAGE).text
    assert "liet vergeten" not in upload(beheerder, content).text


def test_the_file_that_was_compared_is_read_in(beheerder: Visitor, database: Database) -> None:
    content = bestand(leerling("L9"))
    fields = hidden(upload(beheerder, content))
    answer = upload(beheerder, content, READ_IN, **fields)
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert "L9" in keys(database)
    assert "Ingelezen: 1 nieuw, 0 gewijzigd, 0 verdwenen." in beheerder.get(PAGE).text


def test_another_file_than_was_compared_is_refused(beheerder: Visitor, database: Database) -> None:
    fields = hidden(upload(beheerder, bestand(leerling("L9"))))
    other = bestand(leerling("L8"))
    answer = upload(beheerder, other, READ_IN, **fields)
    assert "Dit is een ander bestand dan u net vergeleek." in answer.text
    assert not {"L8", "L9"} & keys(database)


def test_the_brake_asks_in_words_and_takes_a_tick(beheerder: Visitor, database: Database) -> None:
    content = bestand(kept=1)
    compared = upload(beheerder, content)
    assert "Kijk hier goed naar" in compared.text
    fields = hidden(compared)
    refused = upload(beheerder, content, READ_IN, **fields)
    assert "Er is niets ingelezen" in refused.text
    assert len(keys(database)) == 3
    assert upload(beheerder, content, READ_IN, klopt="y", **fields).status_code == 303
    assert keys(database) == {"L1"}


def test_a_file_of_another_school_is_refused(beheerder: Visitor) -> None:
    content = b"".join(edexml.write(schoolgegevens(ANDERE_SCHOOL)))
    assert "Dit bestand is van een andere school." in upload(beheerder, content).text


@pytest.mark.parametrize(
    "content", [b"geen xml", b"<!DOCTYPE x [<!ENTITY y 'z'>]><EDEX/>", b"PK\x03\x04zip", b"<EDEX/>"]
)
def test_what_is_no_edexml_is_refused_with_a_reason(beheerder: Visitor, content: bytes) -> None:
    answer = upload(beheerder, content, name="../../x.xml")
    assert answer.status_code == 200
    assert "Er is niets ingelezen" in answer.text
    assert "../x" not in answer.text


def test_no_file_is_asked_for(beheerder: Visitor) -> None:
    answer = beheerder.submit(PAGE, {}, content_type="multipart/form-data")
    assert "Kies een bestand." in answer.text
    assert "Kies eerst een bestand." in beheerder.submit(READ_IN, {}, page=PAGE).text


def test_a_page_takes_a_school_and_no_more(beheerder: Visitor) -> None:
    big = b"x" * (200 * 1024)
    assert upload(beheerder, big).status_code == 200
    too_large = {"CONTENT_LENGTH": str(65 * 1024 * 1024)}
    assert upload(beheerder, big, environ_overrides=too_large).status_code == 413


def test_a_reader_may_not(portaal: Flask, database: Database, beheerder: Visitor) -> None:
    inlog = people.add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    reader = Visitor(portaal, token=people.sign_in(database, inlog))
    assert reader.get(PAGE).status_code == 404


def test_the_counts_of_the_year_are_shown(beheerder: Visitor) -> None:
    page = document(beheerder.get(PAGE))
    terms = dict(zip(page.xpath("//dt/text()"), page.xpath("//dd/text()"), strict=False))
    assert terms["Aantal leerlingen"] == "3"
