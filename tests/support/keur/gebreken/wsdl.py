"""WSDLs that are not what toolkits need."""

from collections.abc import Callable

from tests.support.keur.berichten import Antwoord, Edit, Verzoek, bladzijde, tekst, weg
from tests.support.keur.gebrek import Gebrek


def _in_wsdl(naam: str, zin: str, gevallen: str, edit: Edit) -> Gebrek:
    def on_answer(_: Verzoek, antwoord: Antwoord) -> Antwoord:
        return antwoord.edited(edit) if antwoord.has("/wsdl:definitions") else antwoord

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), antwoord=on_answer)


def _bij_schema(
    naam: str,
    zin: str,
    change: Callable[[Antwoord], Antwoord],
    *,
    schema: str = "EDEXML.elementen.xsd",
    geval: str = "wsdl-schemas",
) -> Gebrek:
    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        return change(antwoord) if verzoek.path.endswith(schema) else antwoord

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset({geval}), antwoord=on_answer)


def _geen_wsdl(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
    return bladzijde(404) if antwoord.has("/wsdl:definitions") else antwoord


def _zonder_bewerking(name: str) -> Edit:
    return weg(f"//wsdl:operation[@name='{name}']")


GETRAPT = ("HaalStructuur", "HaalLeerlingen", "HaalLeerkrachten")
GEBREKEN = (
    Gebrek(
        naam="wsdl-weg",
        zin="Er is geen WSDL.",
        gevallen=frozenset(
            {
                *("wsdl-adres", "wsdl-alles-in-een", "wsdl-getrapt", "wsdl-ophalen", "wsdl-schemas"),
                *("wsdl-resultaten", "wsdl-resultaten-schemas"),
            }
        ),
        antwoord=_geen_wsdl,
    ),
    _in_wsdl(
        "wsdl-voorbeeldadres",
        "De WSDL noemt het adres van de nationale WSDL.",
        "wsdl-adres wsdl-resultaten",
        tekst("//wsoap:address/@location", "http://NOTDEFINEDYET/"),
    ),
    _in_wsdl(
        "wsdl-zonder-brengen",
        "De WSDL heeft BrengLeerresultaten niet.",
        "wsdl-resultaten",
        _zonder_bewerking("BrengLeerresultaten"),
    ),
    _in_wsdl(
        "wsdl-zonder-adres", "De WSDL noemt geen adres.", "wsdl-adres wsdl-resultaten", weg("//wsoap:address")
    ),
    _in_wsdl(
        "wsdl-zonder-alles-in-een",
        "De WSDL heeft HaalLeerlinggegevens niet.",
        "wsdl-alles-in-een",
        _zonder_bewerking("HaalLeerlinggegevens"),
    ),
    _in_wsdl(
        "wsdl-soapaction",
        "De soapAction van HaalLeerlinggegevens is een andere.",
        "wsdl-alles-in-een",
        tekst("//wsoap:operation/@soapAction[.='HaalLeerlinggegevens']", "urn:las:haal"),
    ),
    *(
        _in_wsdl(
            f"wsdl-zonder-{name.lower()}",
            f"De WSDL heeft {name} niet.",
            "wsdl-getrapt",
            _zonder_bewerking(name),
        )
        for name in GETRAPT
    ),
    _bij_schema(
        "wsdl-schema-resultaten-weg",
        "Een schema dat de WSDL voor resultaten opneemt is er niet.",
        lambda _: bladzijde(404),
        schema="UWLR_Leerresultaten_v2p2.xsd",
        geval="wsdl-resultaten-schemas",
    ),
    _bij_schema("wsdl-schema-weg", "Een schema dat de WSDL opneemt is er niet.", lambda _: bladzijde(404)),
    _bij_schema(
        "wsdl-schema-bladzijde", "In plaats van een schema komt er een webpagina.", lambda _: bladzijde(200)
    ),
    _in_wsdl(
        "wsdl-schema-elders",
        "De WSDL neemt een schema op van een adres dat alleen de maker kent.",
        "wsdl-schemas wsdl-resultaten-schemas",
        tekst("//xs:import/@schemaLocation | //wsdl:import/@location", "http://las.invalid/x.xsd"),
    ),
)
