"""Whom a school, a product or a link lets in no more is logged out at the partner, and nobody else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.support.partners.products import product_of
from tests.support.schools.builders import SCHOOL
from tests.support.sso.toekenningen import ALL, OFFLINE, grant, living, queued, sid_of, signed_in
from tests.support.sso.toepassingen import LEERLINGEN_OOK, Proefclient, add_client, add_sso_link
from uwlr_service.domain import tijd
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Leerlingselectie
from uwlr_service.domain.koppeling.koppelpartner import Product, Toelatingstap
from uwlr_service.domain.koppeling.toelating import Toelatinggebeurtenis, Toelatingstand
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.partner.toelatingen import ToelatingRepository
from uwlr_service.repository.school.scholen import SchoolRepository


@pytest.fixture
def client(database: Database, stored: Schoolgegevens) -> Proefclient:
    """An application at which teachers and pupils of the small school sign in."""
    return add_client(database, add_sso_link(database, velden=LEERLINGEN_OOK), offline=True)


def change(
    database: Database, client: Proefclient, stand: Deelnamestand, *, all_at_once: bool = False
) -> None:
    with database.write() as connection:
        school_id = SchoolRepository(connection).get(SCHOOL)
        deelnames = DeelnameRepository(connection)
        now = tijd.now()
        if all_at_once:
            deelnames.change_all(client.koppeling, [school_id], stand, now, van=[Deelnamestand.ACTIEF])
        else:
            deelnames.change(client.koppeling, school_id, stand, now)


def conclude(
    database: Database, client: Proefclient, changed: Callable[[Gegevensafspraak], Gegevensafspraak]
) -> None:
    with database.write() as connection:
        school_id = SchoolRepository(connection).get(SCHOOL)
        afspraken = AfspraakRepository(connection)
        afspraak = changed(afspraken.current(client.koppeling, school_id))
        afspraken.conclude(client.koppeling, {school_id: afspraak})


@pytest.mark.parametrize("stand", [Deelnamestand.INGETROKKEN, Deelnamestand.GEPAUZEERD])
@pytest.mark.parametrize("all_at_once", [False, True])
def test_a_school_that_stops_ends_what_its_people_were_granted_there(
    database: Database, client: Proefclient, stand: Deelnamestand, *, all_at_once: bool
) -> None:
    elsewhere = add_client(database, add_sso_link(database))
    persoon = signed_in(database)
    numbers = [grant(database, client, persoon, scope=OFFLINE), grant(database, client, signed_in(database))]
    other = grant(database, elsewhere, persoon)
    change(database, client, stand, all_at_once=all_at_once)
    assert [living(database, number) for number in numbers] == [[], []]
    assert queued(database) == sorted((client.id, sid_of(database, number)) for number in numbers)
    assert living(database, other) == ALL


def test_a_link_that_ends_ends_what_was_granted_over_it(database: Database, client: Proefclient) -> None:
    number = grant(database, client, signed_in(database))
    with database.write() as connection:
        KoppelingRepository(connection).revoke(client.koppeling)
    assert living(database, number) == []
    assert queued(database) == [(client.id, sid_of(database, number))]


def suspend(connection: Transaction, product: Product) -> None:
    ToelatingRepository(connection).take(
        product.id,
        Toelatingstap(
            moment=tijd.now(),
            van=Toelatingstand.ACTIEF,
            gebeurtenis=Toelatinggebeurtenis.SUSPEND,
            naar=Toelatingstand.OPGESCHORT,
            door="Proef",
            reden="",
        ),
    )


def test_a_product_that_is_suspended_ends_what_was_granted(database: Database, client: Proefclient) -> None:
    number = grant(database, client, signed_in(database))
    elsewhere = add_client(database, add_sso_link(database))
    other = grant(database, elsewhere, signed_in(database))
    with database.read() as connection:
        code = KoppelingRepository(connection).get(client.koppeling).klant.code
    product = product_of(database, code)
    with database.write() as connection:
        suspend(connection, product)
    assert living(database, number) == []
    assert queued(database) == [(client.id, sid_of(database, number))]
    assert living(database, other) == ALL


def test_an_agreement_without_pupils_ends_what_pupils_were_granted(
    database: Database, client: Proefclient
) -> None:
    leerling = grant(database, client, signed_in(database, Rol.LEERLING))
    leerkracht = grant(database, client, signed_in(database))
    conclude(database, client, lambda afspraak: afspraak.switch({"sso/student": False}))
    assert (living(database, leerling), living(database, leerkracht)) == ([], ALL)
    assert queued(database) == [(client.id, sid_of(database, leerling))]


def test_fewer_pupils_end_what_pupils_were_granted(database: Database, client: Proefclient) -> None:
    leerling = grant(database, client, signed_in(database, Rol.LEERLING))
    leerkracht = grant(database, client, signed_in(database))
    groepen = Leerlingselectie(jaargroepen=frozenset({"7"}))
    conclude(database, client, lambda afspraak: replace(afspraak, selectie=groepen))
    assert (living(database, leerling), living(database, leerkracht)) == ([], ALL)


def test_an_agreement_that_lets_them_in_ends_nothing(database: Database, client: Proefclient) -> None:
    numbers = [grant(database, client, signed_in(database, rol)) for rol in (Rol.LEERLING, Rol.LEERKRACHT)]
    conclude(database, client, lambda afspraak: afspraak.switch({"sso/groepen": False}))
    assert [living(database, number) for number in numbers] == [ALL, ALL]
    assert queued(database) == []
