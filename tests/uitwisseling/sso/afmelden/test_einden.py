"""Whatever ends somebody's access here is heard at the applications where they were let in."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.people.schoolaccounts import CLI, read_in, rows, without
from tests.support.portaal import people
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toekenningen import (
    ALL,
    OFFLINE,
    Aangemelde,
    again,
    grant,
    living,
    queued,
    sid_of,
    signed_in,
)
from tests.support.sso.toepassingen import Proefclient, add_client, add_sso_link
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.sessie import Sessie
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.account.inloggen import InlogRepository
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.account import intrekken
from uwlr_service.uitwisseling.account.pogingen import Bezoeker

OTHER_PASSWORD = "vier heel andere woordjes kabbelen"


@dataclass(frozen=True, kw_only=True)
class Wereld:
    """Somebody who was let in at an application in two sessions, and in one of them for later use."""

    diensten: Diensten
    database: Database
    client: Proefclient
    persoon: Aangemelde
    elders: Aangemelde
    hier: int
    daar: int

    def sessie(self) -> Sessie:
        sessie = self.diensten.sessies.find(self.persoon.token)
        assert sessie is not None
        return sessie

    def door(self) -> Handelende:
        handelende = self.sessie().handelende
        assert handelende is not None
        return handelende

    def lives(self) -> tuple[list[str], list[str]]:
        return living(self.database, self.hier), living(self.database, self.daar)

    def heard(self, *grants: int) -> bool:
        return queued(self.database) == sorted(
            (self.client.id, sid_of(self.database, number)) for number in grants
        )


@pytest.fixture
def wereld(diensten: Diensten, database: Database, stored: Schoolgegevens) -> Wereld:
    """A person with two sessions."""
    database.after_logout = None  # what is queued is looked at here, and not sent
    client = add_client(database, add_sso_link(database), offline=True)
    persoon = signed_in(database, Rol.SCHOOLLEZER)
    elders = again(database, persoon.inlog)
    return Wereld(
        diensten=diensten,
        database=database,
        client=client,
        persoon=persoon,
        elders=elders,
        hier=grant(database, client, persoon),
        daar=grant(database, client, elders, scope=OFFLINE),
    )


def test_signing_out_ends_this_session_alone(wereld: Wereld) -> None:
    wereld.diensten.sessies.end(wereld.persoon.token)
    assert wereld.lives() == ([], ALL)
    assert wereld.heard(wereld.hier)


def test_ending_another_session_of_ones_own_keeps_what_is_for_later(wereld: Wereld) -> None:
    wereld.diensten.sessies.end_own(wereld.elders.sessie, door=wereld.door())
    assert wereld.lives() == (ALL, ["toekenning", "refresh"])
    assert wereld.heard(wereld.daar)


def test_ending_all_others_ends_what_is_for_later(wereld: Wereld) -> None:
    wereld.diensten.sessies.end_others(wereld.sessie(), door=wereld.door())
    assert wereld.lives() == (ALL, [])
    assert wereld.heard(wereld.daar)


def test_another_password_ends_all_but_this_session(wereld: Wereld) -> None:
    bezoeker = Bezoeker(sessie=wereld.persoon.token, apparaat=None, adres="127.0.0.1")
    wereld.diensten.mensen.factorbeheer.change_password(bezoeker, OTHER_PASSWORD, door=wereld.door())
    assert wereld.lives() == (ALL, [])
    assert wereld.heard(wereld.daar)


def end_by_operator(wereld: Wereld) -> None:
    wereld.diensten.sessies.end_of(wereld.persoon.inlog, door=DOOR)


def disable(wereld: Wereld) -> None:
    wereld.diensten.mensen.gebruikers.disable_number(wereld.persoon.inlog, door=DOOR)


def end_account(wereld: Wereld) -> None:
    wereld.diensten.mensen.gebruikers.end_account(wereld.persoon.account, door=DOOR)


def reset(wereld: Wereld) -> None:
    with wereld.database.write() as connection:
        inlog = InlogRepository(connection).get(wereld.persoon.inlog)
        intrekken.reset(connection, inlog, tijd.now())


def withdraw(wereld: Wereld) -> None:
    wereld.diensten.intrekkingen.withdraw(wereld.client.koppeling, SCHOOL, door=DOOR)


def withdraw_from_all(wereld: Wereld) -> None:
    wereld.diensten.intrekkingen.withdraw(wereld.client.koppeling, door=DOOR)


def pause(wereld: Wereld) -> None:
    wereld.diensten.deelnames.pause(wereld.client.koppeling, SCHOOL, door=DOOR)


@pytest.mark.parametrize(
    "ending", [end_by_operator, disable, end_account, reset, withdraw, withdraw_from_all, pause]
)
def test_nothing_is_left_of_what_somebody_was_let_in_by(
    wereld: Wereld, ending: Callable[[Wereld], None]
) -> None:
    stranger = signed_in(wereld.database)
    other = add_client(wereld.database, add_sso_link(wereld.database))
    kept = grant(wereld.database, other, stranger)
    ending(wereld)
    assert wereld.lives() == ([], [])
    assert wereld.heard(wereld.hier, wereld.daar)
    assert living(wereld.database, kept) == ALL


def test_an_import_without_somebody_ends_what_they_were_let_in_by(
    diensten: Diensten, database: Database, stored: Schoolgegevens
) -> None:

    database.after_logout = None
    diensten.inlogaccounts.turn_on(SCHOOL, door=CLI)
    client = add_client(database, add_sso_link(database, velden={"sso/student": True}), offline=True)
    gone, stays = (again(database, row.inlog_id) for row in rows(database) if row.persoon in ("L1", "L2"))
    grants = [grant(database, client, persoon, scope=OFFLINE) for persoon in (gone, stays)]
    read_in(diensten, without("L1"))
    assert [living(database, number) for number in grants] == [[], ALL]
    assert queued(database) == [(client.id, sid_of(database, grants[0]))]


def test_a_session_that_becomes_another_persons_ends_for_the_first(wereld: Wereld) -> None:
    other = people.add_person(wereld.database, Rol.SCHOOLLEZER, school=SCHOOL)
    token = people.go_on(wereld.database, wereld.persoon.token, other)
    assert wereld.lives() == ([], ALL)
    assert wereld.heard(wereld.hier)
    after = Aangemelde(
        inlog=other,
        account=people.account_of(wereld.database, other),
        sessie=wereld.persoon.sessie,
        token=token,
    )
    number = grant(wereld.database, wereld.client, after)
    assert sid_of(wereld.database, number) != sid_of(wereld.database, wereld.hier)
