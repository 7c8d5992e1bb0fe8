"""Objects of a dossier, filled in as far as their format wants."""

from typing import Any

from uwlr_service.domain.school.dossier import Dossierobject

NOW = "2026-11-01T08:00:00+01:00"
EVERYTHING = {"set/absenties": True, "set/ondersteuning": True, "verzuimmelding/key": True}
"""What a school switches on to deliver every set."""


def dossierobject(entiteit: str, key: str, leerling: str | None = None, **waarden: Any) -> Dossierobject:
    """Any object; ``leerling`` is the key of the pupil that it is about."""
    head = {"@leerling": leerling} if leerling else {}
    return Dossierobject(entiteit, key, {**head, **waarden, "mutatiedatum": NOW})


def absentie(key: str, leerling: str = "L1", **waarden: str) -> Dossierobject:
    """A whole day of absence."""
    return dossierobject("absentie", key, leerling, begindatumtijd=NOW, heledag="true", **waarden)


def relatie(key: str, leerling: str, verzorger: str, **waarden: str) -> Dossierobject:
    """What a guardian, by key, is to a pupil."""
    defaults = {
        "relatiesoort": "Moeder",
        "ouderlijkgezag": "true",
        "geblokkeerd": "false",
        "inzage_toegestaan": "true",
    }
    filled = {"@verzorger": verzorger, **defaults, **waarden}
    return dossierobject("leerling_verzorger", key, leerling, **filled)


def result(key: str, leerling: str = "L1", vakgebied: str = "Rekenen", **waarden: Any) -> Dossierobject:
    """The result of a test."""
    defaults = {
        "toetscode": "RW-M4",
        "toetsnaam": "Rekenen M4",
        "vakgebied": vakgebied,
        "afnamedatum": "2026-11-01",
        "jaargroep": "4",
    }
    return dossierobject("toetsresultaat", key, leerling, **waarden, **defaults, herkomst="handmatig")
