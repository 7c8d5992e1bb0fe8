"""The schools of the stories, with names and keys that stand nowhere by accident."""

from datetime import date

from tests.support.schools.builders import groep, leerkracht, leerling, school, schoolgegevens
from uwlr_service.domain.school.leerkracht import Groepsbinding
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

SCHOOL = Schoolcode("99XX", "16")
TESTSCHOOL = Schoolcode("99YY", "00")
JAARGROEPEN = ("6", "7", "8")
NAMEN = {
    "6": (("Zwaantje", "Kwekkeboom"), ("Lieuwe", "Ypma")),
    "7": (("Femke", "Wiarda"), ("Quinten", "Dijkhuizen")),
    "8": (("Noortje", "Vrolijk"), ("Xander", "Okkerse")),
}


def dorpsschool(code: Schoolcode = SCHOOL) -> Schoolgegevens:
    """Two pupils in each of the groups 6, 7 and 8, with a teacher."""
    return schoolgegevens(
        code,
        school=school(code),
        groepen=tuple(groep(f"groep-{jaar}", naam=f"{jaar}A", jaargroep=jaar) for jaar in JAARGROEPEN),
        leerlingen=tuple(
            leerling(
                key(jaar, number),
                roepnaam=NAMEN[jaar][number][0],
                achternaam=NAMEN[jaar][number][1],
                geboortedatum=date(2022 - int(jaar), 3, 4 + number),
                geslacht=1 + number,
                jaargroep=jaar,
                groep=f"groep-{jaar}",
            )
            for jaar, number in PLACES
        ),
        leerkrachten=(leerkracht("meester-1", groepen=(Groepsbinding("groep-8"),)),),
    )


def key(jaar: str, number: int) -> str:
    """The key of a pupil."""
    return f"LAS-{jaar}00{number}"


PLACES = tuple((jaar, number) for jaar in JAARGROEPEN for number in (0, 1))
