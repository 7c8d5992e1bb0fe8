"""After a restore voided badges stay void, and pictures that were replaced let nobody in."""

from collections.abc import Callable

import pytest
from sqlalchemy import delete, update

from tests.support.databases import backup_of, database_of
from tests.support.people.klas import Klaswereld, directie, school_with_pupils
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.klas.middel import Middelsoort
from uwlr_service.domain.account.klas.plaatjes import Plaatje
from uwlr_service.domain.fouten.klas import BadgeOngeldig, PlaatjesOnjuist
from uwlr_service.repository.schema.herstel import besluit, installatie
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.herstel.naspelen import Uitkomst

HERE = Bezoeker(adres="192.0.2.1")
OLD = (Plaatje.ZON, Plaatje.MAAN, Plaatje.BAL)
NEW = (Plaatje.BOOT, Plaatje.HUIS, Plaatje.STER)


def outcomes(diensten: Diensten) -> list[Uitkomst]:
    """What comes of the decisions that the database lacks."""
    return [nagespeeld.uitkomst for nagespeeld in diensten.terugzetting.complete().nagespeeld]


@pytest.fixture
def wereld(diensten: Diensten) -> Klaswereld:
    """A school whose pupils have accounts, and a journal."""
    diensten.journaal.require_current()
    return school_with_pupils(database_of(diensten))


def badge(diensten: Diensten, wereld: Klaswereld) -> str:
    """A new badge of a pupil."""
    (kaart,) = diensten.mensen.klas.middelen.make(
        wereld.school, wereld.groepen["G1"], Middelsoort.BADGE, wereld.accounts["L1"], door=directie()
    )
    return kaart.badge


@pytest.mark.parametrize(
    "void",
    [
        lambda diensten, wereld: diensten.mensen.klas.middelen.void_badges(
            wereld.school, wereld.groepen["G1"], wereld.accounts["L1"], door=directie()
        ),
        lambda diensten, wereld: diensten.mensen.klas.middelen.void_all_badges(
            wereld.school, door=directie()
        ),
        badge,
    ],
)
def test_a_badge_that_was_voided_stays_void(
    diensten: Diensten, wereld: Klaswereld, void: Callable[[Diensten, Klaswereld], object]
) -> None:
    old = badge(diensten, wereld)
    restore = backup_of(diensten)
    void(diensten, wereld)
    restore()
    badges = diensten.mensen.klas.badges
    assert badges.scan(HERE, None, old).code
    assert outcomes(diensten) == [Uitkomst.HERSTELD]
    with pytest.raises(BadgeOngeldig):
        badges.scan(HERE, None, old)


def test_a_badge_that_was_made_later_works_on(diensten: Diensten, wereld: Klaswereld) -> None:
    badge(diensten, wereld)
    diensten.mensen.klas.middelen.void_all_badges(wereld.school, door=directie())
    new = badge(diensten, wereld)
    with database_of(diensten).write() as connection:
        connection.execute(delete(besluit))
        connection.execute(update(installatie).values(besluitnummer=0))
    assert set(outcomes(diensten)) == {Uitkomst.GOLD_AL}
    assert diensten.mensen.klas.badges.scan(HERE, None, new).code


def choose(diensten: Diensten, wereld: Klaswereld, plaatjes: tuple[Plaatje, ...] = NEW) -> None:
    """Give a pupil pictures that their teacher chose."""
    diensten.mensen.klas.middelen.choose_pictures(
        wereld.school, wereld.groepen["G1"], wereld.accounts["L1"], plaatjes, door=directie()
    )


def enter(diensten: Diensten, wereld: Klaswereld, plaatjes: tuple[Plaatje, ...]) -> str:
    """Sign the pupil in on a device that was enrolled just now."""
    klas = diensten.mensen.klas
    apparaat, _ = klas.beheer.enrol(wereld.school, wereld.groepen["G1"], door=directie())
    return klas.scherm.sign_in(HERE, apparaat, wereld.accounts["L1"], plaatjes)


def draw(diensten: Diensten, wereld: Klaswereld) -> None:
    """Give the pupils of the class pictures by chance, other ones than before."""
    middelen = diensten.mensen.klas.middelen
    where = (wereld.school, wereld.groepen["G1"], Middelsoort.PLAATJES)
    while any(kaart.plaatjes == OLD for kaart in middelen.make(*where, door=directie())):
        pass


@pytest.mark.parametrize("replace", [choose, draw])
def test_pictures_that_were_replaced_let_nobody_in(
    diensten: Diensten, wereld: Klaswereld, replace: Callable[[Diensten, Klaswereld], None]
) -> None:
    choose(diensten, wereld, OLD)
    restore = backup_of(diensten)
    replace(diensten, wereld)
    restore()
    assert enter(diensten, wereld, OLD)
    assert set(outcomes(diensten)) == {Uitkomst.HERSTELD}
    with pytest.raises(PlaatjesOnjuist):
        enter(diensten, wereld, OLD)


def test_pictures_that_were_chosen_later_work_on(diensten: Diensten, wereld: Klaswereld) -> None:
    choose(diensten, wereld, OLD)
    choose(diensten, wereld, NEW)
    with database_of(diensten).write() as connection:
        connection.execute(delete(besluit))
        connection.execute(update(installatie).values(besluitnummer=0))
    assert outcomes(diensten) == [Uitkomst.GOLD_AL]
    assert enter(diensten, wereld, NEW)


def test_first_pictures_take_nothing_away(diensten: Diensten, wereld: Klaswereld) -> None:
    restore = backup_of(diensten)
    choose(diensten, wereld, OLD)
    restore()
    assert outcomes(diensten) == []
