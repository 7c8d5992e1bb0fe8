"""What one object has of one field, as text for people: the values that would go out, without the XML."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.school.dossier import Dossierobject
from uwlr_service.domain.school.leerkracht import Leerkracht, Rol
from uwlr_service.formats.gkv.basis import Objectsoort
from uwlr_service.formats.gkv.dossierobjecten import BEHIND

KEY = "key"


def of_basis(soort: Objectsoort, naam: str) -> Iterator[list[str]]:
    """What each object of the set basis has of a field; an empty list where it has nothing."""
    nested = NESTED.get((soort.entiteit, naam))
    for persoon_of_groep in soort.objecten:
        if naam == KEY:
            yield [persoon_of_groep.key]
        elif nested is not None:
            yield list(nested(persoon_of_groep))
        else:
            yield list(_single(soort, naam, persoon_of_groep))


def of_dossier(dossierobject: Dossierobject, naam: str) -> list[str]:
    """What an object of an extended set has of a field."""
    if naam == KEY:
        return [dossierobject.key]
    texts: list[str] = []
    if f"@{naam}" in dossierobject.waarden:
        texts.append(dossierobject.waarden[f"@{naam}"])
    for element, waarde in dossierobject.waarden.items():
        if BEHIND.get(element, element) == naam:
            texts += _texts(waarde)
    return texts


def described(dossierobject: Dossierobject, allowed: frozenset[str]) -> list[str]:
    """Every element of an object that may go out, by its name."""
    texts: list[str] = []
    for element, waarde in dossierobject.waarden.items():
        if BEHIND.get(element, element) in allowed:
            texts += (f"{element} {text}" for text in _texts(waarde))
    return texts


def _single(soort: Objectsoort, naam: str, persoon_of_groep: Any) -> Iterator[str]:
    for veld in soort.velden:
        if veld.tag == naam:
            value = veld.get(persoon_of_groep)
            if value is not None:
                yield veld.write(value)


def _rollen(rollen: Iterable[Rol]) -> Iterator[str]:
    """The codes first and the descriptions after them, as in a package."""
    ordered = sorted(rollen, key=lambda rol: not rol.code)
    return (rol.code or rol.omschrijving or "" for rol in ordered)


def _rollen_of(drager: Any) -> Iterator[str]:
    return _rollen(drager.rollen)


def _groepen_of(leerkracht: Leerkracht) -> Iterator[str]:
    """All groups of a teacher in one text: they lie in one element."""
    if leerkracht.groepen:
        yield ", ".join(f"{KEY} {binding.key}" for binding in leerkracht.groepen)


def _mutatiedatum_of(leerkracht: Leerkracht) -> Iterator[str]:
    if leerkracht.mutatiedatum is not None:
        yield tijd.format_moment(leerkracht.mutatiedatum)


NESTED: Mapping[tuple[str, str], Callable[[Any], Iterator[str]]] = {
    ("leerkracht", "rol"): _rollen_of,
    ("leerkracht", "groepen"): _groepen_of,
    ("leerkracht", "mutatiedatum"): _mutatiedatum_of,
    ("groepsindeling", "rol"): _rollen_of,
}
"""The fields of the set basis that are no single value, or that stand behind such a field."""


def _texts(waarde: Any) -> Iterator[str]:
    """A value as text, for each time that it is there."""
    if isinstance(waarde, list):
        for deel in waarde:
            yield from _texts(deel)
    elif isinstance(waarde, Mapping):
        yield ", ".join(_parts(waarde))
    else:
        yield waarde


def _parts(waarden: Mapping[str, Any]) -> Iterator[str]:
    """The parts of a value by name, at any depth: attributes first, as they are written."""
    for naam, waarde in waarden.items():
        if naam.startswith("@"):
            yield f"{naam[1:]} {waarde}"
    for naam, waarde in waarden.items():
        if naam.startswith("@"):
            continue
        for deel in waarde if isinstance(waarde, list) else [waarde]:
            if isinstance(deel, Mapping):
                yield from _parts(deel)
            elif deel:
                yield f"{naam} {deel}"
