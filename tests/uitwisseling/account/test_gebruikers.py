"""Users: seen by those who manage them, ended by somebody else than themselves, and out at once."""

import pytest
from sqlalchemy import select

from tests.support.people.mensen import OPERATOR, Klok, Persoon, activate, at_school, new_person
from tests.support.portaal import people
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.support.statements import recorded
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.fouten import (
    AanmeldenMislukt,
    GebruikerOnbekend,
    Geweigerd,
    NietToegestaan,
    SchoolOnbekend,
    VersBewijsNodig,
)
from uwlr_service.domain.lijstvraag import Lijstvraag
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import toezicht
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.sessies import Sessies

CLI = Handelende.opdrachtregel()


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


@pytest.fixture
def lex(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL, Rol.SCHOOLLEZER), "lex@school.example", "Lex")


def account_of(mensen: Mensen, person: Persoon) -> int:
    """The number of somebody's first account."""
    everybody = mensen.gebruikers.all(door=CLI)
    return next(known.accounts[0].id for known in everybody if known.inlognaam == person.inlognaam)


def test_a_school_sees_its_own_users(
    mensen: Mensen, jet: Persoon, lex: Persoon, klok: Klok, sessies: Sessies
) -> None:
    new_person(mensen, klok, at_school(ANDERE_SCHOOL), "ver@school.example")
    door = jet.door(sessies)
    with recorded() as statements:
        users = mensen.gebruikers.of_school(SCHOOL, door=door)
    assert len(statements) == 2
    assert [(user.inlognaam, [account.rol for account in user.accounts]) for user in users] == [
        ("jet@school.example", [Rol.SCHOOLBEHEERDER]),
        ("lex@school.example", [Rol.SCHOOLLEZER]),
    ]
    for refused in (
        lambda: mensen.gebruikers.of_school(ANDERE_SCHOOL, door=door),
        lambda: mensen.gebruikers.of_school(SCHOOL, door=lex.door(sessies)),
        lambda: mensen.gebruikers.all(door=door),
        lambda: mensen.gebruikers.of_koppelpartner(1, door=door),
    ):
        with pytest.raises(NietToegestaan):
            refused()
    with pytest.raises(SchoolOnbekend):
        mensen.gebruikers.of_school(Schoolcode("88AA"), door=CLI)


def test_a_partner_sees_its_own_users(mensen: Mensen, jet: Persoon, klok: Klok, sessies: Sessies) -> None:
    place = Plaats(rol=Rol.PARTNERBEHEERDER, koppelpartner=1)
    pia = new_person(mensen, klok, place, "pia@partner.example", "Pia")
    users = mensen.gebruikers.of_koppelpartner(1, door=pia.door(sessies))
    assert [user.naam for user in users] == ["Pia"]
    with pytest.raises(NietToegestaan):
        mensen.gebruikers.of_koppelpartner(2, door=pia.door(sessies))


def test_an_ended_role_ends_the_sessions_at_once(
    mensen: Mensen, jet: Persoon, lex: Persoon, sessies: Sessies, database: Database
) -> None:
    mensen.gebruikers.end_account(account_of(mensen, lex), door=jet.door(sessies))
    assert sessies.find(lex.aangemeld.sessie) is None
    lex.sign_in()
    assert lex.door(sessies).accounts == ()
    with database.read() as connection:
        told = connection.execute(select(toezicht.bericht.c.rol, toezicht.bericht.c.soort)).all()
    assert {tuple(row) for row in told} == {
        (None, "gebruiker-beeindigd"),
        ("schoolbeheerder", "gebruiker-beeindigd"),
    }


