"""Addresses, numbers and origins of made-up pupils; some of them secret."""

from collections.abc import Iterator
from typing import Any

from uwlr_service.demodata.dossiermaker import Dossiermaker, datum, janee
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.dossier import Dossierobject

STRATEN = ("Dorpsstraat", "Kerklaan", "Populierenhof", "Laan van 't Hof", "Brink", "Zevende Dwarsstraat")
PLAATS = "Voorbeelddam"
GEMEENTE = "Voorbeeldland"
LANDEN = ("NL", "NL", "NL", "NL", "TR", "MA", "SY", "PL", "?")
NATIONALITEITEN = (("0001", "Nederlandse"), ("0339", "Turkse"), ("0056", "Poolse"))


def make_leerlingdetails(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """The details of each pupil."""
    rng = maker.rng
    for number, leerling in maker.numbered():
        geheim = is_every(number, 30, 5)
        adressen = [adres(maker, "bezoek", geheim=geheim)]
        if is_every(number, 25, 11):  # parents who live apart
            adressen.append(adres(maker, "post", geheim=False))
        schoolvanherkomst = None
        if is_every(number, 10, 3):
            schoolvanherkomst = {"brincode": "98ZZ", "naam": "De <Oude> School"}
        gewicht = None
        if is_every(number, 40, 7):
            gewicht = "0,3"
        yield maker.keyed(
            "leerlingdetail",
            leerling.key,
            leerlingnummer=str(10_000 + number),
            achternaamofficieel=leerling.achternaam,
            voorvoegselofficieel=leerling.voorvoegsel,
            geboortedatumonzeker=janee(is_every(number, 80, 40)),
            geboorteplaats=PLAATS,
            geboorteland=rng.choice(LANDEN),
            datumaanmelding=datum(leerling.instroomdatum),
            adres=adressen,
            communicatie=[_telefoon(maker, geheim=geheim), _email(maker, number)][: 1 + number % 2],
            nationaliteit=[
                _nationaliteit(code) for code in rng.sample(NATIONALITEITEN, 1 + (number % 9 == 0))
            ],
            start_ondw_jgr3=datum(leerling.start_ondw_jgr3),
            gewicht_nieuw=gewicht,
            huisarts={"naam": "Praktijk De Linde & De Eik", "telefoon": maker.telefoon(mobiel=False)},
            schoolvanherkomst=schoolvanherkomst,
            mutatiedatum=maker.mutatiedatum(),
        )


def adres(maker: Dossiermaker, soort: str, *, geheim: bool) -> dict[str, Any]:
    """An address in a town that does not exist."""
    return {
        "@soort": soort,
        "straat": maker.rng.choice(STRATEN),
        "huisnummer": str(maker.rng.randrange(1, 200)),
        "postcode": f"{maker.rng.randrange(1000, 9999)}XX",
        "plaats": PLAATS,
        "gemeente": GEMEENTE,
        "land": "NL",
        "geheim": janee(geheim),
    }


def _telefoon(maker: Dossiermaker, *, geheim: bool) -> dict[str, Any]:
    return {
        "soort": "telefoon",
        "waarde": maker.telefoon(),
        "aanduiding": "prive",
        "geheim": janee(geheim),
        "noodnummer": "true",
        "omschrijving": "Oma",
    }


def _email(maker: Dossiermaker, number: int) -> dict[str, Any]:
    domain = f"thuis-{maker.brincode.lower()}.example"
    return {"soort": "e-mail", "waarde": f"gezin{number}@{domain}", "aanduiding": "prive", "geheim": "false"}


def _nationaliteit(code: tuple[str, str]) -> dict[str, str]:
    return {"code": code[0], "omschrijving": code[1]}
