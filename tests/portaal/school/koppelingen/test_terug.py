"""What is left of a choice when the session ended, and where pages lead without anything to choose."""

import pytest
from flask import Flask
from sqlalchemy import delete

from tests.support.portaal import people
from tests.support.portaal.beslissen import fields, path, say_no
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.voorstellen import Aanbod
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import sessie


@pytest.mark.usefixtures("voorstel")
def test_ticks_of_a_session_that_ended_come_back_after_signing_in(
    portaal: Flask, database: Database, aanbod: Aanbod
) -> None:
    person = people.add_person(database, Rol.SCHOOLBEHEERDER, school=SCHOOL)
    visitor = Visitor(portaal, token=people.sign_in(database, person))
    page = document(visitor.get(path(aanbod)))
    sent = fields(page, doen="verder", velden=["leerling/roepnaam"], jaargroepen=["4"])
    token = page.xpath("//input[@name='csrf_token']/@value")[0]
    with database.write() as connection:
        connection.execute(delete(sessie))
    headers = {"Origin": visitor.origin, "Referer": visitor.origin + path(aanbod)}
    answer = visitor.post(path(aanbod), data={**sent, "csrf_token": token}, headers=headers)
    assert answer.location.startswith("/portaal/aanmelden?verder=")

    visitor.take(people.go_on(database, visitor.token, person))
    page = document(visitor.get(path(aanbod)))
    assert page.xpath("//input[@checked]/@value") == ["leerling/roepnaam", "4"]


@pytest.mark.usefixtures("voorstel")
def test_a_link_without_proposal_has_no_summary_and_no_examples(anna: Visitor, aanbod: Aanbod) -> None:
    say_no(anna, aanbod)
    for rest in ("/besluit/bevestig", "/besluit/voorbeeld/1"):
        assert anna.get(path(aanbod, rest)).location == path(aanbod, "")
