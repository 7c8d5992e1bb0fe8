"""The employees of a made-up school: the teachers, and people whom EDEXML does not know."""

from collections.abc import Iterator
from dataclasses import dataclass

from uwlr_service.demodata.dossiermaker import Dossiermaker, datum, janee
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.dossier import Dossierobject

OTHERS = (("Conciërge", "CON", "De Wit"), ("Administratie", "ADM", "Çelik"), ("Schoonmaak", None, "O'Brien"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Medewerker:
    """An employee by name and function."""

    key: str
    achternaam: str | None
    functie: str
    rol: str | None
    voorvoegsel: str | None = None
    roepnaam: str | None = None
    emailadres: str | None = None


def make_medewerkers(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """Everyone; a trainee without a contract, and somebody who has left, included."""
    for number, medewerker in enumerate(_everyone(maker)):
        yield _medewerker(maker, number, medewerker)


def _everyone(maker: Dossiermaker) -> Iterator[Medewerker]:
    for leerkracht in maker.gegevens.leerkrachten:
        yield Medewerker(
            key=leerkracht.key,
            achternaam=leerkracht.achternaam,
            functie="Leerkracht",
            rol="LRK",
            voorvoegsel=leerkracht.voorvoegsel,
            roepnaam=leerkracht.roepnaam,
            emailadres=leerkracht.emailadres,
        )
    for functie, rol, naam in OTHERS:
        yield Medewerker(key=maker.person("medewerker", naam), achternaam=naam, functie=functie, rol=rol)


def _medewerker(maker: Dossiermaker, number: int, medewerker: Medewerker) -> Dossierobject:
    aanhef = "mevrouw"
    geslacht = "2"
    if is_every(number, 3, 0):
        aanhef = "de heer"
        geslacht = "1"
    datumuitdienst = None
    if is_every(number, 17, 16):
        datumuitdienst = maker.first_day
    dienstverband: list[str] | None = ["dienstverband/VAST"]
    if is_every(number, 11, 5):
        dienstverband = None
    rollen = None
    if medewerker.rol is not None:
        rollen = [medewerker.rol]
    return maker.keyed(
        "medewerker",
        medewerker.key,
        aanhef=aanhef,
        achternaam=medewerker.achternaam,
        voorvoegsel=medewerker.voorvoegsel,
        voorletters=maker.rng.choice("ABCDEFGHJKLMNPRST"),
        roepnaam=medewerker.roepnaam or "Pim",
        geslacht=geslacht,
        emailadres=medewerker.emailadres,
        telefoonwerk=maker.telefoon(mobiel=False),
        telefoonwerk_geheim="false",
        mobielnummer=maker.telefoon(),
        mobielnummer_geheim=janee(number % 2 == 0),
        geboortedatum=f"{1960 + number % 40}-05-17",
        geboortedatumonzeker="false",
        geboorteland="NL",
        functie=medewerker.functie,
        medewerkernummer=f"M{number:05}",
        datumindienst="2015-08-01",
        datumuitdienst=datum(datumuitdienst),
        dienstverband=dienstverband,
        rol=rollen,
        mutatiedatum=maker.mutatiedatum(),
    )
