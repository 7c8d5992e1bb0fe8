"""The scores of made-up pupils, as the school entered them, and computed values, which never leave."""

from collections.abc import Iterator

from uwlr_service.demodata.dossiermaker import Dossiermaker
from uwlr_service.demodata.leerlingen import is_every
from uwlr_service.domain.school.dossier import Berekend, Dossierobject
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.school.schooljaar import Schooljaar

TOETSEN = (
    ("RW30", "Rekenen-Wiskunde 3.0", "Rekenen", 96),
    ("TBL30", "Begrijpend lezen 3.0", "Nederlands", 50),
    ("SP30", "Spelling 3.0", "Nederlands", 40),
    ("DMT", "Woorden lezen", "Nederlands", 150),
)
METHODEN = (("Rekentoren", "Rekenen"), ("Taal & Teken", "Nederlands"), ("Spelwijs", "Nederlands"))
WINTER = (11, 12, 1, 2)
"""The months of a test halfway through the year."""
HERKOMSTEN = ("handmatig", "import", "handmatig", "import", "uwlr")
BEOORDELINGEN = ("onvoldoende", "voldoende", "goed", "ruim voldoende")
SENTINEL = "BEREKEND"
"""Every computed value begins with this, so that one that leaks is found."""
COMPUTED = ("vaardigheidsscore", "niveau", "dle")


def make_toetsresultaten(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """Two rounds a year of the tests that belong to no method."""
    for number, leerling in maker.numbered():
        for jaar, groep in maker.history(leerling):
            for at in range(maker.per_jaar - maker.per_jaar // 2):
                yield _toetsresultaat(maker, (number, at), leerling, jaar, groep)


def _toetsresultaat(
    maker: Dossiermaker, place: tuple[int, int], leerling: Leerling, jaar: Schooljaar, groep: int
) -> Dossierobject:
    """A result; ``place`` is the number of the pupil, and that of the result in its year."""
    number, at = place
    code, naam, vakgebied, opgaven = TOETSEN[at % len(TOETSEN)]
    goed = maker.rng.randrange(opgaven // 3, opgaven + 1)
    day = maker.school_day(jaar)
    half = "E"
    if day.month in WINTER:
        half = "M"
    groep_key = None
    if jaar == maker.gegevens.school.schooljaar:  # the groups of former years are not known any more
        groep_key = leerling.groep
    score = None
    if not is_every(at + number, 97, 50):
        score = _ruwescore(code, opgaven, goed)
    return maker.make(
        "toetsresultaat",
        f"{number}-{jaar[:4]}-{at}",
        at_leerling=leerling.key,
        at_groep=groep_key,
        toetscode=f"{code}-{half}{groep}",
        toetsnaam=f"{naam} {half}{groep}",
        vakgebied=vakgebied,
        afnamedatum=day.isoformat(),
        jaargroep=str(groep),
        dl=str(max(0, (groep - 3) * 10 + 5)),
        ruwescore=score,
        herkomst=HERKOMSTEN[at % len(HERKOMSTEN)],
        mutatiedatum=maker.mutatiedatum(day),
    )


def _ruwescore(code: str, opgaven: int, goed: int) -> dict[str, str]:
    if code == "DMT":
        return {"aantalgoed": str(goed), "aantalgelezen": str(opgaven), "tijd": "60"}
    return {"aantalopgaven": str(opgaven), "aantalgoed": str(goed), "aantalfout": str(opgaven - goed)}


def make_methodetoetsresultaten(maker: Dossiermaker) -> Iterator[Dossierobject]:
    """Marks at the end of a chapter: points, a mark, or a word."""
    for number, leerling in maker.numbered():
        for jaar, groep in maker.history(leerling):
            for at in range(maker.per_jaar // 2):
                yield _methodetoetsresultaat(maker, (number, at), leerling, jaar, groep)


def _methodetoetsresultaat(
    maker: Dossiermaker, place: tuple[int, int], leerling: Leerling, jaar: Schooljaar, groep: int
) -> Dossierobject:
    number, at = place
    methode, vakgebied = METHODEN[at % len(METHODEN)]
    day = maker.school_day(jaar)
    if at % 3 == 0:
        goed = maker.rng.randrange(8, 21)
        score = {"aantalopgaven": "20", "aantalgoed": str(goed), "punten": "17.5"}
    elif at % 3 == 1:
        score = {"cijfer": f"{maker.rng.randrange(30, 101) / 10:.1f}"}
    else:
        score = {"beoordeling": maker.rng.choice(BEOORDELINGEN)}
    return maker.make(
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
