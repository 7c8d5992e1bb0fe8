"""An application form that is filled in, of a company that does not exist."""

from uwlr_service.domain.koppeling.aanvraag.formulier import Antwoorden, Formulierdeel
from uwlr_service.domain.koppeling.aanvraag.gegevensvraag import (
    Gegevensvraag,
    Koppelsoort,
    Setvraag,
    Veldvraag,
)
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik

MAIL = "iris@lezerij.example"
DOEL = "Leerlingen uitnodigen voor hun leeslijst"
ORGANISATIE: Antwoorden = {
    "organisatie": "De Lezerij B.V.",
    "kvk": "12345678",
    "straat": "Kade 12",
    "postcode": "1234 AB",
    "plaats": "Voorbeelddam",
    "website": "https://lees.example",
    "tekenbevoegde": "Iris de Vries",
    "tekenbevoegde_functie": "directeur",
    "contactpersoon": "",
    "technisch_naam": "Bas Jansen",
    "technisch_mail": "ict@lees.example",
    "privacy_naam": "Noor Smit",
    "privacy_mail": "fg@lees.example",
    "incident_mail": "soc@lees.example",
    "incident_telefoon": "088-1234567",
}
PRODUCT: Antwoorden = {
    "product": "Leeslijst",
    "omschrijving": "Leerlingen houden bij welke boeken zij lazen.",
    "doelgroep": ["po", "sbo"],
    "productsoort": "leermiddel",
    "infourl": "https://lees.example/l",
    "scholen_verwacht": "40",
    "eerste_school": "99XX/16",
    "eerste_school_naam": "Saar den Draaier",
}
BEVEILIGING: Antwoorden = {
    "convenant": "deelnemer",
    "verwerkersovereenkomst": "ja",
    "privacybijsluiter": "https://lees.example/p",
    "dpia": "ja",
    "beschikbaarheid": "midden",
    "integriteit": "midden",
    "vertrouwelijkheid": "hoog",
    "keurmerken": ["iso-27001"],
    "pentest": "2026-03-01",
    "meldpunt": "https://lees.example/m",
    "subverwerkers": "Rekencentrum Noord, in Nederland",
    "landen": ["nederland"],
    "doorgifte": "",
}
ANTWOORDEN = {
    Formulierdeel.ORGANISATIE: ORGANISATIE,
    Formulierdeel.PRODUCT: PRODUCT,
    Formulierdeel.BEVEILIGING: BEVEILIGING,
}
SETVRAAG = Setvraag(
    doel=DOEL, grondslag="taak-van-algemeen-belang", bewaartermijn="tot 30 dagen na het einde"
)
NODIG = Veldvraag(Veldgebruik.NODIG)
UWLR = Gegevensvraag(
    soort=Koppelsoort.UWLR,
    antwoorden={
        "gegevensset": "volledig",
        "richting": "beide",
        "xsdversie": "2.3",
        "doel": DOEL,
        "hoe_vaak": "elke nacht",
        "netwerken": "192.0.2.0/24",
    },
    delen={"basis": SETVRAAG},
    velden={"leerling/roepnaam": NODIG, "leerling/achternaam": Veldvraag(Veldgebruik.MAG, DOEL)},
)
GKV_BASIS = Gegevensvraag(
    soort=Koppelsoort.GKV_BASIS,
    antwoorden={"doel": DOEL, "hoe_vaak": "elke ochtend", "jwks_uri": "", "netwerken": ""},
    delen={"basis": SETVRAAG},
    velden={"leerling/roepnaam": NODIG},
)
BIJZONDER = Gegevensvraag(
    soort=Koppelsoort.GKV_UITGEBREID,
    antwoorden={"doel": DOEL, "hoe_vaak": "elke ochtend", "jwks_uri": "", "netwerken": ""},
    delen={"basis": SETVRAAG, "absenties": SETVRAAG},
    velden={"set/absenties": Veldvraag(Veldgebruik.NODIG, DOEL), "leerling/roepnaam": NODIG},
)
"""Asks for data about health."""
