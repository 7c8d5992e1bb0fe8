"""What made-up pupils scored, as the school entered it; and what was computed from it, which never leaves."""

from collections.abc import Iterator

from uwlr_service.demodata.dossiermaker import Dossiermaker
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.dossier import Berekend, Dossierobject

TOETSEN = (
    ("RW30", "Rekenen-Wiskunde 3.0", "Rekenen", 96),
    ("TBL30", "Begrijpend lezen 3.0", "Nederlands", 50),
    ("SP30", "Spelling 3.0", "Nederlands", 40),
    ("DMT", "Woorden lezen", "Nederlands", 150),
)
METHODEN = (("Rekentoren", "Rekenen"), ("Taal & Teken", "Nederlands"), ("Spelwijs", "Nederlands"))
BEOORDELINGEN = ("onvoldoende", "voldoende", "goed", "ruim voldoende")
SENTINEL = "BEREKEND"
"""Every computed value begins with this, so that one that leaks is found."""
COMPUTED = ("vaardigheidsscore", "niveau", "dle")


def make_toetsresultaten(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """Two rounds a year of the tests that belong to no method."""
    for number, leerling in maker.numbered():
        for jaar, groep in maker.history(leerling):
            for at in range(maker.per_jaar - maker.per_jaar // 2):
                code, naam, vakgebied, opgaven = TOETSEN[at % len(TOETSEN)]
                goed = maker.rng.randrange(opgaven // 3, opgaven + 1)
                day = maker.school_day(jaar)
                half = "M" if day.month in (11, 12, 1, 2) else "E"
                score = {
                    "aantalopgaven": str(opgaven),
                    "aantalgoed": str(goed),
                    "aantalfout": str(opgaven - goed),
                }
                if code == "DMT":
                    score = {"aantalgoed": str(goed), "aantalgelezen": str(opgaven), "tijd": "60"}
                yield maker.make(
                    "toetsresultaat",
                    f"{number}-{jaar[:4]}-{at}",
                    at_leerling=leerling.key,
                    at_groep=leerling.groep if jaar == maker.gegevens.school.schooljaar else None,
                    toetscode=f"{code}-{half}{groep}",
                    toetsnaam=f"{naam} {half}{groep}",
                    vakgebied=vakgebied,
                    afnamedatum=day.isoformat(),
                    jaargroep=str(groep),
                    dl=str(max(0, (groep - 3) * 10 + 5)),
                    ruwescore=None if is_every(at + number, 97, 50) else score,
                    herkomst="uwlr" if at % 5 == 4 else "import" if at % 2 else "handmatig",
                    mutatiedatum=maker.mutatiedatum(day),
                )


def make_methodetoetsresultaten(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """What was entered at the end of a chapter: points, a mark, or a word."""
    for number, leerling in maker.numbered():
        for jaar, groep in maker.history(leerling):
            for at in range(maker.per_jaar // 2):
                methode, vakgebied = METHODEN[at % len(METHODEN)]
                day = maker.school_day(jaar)
                if at % 3 == 0:
                    score = {
                        "aantalopgaven": "20",
                        "aantalgoed": str(maker.rng.randrange(8, 21)),
                        "punten": "17.5",
                    }
                elif at % 3 == 1:
                    score = {"cijfer": f"{maker.rng.randrange(30, 101) / 10:.1f}"}
                else:
                    score = {"beoordeling": maker.rng.choice(BEOORDELINGEN)}
                yield maker.make(
                    "methodetoetsresultaat",
                    f"{number}-{jaar[:4]}-{at}",
                    at_leerling=leerling.key,
                    methode=methode,
                    hoofdstuk=f"Blok {at + 1}",
                    toetsnaam=f"{methode} groep {groep}, blok {at + 1}",
                    vakgebied=vakgebied,
                    afnamedatum=day.isoformat(),
                    jaargroep=str(groep),
                    ruwescore=score,
                    herkomst="handmatig",
                    mutatiedatum=maker.mutatiedatum(day),
                )


def make_berekenden(maker: Dossiermaker) -> Iterator[Berekend]:
    """Everything that can be computed from each result, each value recognisable."""
    for at, result in enumerate(make_toetsresultaten(maker)):
        for soort in COMPUTED:
            yield Berekend(result.key, soort, f"{SENTINEL}-{soort}-{at}")
