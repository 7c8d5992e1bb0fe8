"""Invitations: who may invite whom, and a link that works once, in time, for whoever was meant."""

import dataclasses
import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.people.mensen import (
    CLI,
    OPERATOR,
    WACHTWOORD,
    Klok,
    Persoon,
    activate,
    at_school,
    invite,
    new_person,
)
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.account.uitnodiging import GELDIG, GELDIG_OPERATOR, Plaats
from uwlr_service.domain.fouten import (
    AlGebruiker,
    CodeOngeldig,
    GebruikerOnbekend,
    Geweigerd,
    NietToegestaan,
    SchoolOnbekend,
    UitnodigingOngeldig,
    VersBewijsNodig,
)
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import account as tables
from uwlr_service.repository.schema import toezicht as post
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import Sessies
from uwlr_service.uitwisseling.account.uitnodigingen import Uitgenodigd

BEHEERDER = at_school(SCHOOL)
LEZER = at_school(SCHOOL, Rol.SCHOOLLEZER)
ELDERS = at_school(ANDERE_SCHOOL)
PARTNER = Plaats(rol=Rol.PARTNERBEHEERDER, koppelpartner=1)
ANDERE_PARTNER = Plaats(rol=Rol.PARTNERBEHEERDER, koppelpartner=2)


MAY: list[tuple[Plaats, Plaats, bool]] = [
    (OPERATOR, OPERATOR, True),
    (OPERATOR, BEHEERDER, True),
    (OPERATOR, PARTNER, True),
    (OPERATOR, LEZER, False),
    (BEHEERDER, BEHEERDER, True),
    (BEHEERDER, LEZER, True),
    (BEHEERDER, ELDERS, False),
    (BEHEERDER, PARTNER, False),
    (BEHEERDER, OPERATOR, False),
    (LEZER, LEZER, False),
    (LEZER, BEHEERDER, False),
    (PARTNER, PARTNER, True),
    (PARTNER, ANDERE_PARTNER, False),
    (PARTNER, BEHEERDER, False),
    (PARTNER, OPERATOR, False),
]


@pytest.mark.parametrize(("own", "other", "may"), MAY)
def test_who_may_invite_whom(
    mensen: Mensen, sessies: Sessies, klok: Klok, own: Plaats, other: Plaats, may: bool
) -> None:
    door = new_person(mensen, klok, own).door(sessies)
    if may:
        assert invite(mensen, other, door).uitnodiging.plaats == other
    else:
        with pytest.raises(NietToegestaan):
            invite(mensen, other, door)


def test_inviting_asks_for_a_fresh_proof(mensen: Mensen, sessies: Sessies, klok: Klok) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    klok.pass_by(minutes=11)
    with pytest.raises(VersBewijsNodig):
        invite(mensen, LEZER, jet.door(sessies))


@pytest.mark.parametrize("rol", list(Rol))
def test_a_role_has_the_place_that_it_needs_and_no_other(rol: Rol) -> None:
    school = SCHOOL if rol.is_of_school else None
    koppelpartner = 1 if rol.is_of_partner else None
    Plaats(rol=rol, school=school, koppelpartner=koppelpartner)
    with pytest.raises(ValueError, match="een rol van een school"):
        Plaats(rol=rol, school=None if school else SCHOOL, koppelpartner=koppelpartner)
    with pytest.raises(ValueError, match="een rol van een partner"):
        Plaats(rol=rol, school=school, koppelpartner=None if koppelpartner else 1)


def test_only_a_reader_is_bound_to_groups() -> None:
    with pytest.raises(ValueError, match="schoollezer"):
        Plaats(rol=Rol.SCHOOLBEHEERDER, school=SCHOOL, groepen=frozenset({"7A"}))


