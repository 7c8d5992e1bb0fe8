"""What ends at partners with a session, a person or a link: grants, and one logout for each application."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support.portaal.people import add_person
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
from tests.support.statements import recorded
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.sso.client import Adressoort
from uwlr_service.repository import einden
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.sso import beeindiging
from uwlr_service.repository.sso.toekenningen import ToekenningRepository

ENDS_AT_ONCE = 12


@pytest.fixture
def client(database: Database, stored: Schoolgegevens) -> Proefclient:
    """An application at which people of the small school sign in."""
    return add_client(database, add_sso_link(database), offline=True)


@pytest.fixture
def persoon(database: Database, stored: Schoolgegevens) -> Aangemelde:
    """A teacher who is signed in."""
    return signed_in(database)


def end(database: Database, persoon: Aangemelde, waarom: Einde = Einde.AFGEMELD) -> None:
    with database.write() as connection:
        SessieRepository(connection).end(persoon.sessie, waarom, tijd.now())


def end_of_person(database: Database, persoon: Aangemelde, *kept: int) -> None:
    with database.write() as connection:
        SessieRepository(connection).end_of_inlog(
            persoon.inlog, Einde.ELDERS_BEEINDIGD, tijd.now(), kept=kept
        )


def test_each_application_of_a_session_hears_once(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    other = add_client(database, add_sso_link(database))
    grants = [grant(database, client, persoon), grant(database, client, persoon)]
    elsewhere = grant(database, other, persoon)
    end(database, persoon)
    assert queued(database) == sorted(
        [(client.id, sid_of(database, grants[0])), (other.id, sid_of(database, elsewhere))]
    )
    assert [living(database, number) for number in (*grants, elsewhere)] == [[], [], []]


def test_another_session_goes_on(database: Database, client: Proefclient, persoon: Aangemelde) -> None:
    present = again(database, persoon.inlog)
    kept = grant(database, client, present)
    ended = grant(database, client, persoon)
    end(database, persoon)
    assert queued(database) == [(client.id, sid_of(database, ended))]
    assert living(database, kept) == ALL


def test_what_is_for_use_without_the_session_stays(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    number = grant(database, client, persoon, scope=OFFLINE)
    end(database, persoon)
    assert living(database, number) == ["toekenning", "refresh"]
    assert queued(database) == [(client.id, sid_of(database, number))]


def test_it_ends_once_the_person_signs_out_everywhere(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    number = grant(database, client, persoon, scope=OFFLINE)
    end(database, persoon)
    end_of_person(database, persoon)
    assert living(database, number) == []
    assert len(queued(database)) == 1, "of this session the application has heard"


def test_the_session_that_is_kept_keeps_its_grants(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    kept = grant(database, client, persoon, scope=OFFLINE)
    ended = grant(database, client, again(database, persoon.inlog), scope=OFFLINE)
    end_of_person(database, persoon, persoon.sessie)
    assert living(database, kept) == ALL
    assert living(database, ended) == []
    assert queued(database) == [(client.id, sid_of(database, ended))]


def test_a_client_that_ends_is_told(database: Database, client: Proefclient, persoon: Aangemelde) -> None:
    number = grant(database, client, persoon, scope=OFFLINE)
    with database.write() as connection:
        beeindiging.end_client(connection, client.id, tijd.now(), "client-beeindigd")
    assert living(database, number) == []
    assert queued(database) == [(client.id, sid_of(database, number))]


def test_others_are_not_touched(database: Database, client: Proefclient, persoon: Aangemelde) -> None:
    other = grant(database, client, signed_in(database))
    end_of_person(database, persoon)
    end(database, persoon)
    assert (living(database, other), queued(database)) == (ALL, [])


def test_a_code_that_was_not_used_opens_nothing_any_more(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    number = grant(database, client, persoon, scope=OFFLINE, used=False)
    end(database, persoon)
    assert living(database, number) == []
    assert queued(database) == [], "the application knows neither the person nor the session"
    with database.write() as connection:
        assert not ToekenningRepository(connection).claim_code(number, tijd.now())


def test_without_an_address_for_logouts_none_is_queued(
    database: Database, stored: Schoolgegevens, persoon: Aangemelde
) -> None:
    waiting = {Adressoort.AFMELDING: ("https://lezen.example/sso/afmelding",)}
    for adressen in ({}, waiting):
        deaf = add_client(database, add_sso_link(database), adressen={}, wachtend=adressen)
        number = grant(database, deaf, persoon)
        end_of_person(database, persoon)
        assert (living(database, number), queued(database)) == ([], [])


def test_what_a_partner_gave_up_itself_it_does_not_hear_of(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    number = grant(database, client, persoon)
    with database.write() as connection:
        ToekenningRepository(connection).revoke(number, "teruggegeven", tijd.now())
    end(database, persoon)
    assert queued(database) == []


def test_what_was_revoked_in_the_same_transaction_is_told(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    number = grant(database, client, persoon)
    with database.write() as connection:
        now = tijd.now()
        SessieRepository(connection).end_of_inlog(persoon.inlog, Einde.ROL_GEWIJZIGD, now)
        ToekenningRepository(connection).revoke(number, Einde.ROL_GEWIJZIGD.value, now)
    assert queued(database) == [(client.id, sid_of(database, number))]


def test_a_grant_after_a_logout_gets_one_of_its_own(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    for count in (1, 2):
        number = grant(database, client, persoon)
        with database.write() as connection:
            einden.of_people(connection, [persoon.inlog], Einde.ROL_GEWIJZIGD, tijd.now())
        assert living(database, number) == []
        assert queued(database) == [(client.id, sid_of(database, number))] * count


def test_a_restore_ends_everything(database: Database, client: Proefclient, persoon: Aangemelde) -> None:
    numbers = [grant(database, client, persoon, scope=OFFLINE), grant(database, client, signed_in(database))]
    with database.write() as connection:
        SessieRepository(connection).end_all(Einde.HERSTELD, tijd.now())
    assert [living(database, number) for number in numbers] == [[], []]
    assert len(queued(database)) == 2


@pytest.mark.parametrize("ending", [end, end_of_person])
def test_ends_at_once_give_one_logout(
    database: Database,
    client: Proefclient,
    persoon: Aangemelde,
    ending: Callable[[Database, Aangemelde], None],
) -> None:
    number = grant(database, client, persoon, scope=OFFLINE)
    with ThreadPoolExecutor(ENDS_AT_ONCE) as threads:
        for done in [threads.submit(ending, database, persoon) for _ in range(ENDS_AT_ONCE)]:
            done.result()
    assert queued(database) == [(client.id, sid_of(database, number))]


def _end_and_fail(database: Database, persoon: Aangemelde) -> None:
    with database.write() as connection:
        SessieRepository(connection).end(persoon.sessie, Einde.AFGEMELD, tijd.now())
        raise RuntimeError("later")


def test_nothing_is_kept_of_an_end_that_failed(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    number = grant(database, client, persoon)
    told: list[None] = []
    database.after_logout = lambda: told.append(None)
    with pytest.raises(RuntimeError, match="later"):
        _end_and_fail(database, persoon)
    assert (living(database, number), queued(database), told) == (ALL, [], [])
    end(database, persoon)
    assert told == [None]


def test_many_people_end_together(database: Database, client: Proefclient) -> None:
    people = [signed_in(database, rol) for rol in (Rol.LEERKRACHT, Rol.SCHOOLLEZER)]
    numbers = [grant(database, client, persoon) for persoon in people]
    strangers = [add_person(database, Rol.LEERKRACHT, school=SCHOOL)]
    inloggen = [*range(10_000, 10_600), *strangers, *(persoon.inlog for persoon in people)]
    with database.write() as connection:
        einden.of_people(connection, inloggen, Einde.ROL_GEWIJZIGD, tijd.now())
    assert [living(database, number) for number in numbers] == [[], []]
    assert len(queued(database)) == 2


def test_an_end_costs_the_same_for_one_application_and_for_many(
    database: Database, client: Proefclient, persoon: Aangemelde
) -> None:
    costs = []
    other = again(database, persoon.inlog)
    clients = [client, *(add_client(database, add_sso_link(database)) for _ in range(5))]
    for somebody, used in ((persoon, clients[:1]), (other, clients)):
        for each in used:
            grant(database, each, somebody)
        with recorded() as statements:
            end(database, somebody)
        costs.append(len(statements))
    assert costs[0] == costs[1]
    assert len(queued(database)) == 7


def test_an_end_without_any_application_costs_one_statement_more(
    database: Database, persoon: Aangemelde
) -> None:
    with recorded() as statements:
        end(database, persoon)
    assert sum("sso_" in statement for statement in statements) == 1
