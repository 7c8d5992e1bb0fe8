"""Answers that are not as they should be as a whole: their school, their moment and their form."""

from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from tests.support.keur.berichten import (
    Antwoord,
    Verzoek,
    allemaal,
    erbij,
    ervoor,
    tekst,
    weg,
    xpath,
)
from tests.support.keur.gebrek import Gebrek, geeft, neemt

ALLES = "//lg:leerlinggegevens_verzoek"
OUD = "starts-with(//lg:laatstontvangengegevens, '2001')"
SINDS = "//lg:laatstontvangengegevens"
VRAGEN = (
    " http-actie-anders http-actie-kaal http-actie-leeg http-actie-weg http-bom http-delen http-prefixen"
    " http-type-zonder-charset http-utf-16 http-wit-ervoor http-zonder-declaratie"
)
"""The cases that ask for the same in other ways; no way helps where there is no right answer."""
VAN_GROEP = " getrapt-leerkrachten-van-groep getrapt-leerlingen-van-groep getrapt-zonder-groep"
"""The staged cases that learn the groups from a pull of everything."""
GEEN_ANTWOORD = (
    "alles-antwoord alles-schema sinds-lang-geleden sinds-niets-gewijzigd sinds-zonder"
    " stabiel-drie-keer stabiel-versies versie-2-1 versie-2-3 verzoek-ander-jaar"
    " alles-sleutels alles-eckid alles-groepen alles-geen-nummers alles-geen-nil alles-jaargroep"
    " tweede-opent" + VAN_GROEP + VRAGEN
)
"""The cases that want an answer of UWLR; the others look at one thing in it, if there is one."""
GEEN_GEGEVENS = (
    "alles-aanmaakdatum alles-antwoord alles-dependancecode alles-school alles-versie sinds-lang-geleden"
    " sinds-niets-gewijzigd sinds-zonder stabiel-drie-keer stabiel-versies versie-2-1 versie-2-3"
    " alles-sleutels alles-eckid alles-groepen alles-geen-nummers alles-geen-nil alles-jaargroep"
    " tweede-opent" + VAN_GROEP + VRAGEN
)
"""The cases that want data, or to be told that there are none."""


def _nu(_: str) -> str:
    """Another moment for each answer."""
    return datetime.now(UTC).isoformat()


def _ingepakt(root: etree._Element) -> None:
    for body in xpath(root, "//soap:Body[lg:*]"):
        wrapper = etree.SubElement(body, "result")
        wrapper.append(body[0])


def _zonder_envelop(_: Verzoek, antwoord: Antwoord) -> Antwoord:
    if not antwoord.has("//lg:leerlinggegevens"):
        return antwoord
    return replace(antwoord, body=etree.tostring(xpath(antwoord.root, "//soap:Body/*")[0]))


SCHOOL = (
    geeft(
        "zonder-dependancecode",
        "dependancecode ontbreekt.",
        "alles-dependancecode",
        weg("//lg:school/lg:dependancecode"),
    ),
    geeft(
        "zonder-brincode",
        "De school wordt alleen met een eigen schoolkey genoemd.",
        "alles-dependancecode",
        allemaal(
            ervoor("//lg:school/lg:brincode", "<lg:schoolkey>S</lg:schoolkey>"),
            weg("//lg:school/lg:brincode | //lg:school/lg:dependancecode"),
        ),
    ),
    geeft(
        "zonder-aanmaakdatum",
        "aanmaakdatum ontbreekt.",
        "alles-aanmaakdatum",
        weg("//lg:school/lg:aanmaakdatum"),
    ),
    geeft(
        "aanmaakdatum-nu",
        "aanmaakdatum is het moment van het antwoord.",
        "sinds-lang-geleden stabiel-drie-keer",
        tekst("//lg:school/lg:aanmaakdatum", _nu),
    ),
    geeft(
        "versie-van-het-las",
        "xsdversie is in elk antwoord 2.2.",
        "versie-2-1 versie-2-3",
        tekst("//lg:school/lg:xsdversie", "2.2"),
    ),
    geeft(
        "ander-schooljaar",
        "Het antwoord noemt een ander schooljaar dan gevraagd.",
        "alles-school",
        tekst("//lg:school/lg:schooljaar", "2019-2020"),
    ),
    geeft(
        "andere-brincode",
        "Het antwoord noemt een andere school dan gevraagd.",
        "alles-school",
        tekst("//lg:school/lg:brincode", "99ZZ"),
    ),
)
SINDS_WANNEER = (
    geeft(
        "wit-in-geenwijzigingen",
        "In geenwijzigingen staat een spatie.",
        "sinds-niets-gewijzigd",
        tekst("//lg:geenwijzigingen", " "),
    ),
    geeft(
        "wit-in-geengegevens",
        "In geengegevens staat een regeleinde.",
        "verzoek-ander-jaar",
        tekst("//lg:geengegevens", "\n"),
    ),
    geeft(
        "altijd-geenwijzigingen",
        "Ook zonder laatstontvangengegevens komt geenwijzigingen.",
        GEEN_GEGEVENS,
        allemaal(ervoor("//lg:leerlinggegevens", "<lg:geenwijzigingen/>"), weg("//lg:leerlinggegevens")),
        als=f"{ALLES}[not({SINDS})]",
    ),
    neemt(
        "nooit-geenwijzigingen",
        "Er komt nooit geenwijzigingen.",
        "sinds-niets-gewijzigd",
        weg(f"{SINDS}[starts-with(., '20')]"),
    ),
    geeft(
        "verschil",
        "Na een wijziging komt alleen het verschil.",
        "sinds-lang-geleden",
        weg("//lg:leerling[not(@key='L1')]"),
        als=OUD,
    ),
    geeft(
        "datum-telt-niet",
        "Op een oud moment komt geenwijzigingen.",
        "sinds-lang-geleden",
        allemaal(ervoor("//lg:leerlinggegevens", "<lg:geenwijzigingen/>"), weg("//lg:leerlinggegevens")),
        als=OUD,
    ),
    geeft(
        "markering-met-gegevens",
        "geenwijzigingen staat samen met gegevens in het antwoord.",
        "sinds-lang-geleden",
        ervoor("//lg:leerlinggegevens", "<lg:geenwijzigingen/>"),
        als=OUD,
    ),
)
ENVELOP = (
    geeft(
        "twee-in-body",
        "In de Body staan twee elementen.",
        GEEN_ANTWOORD,
        erbij("//soap:Body[lg:*]", "<lg:klaar/>"),
        als=ALLES,
    ),
    geeft(
        "ingepakt",
        "Het antwoord zit in een eigen element.",
        GEEN_ANTWOORD,
        _ingepakt,
        als=ALLES,
    ),
    Gebrek(
        naam="zonder-envelop",
        zin="De gegevens komen zonder envelop.",
        # What has no data keeps its envelope; and this one looks at the answer only, so at that to gzip too.
        gevallen=frozenset(GEEN_ANTWOORD.split()) - {"verzoek-ander-jaar"} | {"http-gzip"},
        antwoord=_zonder_envelop,
    ),
)
GEBREKEN = SCHOOL + SINDS_WANNEER + ENVELOP
