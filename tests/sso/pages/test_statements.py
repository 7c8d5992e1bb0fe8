"""How many statements the steps of signing in take, for one account and for many."""

import pytest
from flask import Flask

from tests.support.portaal.people import add_account, add_person, sign_in
from tests.support.portaal.visiting import HTTPS, Visitor
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toepassingen import Proefclient, add_client, add_sso_link
from tests.support.sso.verzoeken import asked
from tests.support.statements import recorded
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.repository.database import Database

AUTHORIZE = 3
"""The client with its addresses, the beginning of a transaction, and the request."""
STEP = 9
"""The session, what the page shows of the request, and then what decides."""
MANY = 30


@pytest.fixture
def client(database: Database, stored: object) -> Proefclient:
    """An application at which employees of the school may sign in."""
    return add_client(database, add_sso_link(database))


@pytest.mark.parametrize("accounts", [1, MANY])
def test_steps_ask_as_much_for_many_accounts_as_for_one(
    database: Database, sso: Flask, client: Proefclient, accounts: int
) -> None:
    person = add_person(database, Rol.SCHOOLLEZER, school=SCHOOL)
    for _ in range(accounts - 1):
        add_account(database, person, Rol.SCHOOLLEZER, school=SCHOOL)
    visitor = Visitor(sso, origin=HTTPS, token=sign_in(database, person))
    with recorded() as statements:
        waits = visitor.get(asked(client)).location
    assert len(statements) <= AUTHORIZE
    with recorded() as statements:
        page = visitor.get(waits).location
    assert len(statements) <= STEP
    with recorded() as statements:
        assert visitor.get(page).status_code == 200
    assert len(statements) <= STEP
