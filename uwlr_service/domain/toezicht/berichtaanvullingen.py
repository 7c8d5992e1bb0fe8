"""What a message can say beside the text of its kind, and the words for states and roles."""

from collections.abc import Mapping
from types import MappingProxyType

AANVULLINGEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "velden": {
            "nl": "Dit gaat niet meer mee: {velden}.",
            "en": "No longer included: {velden}.",
        },
        "leerlingen_minder": {
            "nl": "Leerlingen minder: {leerlingen_minder}.",
            "en": "Fewer pupils: {leerlingen_minder}.",
        },
        "opmerking": {
            "nl": "De school schrijft: {opmerking}",
            "en": "The school writes: {opmerking}",
        },
    }
)
"""A sentence in each language for a parameter that a message may have; they follow the text in this order."""
STANDEN: Mapping[str, str] = MappingProxyType(
    {
        "proeftuin": "sandbox",
        "gekwalificeerd": "qualified",
        "overeenkomst getekend": "agreement signed",
        "actief": "active",
        "stilgezet": "stopped",
        "beëindigd": "ended",
    }
)
"""The states of a product as messages hold them, in English."""
ROLLEN: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "operator": {"nl": "beheerder van de dienst", "en": "an operator of the service"},
        "partnerbeheerder": {"nl": "beheerder van een bedrijf", "en": "an administrator of a company"},
        "schoolbeheerder": {"nl": "beheerder van een school", "en": "an administrator of a school"},
        "schoollezer": {"nl": "lezer bij een school", "en": "a reader at a school"},
        "leerkracht": {"nl": "leerkracht bij een school", "en": "a teacher at a school"},
        "leerling": {"nl": "leerling bij een school", "en": "a pupil at a school"},
    }
)
"""What people call each role, in each language."""
