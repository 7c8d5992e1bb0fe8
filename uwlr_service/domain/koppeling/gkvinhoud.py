"""The kinds of objects of GKV: in which set each goes, and whether an agreement holds it at all."""

from functools import lru_cache

from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Veldenlijst, versies_of
from uwlr_service.domain.koppeling.gkvsets import GKV_NAMEN
from uwlr_service.domain.school.dossier import SETINHOUD

BASIS = "basis"
"""The set that every link has, whatever the school switched."""
AGREEMENTS = 1024
"""Whose fields are remembered: a list asks for those of hundreds of schools, and few of them differ."""
BASISSOORTEN = ("vestiging", "groep", "samengestelde_groep", "leerling", "leerkracht", "groepsindeling")


def _set_of() -> dict[str, str]:
    sets = dict.fromkeys(BASISSOORTEN, BASIS)
    for naam, entiteiten in SETINHOUD.items():
        sets |= dict.fromkeys(entiteiten, naam)
    return sets


SET_OF = _set_of()
"""The set, and so the file, that each kind goes in."""


def is_delivered(entiteit: str, velden: Veldenlijst) -> bool:
    """Whether an agreement holds this kind of object at all.

    A school switches off a whole set, or one kind in it by its ``key`` (docs/gkv-dossier.rst).
    """
    in_set = SET_OF[entiteit] == BASIS or f"set/{SET_OF[entiteit]}" in velden.velden
    return in_set and f"{entiteit}/key" in velden.velden


def going_out(velden: Veldenlijst) -> frozenset[str]:
    """The fields that can go out by an allow-list: not those of a set, or of a kind, that is off.

    Of the other sets every field on the list goes out.
    """
    return frozenset(veld for veld in velden.velden if _is_reached(veld, velden))


def _is_reached(veld: str, velden: Veldenlijst) -> bool:
    entiteit, _, _ = veld.partition("/")
    return velden.gegevensset not in GKV_NAMEN or entiteit not in SET_OF or is_delivered(entiteit, velden)


def fields_of(afspraak: Gegevensafspraak) -> frozenset[str]:
    """The fields that go out under an agreement, in one version of its set at least."""
    return _fields_of(afspraak.gegevensset, frozenset(afspraak.schakelaars.items()))


@lru_cache(maxsize=AGREEMENTS)
def _fields_of(gegevensset: str, schakelaars: frozenset[tuple[str, bool]]) -> frozenset[str]:
    afspraak = Gegevensafspraak(gegevensset=gegevensset, schakelaars=dict(schakelaars))
    velden: set[str] = set()
    for versie in versies_of(gegevensset):
        velden |= going_out(afspraak.veldenlijst(versie))
    return frozenset(velden)
