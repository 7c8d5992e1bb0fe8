"""Using an invitation up: a good password, a second factor, and one person for each name."""

import pytest
from sqlalchemy import select

from tests.support.people.mensen import (
    WACHTWOORD,
    Klok,
    activate,
    at_school,
    invite,
    new_person,
)
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import (
    AlGebruiker,
    CodeOngeldig,
    InlogBestaatAl,
    NietToegestaan,
    UitnodigingOngeldig,
    WachtwoordZwak,
)
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import account as tables
from uwlr_service.repository.schema import metadata
from uwlr_service.uitwisseling.account.factoren import Codebewijs
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import Sessies
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd

BEHEERDER = at_school(SCHOOL)
ELDERS = at_school(ANDERE_SCHOOL)


def take(mensen: Mensen, made: Uitgenodigd) -> Bezoeker:
    """What the browser of somebody sends who opened a link."""
    return Bezoeker(sessie=mensen.uitnodigingen.take(Bezoeker(), made.token))


@pytest.mark.parametrize(
    "weak",
    [
        "kort",
        "elftekens11",
        "welkom2026school",
        "voetbal-ajax-2026",
        "Sinterklaas2026!",
        "wachtwoord1234",
        "nieuw@school.example",
        "Collega-Collega",
        "99XX99XX99XX",
        "x" * 300,
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused(mensen: Mensen, weak: str) -> None:
    bezoeker = take(mensen, invite(mensen, BEHEERDER))
    with pytest.raises(WachtwoordZwak):
        mensen.activering.choose_password(bezoeker, weak)


@pytest.mark.parametrize(
    "good", [WACHTWOORD, "een vreemd hok vol krullen", "vZ9$kq2!Lm0p", "ü" * 3 + "kreupelhout vlaag"]
)
def test_a_good_password_needs_no_capitals_or_figures(mensen: Mensen, good: str) -> None:
    bezoeker = take(mensen, invite(mensen, BEHEERDER))
    assert mensen.activering.choose_password(bezoeker, good).startswith("$argon2id$")


def test_without_a_second_factor_nobody_comes_in(mensen: Mensen, database: Database) -> None:
    bezoeker = take(mensen, invite(mensen, BEHEERDER))
    vraag = mensen.activering.ask_code(bezoeker)
    assert mensen.activering.ask_code(bezoeker, vraag.geheim) == vraag
    kept = mensen.activering.choose_password(bezoeker, WACHTWOORD)
    with pytest.raises(CodeOngeldig):
        mensen.activering.activate(bezoeker, kept, Codebewijs(vraag.geheim, "000000"))
    with database.read() as connection:
        assert connection.execute(select(tables.inlog)).all() == []
        used = connection.execute(select(tables.uitnodiging.c.gebruikt)).scalars().all()
    assert used == [None]


def test_the_seed_of_codes_cannot_be_read_in_the_database(
    mensen: Mensen, klok: Klok, database: Database
) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    with database.read() as connection:
        kept = str([connection.execute(select(table)).all() for table in metadata.sorted_tables])
    assert jet.sleutel not in kept
    assert not any(code in kept or code.replace("-", "") in kept for code in jet.herstelcodes)
    assert jet.aangemeld.sessie not in kept
    assert jet.aangemeld.apparaat not in kept


def test_a_name_that_is_taken_has_to_sign_in_first(mensen: Mensen, klok: Klok) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    made = invite(mensen, ELDERS, email=jet.inlognaam)
    with pytest.raises(InlogBestaatAl):
        activate(mensen, klok, made.token, jet.inlognaam)
    jet.sign_in()


def test_one_person_at_two_schools_joins_by_an_invitation_while_signed_in(
    mensen: Mensen, klok: Klok, sessies: Sessies
) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    other = jet.aangemeld.sessie
    jet.sign_in()
    made = invite(mensen, ELDERS, email="heel.anders@school.example")
    token = mensen.uitnodigingen.take(jet.bezoeker, made.token)
    bezoeker = Bezoeker(sessie=token)
    signed_in = sessies.find(token)
    assert signed_in is not None
    assert signed_in.handelende is not None
    renewed = mensen.activering.join(bezoeker, door=signed_in.handelende)
    again = sessies.find(renewed)
    assert again is not None
    assert again.handelende is not None
    assert [account.school for account in again.handelende.accounts] == [SCHOOL, ANDERE_SCHOOL]
    assert sessies.find(token) is None
    assert sessies.find(other) is None
    with pytest.raises(UitnodigingOngeldig):
        mensen.activering.join(Bezoeker(sessie=renewed), door=again.handelende)


def test_nobody_joins_what_they_have_or_without_an_account(
    mensen: Mensen, klok: Klok, sessies: Sessies
) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    made = invite(mensen, BEHEERDER, email="ander@school.example")
    token = mensen.uitnodigingen.take(jet.bezoeker, made.token)
    door = Handelende.opdrachtregel()
    with pytest.raises(NietToegestaan):
        mensen.activering.join(Bezoeker(sessie=token), door=door)
    jet.aangemeld = type(jet.aangemeld)(token, jet.aangemeld.apparaat)
    with pytest.raises(AlGebruiker):
        mensen.activering.join(Bezoeker(sessie=token), door=jet.door(sessies))
    with pytest.raises(UitnodigingOngeldig):
        mensen.activering.join(take(mensen, made), door=jet.door(sessies))
