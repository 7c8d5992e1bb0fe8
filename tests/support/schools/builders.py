"""Small synthetic schools by hand: plain defaults, and only what a test is about spelled out."""

from datetime import date
from typing import Any

from uwlr_service.domain.school.groep import Groep, SamengesteldeGroep, Vestiging
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.rem import Vrijstelling
from uwlr_service.domain.school.school import School, Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar

SCHOOL = Schoolcode("99XX", "16")
ALL_ALLOWED = Vrijstelling(allow_shrink=True, allow_older=True, allow_mass_change=True)
"""For a state that follows another one just so."""
ANDERE_SCHOOL = Schoolcode("99YY", "00")
JAAR = Schooljaar.current()


def eckid(number: int) -> str:
    """An ECK-iD of the national form."""
    return f"https://ketenid.nl/201703/{number:0128x}"


def leerling(key: str = "L1", **velden: Any) -> Leerling:
    """A pupil of group 4 with what every set needs."""
    standaard: dict[str, Any] = {
        "achternaam": "Jansen",
        "roepnaam": "Sanne",
        "geboortedatum": date(2017, 5, 6),
        "geslacht": 2,
        "jaargroep": "4",
        "bsn_ondwnr_4": "4821",
    }
    return Leerling(key=key, **(standaard | velden))


def leerkracht(key: str = "K1", **velden: Any) -> Leerkracht:
    """A teacher."""
    standaard: dict[str, Any] = {"achternaam": "Bos", "roepnaam": "Kim", "emailadres": "k.bos@school.example"}
    return Leerkracht(key=key, **(standaard | velden))


def groep(key: str = "G1", **velden: Any) -> Groep:
    """A stamgroep."""
    return Groep(key=key, **({"naam": "Groep 4", "jaargroep": "4"} | velden))


def samengestelde_groep(key: str = "S1", **velden: Any) -> SamengesteldeGroep:
    """A group across the stamgroepen."""
    return SamengesteldeGroep(key=key, **({"naam": "Plusklas"} | velden))


def school(code: Schoolcode = SCHOOL, jaar: Schooljaar = JAAR, **velden: Any) -> School:
    """The element school."""
    return School(code=code, schooljaar=jaar, **velden)


def schoolgegevens(code: Schoolcode = SCHOOL, jaar: Schooljaar = JAAR, **delen: Any) -> Schoolgegevens:
    """A school of three pupils in two groups, or with exactly the parts that are given."""
    if not delen:
        delen = PARTS
    return Schoolgegevens(**({"school": school(code, jaar)} | delen))


PARTS: dict[str, Any] = {
    "vestigingen": (Vestiging(key="V1", naam="De Brug"),),
    "groepen": (groep(), groep("G2", naam="Groep 5", jaargroep="5")),
    "samengestelde_groepen": (samengestelde_groep(),),
    "leerlingen": (
        leerling(
            "L1",
            eckid=eckid(1),
            voorvoegsel="van den",
            voornamen="Sanne Maria",
            voorletters_1="SM",
            start_ondw_jgr3=date(2023, 8, 1),
            groep="G1",
            samengestelde_groepen=("S1",),
            vestiging="V1",
            gebruikersnaam="sanne1",
            emailadres="sanne@school.example",
            fotourl="https://foto.example/?a=1&b=2",
            land="NL",
            postcodenl="1234AB",
        ),
        leerling("L2", achternaam="Çelik", roepnaam="Daan", geslacht=1, jaargroep="5", groep="G2"),
        leerling("L3", achternaam="O'Brien", roepnaam="Zoë", samengestelde_groepen=("S1",)),
    ),
    "leerkrachten": (
        leerkracht(
            "K1",
            eckid=eckid(2),
            gebruikersnaam="kbos",
            rollen=(Rol("TAL"), Rol(omschrijving="Bouwcoördinator")),
            groepen=(Groepsbinding("G1", rollen=(Rol("LRK"),)), Groepsbinding("S1", samengesteld=True)),
        ),
        leerkracht("K2", achternaam="Visser", roepnaam="Jan"),
    ),
}
