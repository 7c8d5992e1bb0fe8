"""The members of a document that a LAS sends about links, each read by itself (docs/las.rst)."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from uwlr_service.domain import tekst, tijd
from uwlr_service.domain.fouten.mensen import BesluitOngeldig
from uwlr_service.domain.las.besluit import Beslisser, Groepskeuze

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
LEERLINGEN = {"vestigingen", "jaargroepen", "groepen"}

Members = Mapping[str, Any]
"""A document before it is known to be one of ours; each of these raises BesluitOngeldig."""


def of_document(document: object) -> Members:
    """The members of a document."""
    if not isinstance(document, dict):
        raise BesluitOngeldig("Stuur een object; het begint met wie besluit: 'namens'.")
    return document


def require_known(members: Members, known: Collection[str]) -> None:
    """Refuse a member that has no meaning there: somebody means something that is not done."""
    if not members.keys() <= set(known):
        raise BesluitOngeldig(f"Hier horen alleen {tekst.opsomming(sorted(known))}.")


def namens(members: Members) -> str:
    """The name of the person."""
    given = members.get("namens")
    if not isinstance(given, str) or not given.strip():
        raise BesluitOngeldig("'namens' is de naam van wie besluit.")
    return given


def beslisser(members: Members) -> Beslisser:
    """Who decided, and what they had before them."""
    getoond = members.get("getoond")
    if not isinstance(getoond, str) or DIGEST.fullmatch(getoond) is None:
        raise BesluitOngeldig("'getoond' is het kenmerk dat u las bij wat u liet zien.")
    return Beslisser(namens=namens(members), getoond=getoond, bewezen=_bewezen(members))


def _bewezen(members: Members) -> datetime | None:
    given = members.get("bewezen")
    if given is None:
        return None
    if isinstance(given, str) and MOMENT.fullmatch(given):
        try:
            return tijd.to_utc(tijd.parse_moment(given))
        except ValueError:
            pass
    raise BesluitOngeldig("'bewezen' is een moment met zone, zoals 2026-09-01T09:30:00+02:00.")


def velden(members: Members) -> Mapping[str, bool]:
    """Per field whether it goes."""
    given = members.get("velden", {})
    if not isinstance(given, dict) or len(given) > MOST_VALUES:
        raise BesluitOngeldig("'velden' is een object met per veld true of false.")
    if not all(is_value(veld) and isinstance(aan, bool) for veld, aan in given.items()):
        raise BesluitOngeldig("Elk veld van 'velden' is true of false.")
    return given


def leerlingen(members: Members) -> Groepskeuze:
    """Which pupils."""
    given = members.get("leerlingen", {})
    if not isinstance(given, dict) or not given.keys() <= LEERLINGEN:
        raise BesluitOngeldig(f"'leerlingen' is een object met {tekst.opsomming(sorted(LEERLINGEN))}.")
    return Groepskeuze(**{naam: _keys(naam, keys) for naam, keys in given.items()})


def _keys(naam: str, keys: object) -> frozenset[str]:
    if not isinstance(keys, list) or len(keys) > MOST_VALUES:
        raise BesluitOngeldig(f"'{naam}' is een lijst van ten hoogste {MOST_VALUES} sleutels.")
    if not all(is_value(key) for key in keys):
        raise BesluitOngeldig(f"Elke sleutel van '{naam}' is een tekst van 1 tot {LONGEST_VALUE} tekens.")
    return frozenset(keys)


def is_value(text: object) -> bool:
    """Whether it is the name of something; with signs that nobody sees it could be no name of anything."""
    return isinstance(text, str) and 0 < len(text) <= LONGEST_VALUE and tekst.fault(text) is None


def sentence(members: Members, naam: str) -> str | None:
    """What a person said in a few words; None where they said nothing."""
    given = members.get(naam)
    if given is None:
        return None
    if not isinstance(given, str) or len(tekst.trim(given)) > MOST_SIGNS:
        raise BesluitOngeldig(f"'{naam}' is een tekst van ten hoogste {MOST_SIGNS} tekens.")
    wrong = tekst.fault(given)
    if wrong is not None:
        raise BesluitOngeldig(f"'{naam}' {wrong}.")
    return tekst.trim(given)
