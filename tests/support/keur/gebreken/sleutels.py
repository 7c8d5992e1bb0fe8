"""Two keys of which one opens what is of the other."""

from lxml import etree

from tests.support.keur.berichten import Edit, allemaal, fout, tekst
from tests.support.keur.gebrek import neemt, weigert
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from uwlr_service.domain.school.school import Schoolcode

KLANT = ("Uitgeverij & Zn.", "U1")
TWEEDE = ("Andere uitgever", "U2")
VAN_TWEEDE = "//aut:klantcode = 'U2' and //aut:klantnaam = 'Andere uitgever'"
BIJ_EERSTE = f"//lg:brincode = '{SCHOOL.brincode}'"
BIJ_TWEEDE = f"//lg:brincode = '{ANDERE_SCHOOL.brincode}'"


def _als_klant(klant: tuple[str, str]) -> Edit:
    naam, code = klant
    return allemaal(tekst("//aut:klantnaam", naam), tekst("//aut:klantcode", code))


def _bij_school(root: etree._Element, school: Schoolcode) -> None:
    tekst("//lg:brincode", str(school.brincode))(root)
    tekst("//lg:dependancecode", school.dependancecode)(root)


GEBREKEN = (
    weigert(
        "tweede-opent-niets",
        "De tweede sleutel opent niets.",
        "tweede-opent",
        lambda verzoek: verzoek.has(f"{VAN_TWEEDE} and {BIJ_TWEEDE}"),
        fout("Client.AutorisatieOngeldig"),
    ),
    neemt(
        "sleutel-bij-elke-klant",
        "Een sleutel werkt ook met de naam van een andere klant.",
        "tweede-sleutel-eerste-klant",
        _als_klant(TWEEDE),
        als=f"//aut:klantcode = 'U1' and {BIJ_TWEEDE}",
    ),
    neemt(
        "klant-bij-elke-sleutel",
        "Een andere klant mag met onze sleutel bij onze school.",
        "tweede-klant-eerste-sleutel",
        _als_klant(KLANT),
        als=f"{VAN_TWEEDE} and {BIJ_EERSTE}",
    ),
    neemt(
        "klantnaam-van-ander",
        "Bij een klantcode mag elke klantnaam die bestaat.",
        "tweede-klant-gemengd",
        _als_klant(TWEEDE),
        als="//aut:klantcode = 'U2' and //aut:klantnaam = 'Uitgeverij & Zn.'",
    ),
    neemt(
        "tweede-opent-eerste-school",
        "De tweede sleutel opent ook de school van de eerste.",
        "tweede-sleutel-eerste-school",
        lambda root: _bij_school(root, ANDERE_SCHOOL),
        als=f"{VAN_TWEEDE} and {BIJ_EERSTE}",
    ),
    neemt(
        "eerste-opent-tweede-school",
        "De eerste sleutel opent ook de school van de tweede.",
        "sleutel-andere-school sleutel-geen-verschil tweede-school-eerste-sleutel",
        lambda root: _bij_school(root, SCHOOL),
        als=f"//aut:klantcode = 'U1' and {BIJ_TWEEDE}",
    ),
)
