"""Schools of the proeftuin by what people are called: one name only, odd signs, longest values, twins."""

from datetime import date

from uwlr_service.demodata.proeftuin.bouwer import Bouwer
from uwlr_service.demodata.proeftuin.opzet import Opzet
from uwlr_service.domain.proeftuin.proeftuin import Proefschool
from uwlr_service.domain.school.regels import LENGTHS
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

SIGNS = (
    ("Ruben & Roos", "O'Brien & Zn"),
    ('Jo "Jojo"', "Van <der> Berg"),
    ("Zoë 🐻", "Müller-Łukasz"),
    ("Şeyma", "Ünal ]]>"),
    ("李", "Ng"),
    ("Ħ", "Ő"),
)
"""Roepnamen and achternamen with signs that XML, CSV, SQL and old encodings stumble over."""


def _one_name(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("4")
    nameless = {"achternaam": None, "voornamen": None, "voorletters_1": None}
    leerlingen = [
        bouwer.leerling(1, groep, roepnaam="Sterre", **nameless),
        bouwer.leerling(2, groep),
        bouwer.leerling(3, groep, roepnaam=None),
    ]
    return bouwer.gegevens(leerlingen, [groep])


def _odd_signs(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("6", "Groep 6 'Rood & Wit' 🎨")
    leerlingen = [
        bouwer.leerling(
            nummer, groep, roepnaam=roepnaam, voornamen=roepnaam, voorletters_1=None, achternaam=achternaam
        )
        for nummer, (roepnaam, achternaam) in enumerate(SIGNS, start=1)
    ]
    return bouwer.gegevens(leerlingen, [groep])


def _longest(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("7", _filled("Groep 7 ", "naam"))
    leerling = bouwer.leerling(
        1,
        groep,
        key=_filled(bouwer.key("leerling", 1), "key"),
        eckid=_filled(bouwer.eckid("leerling", 1), "eckid"),
        achternaam=_filled("Langenberg", "achternaam"),
        voorvoegsel=_filled("van der", "voorvoegsel"),
        voornamen=_filled("Maximiliaan", "voornamen"),
        voorletters_1=_filled("M", "voorletters_1"),
        roepnaam=_filled("Max", "roepnaam"),
        gebruikersnaam=_filled("max", "gebruikersnaam"),
    )
    # The longest key that UWLR 2.1 can carry as well.
    short = bouwer.leerling(2, groep, key=_filled(bouwer.key("leerling", 2), "naam"))
    return bouwer.gegevens([leerling, short], [groep])


def _filled(text: str, veld: str) -> str:
    """A text that is as long as its field can be."""
    return text.ljust(LENGTHS[veld], "x")


def _twins(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("3")
    same = {
        "achternaam": "De Vries",
        "geboortedatum": date(bouwer.schooljaar.first_day.year - 6, 2, 28),
        "voorletters_1": "S",
        "geslacht": 1,
    }
    leerlingen = [
        bouwer.leerling(1, groep, roepnaam="Sem", voornamen="Sem", **same),
        bouwer.leerling(2, groep, roepnaam="Sam", voornamen="Samuel", **same),
        # Not a twin, and still the same by name: only keys tell them apart.
        bouwer.leerling(3, groep, roepnaam="Sem", voornamen="Sem", **same),
    ]
    return bouwer.gegevens(leerlingen, [groep])


ROEPNAAM = Opzet(
    school=Proefschool(
        nummer=4,
        naam="De Roepnaam",
        waarvoor="Een leerling van wie alleen een roepnaam bekend is, en een zonder roepnaam.",
        verwacht="Beide leerlingen komen aan en hebben een naam op het scherm; nergens staat 'None' of"
        " 'null'.",
    ),
    make=_one_name,
)
TEKENS = Opzet(
    school=Proefschool(
        nummer=5,
        naam="Ruimte & 'Rust' <5> 🦋",
        waarvoor="Namen met &, aanhalingstekens, haken, accenten, andere schriften en emoji.",
        verwacht="Elke naam staat letterlijk op het scherm, zonder &amp; of vraagtekens.",
    ),
    make=_odd_signs,
)
LANGSTE = Opzet(
    school=Proefschool(
        nummer=6,
        naam="De Langste Sleutel",
        waarvoor=f"Sleutels en namen die zo lang zijn als ze mogen zijn; de langste sleutel telt"
        f" {LENGTHS['key']} tekens.",
        verwacht="Niets wordt afgekapt. In UWLR 2.1 komt de leerling met de langste sleutel niet mee: daar is"
        " een sleutel ten hoogste 64 tekens.",
    ),
    make=_longest,
)
TWEELING = Opzet(
    school=Proefschool(
        nummer=7,
        naam="De Tweeling",
        waarvoor="Een tweeling, en een derde leerling met dezelfde naam en geboortedatum.",
        verwacht="Er komen drie leerlingen aan: alleen de sleutel onderscheidt ze.",
    ),
    make=_twins,
)
