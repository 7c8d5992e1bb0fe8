"""Signing in: two steps, each proof once, the same words for everything that is wrong."""

import threading

import pytest
from nacl.pwhash import argon2id
from sqlalchemy import func, select, update

from tests.support.people.mensen import OPERATOR, WACHTWOORD, Klok, Persoon, at_school, new_person
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.fouten import (
    AanmeldenMislukt,
    CodeOngeldig,
    PogingVoorbij,
    VersBewijsNodig,
)
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import account as tables
from uwlr_service.repository.schema import metadata, toezicht
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import Sessies

ELSEWHERE = Bezoeker(adres="203.0.113.7")
WRONG = "heel iets anders dan het is"


@pytest.fixture
def jet(mensen: Mensen, klok: Klok) -> Persoon:
    return new_person(mensen, klok, at_school(SCHOOL))


def first_step(jet: Persoon, bezoeker: Bezoeker = ELSEWHERE) -> Bezoeker:
    """What a browser sends after the password was right."""
    half = jet.mensen.aanmelding.sign_in(bezoeker, jet.inlognaam, WACHTWOORD)
    return Bezoeker(sessie=half.sessie, adres=bezoeker.adres, apparaat=bezoeker.apparaat)


def test_a_password_and_a_code_let_somebody_in(jet: Persoon, sessies: Sessies) -> None:
    aangemeld = jet.sign_in(ELSEWHERE)
    sessie = sessies.find(aangemeld.sessie)
    assert sessie is not None
    assert sessie.amr == ("pwd", "otp", "mfa")
    assert sessie.handelende is not None
    assert sessie.handelende.naam == "Jet Bos"


def test_a_name_is_the_same_however_it_is_typed(jet: Persoon) -> None:
    for typed in ("JET@School.Example", "  jet@school.example\t", "ｊet@school.example"):
        assert jet.mensen.aanmelding.sign_in(ELSEWHERE, typed, WACHTWOORD)


def test_the_password_alone_lets_nobody_in(jet: Persoon, sessies: Sessies) -> None:
    half = first_step(jet)
    sessie = sessies.find(half.sessie or "")
    assert sessie is not None
    assert sessie.handelende is None


def test_each_step_gives_the_session_another_value(jet: Persoon, sessies: Sessies) -> None:
    assert sessies.keep("x" * 43, {"keuzes": 1})
    half = first_step(jet, Bezoeker(sessie="x" * 43))
    whole = jet.mensen.aanmelding.confirm_code(half, jet.code())
    again = jet.mensen.aanmelding.confirm_again(Bezoeker(sessie=whole.sessie), jet.code())
    assert len({"x" * 43, half.sessie, whole.sessie, again}) == 4
    for old in ("x" * 43, half.sessie or "", whole.sessie):
        assert sessies.find(old) is None
    sessie = sessies.find(again)
    assert sessie is not None
    assert dict(sessie.inhoud) == {"keuzes": 1}


def test_failures_elsewhere_never_touch_a_device_of_before(jet: Persoon, klok: Klok) -> None:
    for attempt in range(150):
        klok.pass_by(minutes=16)
        stranger = Bezoeker(adres=f"203.0.{attempt}.7", apparaat=f"device-of-a-stranger-{attempt}")
        with pytest.raises(AanmeldenMislukt):
            jet.mensen.aanmelding.sign_in(stranger, jet.inlognaam, WRONG)
    with pytest.raises(AanmeldenMislukt):  # a hundred failures ended passwords from elsewhere
        jet.mensen.aanmelding.sign_in(ELSEWHERE, jet.inlognaam, WACHTWOORD)
    jet.sign_in()
    klok.pass_by(days=31)
    jet.sign_in(ELSEWHERE)


def test_failures_for_one_person_do_not_touch_another(mensen: Mensen, jet: Persoon, klok: Klok) -> None:
    piet = new_person(mensen, klok, at_school(SCHOOL), "piet@school.example", "Piet Vos")
    for _ in range(20):
        with pytest.raises(AanmeldenMislukt):
            mensen.aanmelding.sign_in(ELSEWHERE, jet.inlognaam, WRONG)
    piet.sign_in(ELSEWHERE)


def test_guesses_at_many_names_from_one_network_become_slow(mensen: Mensen, jet: Persoon, klok: Klok) -> None:
    for number in range(31):
        with pytest.raises(AanmeldenMislukt):
            mensen.aanmelding.sign_in(ELSEWHERE, f"naam{number}@school.example", WRONG)
    same_network = Bezoeker(adres="203.0.113.200")
    with pytest.raises(AanmeldenMislukt):
        mensen.aanmelding.sign_in(same_network, jet.inlognaam, WACHTWOORD)
    jet.sign_in(Bezoeker(adres="198.51.100.7"))
    jet.sign_in()
    klok.pass_by(minutes=1)
    jet.sign_in(same_network)


