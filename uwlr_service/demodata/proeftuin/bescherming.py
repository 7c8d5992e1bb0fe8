"""Schools of the proeftuin by who may see what: a secret address, a pupil who is of age, and a court order.

EDEXML and UWLR have no place for any of it: it is in the dossier, and so in GKV alone.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from uwlr_service.demodata.proeftuin.bouwer import Bouwer
from uwlr_service.demodata.proeftuin.opzet import Opzet
from uwlr_service.domain import tijd
from uwlr_service.domain.proeftuin.proeftuin import Proefschool
from uwlr_service.domain.school.dossier import LEERLINGDETAIL, RELATIE, VERZORGER, Dossierobject
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens

EIGHTEEN = 18
PARENTS = ("Sasja", "Robin")
ORDERED = 3
"""The day on which the court decides."""


def _pair(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("5")
    return bouwer.gegevens(bouwer.leerlingen(2, groep), [groep])


def _of_age(bouwer: Bouwer) -> Schoolgegevens:
    groep = bouwer.groep("V", "Uitstroom werk")
    first_day = bouwer.schooljaar.first_day
    leerlingen = [
        bouwer.leerling(0, groep, geboortedatum=date(first_day.year - EIGHTEEN, 1, 15)),
        bouwer.leerling(1, groep, geboortedatum=date(first_day.year - EIGHTEEN + 1, 1, 15)),
    ]
    return bouwer.gegevens(leerlingen, [groep])


def _secret(bouwer: Bouwer, gegevens: Schoolgegevens) -> Iterator[Dossierobject]:
    yield from _family(bouwer, gegevens, secret=True)


def _own_say(bouwer: Bouwer, gegevens: Schoolgegevens) -> Iterator[Dossierobject]:
    yield from _family(bouwer, gegevens, refused=True)


def _ordered(bouwer: Bouwer, gegevens: Schoolgegevens) -> Iterator[Dossierobject]:
    yield from _family(bouwer, gegevens, blocked=bouwer.dag >= ORDERED)


def _family(
    bouwer: Bouwer,
    gegevens: Schoolgegevens,
    *,
    secret: bool = False,
    refused: bool = False,
    blocked: bool = False,
) -> Iterator[Dossierobject]:
    """The details of two pupils, and two parents of the first one, whom the exception is about."""
    mutatiedatum = tijd.format_moment(bouwer.moment(1))
    for at, leerling in enumerate(gegevens.leerlingen):
        details = {
            "leerlingnummer": str(1000 + at),
            "adres": [_adres(at, secret=secret and at == 0)],
            "mutatiedatum": mutatiedatum,
        }
        yield Dossierobject(LEERLINGDETAIL, leerling.key, details)
    first = gegevens.leerlingen[0]
    for nummer, roepnaam in enumerate(PARENTS, start=1):
        yield Dossierobject(
            VERZORGER,
            bouwer.key("verzorger", nummer),
            {
                "achternaam": first.achternaam,
                "roepnaam": roepnaam,
                "mobielnummer": f"06-0000000{nummer}",
                "mobielnummer_geheim": _janee(secret),
                "adres": [_adres(0, secret=secret)],
                "overleden": "false",
                "mutatiedatum": mutatiedatum,
            },
        )
    for nummer in range(1, 1 + len(PARENTS)):
        changed = mutatiedatum
        if blocked:
            changed = tijd.format_moment(bouwer.moment(ORDERED))
        yield Dossierobject(
            RELATIE,
            bouwer.key("relatie", nummer),
            {
                "@leerling": first.key,
                "@verzorger": bouwer.key("verzorger", nummer),
                "relatietotkind": str(nummer),
                "relatiesoort": "Ouder",
                "ouderlijkgezag": "true",
                "volgnummer": str(nummer),
                "geblokkeerd": _janee(blocked and nummer == 2),
                "inzage_toegestaan": _janee(not refused),
                "mutatiedatum": changed,
            },
        )


def _adres(number: int, *, secret: bool) -> Mapping[str, Any]:
    return {
        "@soort": "bezoek",
        "straat": "Proefweg",
        "huisnummer": str(1 + number),
        "postcode": "1234XX",
        "plaats": "Voorbeelddam",
        "land": "NL",
        "geheim": _janee(secret),
    }


def _janee(value: bool) -> str:
    return str(value).lower()


GEHEIM_ADRES = Opzet(
    school=Proefschool(
        nummer=16,
        naam="Het Geheime Adres",
        waarvoor="Een leerling en ouders met een geheim adres en een geheim nummer (GKV uitgebreid).",
        verwacht="U krijgt het adres en het nummer niet, en toont er ook geen. Van de andere leerling krijgt"
        " u het wel.",
    ),
    make=_pair,
    dossier=_secret,
)
MEERDERJARIG = Opzet(
    school=Proefschool(
        nummer=17,
        naam="De Achttienjarige",
        waarvoor="Een leerling van 18 jaar die ouders geen inzage geeft (GKV uitgebreid).",
        verwacht="Ouders bij wie inzage_toegestaan onwaar is zien bij u niets van deze leerling.",
    ),
    make=_of_age,
    dossier=_own_say,
)
UITSPRAAK = Opzet(
    school=Proefschool(
        nummer=18,
        naam="De Uitspraak",
        waarvoor="Een ouder die van de rechter niets van de leerling mag zien (GKV uitgebreid).",
        verwacht="Vanaf dag 3 ziet de ouder bij wie geblokkeerd waar is meteen niets meer.",
        dagen={3: "De tweede ouder is geblokkeerd."},
    ),
    make=_pair,
    dossier=_ordered,
)