def test_who_may_end_a_role(mensen: Mensen, jet: Persoon, lex: Persoon, klok: Klok, sessies: Sessies) -> None:
    end = mensen.gebruikers.end_account
    stranger = new_person(mensen, klok, at_school(ANDERE_SCHOOL), "ver@school.example")
    for door in (stranger.door(sessies), lex.door(sessies)):
        with pytest.raises(NietToegestaan):
            end(account_of(mensen, jet), door=door)
    with pytest.raises(Geweigerd, match="eigen rol"):
        end(account_of(mensen, jet), door=jet.door(sessies))
    with pytest.raises(NietToegestaan):
        end(10**6, door=jet.door(sessies))
    fresh = jet.door(sessies)
    klok.pass_by(minutes=11)
    with pytest.raises(VersBewijsNodig):
        end(account_of(mensen, lex), door=fresh)
    jet.sign_in()
    end(account_of(mensen, lex), door=jet.door(sessies))


def test_a_reader_is_bound_to_groups(
    mensen: Mensen, jet: Persoon, lex: Persoon, klok: Klok, sessies: Sessies
) -> None:
    bind = mensen.gebruikers.bind
    bind(account_of(mensen, lex), frozenset({"7A"}), door=jet.door(sessies))
    assert sessies.find(lex.aangemeld.sessie) is None
    lex.sign_in()
    assert lex.door(sessies).accounts[0].groepen == frozenset({"7A"})
    for account, refusal in ((account_of(mensen, jet), Geweigerd), (10**6, NietToegestaan)):
        with pytest.raises(refusal):
            bind(account, frozenset(), door=jet.door(sessies))
    with pytest.raises(NietToegestaan):
        bind(account_of(mensen, lex), frozenset(), door=lex.door(sessies))
    stale = jet.door(sessies)
    klok.pass_by(minutes=11)
    with pytest.raises(VersBewijsNodig):
        bind(account_of(mensen, lex), frozenset(), door=stale)


def test_whoever_is_disabled_is_out_everywhere(
    mensen: Mensen, jet: Persoon, lex: Persoon, klok: Klok, sessies: Sessies
) -> None:
    otto = new_person(mensen, klok, OPERATOR, "otto@dienst.example", "Otto")
    mensen.gebruikers.disable("JET@school.example", door=otto.door(sessies))
    assert sessies.find(jet.aangemeld.sessie) is None
    with pytest.raises(AanmeldenMislukt):
        jet.sign_in()
    with pytest.raises(AanmeldenMislukt):
        mensen.aanmelding.sign_in(jet.bezoeker, jet.inlognaam, "iets anders")
    for name, refusal in (
        ("jet@school.example", Geweigerd),
        ("otto@dienst.example", Geweigerd),
        ("niemand@school.example", GebruikerOnbekend),
    ):
        with pytest.raises(refusal):
            mensen.gebruikers.disable(name, door=otto.door(sessies))
    with pytest.raises(NietToegestaan):
        mensen.gebruikers.disable("jet@school.example", door=lex.door(sessies))


def test_whoever_was_disabled_comes_back_with_the_role_of_an_invitation_alone(
    mensen: Mensen, jet: Persoon, klok: Klok, sessies: Sessies
) -> None:
    mensen.gebruikers.disable(jet.inlognaam, door=CLI)
    made = mensen.uitnodigingen.invite(jet.inlognaam, "Jet Bos", at_school(SCHOOL, Rol.SCHOOLLEZER), door=CLI)
    again = activate(mensen, klok, made.token, jet.inlognaam)
    assert [account.rol for account in again.door(sessies).accounts] == [Rol.SCHOOLLEZER]
    assert again.sleutel != jet.sleutel


def test_an_empty_machine_has_no_operator(mensen: Mensen, klok: Klok) -> None:
    assert not mensen.gebruikers.has_operator()
    otto = new_person(mensen, klok, OPERATOR, "otto@dienst.example", "Otto")
    assert mensen.gebruikers.has_operator()
    mensen.gebruikers.disable(otto.inlognaam, door=CLI)
    assert not mensen.gebruikers.has_operator()