def test_attempts_at_the_same_time_do_not_share_a_count(
    mensen: Mensen, jet: Persoon, database: Database
) -> None:
    def guess() -> None:
        with pytest.raises(AanmeldenMislukt):
            mensen.aanmelding.sign_in(ELSEWHERE, jet.inlognaam, WRONG)

    threads = [threading.Thread(target=guess) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as connection:
        counts = connection.execute(
            select(tables.aanmeldteller.c.fouten).where(tables.aanmeldteller.c.soort == "onbekend")
        )
        assert counts.scalars().all() == [3]  # the others came too soon, and were not even looked at


def test_a_code_works_once(jet: Persoon) -> None:
    code = jet.code()
    jet.mensen.aanmelding.confirm_code(first_step(jet), code)
    with pytest.raises(CodeOngeldig):
        jet.mensen.aanmelding.confirm_code(first_step(jet), code)


def test_the_code_that_an_app_was_proved_with_works_no_more(jet: Persoon) -> None:
    jet.klok.pass_by(seconds=-30)
    code = jet.code()
    with pytest.raises(CodeOngeldig):
        jet.mensen.aanmelding.confirm_code(first_step(jet), code)


# A step takes thirty seconds: with more, two steps may begin in between.
@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_clock_may_be_a_step_off(jet: Persoon, seconds: int) -> None:
    jet.klok.pass_by(minutes=5)
    code = jet.code()
    jet.klok.pass_by(seconds=-seconds)
    assert jet.mensen.aanmelding.confirm_code(first_step(jet), code)


@pytest.mark.parametrize("code", ["", "123456", "12345", "１２３４５６", "abcdef", "x" * 1000, "\x00"])
def test_another_code_is_refused(jet: Persoon, code: str) -> None:
    with pytest.raises(CodeOngeldig):
        jet.mensen.aanmelding.confirm_code(first_step(jet), code)


def test_a_recovery_code_works_once_and_for_its_owner_alone(mensen: Mensen, jet: Persoon, klok: Klok) -> None:
    piet = new_person(mensen, klok, at_school(SCHOOL), "piet@school.example", "Piet Vos")
    assert len(set(jet.herstelcodes)) == 10
    with pytest.raises(CodeOngeldig):
        mensen.aanmelding.confirm_code(first_step(piet), jet.herstelcodes[0])
    mensen.aanmelding.confirm_code(first_step(jet), jet.herstelcodes[0].replace("-", " "))
    with pytest.raises(CodeOngeldig):
        mensen.aanmelding.confirm_code(first_step(jet), jet.herstelcodes[0])
    mensen.aanmelding.confirm_code(first_step(jet), jet.herstelcodes[1])


def test_five_wrong_codes_end_an_attempt(jet: Persoon, sessies: Sessies) -> None:
    sessies.keep("x" * 43, {"keuzes": 1})
    half = first_step(jet, Bezoeker(sessie="x" * 43))
    for _ in range(4):
        with pytest.raises(CodeOngeldig):
            jet.mensen.aanmelding.confirm_code(half, "000000")
    with pytest.raises(PogingVoorbij):
        jet.mensen.aanmelding.confirm_code(half, "000000")
    with pytest.raises(PogingVoorbij):
        jet.mensen.aanmelding.confirm_code(half, jet.code())
    kept = sessies.find(half.sessie or "")
    assert kept is not None
    assert (kept.inlog, dict(kept.inhoud)) == (None, {"keuzes": 1})


def test_a_second_step_has_to_follow_within_ten_minutes(jet: Persoon, klok: Klok) -> None:
    half = first_step(jet)
    klok.pass_by(minutes=10, seconds=1)
    with pytest.raises(PogingVoorbij):
        jet.mensen.aanmelding.confirm_code(half, jet.code())


def test_a_second_step_without_a_first_one_is_refused(jet: Persoon) -> None:
    for bezoeker in (Bezoeker(), Bezoeker(sessie="x" * 43), jet.bezoeker):
        with pytest.raises(PogingVoorbij):
            jet.mensen.aanmelding.confirm_code(bezoeker, jet.code())


def test_a_proof_is_fresh_for_ten_minutes_and_can_be_given_anew(
    jet: Persoon, sessies: Sessies, klok: Klok
) -> None:
    jet.door(sessies).require_fresh()
    klok.pass_by(minutes=10, seconds=1)
    with pytest.raises(VersBewijsNodig):
        jet.door(sessies).require_fresh()
    token = jet.mensen.aanmelding.confirm_again(jet.bezoeker, jet.code())
    sessie = sessies.find(token)
    assert sessie is not None
    assert sessie.handelende is not None
    sessie.handelende.require_fresh()


def test_five_wrong_proofs_end_the_session_that_asked(jet: Persoon, sessies: Sessies) -> None:
    for _ in range(4):
        with pytest.raises(CodeOngeldig):
            jet.mensen.aanmelding.confirm_again(jet.bezoeker, "000000")
    with pytest.raises(PogingVoorbij):
        jet.mensen.aanmelding.confirm_again(jet.bezoeker, "000000")
    assert sessies.find(jet.aangemeld.sessie) is None


def test_nobody_confirms_before_they_signed_in(jet: Persoon) -> None:
    with pytest.raises(PogingVoorbij):
        jet.mensen.aanmelding.confirm_again(first_step(jet), jet.code())


def test_a_password_of_less_work_is_hashed_anew(jet: Persoon, database: Database) -> None:
    weak = argon2id.str(WACHTWOORD.encode(), opslimit=1, memlimit=8 * 1024).rstrip(b"\0").decode()
    with database.write() as connection:
        connection.execute(update(tables.inlog).values(wachtwoord=weak))
    first_step(jet)
    with database.read() as connection:
        kept = connection.execute(select(tables.inlog.c.wachtwoord)).scalar_one()
    assert kept is not None
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_operators_sign_in_the_same_way(mensen: Mensen, klok: Klok, sessies: Sessies) -> None:
    operator = new_person(mensen, klok, OPERATOR, "o@dienst.example", "Otto")
    operator.sign_in(ELSEWHERE)
    assert operator.door(sessies).accounts[0].rol == "operator"


def told(database: Database) -> list[str]:
    """What people were told."""
    with database.read() as connection:
        return list(connection.execute(select(toezicht.bericht.c.soort)).scalars())


def test_the_owner_hears_of_a_new_device_after_failures_alone(
    jet: Persoon, klok: Klok, database: Database
) -> None:
    jet.sign_in(ELSEWHERE)
    assert told(database) == []
    for _ in range(2):
        with pytest.raises(AanmeldenMislukt):
            jet.mensen.aanmelding.sign_in(ELSEWHERE, jet.inlognaam, WRONG)
    jet.sign_in(ELSEWHERE)
    assert told(database) == ["nieuw-apparaat"]
    jet.sign_in()
    assert told(database) == ["nieuw-apparaat"]


def waiting(database: Database) -> int:
    """How many lines of the log wait for a seal."""
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(toezicht.logwacht)).scalar_one()


