"""What a teacher does for the own groups alone, an administrator for all, and nobody else for any."""

import re
from collections.abc import Callable

import pytest
from sqlalchemy import select

from tests.support.people.klas import Klaswereld, directie, leerkracht, school_with_pupils
from tests.support.schools.builders import ANDERE_SCHOOL
from tests.support.statements import recorded
from tests.support.toezicht import logged
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.domain.fouten import GroepOnbekend, LeerlingOnbekend, NietToegestaan, VersBewijsNodig
from uwlr_service.repository.schema.account import inlog
from uwlr_service.repository.schema.klas import leerling_middel
from uwlr_service.uitwisseling.account import wachtwoorden
from uwlr_service.uitwisseling.account.klas.samen import Klasaanmelding
from uwlr_service.uitwisseling.account.pogingen import Bezoeker

Act = Callable[[Klasaanmelding, Klaswereld, int, int, Handelende], object]
ROW = (Plaatje.MAAN, Plaatje.STER, Plaatje.BAL)
ACTS: dict[str, Act] = {
    "look": lambda klas, wereld, nummer, account, door: klas.beheer.of_groep(
        wereld.school, nummer, door=door
    ),
    "open": lambda klas, wereld, nummer, account, door: klas.beheer.open(wereld.school, nummer, door=door),
    "close": lambda klas, wereld, nummer, account, door: klas.beheer.close(wereld.school, nummer, door=door),
    "enrol": lambda klas, wereld, nummer, account, door: klas.beheer.enrol(wereld.school, nummer, door=door),
    "release": lambda klas, wereld, nummer, account, door: klas.beheer.release(
        wereld.school, nummer, account, door=door
    ),
    "make": lambda klas, wereld, nummer, account, door: klas.middelen.make(
        wereld.school, nummer, Middelsoort.BADGE, account, door=door
    ),
    "choose": lambda klas, wereld, nummer, account, door: klas.middelen.choose_pictures(
        wereld.school, nummer, account, ROW, door=door
    ),
    "void": lambda klas, wereld, nummer, account, door: klas.middelen.void_badges(
        wereld.school, nummer, account, door=door
    ),
}
OF_A_PUPIL = ("release", "make", "choose", "void")
FRESH = ("enrol", "make", "choose")


def do(name: str, klas: Klasaanmelding, wereld: Klaswereld, door: Handelende, key: str = "L1") -> object:
    """Do one of these for group 4."""
    return ACTS[name](klas, wereld, wereld.groepen["G1"], wereld.accounts[key], door)


@pytest.mark.parametrize("name", ACTS)
def test_a_teacher_of_the_group_and_an_administrator_may(
    klas: Klasaanmelding, wereld: Klaswereld, name: str
) -> None:
    do(name, klas, wereld, leerkracht("G1", "G2"))
    do(name, klas, wereld, directie())


@pytest.mark.parametrize("name", ACTS)
def test_a_teacher_of_another_group_may_not(klas: Klasaanmelding, wereld: Klaswereld, name: str) -> None:
    for door in (leerkracht("G2"), leerkracht()):
        with pytest.raises(GroepOnbekend):
            do(name, klas, wereld, door)


@pytest.mark.parametrize("name", ACTS)
def test_people_of_another_school_may_not(klas: Klasaanmelding, wereld: Klaswereld, name: str) -> None:
    for door in (leerkracht("G1", school=ANDERE_SCHOOL), directie(ANDERE_SCHOOL)):
        with pytest.raises(NietToegestaan):
            do(name, klas, wereld, door)


@pytest.mark.parametrize("name", OF_A_PUPIL)
def test_a_pupil_of_another_group_is_out_of_reach(
    klas: Klasaanmelding, wereld: Klaswereld, name: str
) -> None:
    with pytest.raises(LeerlingOnbekend):
        do(name, klas, wereld, leerkracht("G1"), "L2")


@pytest.mark.parametrize("name", FRESH)
def test_what_lets_somebody_in_asks_for_a_fresh_proof(
    klas: Klasaanmelding, wereld: Klaswereld, name: str
) -> None:
    with pytest.raises(VersBewijsNodig):
        do(name, klas, wereld, leerkracht("G1", fresh=False))


