"""A link works no more once whoever it leads in, or whoever made it, was shut out."""

import pytest
from sqlalchemy import select

from tests.support.people.mensen import CLI, OPERATOR, Klok, Persoon, activate, at_school, invite, new_person
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import Plaats
from uwlr_service.domain.fouten import AanmeldenMislukt, UitnodigingOngeldig
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import toezicht
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import Sessies
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd

WHY = "De telefoon is kwijt."
LEZER = at_school(SCHOOL, Rol.SCHOOLLEZER)


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


def works(mensen: Mensen, made: Uitgenodigd) -> bool:
    """Whether the link of an invitation still leads anywhere."""
    try:
        mensen.uitnodigingen.take(Bezoeker(), made.token)
    except UitnodigingOngeldig:
        return False
    return True


def account_of(person: Persoon, sessies: Sessies, rol: Rol) -> int:
    """The number of the account of a role."""
    accounts = person.door(sessies).accounts
    return next(account.id for account in accounts if account.rol is rol)


def join(person: Persoon, sessies: Sessies, plaats: Plaats, door: Handelende = CLI) -> None:
    """Give somebody who is signed in another role."""
    made = invite(person.mensen, plaats, door, email="tweede@school.example")
    cookie = person.mensen.uitnodigingen.take(person.bezoeker, made.token)
    signed_in = sessies.find(cookie)
    assert signed_in is not None
    assert signed_in.handelende is not None
    person.mensen.activering.join(Bezoeker(sessie=cookie), door=signed_in.handelende)
    person.sign_in()


def test_an_invitation_of_before_lets_nobody_in_who_was_disabled_since(
    mensen: Mensen, klok: Klok, jet: Persoon
) -> None:
    elsewhere = invite(mensen, at_school(ANDERE_SCHOOL), email=jet.inlognaam)
    opened = Bezoeker(sessie=mensen.uitnodigingen.take(Bezoeker(), elsewhere.token))
    mensen.gebruikers.disable(jet.inlognaam, door=CLI)
    with pytest.raises(UitnodigingOngeldig):
        mensen.activering.invitation(opened)
    with pytest.raises(UitnodigingOngeldig):
        activate(mensen, klok, elsewhere.token, jet.inlognaam)
    with pytest.raises(AanmeldenMislukt):
        jet.sign_in()
    again = invite(mensen, at_school(ANDERE_SCHOOL), email=jet.inlognaam)
    activate(mensen, klok, again.token, jet.inlognaam)


def test_a_recovery_of_before_lets_nobody_in_who_was_disabled_since(
    mensen: Mensen, jet: Persoon, sessies: Sessies
) -> None:
    made = mensen.uitnodigingen.recover(jet.number(sessies), door=CLI)
    mensen.gebruikers.disable(jet.inlognaam, door=CLI)
    assert not works(mensen, made)


def test_whoever_was_disabled_lets_nobody_in_by_a_link_that_they_made(
    mensen: Mensen, klok: Klok, jet: Persoon, sessies: Sessies
) -> None:
    lex = new_person(mensen, klok, LEZER, "lex@school.example", "Lex")
    of_jet = invite(mensen, LEZER, jet.door(sessies), email="jet@elders.example")
    of_others = invite(mensen, LEZER, email="piet@school.example")
    recovery = mensen.uitnodigingen.recover(lex.number(sessies), WHY, door=jet.door(sessies))
    mensen.gebruikers.disable(jet.inlognaam, door=CLI)
    assert [works(mensen, made) for made in (of_jet, recovery, of_others)] == [False, False, True]


def test_each_withdrawal_is_in_the_log_of_its_school(
    mensen: Mensen, jet: Persoon, sessies: Sessies, database: Database
) -> None:
    made = invite(mensen, LEZER, jet.door(sessies), email="piet@school.example")
    mensen.gebruikers.disable(jet.inlognaam, door=CLI)
    c = toezicht.logregel.c
    with database.read() as connection:
        lines = connection.execute(
            select(c.content, c.school).where(c.wat == "uitnodiging-ingetrokken")
        ).all()
    ((content, school),) = lines
    assert str(made.uitnodiging.id) in content
    assert school is not None


def test_a_role_that_ended_lets_nobody_in_by_a_link_of_before(
    mensen: Mensen, klok: Klok, jet: Persoon, sessies: Sessies
) -> None:
    piet = new_person(mensen, klok, at_school(SCHOOL), "piet@school.example", "Piet")
    join(jet, sessies, at_school(ANDERE_SCHOOL))
    door = jet.door(sessies)
    here = invite(mensen, LEZER, door, email="kim@school.example")
    there = invite(mensen, at_school(ANDERE_SCHOOL, Rol.SCHOOLLEZER), door, email="kim@school.example")
    recovery = mensen.uitnodigingen.recover(piet.number(sessies), WHY, door=door)
    ended = account_of(jet, sessies, Rol.SCHOOLBEHEERDER)
    mensen.gebruikers.end_account(ended, door=piet.door(sessies))
    assert [works(mensen, made) for made in (here, recovery, there)] == [False, False, True]


def test_a_role_that_another_one_covers_keeps_its_links(
    mensen: Mensen, klok: Klok, jet: Persoon, sessies: Sessies
) -> None:
    otto = new_person(mensen, klok, OPERATOR, "otto@dienst.example", "Otto")
    join(jet, sessies, OPERATOR)
    made = invite(mensen, at_school(SCHOOL), jet.door(sessies), email="kim@school.example")
    as_reader = invite(mensen, LEZER, jet.door(sessies), email="kim@school.example")
    ended = account_of(jet, sessies, Rol.SCHOOLBEHEERDER)
    mensen.gebruikers.end_account(ended, door=otto.door(sessies))
    # An operator invites administrators of a school, and leaves readers to them.
    assert [works(mensen, link) for link in (made, as_reader)] == [True, False]


def test_the_same_role_is_not_taken_up_again_by_a_link_of_before(
    mensen: Mensen, klok: Klok, jet: Persoon, sessies: Sessies
) -> None:
    lex = new_person(mensen, klok, at_school(ANDERE_SCHOOL), "lex@school.example", "Lex")
    same = invite(mensen, at_school(SCHOOL), email=lex.inlognaam)
    another = invite(mensen, LEZER, email=lex.inlognaam)
    join(lex, sessies, at_school(SCHOOL))
    accounts = lex.door(sessies).accounts
    here = next(account.id for account in accounts if account.school == SCHOOL)
    mensen.gebruikers.end_account(here, door=jet.door(sessies))
    assert [works(mensen, link) for link in (same, another)] == [False, True]
