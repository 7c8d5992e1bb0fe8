"""The employees of a made-up school: the teachers, and people whom EDEXML does not know."""

from collections.abc import Iterator
from itertools import chain

from uwlr_service.demodata.dossiermaker import Dossiermaker, janee
from uwlr_service.domain.school.dossier import Dossierobject

OTHERS = (("Conciërge", "CON", "De Wit"), ("Administratie", "ADM", "Çelik"), ("Schoonmaak", None, "O'Brien"))


def make_medewerkers(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """Everyone; a trainee without a contract, and somebody who has left, included."""
    teachers = (
        (one.key, one.achternaam, one.voorvoegsel, one.roepnaam, one.emailadres, "Leerkracht", "LRK")
        for one in maker.gegevens.leerkrachten
    )
    others = (
        (maker.person("medewerker", naam), naam, None, None, None, functie, rol)
        for functie, rol, naam in OTHERS
    )
    for number, (key, achternaam, voorvoegsel, roepnaam, email, functie, rol) in enumerate(
        chain(teachers, others)
    ):
        yield maker.keyed(
            "medewerker",
            key,
            aanhef="mevrouw" if number % 3 else "de heer",
            achternaam=achternaam,
            voorvoegsel=voorvoegsel if achternaam else None,
            voorletters=maker.rng.choice("ABCDEFGHJKLMNPRST"),
            roepnaam=roepnaam or "Pim",
            geslacht="2" if number % 3 else "1",
            emailadres=email,
            telefoonwerk=maker.telefoon(mobiel=False),
            telefoonwerk_geheim="false",
            mobielnummer=maker.telefoon(),
            mobielnummer_geheim=janee(number % 2 == 0),
            geboortedatum=f"{1960 + number % 40}-05-17",
            geboortedatumonzeker="false",
            geboorteland="NL",
            functie=functie,
            medewerkernummer=f"M{number:05}",
            datumindienst="2015-08-01",
            datumuitdienst=maker.first_day.isoformat() if number % 17 == 16 else None,
            dienstverband=None if number % 11 == 5 else ["dienstverband/VAST"],
            rol=[rol] if rol else None,
            mutatiedatum=maker.mutatiedatum(),
        )
