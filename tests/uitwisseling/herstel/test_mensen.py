"""After a restore nobody is let in by what was taken from them, and no link or session of before opens."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.support.databases import backup_of, database_of
from tests.support.people.mensen import WACHTWOORD, Klok, Persoon, activate, at_school, klok, new_person
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import AanmeldenMislukt, CodeOngeldig, UitnodigingOngeldig
from uwlr_service.repository.account.extern import ExternRepository
from uwlr_service.repository.account.klas.apparaten import ApparaatRepository
from uwlr_service.repository.schema import account as tables
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

__all__ = ["klok"]

CLI = Handelende.opdrachtregel()
LEZER = at_school(SCHOOL, Rol.SCHOOLLEZER)
ISSUER = "https://school.example"
ANOTHER = "vier heel andere woordjes kabbelen"


@pytest.fixture
def mensen(diensten: Diensten) -> Mensen:
    """The use cases about people, where there is a school and a journal."""
    diensten.edexml.store(schoolgegevens(SCHOOL))
    diensten.journaal.require_current()
    return diensten.mensen


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


def tie(diensten: Diensten, number: int) -> None:
    """Let somebody come in by an account elsewhere."""
    with database_of(diensten).write() as connection:
        assert ExternRepository(connection).tie(number, ISSUER, "medewerker-1", tijd.now())


def owner(diensten: Diensten) -> int | None:
    """Whom that account lets in."""
    with database_of(diensten).read() as connection:
        return ExternRepository(connection).owner(ISSUER, "medewerker-1")


def test_whoever_was_disabled_stays_out(diensten: Diensten, jet: Persoon, klok: Klok) -> None:
    made = jet.mensen.uitnodigingen.invite(jet.inlognaam, "Jet Bos", LEZER, door=CLI)
    put_back = backup_of(diensten)
    jet.mensen.gebruikers.disable(jet.inlognaam, door=CLI)
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    with pytest.raises(AanmeldenMislukt):
        jet.sign_in()
    with pytest.raises(UitnodigingOngeldig):
        activate(jet.mensen, klok, made.token, jet.inlognaam)


def test_a_role_that_ended_stays_ended(diensten: Diensten, jet: Persoon) -> None:
    put_back = backup_of(diensten)
    (account,) = jet.door(diensten.sessies).accounts
    jet.mensen.gebruikers.end_account(account.id, door=CLI)
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    jet.sign_in()
    assert jet.door(diensten.sessies).accounts == ()


def test_a_password_that_was_replaced_works_no_more(diensten: Diensten, jet: Persoon) -> None:
    put_back = backup_of(diensten)
    jet.mensen.factorbeheer.change_password(jet.bezoeker, ANOTHER, door=jet.door(diensten.sessies))
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    for wachtwoord in (WACHTWOORD, ANOTHER):
        with pytest.raises(AanmeldenMislukt):
            jet.mensen.aanmelding.sign_in(Bezoeker(), jet.inlognaam, wachtwoord)


def test_recovery_codes_that_were_replaced_work_no_more(diensten: Diensten, jet: Persoon) -> None:
    put_back = backup_of(diensten)
    jet.mensen.factorbeheer.renew_recovery_codes(jet.bezoeker, door=jet.door(diensten.sessies))
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    half = jet.mensen.aanmelding.sign_in(Bezoeker(), jet.inlognaam, WACHTWOORD)
    with pytest.raises(CodeOngeldig):
        jet.mensen.aanmelding.confirm_code(Bezoeker(sessie=half.sessie), jet.herstelcodes[0])
    jet.sign_in()


def test_proofs_of_before_a_recovery_work_no_more(diensten: Diensten, jet: Persoon, klok: Klok) -> None:
    put_back = backup_of(diensten)
    made = jet.mensen.uitnodigingen.recover(jet.number(diensten.sessies), door=CLI)
    activate(jet.mensen, klok, made.token, jet.inlognaam)
    put_back()
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    with pytest.raises(AanmeldenMislukt):
        jet.sign_in()
    with database_of(diensten).read() as connection:
        for table in (tables.inlog_totp, tables.inlog_herstelcode, tables.inlog_passkey):
            assert connection.execute(select(table)).all() == []


def test_an_account_elsewhere_that_was_untied_lets_nobody_in(diensten: Diensten, jet: Persoon) -> None:
    number = jet.number(diensten.sessies)
    tie(diensten, number)
    put_back = backup_of(diensten)
    jet.mensen.extern.untie(jet.bezoeker, door=jet.door(diensten.sessies))
    put_back()
    assert owner(diensten) == number
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    assert owner(diensten) is None


def test_neither_does_one_of_before_a_recovery(diensten: Diensten, jet: Persoon, klok: Klok) -> None:
    tie(diensten, jet.number(diensten.sessies))
    put_back = backup_of(diensten)
    made = jet.mensen.uitnodigingen.recover(jet.number(diensten.sessies), door=CLI)
    activate(jet.mensen, klok, made.token, jet.inlognaam)
    put_back()
    outcomes(diensten)
    assert owner(diensten) is None


def test_an_account_elsewhere_that_was_tied_since_lets_its_owner_in(
    diensten: Diensten, jet: Persoon, klok: Klok
) -> None:
    number = jet.number(diensten.sessies)
    tie(diensten, number)
    put_back = backup_of(diensten)
    jet.mensen.extern.untie(jet.bezoeker, door=jet.door(diensten.sessies))
    put_back()
    with database_of(diensten).write() as connection:
        ExternRepository(connection).untie(number)
    klok.pass_by(minutes=1)
    tie(diensten, number)
    assert outcomes(diensten) == [Uitkomst.GOLD_AL]
    assert owner(diensten) == number


def test_what_holds_already_stays_as_it_is(diensten: Diensten, jet: Persoon) -> None:
    put_back = backup_of(diensten)
    jet.mensen.gebruikers.disable(jet.inlognaam, door=CLI)
    put_back()
    outcomes(diensten)
    assert outcomes(diensten) == []


def test_another_person_under_the_same_number_is_left_alone(
    diensten: Diensten, jet: Persoon, klok: Klok
) -> None:
    put_back = backup_of(diensten)
    jet.mensen.gebruikers.disable(jet.inlognaam, door=CLI)
    put_back()
    klok.pass_by(days=1)
    with database_of(diensten).write() as connection:
        connection.execute(update(tables.inlog).values(aangemaakt=klok()))
    assert outcomes(diensten) == [Uitkomst.ONBEKEND]


def test_somebody_who_came_after_the_backup_is_unknown(
    diensten: Diensten, mensen: Mensen, klok: Klok
) -> None:
    put_back = backup_of(diensten)
    jet = new_person(mensen, klok, at_school(SCHOOL))
    mensen.gebruikers.disable(jet.inlognaam, door=CLI)
    put_back()
    assert outcomes(diensten) == [Uitkomst.ONBEKEND]


def test_no_session_and_no_link_of_before_opens(diensten: Diensten, jet: Persoon) -> None:
    made = jet.mensen.uitnodigingen.invite("piet@school.example", "Piet", at_school(SCHOOL), door=CLI)
    put_back = backup_of(diensten)
    put_back()
    outcomes(diensten)
    assert diensten.sessies.find(jet.aangemeld.sessie) is None
    with pytest.raises(UitnodigingOngeldig):
        jet.mensen.uitnodigingen.take(Bezoeker(), made.token)


def test_no_device_of_a_class_of_before_opens(diensten: Diensten, mensen: Mensen) -> None:
    now = tijd.now()
    digest = "0" * 64
    with database_of(diensten).write() as connection:
        school_id = SchoolRepository(connection).get(SCHOOL)
        ApparaatRepository(connection).add(
            digest, None, now, school_id=school_id, groep="G1", geldig_tot=now + timedelta(days=1)
        )
        assert ApparaatRepository(connection).living(digest, now) is not None
    put_back = backup_of(diensten)
    put_back()
    diensten.terugzetting.complete()
    with database_of(diensten).read() as connection:
        assert ApparaatRepository(connection).living(digest, now + timedelta(minutes=1)) is None
