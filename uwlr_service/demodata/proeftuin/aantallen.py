"""Schools of the proeftuin by how many there are: no pupils, one, many, and a group that is far too large."""

from uwlr_service.demodata.proeftuin.bouwer import Bouwer
from uwlr_service.demodata.proeftuin.opzet import Opzet
from uwlr_service.domain.proeftuin.proeftuin import Proefschool
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

FIRST_COMES = 2
MANY = 25
YEARS = "12345678"
LARGE = 400


def _empty(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("1")
    # EDEXML cannot hold a school without anybody. A former pupil goes to no partner: for them it is empty.
    leerlingen = [bouwer.former(bouwer.leerling(0), 1)]
    if bouwer.dag >= FIRST_COMES:
        leerlingen.append(bouwer.leerling(1, groep))
    return bouwer.gegevens(leerlingen, [groep])


def _one(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("5")
    return bouwer.gegevens(bouwer.leerlingen(1, groep), [groep])


def _many(bouwer: Bouwer) -> Schoolgegevens:
    groepen = [bouwer.groep(jaargroep) for jaargroep in YEARS]
    leerlingen: list[Leerling] = []
    for at, groep in enumerate(groepen):
        leerlingen += bouwer.leerlingen(MANY, groep, at * MANY)
    return bouwer.gegevens(leerlingen, groepen)


def _large(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("3")
    return bouwer.gegevens(bouwer.leerlingen(LARGE, groep), [groep])


LEEG = Opzet(
    school=Proefschool(
        nummer=1,
        naam="De Lege School",
        waarvoor="Een school zonder leerlingen.",
        verwacht="De school bestaat en is leeg: geen fout, en niets van een andere school. De leerling van"
        " dag 2 komt erbij.",
        dagen={2: "De eerste leerling komt."},
    ),
    make=_empty,
)
EEN = Opzet(
    school=Proefschool(
        nummer=2,
        naam="De Ene Leerling",
        waarvoor="Een school met één leerling in één groep.",
        verwacht="Een lijst van één wordt gelezen als een lijst.",
    ),
    make=_one,
)
VEEL = Opzet(
    school=Proefschool(
        nummer=3,
        naam="De Acht Groepen",
        waarvoor=f"Een gewone school: acht groepen van {MANY} leerlingen.",
        verwacht=f"Alle {MANY * len(YEARS)} leerlingen komen aan, elk in de eigen groep.",
    ),
    make=_many,
)
GROTE_GROEP = Opzet(
    school=Proefschool(
        nummer=20,
        naam="De Grote Groep",
        waarvoor=f"Eén groep van {LARGE} leerlingen.",
        verwacht=f"Alle {LARGE} leerlingen komen aan in dezelfde groep; nergens houdt een lijst eerder op.",
    ),
    make=_large,
)
