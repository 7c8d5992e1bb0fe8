"""Defects of the drop-in service."""

from dataclasses import replace

from tests.support.keur.berichten import Antwoord, Verzoek, bladzijde
from tests.support.keur.gkv.vragen import anders, in_plaats, kop, vraag

DIENST = "/GeneriekeService"


def _is_bericht(verzoek: Verzoek) -> bool:
    return verzoek.path.endswith(DIENST) and verzoek.environ["REQUEST_METHOD"] == "POST"


def _is_antwoord(verzoek: Verzoek, antwoord: Antwoord) -> bool:
    return _is_bericht(verzoek) and antwoord.status == 200


def _met_declaratie(antwoord: Antwoord) -> Antwoord:
    return replace(antwoord, body=b'<?xml version="1.0" encoding="UTF-8"?>' + antwoord.body)


GEBREKEN = (
    in_plaats(
        "geen-wsdl",
        "Er is geen WSDL.",
        "dropin-wsdl",
        lambda verzoek: verzoek.path.endswith(DIENST) and vraag(verzoek) == "wsdl",
        bladzijde(404),
    ),
    anders(
        "soap-type",
        "Het antwoord is application/soap+xml.",
        "dropin-type",
        _is_antwoord,
        kop("Content-Type", "application/soap+xml; charset=utf-8"),
    ),
    anders(
        "declaratie",
        "Voor de envelop staat een XML-declaratie.",
        "dropin-zonder-declaratie",
        _is_antwoord,
        _met_declaratie,
    ),
)
