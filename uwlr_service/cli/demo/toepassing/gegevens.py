"""How the application shows what it knows of somebody: words for each claim, and plain values."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from uwlr_service.domain import tijd

WOORDEN: Mapping[str, str] = {
    "name": "Naam",
    "given_name": "Roepnaam",
    "middle_name": "Voorvoegsel",
    "family_name": "Achternaam",
    "affiliation": "Bij de school als",
    "rollen": "Rollen",
    "groepen": "Groepen (keys)",
    "nlEduPersonHomeOrganization": "School",
    "organisatie": "BRIN",
    "nlEduPersonHomeOrganizationId": "BRIN volgens Entree",
    "vestigingen": "Vestigingen (keys)",
    "gkv_key": "Key in UWLR en GKV",
    "email": "E-mailadres",
    "eckid": "ECK-iD",
    "sub": "Vast nummer bij deze toepassing (sub)",
    "acr": "Hoe zeker (acr)",
    "amr": "Waarmee (amr)",
    "auth_time": "Ingelogd op (auth_time)",
}
"""The claims in the order of the page."""
MOMENT = "auth_time"
OF_ID_TOKEN = ("acr", "amr", MOMENT)
"""What the ID token tells of signing in itself; all others are in the answer of userinfo."""
SOORTEN = {"employee": "medewerker", "student": "leerling"}


def shown(claims: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each claim that is there, in words."""
    for naam, woord in WOORDEN.items():
        if naam in claims:
            yield woord, _text(naam, claims[naam])


def _text(naam: str, value: Any) -> str:
    if naam == MOMENT:
        return datetime.fromtimestamp(value, tijd.AMSTERDAM).strftime("%d-%m-%Y %H:%M")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    text = str(value)
    return SOORTEN.get(text, text)
