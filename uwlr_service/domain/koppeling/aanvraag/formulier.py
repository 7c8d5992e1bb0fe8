"""The questions of the application form, but for the fields of a link: each with its kind and its bounds."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from uwlr_service.domain import tekst

Antwoord = str | Sequence[str]
"""What was typed or chosen, to the letter; several choices where several are possible."""
Antwoorden = Mapping[str, Antwoord]
"""By the name of the question. A draft may hold answers that are not right yet."""


class Formulierdeel(enum.StrEnum):
    """The steps that are filled in; the fifth one shows all of it and sends it."""

    ORGANISATIE = "organisatie"
    PRODUCT = "product"
    GEGEVENS = "gegevens"
    BEVEILIGING = "beveiliging"


class Vraagsoort(enum.StrEnum):
    """The kinds of answers."""

    TEKST = "tekst"
    UITLEG = "uitleg"
    """Of several lines."""
    MAIL = "mail"
    TELEFOON = "telefoon"
    KVK = "kvk"
    POSTCODE = "postcode"
    ADRES = "adres"
    """Of a page: https only, since a school opens it."""
    ADRESSEN = "adressen"
    """Several, one a line."""
    NETWERKEN = "netwerken"
    """Addresses on the internet, one a line."""
    KEUZE = "keuze"
    MEERKEUZE = "meerkeuze"
    GETAL = "getal"
    DATUM = "datum"
    """A day that has been, as the browser writes it: 2026-11-26."""
    SCHOOL = "school"


@dataclass(frozen=True, slots=True, kw_only=True)
class Formuliervraag:
    """A question: ``kortste`` and ``langste`` are in signs, ``keuzes`` are the values to choose from."""

    naam: str
    soort: Vraagsoort
    is_verplicht: bool = True
    kortste: int = 1
    langste: int = 120
    keuzes: tuple[str, ...] = ()


MAIL_LENGTH = 254
"""RFC 5321, 4.5.3.1.3: a path has 256 octets, with its brackets."""
ADRES_LENGTH = 300
UITLEG_LENGTH = 1000
DOELGROEPEN = ("po", "so", "sbo", "vso")
PRODUCTSOORTEN = ("leermiddel", "toets", "ouderapp", "iam", "dashboard", "planning", "anders")
CONVENANTEN = ("deelnemer", "medestander", "nee")
JA_NEE = ("ja", "nee")
DPIA = ("ja", "nee", "niet-nodig")
GEEN = "geen"
"""The choice that goes with no other one."""
KEURMERKEN = ("iso-27001", "nen-7510", GEEN)
NIVEAUS = ("laag", "midden", "hoog")
"""Availability, integrity and confidentiality in the certificeringsschema."""
BUITEN_EER = "buiten-eer"
LANDEN = ("nederland", "eer", BUITEN_EER)
DOORGIFTE = "doorgifte"
LANDEN_VAN_OPSLAG = "landen"


def _text(naam: str, langste: int = 120, *, verplicht: bool = True) -> Formuliervraag:
    return Formuliervraag(naam=naam, soort=Vraagsoort.TEKST, langste=langste, is_verplicht=verplicht)


def _explanation(naam: str, kortste: int = 20, *, verplicht: bool = True) -> Formuliervraag:
    return Formuliervraag(
        naam=naam, soort=Vraagsoort.UITLEG, kortste=kortste, langste=UITLEG_LENGTH, is_verplicht=verplicht
    )


def _of(soort: Vraagsoort, naam: str, langste: int, *, verplicht: bool = True) -> Formuliervraag:
    return Formuliervraag(naam=naam, soort=soort, langste=langste, is_verplicht=verplicht)


def _choice(naam: str, keuzes: tuple[str, ...], soort: Vraagsoort = Vraagsoort.KEUZE) -> Formuliervraag:
    return Formuliervraag(naam=naam, soort=soort, keuzes=keuzes)


FORMULIER: Mapping[Formulierdeel, tuple[Formuliervraag, ...]] = MappingProxyType(
    {
        Formulierdeel.ORGANISATIE: (
            _text("organisatie"),
            _of(Vraagsoort.KVK, "kvk", 8),
            _text("straat"),
            _of(Vraagsoort.POSTCODE, "postcode", 7),
            _text("plaats", 80),
            _of(Vraagsoort.ADRES, "website", ADRES_LENGTH),
            _text("tekenbevoegde"),
            _text("tekenbevoegde_functie", 80),
            _text("contactpersoon", verplicht=False),
            _text("technisch_naam"),
            _of(Vraagsoort.MAIL, "technisch_mail", MAIL_LENGTH),
            _text("privacy_naam"),
            _of(Vraagsoort.MAIL, "privacy_mail", MAIL_LENGTH),
            _of(Vraagsoort.MAIL, "incident_mail", MAIL_LENGTH),
            _of(Vraagsoort.TELEFOON, "incident_telefoon", 20),
        ),
        Formulierdeel.PRODUCT: (
            _text("product", 64),
            _explanation("omschrijving"),
            _choice("doelgroep", DOELGROEPEN, Vraagsoort.MEERKEUZE),
            _choice("productsoort", PRODUCTSOORTEN),
            _of(Vraagsoort.ADRES, "infourl", ADRES_LENGTH, verplicht=False),
            _of(Vraagsoort.GETAL, "scholen_verwacht", 5),
            _of(Vraagsoort.SCHOOL, "eerste_school", 7, verplicht=False),
            _text("eerste_school_naam", verplicht=False),
        ),
        Formulierdeel.BEVEILIGING: (
            _choice("convenant", CONVENANTEN),
            _choice("verwerkersovereenkomst", JA_NEE),
            _of(Vraagsoort.ADRES, "privacybijsluiter", ADRES_LENGTH),
            _choice("dpia", DPIA),
            _choice("beschikbaarheid", NIVEAUS),
            _choice("integriteit", NIVEAUS),
            _choice("vertrouwelijkheid", NIVEAUS),
            _choice("keurmerken", KEURMERKEN, Vraagsoort.MEERKEUZE),
            _of(Vraagsoort.DATUM, "pentest", 10, verplicht=False),
            _of(Vraagsoort.ADRES, "meldpunt", ADRES_LENGTH, verplicht=False),
            _explanation("subverwerkers", 4),
            _choice(LANDEN_VAN_OPSLAG, LANDEN, Vraagsoort.MEERKEUZE),
            _explanation(DOORGIFTE, verplicht=False),
        ),
    }
)
"""The questions of each step but the one on fields, in the order in which they are asked."""


def cleaned(antwoord: Antwoord) -> Antwoord:
    """An answer as it is kept: without signs that nobody can see, and without space around it."""
    if isinstance(antwoord, str):
        return cleaned_text(antwoord)
    return [cleaned_text(chosen) for chosen in antwoord]


def cleaned_text(text: str) -> str:
    """The same of one text."""
    return tekst.trim(tekst.clean(text))
