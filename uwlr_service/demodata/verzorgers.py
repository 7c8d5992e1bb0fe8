"""The guardians of made-up pupils: none to three each, some with secret numbers, some who may see nothing."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from uwlr_service.demodata.dossiermaker import Dossiermaker, janee
from uwlr_service.demodata.leerlingdetails import adres
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.dossier import Dossierobject
from uwlr_service.domain.school.leerling import Leerling

ROEPNAMEN = ("Kim", "Sam", "Noor", "Ali", "Jip", "Mohamed", "Fenna", "Şeyma", "Bo")
EIGHTEEN = 18


def make_verzorgers(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """Everyone who cares for a pupil."""
    for number, leerling in maker.numbered():
        for at in range(_how_many(number)):
            geheim = is_every(number, 30, 5)
            yield maker.keyed(
                "verzorger",
                maker.person("verzorger", f"{number}-{at}"),
                achternaam=leerling.achternaam or "Zonder",
                voorvoegsel=leerling.voorvoegsel,
                voorletters=maker.rng.choice("ABCDEFGHJKLMNPRST"),
                roepnaam=maker.rng.choice(ROEPNAMEN),
                geslacht=str(1 + at % 2),
                emailadres=f"verzorger{number}.{at}@thuis-{maker.brincode.lower()}.example",
                emailadres_geheim="false",
                telefoonnummer=_telefoonnummer(maker, at),
                mobielnummer=maker.telefoon(),
                mobielnummer_geheim=janee(geheim),
                adres=[adres(maker, "bezoek", geheim=geheim)],
                wenstcontactviaemail=janee(number % 3 > 0),
                gebruikersnaam=f"ouder{number}{at}",
                iban=f"NL00DEMO{number:010}",
                overleden=janee(is_every(number, 90, 60) and at == 1),
                mutatiedatum=maker.mutatiedatum(),
            )


def _telefoonnummer(maker: Dossiermaker, at: int) -> str | None:
    """The telephone at home is the first guardian's."""
    if at > 0:
        return None
    return maker.telefoon(mobiel=False)


def make_leerling_verzorgers(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """The guardians of each pupil; a court, or a pupil who is of age, may have taken away their access."""
    for number, leerling in maker.numbered():
        for at in range(_how_many(number)):
            yield maker.make(
                "leerling_verzorger",
                f"{number}-{at}",
                at_leerling=leerling.key,
                at_verzorger=maker.person("verzorger", f"{number}-{at}"),
                **_soort(number, at),
                ouderlijkgezag=janee(at < 2),
                wettigevertegenwoordiger=janee(at == 0),
                magpostontvangen="true",
                volgnummer=str(at + 1),
                noodcontact=janee(at == 0),
                geblokkeerd=janee(is_every(number, 60, 14) and at == 1),
                inzage_toegestaan=janee(
                    not (_is_grown_up(leerling, maker.first_day) or is_every(number, 120, 17))
                ),
                mutatiedatum=maker.mutatiedatum(),
            )


def _how_many(number: int) -> int:
    if is_every(number, 50, 33):
        return 0
    if is_every(number, 25, 11):
        return 3
    if is_every(number, 6, 1):
        return 1
    return 2


def _soort(number: int, at: int) -> dict[str, Any]:
    if at == 2:
        return {"relatietotkind": None, "relatiesoort": "Stiefouder"}
    if is_every(number, 70, 30):
        return {"relatietotkind": "3", "relatiesoort": "Voogd"}
    return {"relatietotkind": str(1 + at), "relatiesoort": ("Vader", "Moeder")[at]}


def _is_grown_up(leerling: Leerling, day: date) -> bool:
    return leerling.geboortedatum is not None and day.year - leerling.geboortedatum.year >= EIGHTEEN