def test_sign_ins_share_a_seal_and_those_of_operators_are_sealed_at_once(
    mensen: Mensen, jet: Persoon, klok: Klok, database: Database
) -> None:
    otto = new_person(mensen, klok, OPERATOR, "otto@dienst.example", "Otto")
    mensen.aanmelding.confirm_code(first_step(jet), jet.herstelcodes[0])
    with pytest.raises(AanmeldenMislukt):
        mensen.aanmelding.sign_in(ELSEWHERE, jet.inlognaam, WRONG)
    assert waiting(database) == 2
    mensen.aanmelding.confirm_code(first_step(otto), otto.herstelcodes[0])
    assert waiting(database) == 0


def test_new_proofs_and_slowed_guesses_are_sealed_at_once(
    mensen: Mensen, jet: Persoon, database: Database
) -> None:
    mensen.aanmelding.confirm_again(jet.bezoeker, jet.herstelcodes[0])
    assert waiting(database) == 0
    for _ in range(3):
        with pytest.raises(AanmeldenMislukt):
            mensen.aanmelding.sign_in(ELSEWHERE, jet.inlognaam, WRONG)
    with database.read() as connection:
        words = connection.execute(select(toezicht.logregel.c.wat)).scalars().all()
    assert {"opnieuw-bevestigd", "aanmelden-geremd"} <= set(words)


def test_what_was_typed_is_nowhere_in_the_log(mensen: Mensen, jet: Persoon, database: Database) -> None:
    for name in ("geheim-als-naam@school.example", jet.inlognaam):
        for _ in range(4):
            with pytest.raises(AanmeldenMislukt):
                mensen.aanmelding.sign_in(ELSEWHERE, name, WRONG)
    with database.read() as connection:
        kept = str([connection.execute(select(table)).all() for table in metadata.sorted_tables])
    assert "geheim-als-naam" not in kept
    assert WRONG not in kept
