"""An operator invites the first administrator of a school: by mail, or by a link that is shown once."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from tests.support.portaal import people
from tests.support.portaal.visiting import Visitor, document
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.portaal import portaal_application
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import uitnodiging
from uwlr_service.repository.schema.toezicht import postbericht

SCHOOL = "/portaal/beheer/scholen/99XX-16"
INVITE = f"{SCHOOL}/uitnodigen"
JO = {"naam": "Jo de Wit", "email": "Jo@school.example"}


def test_without_mail_the_link_is_shown_once(operator: Visitor, stored: Schoolgegevens) -> None:
    answer = operator.submit(INVITE, JO, page=SCHOOL)
    assert (answer.status_code, answer.location) == (303, f"{SCHOOL}/doorgeven")
    (link,) = document(operator.get(answer.location)).xpath("//main//code/text()")
    assert "/portaal/uitnodiging/" in link
    assert "al getoond" in operator.get(answer.location).text
    later = operator.get(SCHOOL)
    assert link not in later.text
    assert "Jo de Wit, uitgenodigd tot" in " ".join(document(later).text_content().split())


def test_with_mail_it_is_sent(
    settings: Settings, database: Database, stored: Schoolgegevens, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables = {
        "UWLR_DATABASE_URL": settings.database_url,
        "UWLR_VAR": str(settings.var),
        "UWLR_SMTP_URL": "smtp://localhost:1",
        "UWLR_MAIL_FROM": "koppelingen@example.nl",
    }
    portaal = portaal_application(Diensten(Settings.from_environment(variables), database))
    person = people.add_person(database, Rol.OPERATOR)
    operator = Visitor(portaal, token=people.sign_in(database, person))
    answer = operator.submit(INVITE, JO, page=SCHOOL)
    assert (answer.status_code, answer.location) == (303, SCHOOL)
    assert "gemaild naar jo@school.example" in operator.get(SCHOOL).text
    with database.read() as connection:
        assert connection.scalars(select(postbericht.c.aan)).all() == ["jo@school.example"]


@pytest.mark.parametrize(
    "fields", [{}, {"naam": "Jo"}, {"naam": "Jo", "email": "jo"}, {"naam": "x" * 200, "email": "a@b.nl"}]
)
def test_what_is_not_right_is_said_on_the_page(
    operator: Visitor, stored: Schoolgegevens, fields: dict[str, str]
) -> None:
    answer = operator.submit(INVITE, fields, page=SCHOOL)
    assert answer.status_code == 422
    assert document(answer).xpath("//*[@id='fouten']")


def test_an_old_proof_is_asked_anew_and_invites_nobody(
    portaal: Flask, database: Database, stored: Schoolgegevens
) -> None:
    person = people.add_person(database, Rol.OPERATOR)
    old = tijd.now() - timedelta(minutes=11)
    operator = Visitor(portaal, token=people.sign_in(database, person, bewezen=old))
    answer = operator.submit(INVITE, JO, page=SCHOOL)
    assert answer.status_code == 303
    assert answer.location.startswith("/portaal/bevestigen?")
    with database.read() as connection:
        assert connection.execute(select(uitnodiging.c.id)).all() == []
