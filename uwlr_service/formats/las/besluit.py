"""Decisions as a LAS sends them (docs/las.rst), read from JSON; what is wrong is told, and never quoted."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from uwlr_service.domain import tekst, tijd
from uwlr_service.domain.fouten.mensen import BesluitOngeldig
from uwlr_service.domain.las.besluit import (
    Beslisser,
    Groepskeuze,
    Koppelingbesluit,
    Koppelingkeuze,
    Voorstelbesluit,
    Voorstelkeuze,
)

K = TypeVar("K", Voorstelkeuze, Koppelingkeuze)
MOST_SIGNS = 300
"""How long a sentence of a person may be."""
MOST_VALUES = 1000
"""More than a set has fields, or a school has groups."""
LONGEST_VALUE = 512
DIGEST = re.compile("[0-9a-f]{64}")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})",
    re.ASCII,
)
BESLISSER = {"besluit", "namens", "getoond", "bewezen"}
LEERLINGEN = {"vestigingen", "jaargroepen", "groepen"}
OF_VOORSTEL = {
    Voorstelkeuze.ACCEPTEREN: BESLISSER | {"velden", "leerlingen", "bestuur", "reden"},
    Voorstelkeuze.AFWIJZEN: BESLISSER | {"reden"},
}
OF_KOPPELING = dict.fromkeys(Koppelingkeuze, BESLISSER) | {
    Koppelingkeuze.VERSMALLEN: BESLISSER | {"velden", "leerlingen"}
}
"""The members that each decision may have; with another one somebody means something that is not done."""


def read_voorstelbesluit(document: object) -> Voorstelbesluit:
    """A decision about a proposal. Raises BesluitOngeldig, which quotes nothing of what was sent."""
    members = _members(document)
    besluit = _choice(members, Voorstelkeuze)
    _require_known(members, OF_VOORSTEL[besluit])
    return Voorstelbesluit(
        besluit=besluit,
        beslisser=_beslisser(members),
        velden=_velden(members),
        leerlingen=_leerlingen(members),
        bestuur=_sentence(members, "bestuur"),
        reden=_sentence(members, "reden"),
    )


def read_koppelingbesluit(document: object) -> Koppelingbesluit:
    """A decision about a link. Raises BesluitOngeldig."""
    members = _members(document)
    besluit = _choice(members, Koppelingkeuze)
    _require_known(members, OF_KOPPELING[besluit])
    velden = _velden(members)
    if any(velden.values()):
        raise BesluitOngeldig("Bij versmallen staat elk veld van 'velden' op false; meer geven kan zo niet.")
    leerlingen = _leerlingen(members)
    if besluit is Koppelingkeuze.VERSMALLEN and not velden and leerlingen.is_empty:
        raise BesluitOngeldig("Noem bij versmallen 'velden' of 'leerlingen'.")
    return Koppelingbesluit(
        besluit=besluit, beslisser=_beslisser(members), uit=frozenset(velden), leerlingen=leerlingen
    )


def _members(document: object) -> Mapping[str, Any]:
    if not isinstance(document, dict):
        raise BesluitOngeldig("Stuur een object met 'besluit', 'namens' en 'getoond'.")
    return document


def _choice(members: Mapping[str, Any], keuzes: type[K]) -> K:
    given = members.get("besluit")
    for keuze in keuzes:
        if given == keuze.value:
            return keuze
    raise BesluitOngeldig(f"Het 'besluit' is {tekst.opsomming([keuze.value for keuze in keuzes])}.")


def _require_known(members: Mapping[str, Any], known: set[str]) -> None:
    if not members.keys() <= known:
        raise BesluitOngeldig(f"Bij dit besluit horen alleen {tekst.opsomming(sorted(known))}.")


def _beslisser(members: Mapping[str, Any]) -> Beslisser:
    namens = members.get("namens")
    if not isinstance(namens, str) or not namens.strip():
        raise BesluitOngeldig("'namens' is de naam van wie besluit.")
    getoond = members.get("getoond")
    if not isinstance(getoond, str) or DIGEST.fullmatch(getoond) is None:
        raise BesluitOngeldig("'getoond' is het kenmerk dat u las bij wat u liet zien.")
    return Beslisser(namens=namens, getoond=getoond, bewezen=_bewezen(members))


def _bewezen(members: Mapping[str, Any]) -> datetime | None:
    given = members.get("bewezen")
    if given is None:
        return None
    if isinstance(given, str) and MOMENT.fullmatch(given):
        try:
            return tijd.to_utc(tijd.parse_moment(given))
        except ValueError:
            pass
    raise BesluitOngeldig("'bewezen' is een moment met zone, zoals 2026-09-01T09:30:00+02:00.")


def _velden(members: Mapping[str, Any]) -> Mapping[str, bool]:
    velden = members.get("velden", {})
    if not isinstance(velden, dict) or len(velden) > MOST_VALUES:
        raise BesluitOngeldig("'velden' is een object met per veld true of false.")
    if not all(_is_value(veld) and isinstance(aan, bool) for veld, aan in velden.items()):
        raise BesluitOngeldig("Elk veld van 'velden' is true of false.")
    return velden


def _leerlingen(members: Mapping[str, Any]) -> Groepskeuze:
    leerlingen = members.get("leerlingen", {})
    if not isinstance(leerlingen, dict) or not leerlingen.keys() <= LEERLINGEN:
        raise BesluitOngeldig(f"'leerlingen' is een object met {tekst.opsomming(sorted(LEERLINGEN))}.")
    return Groepskeuze(**{naam: _keys(naam, keys) for naam, keys in leerlingen.items()})


def _keys(naam: str, keys: object) -> frozenset[str]:
    if not isinstance(keys, list) or len(keys) > MOST_VALUES:
        raise BesluitOngeldig(f"'{naam}' is een lijst van ten hoogste {MOST_VALUES} sleutels.")
    if not all(_is_value(key) for key in keys):
        raise BesluitOngeldig(f"Elke sleutel van '{naam}' is een tekst van 1 tot {LONGEST_VALUE} tekens.")
    return frozenset(keys)


def _is_value(text: object) -> bool:
    """Whether it is the name of something; with signs that nobody sees it could be no name of anything."""
    return isinstance(text, str) and 0 < len(text) <= LONGEST_VALUE and tekst.fault(text) is None


def _sentence(members: Mapping[str, Any], naam: str) -> str | None:
    given = members.get(naam)
    if given is None:
        return None
    if not isinstance(given, str) or len(tekst.trim(given)) > MOST_SIGNS:
        raise BesluitOngeldig(f"'{naam}' is een tekst van ten hoogste {MOST_SIGNS} tekens.")
    wrong = tekst.fault(given)
    if wrong is not None:
        raise BesluitOngeldig(f"'{naam}' {wrong}.")
    return tekst.trim(given)
