"""The teachers of a school: one or two on every group, and the people who work across groups."""

from collections.abc import Iterator, Sequence
from itertools import count

from uwlr_service.demodata.groepen import Klas
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.demodata.personen import account, make_gezin, make_naam
from uwlr_service.demodata.sleutels import Maker
from uwlr_service.domain.school.groep import SamengesteldeGroep
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol

TEACHER = Rol("LRK")
TRAINEE = Rol("STA")
TESTER = Rol("TAL")
GYM = Rol(omschrijving="Vakleerkracht bewegingsonderwijs")
STAFF = (
    (Rol("DIR"),),
    (Rol("IB"), TEACHER),
    (Rol("ICT"), Rol(omschrijving="Bovenbouwcoördinator")),
)
UPPER_YEAR = 6


def make_leerkrachten(
    maker: Maker, klassen: Sequence[Klas], samengesteld: Sequence[SamengesteldeGroep]
) -> tuple[Leerkracht, ...]:
    """Everyone who works at the school; the caretaker has no group."""
    numbers = count()
    posts = [*_on_groups(maker, klassen), *_across_groups(klassen, samengesteld)]
    return tuple(_person(maker, next(numbers), rollen, bindingen) for rollen, bindingen in posts)


Post = tuple[tuple[Rol, ...], tuple[Groepsbinding, ...]]


def _on_groups(maker: Maker, klassen: Sequence[Klas]) -> Iterator[Post]:
    for at, klas in enumerate(klassen):
        own = Groepsbinding(klas.groep.key, rollen=(TEACHER,))
        neighbour = klassen[(at + 1) % len(klassen)]
        if neighbour is not klas and maker.rng.random() < 0.4:
            yield (TEACHER,), (own, Groepsbinding(neighbour.groep.key))
        else:
            yield (TEACHER,), (own,)
        if maker.rng.random() < 0.5:
            second = TEACHER
            if at % 3 == 0:
                second = TRAINEE
            yield (), (Groepsbinding(klas.groep.key, rollen=(second,)),)


def _across_groups(klassen: Sequence[Klas], samengesteld: Sequence[SamengesteldeGroep]) -> Iterator[Post]:
    upper = [klas for klas in klassen if klas.years[-1] >= UPPER_YEAR]
    mixed = [Groepsbinding(groep.key, samengesteld=True) for groep in samengesteld]
    yield (GYM,), tuple(Groepsbinding(klas.groep.key, rollen=(Rol("VAK"),)) for klas in klassen)
    yield (TESTER,), tuple(Groepsbinding(klas.groep.key, rollen=(TESTER, TEACHER)) for klas in upper)
    for rollen, groep in zip(STAFF, (mixed[1:2], mixed[:2], mixed[2:]), strict=True):
        yield rollen, tuple(groep)
    yield (Rol("CON"),), ()


def _person(
    maker: Maker, number: int, rollen: tuple[Rol, ...], bindingen: tuple[Groepsbinding, ...]
) -> Leerkracht:
    naam = make_naam(maker.rng, make_gezin(maker.rng), maker.rng.choice((1, 2)))
    gebruikersnaam = account(naam, number)
    eckid = None
    if not is_every(number, 5, 2):
        eckid = maker.eckid("leerkracht", number)
    return Leerkracht(
        key=maker.key("leerkracht", number),
        eckid=eckid,
        achternaam=naam.achternaam,
        voorvoegsel=naam.voorvoegsel,
        voornamen=naam.voornamen,
        voorletters_1=naam.voorletters,
        roepnaam=naam.roepnaam,
        gebruikersnaam=gebruikersnaam,
        emailadres=f"{gebruikersnaam}@{maker.domain}",
        rollen=rollen,
        groepen=bindingen,
        mutatiedatum=maker.mutatiedatum(),
    )