@pytest.mark.parametrize(
    ("email", "naam", "plaats", "refusal"),
    [
        ("geen adres", "Jet", BEHEERDER, Geweigerd),
        ("jet@school.example", "", BEHEERDER, Geweigerd),
        ("jet@school.example", "J\x00t", BEHEERDER, Geweigerd),
        ("jet@school.example", "J" * 129, BEHEERDER, Geweigerd),
        ("jet@school.example", "Jet", at_school(Schoolcode("88AA")), SchoolOnbekend),
    ],
)
def test_what_cannot_be_invited_is_refused(
    mensen: Mensen, email: str, naam: str, plaats: Plaats, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        mensen.uitnodigingen.invite(email, naam, plaats, door=CLI)


def test_nobody_gets_a_role_twice(mensen: Mensen, klok: Klok) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    with pytest.raises(AlGebruiker):
        invite(mensen, BEHEERDER, email=jet.inlognaam.upper())
    invite(mensen, LEZER, email=jet.inlognaam)


def test_only_the_hash_of_a_link_is_kept(mensen: Mensen, database: Database) -> None:
    made = invite(mensen, BEHEERDER)
    with database.read() as connection:
        rows = connection.execute(select(tables.uitnodiging)).all()
    assert made.token not in str(rows)


def test_a_link_works_once(mensen: Mensen, klok: Klok) -> None:
    made = invite(mensen, BEHEERDER)
    second = mensen.uitnodigingen.take(Bezoeker(), made.token)
    activate(mensen, klok, made.token, "nieuw@school.example")
    with pytest.raises(UitnodigingOngeldig):
        mensen.uitnodigingen.take(Bezoeker(), made.token)
    with pytest.raises(UitnodigingOngeldig):  # the page of somebody who had opened it before
        mensen.activering.invitation(Bezoeker(sessie=second))


@pytest.mark.parametrize(("plaats", "geldig"), [(BEHEERDER, GELDIG), (OPERATOR, GELDIG_OPERATOR)])
def test_a_link_works_in_time(mensen: Mensen, klok: Klok, plaats: Plaats, geldig: timedelta) -> None:
    made = invite(mensen, plaats)
    klok.moment += geldig - timedelta(seconds=1)
    mensen.uitnodigingen.take(Bezoeker(), made.token)
    klok.moment += timedelta(seconds=1)
    with pytest.raises(UitnodigingOngeldig):
        mensen.uitnodigingen.take(Bezoeker(), made.token)


def test_a_withdrawn_link_works_no_more(mensen: Mensen, sessies: Sessies, klok: Klok) -> None:
    made = invite(mensen, LEZER)
    stranger = new_person(mensen, klok, ELDERS, "ander@school.example").door(sessies)
    with pytest.raises(NietToegestaan):
        mensen.uitnodigingen.withdraw(made.uitnodiging.id, door=stranger)
    door = new_person(mensen, klok, BEHEERDER).door(sessies)
    mensen.uitnodigingen.withdraw(made.uitnodiging.id, door=door)
    with pytest.raises(UitnodigingOngeldig):
        mensen.uitnodigingen.take(Bezoeker(), made.token)
    with pytest.raises(UitnodigingOngeldig):
        mensen.uitnodigingen.withdraw(made.uitnodiging.id, door=door)
    with pytest.raises(NietToegestaan):
        mensen.uitnodigingen.withdraw(10**6, door=door)


@pytest.mark.parametrize("token", ["", "x" * 43, "\udc80", "x" * 10**5])
def test_a_link_that_was_never_made_leads_nowhere(mensen: Mensen, token: str) -> None:
    with pytest.raises(UitnodigingOngeldig):
        mensen.uitnodigingen.take(Bezoeker(), token)


def test_open_invitations_are_seen_by_those_who_manage_users(
    mensen: Mensen, sessies: Sessies, klok: Klok
) -> None:
    jet = new_person(mensen, klok, BEHEERDER).door(sessies)
    otto = new_person(mensen, klok, OPERATOR, "otto@dienst.example").door(sessies)
    pia = new_person(mensen, klok, PARTNER, "pia@partner.example").door(sessies)
    at_own = invite(mensen, LEZER).uitnodiging.id
    elsewhere = invite(mensen, ELDERS).uitnodiging.id
    of_partner = invite(mensen, PARTNER).uitnodiging.id
    of = mensen.uitnodigingen
    assert [known.id for known in of.of_school(SCHOOL, door=jet)] == [at_own]
    assert [known.id for known in of.of_school(ANDERE_SCHOOL, door=otto)] == [elsewhere]
    assert [known.id for known in of.of_koppelpartner(1, door=pia)] == [of_partner]
    assert [known.id for known in of.all(door=otto)] == [at_own, elsewhere, of_partner]
    for refused in (
        lambda: of.of_school(ANDERE_SCHOOL, door=jet),
        lambda: of.of_koppelpartner(2, door=pia),
        lambda: of.all(door=jet),
    ):
        with pytest.raises(NietToegestaan):
            refused()


def recover(mensen: Mensen, jet: Persoon, door: Handelende) -> Uitgenodigd:
    """A new invitation for somebody who lost a factor."""
    number = next(
        person.inlog for person in mensen.gebruikers.all(door=CLI) if person.inlognaam == jet.inlognaam
    )
    return mensen.uitnodigingen.recover(number, "De telefoon is kwijt.", door=door)


def test_whoever_lost_a_factor_gets_new_ones_and_nothing_of_before_works(
    mensen: Mensen, klok: Klok, sessies: Sessies
) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    piet = new_person(mensen, klok, BEHEERDER, "piet@school.example", "Piet")
    first = recover(mensen, jet, piet.door(sessies))
    second = recover(mensen, jet, piet.door(sessies))
    with pytest.raises(UitnodigingOngeldig):
        mensen.uitnodigingen.take(Bezoeker(), first.token)
    jet.sign_in()  # until the new invitation is used
    before = jet.aangemeld.sessie
    again = activate(mensen, klok, second.token, jet.inlognaam)
    assert sessies.find(before) is None
    assert again.sleutel != jet.sleutel
    half = mensen.aanmelding.sign_in(Bezoeker(), jet.inlognaam, WACHTWOORD)
    for old in (jet.code(), jet.herstelcodes[0]):
        with pytest.raises(CodeOngeldig):
            mensen.aanmelding.confirm_code(Bezoeker(sessie=half.sessie), old)
    again.sign_in()
    assert [account.school for account in again.door(sessies).accounts] == [SCHOOL]


def test_whoever_lets_somebody_in_again_says_why(
    mensen: Mensen, klok: Klok, sessies: Sessies, database: Database
) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    piet = new_person(mensen, klok, BEHEERDER, "piet@school.example", "Piet")
    for nothing in (None, "", " \t "):
        with pytest.raises(Geweigerd):
            mensen.uitnodigingen.recover(jet.number(sessies), nothing, door=piet.door(sessies))
    mensen.uitnodigingen.recover(jet.number(sessies), " De telefoon is kwijt. ", door=piet.door(sessies))
    with database.read() as connection:
        (content,) = connection.execute(
            select(post.logregel.c.content).where(post.logregel.c.wat == "herstel-uitgenodigd")
        ).scalars()
    assert json.loads(content)["inhoud"]["reden"] == "De telefoon is kwijt."


def test_recovery_is_no_way_into_another_school(mensen: Mensen, klok: Klok, sessies: Sessies) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    token = mensen.uitnodigingen.take(jet.bezoeker, invite(mensen, ELDERS).token)
    jet.aangemeld = type(jet.aangemeld)(token, jet.aangemeld.apparaat)
    mensen.activering.join(jet.bezoeker, door=jet.door(sessies))
    piet = new_person(mensen, klok, BEHEERDER, "piet@school.example", "Piet").door(sessies)
    with pytest.raises(NietToegestaan):
        recover(mensen, jet, piet)
    otto = new_person(mensen, klok, OPERATOR, "otto@dienst.example").door(sessies)
    made = recover(mensen, jet, otto)
    with pytest.raises(NietToegestaan):
        mensen.uitnodigingen.withdraw(made.uitnodiging.id, door=piet)
    mensen.uitnodigingen.withdraw(made.uitnodiging.id, door=otto)


def test_nobody_recovers_themselves_or_nobody(mensen: Mensen, klok: Klok, sessies: Sessies) -> None:
    jet = new_person(mensen, klok, BEHEERDER)
    with pytest.raises(NietToegestaan):
        recover(mensen, jet, jet.door(sessies))
    with pytest.raises(GebruikerOnbekend):
        mensen.uitnodigingen.recover(10**6, door=CLI)


def test_a_link_is_mailed_where_mail_can_be_sent(
    mensen: Mensen, settings: Settings, database: Database
) -> None:
    made = invite(mensen, BEHEERDER)
    assert not made.is_mailed
    assert made.link == f"http://localhost:8080/portaal/uitnodiging/{made.token}"
    with_mail = dataclasses.replace(
        settings,
        smtp_url="smtp://localhost",
        mail_from="dienst@example.nl",
        portaal_url="https://p.example.nl",
    )
    mailing = Diensten(with_mail, database)
    mailed = invite(mailing.mensen, BEHEERDER)
    assert mailed.is_mailed
    with database.read() as connection:
        rows = connection.execute(select(post.postbericht)).all()
    assert [(row.aan, row.onderwerp) for row in rows] == [
        ("nieuw@school.example", "Uitnodiging voor Koppelingen")
    ]
    assert mailed.token not in str(rows)
    assert mailed.link.startswith("https://p.example.nl/portaal/uitnodiging/")


def test_nobody_is_invited_to_an_address_that_a_caller_made_up(
    mensen: Mensen, settings: Settings, database: Database
) -> None:
    everywhere = Diensten(dataclasses.replace(settings, bind="0.0.0.0:8080"), database)
    with pytest.raises(Geweigerd, match="UWLR_PORTAAL_URL"):
        invite(everywhere.mensen, BEHEERDER)
    with database.read() as connection:
        assert connection.execute(select(tables.uitnodiging)).all() == []


def test_a_company_that_is_not_there_has_no_users(mensen: Mensen) -> None:
    with pytest.raises(NietToegestaan):
        invite(mensen, Plaats(rol=Rol.PARTNERBEHEERDER, koppelpartner=99))
