"""What a school knows beyond EDEXML about pupils, guardians and employees: one shape for every kind."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from uwlr_service.domain.school.school import Schoolcode

LEERLINGDETAIL = "leerlingdetail"
VERZORGER = "verzorger"
RELATIE = "leerling_verzorger"
MEDEWERKER = "medewerker"
CODEWAARDE = "codewaarde"
HERKOMST_UWLR = "uwlr"

SETINHOUD: Mapping[str, tuple[str, ...]] = {
    "leerlingdetails": (LEERLINGDETAIL,),
    "loopbaan": ("schoolloopbaan", "inschrijving"),
    "toetsen": ("toetsresultaat",),
    "methodetoetsen": ("methodetoetsresultaat",),
    "uitstroom": ("uitstroom",),
    "absenties": ("absentie", "verzuimmelding"),
    "ondersteuning": ("ondersteuning",),
    "verzorgers": (VERZORGER, RELATIE),
    "medewerkers": (MEDEWERKER,),
    "codelijsten": (CODEWAARDE,),
}
"""The extended sets and the kinds of objects in each, in the order of the schema (docs/gkv-1.rst)."""

LIJST_OF_SET = {
    "absenties": "absentiereden",
    "loopbaan": "inschrijvingtype",
    "medewerkers": "dienstverband",
    "verzorgers": "relatiesoort",
}
"""The list of the school's own codes that goes along with a set."""

GEHEIM = "geheim"
TOLD_OF_A_SECRET = frozenset({"@soort", "soort", "aanduiding", "noodnummer", GEHEIM})


@dataclass(frozen=True, slots=True)
class Dossierobject:
    """One object of the extended sets (``xsd/gkv-1/uitgebreid.xsd``).

    ``waarden`` holds what the schema declares, by name and in its order: text as it stands in XML, a mapping
    for what has parts, a list for what may come more than once; an attribute has ``@`` before its name.
    """

    entiteit: str
    key: str
    waarden: Mapping[str, Any]

    @property
    def leerling(self) -> str | None:
        """The key of the pupil that it is about; None for what belongs to the school."""
        if self.entiteit == LEERLINGDETAIL:
            return self.key
        leerling: str | None = self.waarden.get("@leerling")
        return leerling


@dataclass(frozen=True, slots=True)
class Berekend:
    """A value computed from a score: kept for the school, and never delivered (docs/gkv-dossier.rst)."""

    resultaat: str
    soort: str
    waarde: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The whole dossier of a school; ``naam`` is None where the file does not name the school.

    ``elders`` are the keys of the pupils that it is about and has no leerlingdetail of; ``opgeschoond``
    counts the texts that misleading signs were taken out of.
    """

    school: Schoolcode
    objecten: Iterable[Dossierobject]
    berekenden: Iterable[Berekend] = ()
    naam: str | None = None
    elders: frozenset[str] = frozenset()
    opgeschoond: int = 0


def without_secrets(waarden: Mapping[str, Any]) -> dict[str, Any]:
    """The values without the secret ones; of a secret part it says that it exists, and its kind.

    A part is secret by its own field ``geheim``, a single value by another field, ``<naam>_geheim``.
    """
    return {
        naam: _told(waarde) for naam, waarde in waarden.items() if waarden.get(f"{naam}_{GEHEIM}") != "true"
    }


def _told(waarde: Any) -> Any:
    if isinstance(waarde, list):
        return [_told(part) for part in waarde]
    if isinstance(waarde, Mapping) and waarde.get(GEHEIM) == "true":
        return {naam: part for naam, part in waarde.items() if naam in TOLD_OF_A_SECRET}
    return waarde