def test_a_part_of_the_users_is_a_number_of_people(mensen: Mensen, jet: Persoon, lex: Persoon) -> None:
    made = mensen.uitnodigingen.invite("ver@school.example", "Ver", at_school(ANDERE_SCHOOL), door=CLI)
    place = at_school(ANDERE_SCHOOL, Rol.SCHOOLLEZER)
    mensen.uitnodigingen.invite("ver@school.example", "Ver", place, door=CLI)
    names = {jet.inlognaam, lex.inlognaam}
    first = mensen.gebruikers.all(Lijstvraag(aantal=1), door=CLI)
    second = mensen.gebruikers.all(Lijstvraag(vanaf=1, aantal=1), door=CLI)
    assert {user.inlognaam for user in (*first, *second)} == names
    assert mensen.gebruikers.all(Lijstvraag(vanaf=2, aantal=1), door=CLI) == []
    invited = mensen.uitnodigingen.all(Lijstvraag(aantal=1), door=CLI)
    assert [known.id for known in invited] == [made.uitnodiging.id]
    assert len(mensen.uitnodigingen.all(Lijstvraag(vanaf=1, aantal=1), door=CLI)) == 1


@pytest.mark.parametrize(
    ("zoek", "expected"),
    [
        ("lex", ["Lex"]),
        (" LEX@School ", ["Lex"]),
        ("@school.example", ["Jet Bos", "Lex"]),
        ("%", []),
        ("l_x", []),
        ("niemand", []),
    ],
)
def test_users_are_found_by_a_part_of_their_name_or_address(
    mensen: Mensen, jet: Persoon, lex: Persoon, zoek: str, expected: list[str]
) -> None:
    vraag = Lijstvraag(zoek=zoek)
    assert [user.naam for user in mensen.gebruikers.all(vraag, door=CLI)] == expected
    of_school = mensen.gebruikers.of_school(SCHOOL, vraag, door=CLI)
    assert [user.naam for user in of_school] == expected
    assert mensen.gebruikers.of_school(ANDERE_SCHOOL, vraag, door=CLI) == []


def test_somebody_with_several_accounts_is_found_once(
    mensen: Mensen, database: Database, jet: Persoon, lex: Persoon
) -> None:
    (inlog,) = [user.inlog for user in mensen.gebruikers.all(Lijstvraag(zoek="jet"), door=CLI)]
    people.add_account(database, inlog, Rol.SCHOOLLEZER, school=ANDERE_SCHOOL, groepen=())
    first = mensen.gebruikers.all(Lijstvraag(aantal=1), door=CLI)
    assert [(user.naam, len(user.accounts)) for user in first] == [("Jet Bos", 2)]
    (of_other,) = mensen.gebruikers.of_school(ANDERE_SCHOOL, Lijstvraag(zoek="jet"), door=CLI)
    assert [account.school for account in of_other.accounts] == [ANDERE_SCHOOL]


def test_an_operator_ends_the_sessions_of_somebody(
    mensen: Mensen, jet: Persoon, lex: Persoon, klok: Klok, sessies: Sessies, database: Database
) -> None:
    otto = new_person(mensen, klok, OPERATOR, "otto@dienst.example", "Otto")
    number = jet.number(sessies)
    door = otto.door(sessies)
    assert sessies.end_of(number, door=door) == 1
    assert sessies.find(jet.aangemeld.sessie) is None
    assert sessies.find(lex.aangemeld.sessie) is not None
    jet.sign_in()
    assert jet.door(sessies).accounts
    with database.read() as connection:
        c = toezicht.logregel.c
        lines = connection.execute(select(c.actor).where(c.wat == "gebruiker-uitgelogd")).scalars().all()
    assert lines == ["Otto"]
    for refused in (
        lambda: sessies.end_of(number, door=lex.door(sessies)),
        lambda: mensen.gebruikers.get(1, door=lex.door(sessies)),
    ):
        with pytest.raises(NietToegestaan):
            refused()
    with pytest.raises(GebruikerOnbekend):
        sessies.end_of(10**6, door=door)
    klok.pass_by(minutes=11)
    with pytest.raises(VersBewijsNodig):
        sessies.end_of(number, door=door)
