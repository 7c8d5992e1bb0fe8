"""The screen of a class: whose names it shows, by what a pupil comes in, and who waits after how much."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from tests.support.people.klas import Klaswereld, last_line, leerkracht, school_with_pupils
from tests.support.people.mensen import Klok
from tests.support.portaal import people
from tests.support.schools.builders import ANDERE_SCHOOL
from tests.support.toezicht import logged
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.fouten.klas import KlascodeOngeldig, KlasWacht, LeerlingWacht, PlaatjesOnjuist
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.account import inlog
from uwlr_service.repository.schema.klas import klasfout
from uwlr_service.uitwisseling.account.klas.klasscherm import MOST, MOST_DEVICES, MOST_TOGETHER
from uwlr_service.uitwisseling.account.klas.samen import Klasaanmelding
from uwlr_service.uitwisseling.account.pogingen import Bezoeker

RIGHT = (Plaatje.ZON, Plaatje.HUIS, Plaatje.ZON)
WRONG = (Plaatje.HUIS, Plaatje.ZON, Plaatje.ZON)
HERE = Bezoeker(adres="203.0.113.7")


@pytest.fixture
def tablet(klas: Klasaanmelding, wereld: Klaswereld) -> str:
    """A device of group 4, where Sanne has pictures."""
    teacher = leerkracht("G1")
    nummer = wereld.groepen["G1"]
    klas.middelen.choose_pictures(wereld.school, nummer, wereld.accounts["L1"], RIGHT, door=teacher)
    apparaat, _ = klas.beheer.enrol(wereld.school, nummer, door=teacher)
    return apparaat


def test_a_device_shows_the_pupils_of_its_group_alone(klas: Klasaanmelding, tablet: str) -> None:
    scherm = klas.scherm.of_device(tablet)
    assert scherm is not None
    assert scherm.groep == "Groep 4"
    assert [tegel.naam for tegel in scherm.tegels] == ["Sanne"]
    assert scherm.wachten == frozenset()


def test_a_device_of_a_group_across_groups_shows_its_pupils(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    apparaat, _ = klas.beheer.enrol(wereld.school, wereld.groepen["S1"], door=leerkracht("S1"))
    scherm = klas.scherm.of_device(apparaat)
    assert scherm is not None
    assert [tegel.naam for tegel in scherm.tegels] == ["Sanne", "Zoë"]


@pytest.mark.parametrize("apparaat", [None, "x" * 43])
def test_another_device_shows_nobody(klas: Klasaanmelding, apparaat: str | None) -> None:
    assert klas.scherm.of_device(apparaat) is None


def test_whoever_was_disabled_is_not_on_the_screen(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld
) -> None:
    with wereld.database.write() as connection:
        connection.execute(
            update(inlog).where(inlog.c.id == wereld.inloggen["L1"]).values(uitgeschakeld=tijd.now())
        )
    scherm = klas.scherm.of_device(tablet)
    assert scherm is not None
    assert scherm.tegels == ()


def test_three_pictures_let_a_pupil_in(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, diensten: Diensten
) -> None:
    token = klas.scherm.sign_in(HERE, tablet, wereld.accounts["L1"], RIGHT)
    sessie = diensten.sessies.find(token)
    assert sessie is not None
    assert sessie.amr == ("plaatje",)
    assert sessie.inlog == wereld.inloggen["L1"]
    assert sessie.handelende is not None
    assert [account.rol for account in sessie.handelende.accounts] == [Rol.LEERLING]
    assert sessie.handelende.bewezen is None
    diensten.logboek.seal_waiting()
    assert last_line(wereld.database) == ("aangemeld", "leerling", wereld.inloggen["L1"])


def test_other_pictures_sign_out_whoever_came_in_by_those_of_before(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, diensten: Diensten
) -> None:
    token = klas.scherm.sign_in(HERE, tablet, wereld.accounts["L1"], RIGHT)
    klas.middelen.choose_pictures(
        wereld.school, wereld.groepen["G1"], wereld.accounts["L1"], WRONG, door=leerkracht("G1")
    )
    assert diensten.sessies.find(token) is None


def test_a_session_on_the_screen_lasts_an_hour(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, diensten: Diensten, klok: Klok
) -> None:
    token = klas.scherm.sign_in(HERE, tablet, wereld.accounts["L1"], RIGHT)
    klok.pass_by(minutes=30)
    assert diensten.sessies.find(token) is not None
    klok.pass_by(minutes=29)
    assert diensten.sessies.find(token) is not None
    klok.pass_by(minutes=1)
    assert diensten.sessies.find(token) is None


def test_whoever_forgot_to_sign_out_is_signed_out_by_the_next(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, diensten: Diensten
) -> None:
    first = people.sign_in(wereld.database, wereld.inloggen["L3"])
    before = diensten.sessies.find(first)
    new = klas.scherm.sign_in(Bezoeker(sessie=first), tablet, wereld.accounts["L1"], RIGHT)
    after = diensten.sessies.find(new)
    assert diensten.sessies.find(first) is None
    assert before is not None
    assert after is not None
    assert after.id != before.id


def test_what_a_visitor_kept_goes_along(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, diensten: Diensten
) -> None:
    token = "t" * 43
    assert diensten.sessies.keep(token, {"keuze": 1})
    new = klas.scherm.sign_in(Bezoeker(sessie=token), tablet, wereld.accounts["L1"], RIGHT)
    assert diensten.sessies.find(token) is None
    sessie = diensten.sessies.find(new)
    assert sessie is not None
    assert dict(sessie.inhoud) == {"keuze": 1}


@pytest.mark.parametrize("plaatjes", [WRONG, RIGHT[:2], (), (*RIGHT, Plaatje.ZON)])
def test_other_pictures_let_nobody_in(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, plaatjes: tuple[Plaatje, ...]
) -> None:
    with pytest.raises(PlaatjesOnjuist):
        klas.scherm.sign_in(HERE, tablet, wereld.accounts["L1"], plaatjes)


def test_a_pupil_of_another_class_does_not_come_in_here(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld
) -> None:
    klas.middelen.choose_pictures(
        wereld.school, wereld.groepen["G2"], wereld.accounts["L2"], RIGHT, door=leerkracht("G2")
    )
    with pytest.raises(NietToegestaan):
        klas.scherm.sign_in(HERE, tablet, wereld.accounts["L2"], RIGHT)


def test_nobody_comes_in_without_a_device_of_the_class(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    with pytest.raises(NietToegestaan):
        klas.scherm.sign_in(HERE, "x" * 43, wereld.accounts["L1"], RIGHT)


def be_wrong(klas: Klasaanmelding, apparaat: str, account: int, times: int) -> None:
    for _ in range(times):
        with pytest.raises((PlaatjesOnjuist, LeerlingWacht)):
            klas.scherm.sign_in(HERE, apparaat, account, WRONG)


def test_after_five_mistakes_a_pupil_waits_on_this_device_until_the_teacher_helps(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld
) -> None:
    sanne = wereld.accounts["L1"]
    nummer = wereld.groepen["G1"]
    teacher = leerkracht("G1")
    be_wrong(klas, tablet, sanne, MOST - 1)
    assert not klas.beheer.of_groep(wereld.school, nummer, door=teacher).regels[0].wacht
    with pytest.raises(LeerlingWacht):
        klas.scherm.sign_in(HERE, tablet, sanne, WRONG)
    assert logged(wereld.database)[-1] == "leerling-wacht"
    with pytest.raises(LeerlingWacht):
        klas.scherm.sign_in(HERE, tablet, sanne, RIGHT)
    scherm = klas.scherm.of_device(tablet)
    assert scherm is not None
    assert scherm.wachten == {sanne}
    assert klas.beheer.of_groep(wereld.school, nummer, door=teacher).regels[0].wacht

    other, _ = klas.beheer.enrol(wereld.school, nummer, door=teacher)
    assert klas.scherm.sign_in(HERE, other, sanne, RIGHT)

    klas.beheer.release(wereld.school, nummer, sanne, door=teacher)
    assert klas.scherm.sign_in(HERE, tablet, sanne, RIGHT)


def test_a_right_row_begins_the_count_anew(klas: Klasaanmelding, tablet: str, wereld: Klaswereld) -> None:
    for _ in range(3):
        be_wrong(klas, tablet, wereld.accounts["L1"], MOST - 1)
        assert klas.scherm.sign_in(HERE, tablet, wereld.accounts["L1"], RIGHT)


def test_mistakes_on_many_devices_add_up(klas: Klasaanmelding, tablet: str, wereld: Klaswereld) -> None:
    sanne = wereld.accounts["L1"]
    teacher = leerkracht("G1")
    code = klas.beheer.open(wereld.school, wereld.groepen["G1"], door=teacher)
    for _ in range(MOST_TOGETHER // (MOST - 1) + 1):
        be_wrong(klas, klas.scherm.enter_class(HERE, code), sanne, MOST - 1)
    with pytest.raises(LeerlingWacht):
        klas.scherm.sign_in(HERE, tablet, sanne, RIGHT)


def test_twelve_wrong_rows_at_once_are_counted_as_twelve(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld
) -> None:
    sanne = wereld.accounts["L1"]
    start = threading.Barrier(12)
    outcomes: list[type[Exception]] = []

    def guess() -> None:
        start.wait()
        try:
            klas.scherm.sign_in(HERE, tablet, sanne, WRONG)
        except (PlaatjesOnjuist, LeerlingWacht) as error:
            outcomes.append(type(error))

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(PlaatjesOnjuist) == MOST - 1
    assert outcomes.count(LeerlingWacht) == 12 - MOST + 1
    with wereld.database.read() as connection:
        assert connection.execute(select(klasfout.c.fouten)).scalar_one() == 12


def test_an_opened_class_is_there_for_an_hour_by_its_code(
    klas: Klasaanmelding, wereld: Klaswereld, klok: Klok
) -> None:
    code = klas.beheer.open(wereld.school, wereld.groepen["G1"], door=leerkracht("G1"))
    typed = f" {code[:3].lower()} {code[3:].lower()}"
    apparaat = klas.scherm.enter_class(HERE, typed)
    assert klas.scherm.of_device(apparaat) is not None
    klok.pass_by(minutes=59)
    assert klas.scherm.of_device(apparaat) is not None
    klok.pass_by(minutes=1)
    assert klas.scherm.of_device(apparaat) is None
    with pytest.raises(KlascodeOngeldig):
        klas.scherm.enter_class(HERE, code)


def test_a_class_that_is_opened_anew_has_another_code(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    nummer = wereld.groepen["G1"]
    first = klas.beheer.open(wereld.school, nummer, door=leerkracht("G1"))
    apparaat = klas.scherm.enter_class(HERE, first)
    second = klas.beheer.open(wereld.school, nummer, door=leerkracht("G1"))
    assert klas.scherm.of_device(apparaat) is None
    with pytest.raises(KlascodeOngeldig):
        klas.scherm.enter_class(HERE, first)
    apparaat = klas.scherm.enter_class(HERE, second)
    klas.beheer.close(wereld.school, nummer, door=leerkracht("G1"))
    assert klas.scherm.of_device(apparaat) is None


def test_closing_a_class_signs_out_whoever_came_in_there(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, diensten: Diensten
) -> None:
    teacher = leerkracht("G1")
    on_tablet = klas.scherm.sign_in(HERE, tablet, wereld.accounts["L1"], RIGHT)
    code = klas.beheer.open(wereld.school, wereld.groepen["G1"], door=teacher)
    apparaat = klas.scherm.enter_class(HERE, code)
    by_code = klas.scherm.sign_in(HERE, apparaat, wereld.accounts["L1"], RIGHT)
    klas.beheer.close(wereld.school, wereld.groepen["G1"], door=teacher)
    assert diensten.sessies.find(by_code) is None
    assert diensten.sessies.find(on_tablet) is not None


def test_a_new_code_signs_nobody_out(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, diensten: Diensten
) -> None:
    teacher = leerkracht("G1")
    code = klas.beheer.open(wereld.school, wereld.groepen["G1"], door=teacher)
    token = klas.scherm.sign_in(HERE, klas.scherm.enter_class(HERE, code), wereld.accounts["L1"], RIGHT)
    klas.beheer.open(wereld.school, wereld.groepen["G1"], door=teacher)
    assert diensten.sessies.find(token) is not None


def test_a_device_that_ends_signs_out_whoever_came_in_there(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, diensten: Diensten
) -> None:
    nummer = wereld.groepen["G1"]
    teacher = leerkracht("G1")
    token = klas.scherm.sign_in(HERE, tablet, wereld.accounts["L1"], RIGHT)
    (kaart,) = klas.middelen.make(
        wereld.school, nummer, Middelsoort.BADGE, wereld.accounts["L1"], door=teacher
    )
    by_badge = klas.badges.scan(HERE, tablet, kaart.badge).sessie
    (device,) = klas.beheer.of_groep(wereld.school, nummer, door=teacher).apparaten
    klas.beheer.end_device(wereld.school, nummer, device.id, door=teacher)
    assert diensten.sessies.find(token) is None
    assert diensten.sessies.find(by_badge or "") is None


def test_a_code_is_for_as_many_devices_as_a_class_has(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    code = klas.beheer.open(wereld.school, wereld.groepen["G1"], door=leerkracht("G1"))
    for _ in range(MOST_DEVICES):
        klas.scherm.enter_class(HERE, code)
    with pytest.raises(KlascodeOngeldig):
        klas.scherm.enter_class(HERE, code)


def test_codes_cannot_be_guessed_for_long_from_one_network(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    code = klas.beheer.open(wereld.school, wereld.groepen["G1"], door=leerkracht("G1"))
    for _ in range(301):
        with pytest.raises(KlascodeOngeldig):
            klas.scherm.enter_class(HERE, "AAAAAA")
    with pytest.raises(KlasWacht):
        klas.scherm.enter_class(HERE, code)
    assert klas.scherm.enter_class(Bezoeker(adres="198.51.100.9"), code)


def test_a_device_is_of_its_class_until_the_school_year_ends(
    klas: Klasaanmelding, wereld: Klaswereld, klok: Klok
) -> None:
    nummer = wereld.groepen["G1"]
    apparaat, until = klas.beheer.enrol(wereld.school, nummer, door=leerkracht("G1"))
    local = until.astimezone(tijd.AMSTERDAM)
    assert (local.month, local.day, local.hour, local.minute) == (8, 1, 0, 0)
    assert timedelta() < until - klok() <= timedelta(days=366)
    klok.moment = until - timedelta(seconds=1)
    assert klas.scherm.of_device(apparaat) is not None
    klok.moment = until
    assert klas.scherm.of_device(apparaat) is None


def test_what_ended_long_ago_is_forgotten(
    klas: Klasaanmelding, tablet: str, wereld: Klaswereld, klok: Klok, database: Database
) -> None:
    code = klas.beheer.open(wereld.school, wereld.groepen["G1"], door=leerkracht("G1"))
    be_wrong(klas, klas.scherm.enter_class(HERE, code), wereld.accounts["L1"], 1)
    assert klas.purge(klok() + timedelta(days=29)) == 0
    assert klas.purge(klok() + timedelta(days=31)) == 2
    with database.read() as connection:
        assert connection.execute(select(func.count()).select_from(klasfout)).scalar_one() == 0
    assert klas.scherm.of_device(tablet) is not None


def test_a_device_of_another_school_shows_its_own(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    other = school_with_pupils(wereld.database, ANDERE_SCHOOL, ["L1"])
    teacher = leerkracht("G1", school=ANDERE_SCHOOL)
    apparaat, _ = klas.beheer.enrol(ANDERE_SCHOOL, other.groepen["G1"], door=teacher)
    scherm = klas.scherm.of_device(apparaat)
    assert scherm is not None
    assert [tegel.account for tegel in scherm.tegels] == [other.accounts["L1"]]