def test_the_groups_are_those_of_whoever_asks(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    def named(door: Handelende) -> list[tuple[str, int]]:
        return [(each.naam, each.leerlingen) for each in klas.beheer.klassen(wereld.school, door=door)]

    assert named(directie()) == [("Groep 4", 1), ("Groep 5", 1), ("Plusklas", 2)]
    assert named(leerkracht("S1")) == [("Plusklas", 2)]
    assert named(leerkracht()) == []


def test_a_list_costs_the_same_for_one_group_and_for_all(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    klas.beheer.klassen(wereld.school, door=directie())
    with recorded() as one:
        klas.beheer.klassen(wereld.school, door=leerkracht("G1"))
    with recorded() as all_of_them:
        klas.beheer.klassen(wereld.school, door=directie())
    assert len(all_of_them) <= len(one) + 1


def test_a_device_ends_by_the_hand_of_the_teacher(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    nummer = wereld.groepen["G1"]
    teacher = leerkracht("G1")
    apparaat, _ = klas.beheer.enrol(wereld.school, nummer, door=teacher)
    (device,) = klas.beheer.of_groep(wereld.school, nummer, door=teacher).apparaten
    with pytest.raises(NietToegestaan):
        klas.beheer.end_device(wereld.school, wereld.groepen["G2"], device.id, door=directie())
    klas.beheer.end_device(wereld.school, nummer, device.id, door=teacher)
    assert klas.scherm.of_device(apparaat) is None
    assert klas.beheer.of_groep(wereld.school, nummer, door=teacher).apparaten == ()


def test_an_open_class_says_until_when(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    nummer = wereld.groepen["G1"]
    teacher = leerkracht("G1")
    assert klas.beheer.of_groep(wereld.school, nummer, door=teacher).open_tot is None
    code = klas.beheer.open(wereld.school, nummer, door=teacher)
    assert re.fullmatch(r"[A-Z2-9]{6}", code)
    assert klas.beheer.of_groep(wereld.school, nummer, door=teacher).open_tot is not None
    assert logged(wereld.database)[-1] == "klas-geopend"
    klas.beheer.close(wereld.school, nummer, door=teacher)
    assert klas.beheer.of_groep(wereld.school, nummer, door=teacher).open_tot is None


def test_a_whole_class_gets_pictures(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    teacher = leerkracht("S1")
    nummer = wereld.groepen["S1"]
    kaarten = klas.middelen.make(wereld.school, nummer, Middelsoort.PLAATJES, door=teacher)
    assert [kaart.account for kaart in kaarten] == [wereld.accounts["L1"], wereld.accounts["L3"]]
    apparaat, _ = klas.beheer.enrol(wereld.school, nummer, door=teacher)
    for kaart in kaarten:
        assert klas.scherm.sign_in(klas_visitor(), apparaat, kaart.account, kaart.plaatjes)


def klas_visitor() -> Bezoeker:
    return Bezoeker(adres="203.0.113.7")


def test_a_password_is_two_words_and_a_number(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    (kaart,) = klas.middelen.make(
        wereld.school, wereld.groepen["G2"], Middelsoort.WACHTWOORD, door=leerkracht("G2")
    )
    assert re.fullmatch(r"[a-z]{4,7}-[a-z]{4,7}-[1-9][0-9]", kaart.wachtwoord)
    with wereld.database.read() as connection:
        kept = connection.execute(
            select(inlog.c.wachtwoord).where(inlog.c.id == wereld.inloggen["L2"])
        ).scalar_one()
    assert wachtwoorden.is_right(kaart.wachtwoord, kept)


def test_nothing_that_lets_in_is_kept_or_logged_as_it_is(klas: Klasaanmelding, wereld: Klaswereld) -> None:
    teacher = leerkracht("G1")
    nummer = wereld.groepen["G1"]
    (kaart,) = klas.middelen.make(wereld.school, nummer, Middelsoort.BADGE, door=teacher)
    klas.middelen.choose_pictures(wereld.school, nummer, wereld.accounts["L1"], ROW, door=teacher)
    with wereld.database.read() as connection:
        kept = repr(connection.execute(select(leerling_middel)).all())
    assert kaart.badge not in kept
    assert f"'{kaart.pin}'" not in kept
    assert "maan" not in kept
    assert kaart.badge not in repr(kaart)
    assert kaart.pin not in repr(kaart)


def test_two_pupils_with_the_same_pictures_have_another_hash(
    klas: Klasaanmelding, wereld: Klaswereld
) -> None:
    for key in ("L1", "L3"):
        klas.middelen.choose_pictures(
            wereld.school, wereld.groepen["S1"], wereld.accounts[key], ROW, door=leerkracht("S1")
        )
    with wereld.database.read() as connection:
        hashes = connection.execute(select(leerling_middel.c.hash)).scalars().all()
    assert len(set(hashes)) == 2


def test_the_badges_of_a_school_are_voided_by_its_administrator_alone(
    klas: Klasaanmelding, wereld: Klaswereld
) -> None:
    other = school_with_pupils(wereld.database, ANDERE_SCHOOL)
    for at in (wereld, other):
        klas.middelen.make(at.school, at.groepen["S1"], Middelsoort.BADGE, door=directie(at.school))
    with pytest.raises(NietToegestaan):
        klas.middelen.void_all_badges(wereld.school, door=leerkracht("S1"))
    assert klas.middelen.void_all_badges(wereld.school, door=directie()) == 2
    assert klas.middelen.void_all_badges(wereld.school, door=directie()) == 0
    assert klas.middelen.void_all_badges(ANDERE_SCHOOL, door=directie(ANDERE_SCHOOL)) == 2
