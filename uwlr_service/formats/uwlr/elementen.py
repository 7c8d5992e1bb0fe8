"""The objects of pupil data as XML text, each from an allow-list: what is not in it cannot be written.

Answers are large and made of small pieces, so they are joined from text: a tree costs ten times as much.
"""

import functools
from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import Veldenlijst
from uwlr_service.domain.koppeling.gemis import attribute_of
from uwlr_service.domain.school.codelijsten import LATE_ROLLEN, ROLLEN
from uwlr_service.domain.school.leerkracht import Groepsbinding, Leerkracht, Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.formats.escape import attribute, text

BIJ_ACHTERNAAM = frozenset({"voorvoegsel", "voornamen", "voorletters-1"})


class Veldschrijver(NamedTuple):
    """How one field is written: the text before and after its value, and the function for the value."""

    opening: str
    closing: str
    write: Callable[[Any], str]


def _simple(name: str, write: Callable[[Any], str]) -> Veldschrijver:
    return Veldschrijver(f"<{name}>", f"</{name}>", write)


def reference(name: str, key: str) -> str:
    """A reference to another object by its key."""
    return f'<{name} key="{attribute(key)}"/>'


def _samengestelde_groepen(keys: Iterable[str]) -> str:
    inner = "".join(reference("samengestelde_groep", key) for key in keys)
    if not inner:  # the schema has no empty list
        return ""
    return f"<samengestelde_groepen>{inner}</samengestelde_groepen>"


def rollen(rollen_of_persoon: Iterable[Rol]) -> str:
    """Roles; a code that this version does not know goes out as its description."""
    written = []
    for rol in rollen_of_persoon:
        if rol.code is not None and rol.code not in LATE_ROLLEN:
            written.append(f"<rol>{rol.code}</rol>")
            continue
        omschrijving = rol.omschrijving or ""
        if rol.code is not None:
            omschrijving = ROLLEN[rol.code]
        written.append(f"<rolomschrijving>{text(omschrijving)}</rolomschrijving>")
    return "".join(written)


def _groepen(bindingen: Iterable[Groepsbinding], *, with_rollen: bool) -> str:
    written = []
    for binding in bindingen:
        name = "groep"
        if binding.samengesteld:
            name = "samengestelde_groep"
        if with_rollen and binding.rollen:
            inner = rollen(binding.rollen)
            written.append(f'<{name} key="{attribute(binding.key)}">{inner}</{name}>')
        else:
            written.append(reference(name, binding.key))
    if not written:
        return ""
    return f"<groepen>{''.join(written)}</groepen>"


def _iso(value: date) -> str:
    return value.isoformat()


# One import gives most objects the same mutatiedatum, and formatting a moment is dear.
_moment = functools.lru_cache(maxsize=1024)(tijd.format_moment)


# In the order of the schema (UWLR 2.2, LeerlingType, LeerkrachtType, GroepType ...).
LEERLING = {
    "achternaam": _simple("achternaam", text),
    "voorvoegsel": _simple("voorvoegsel", text),
    "voornamen": _simple("voornamen", text),
    "voorletters-1": _simple("voorletters-1", text),
    "roepnaam": _simple("roepnaam", text),
    "geboortedatum": _simple("geboortedatum", _iso),
    "geslacht": _simple("geslacht", str),
    "start_ondw_jgr3": _simple("start_ondw_jgr3", _iso),
    "jaargroep": _simple("jaargroep", text),
    "groep": Veldschrijver("", "", lambda key: reference("groep", key)),
    "samengestelde_groepen": Veldschrijver("", "", _samengestelde_groepen),
    "vestiging": Veldschrijver("", "", lambda key: reference("vestiging", key)),
    "gebruikersnaam": _simple("gebruikersnaam", text),
    "emailadres": _simple("emailadres", text),
    "fotourl": _simple("fotourl", text),
    "bsn_ondwnr-4": _simple("bsn_ondwnr-4", text),
    "mutatiedatum": _simple("mutatiedatum", _moment),
}
LEERKRACHT = {
    "achternaam": _simple("achternaam", text),
    "voorvoegsel": _simple("voorvoegsel", text),
    "voornamen": _simple("voornamen", text),
    "voorletters-1": _simple("voorletters-1", text),
    "roepnaam": _simple("roepnaam", text),
    "gebruikersnaam": _simple("gebruikersnaam", text),
    "emailadres": _simple("emailadres", text),
    "rol": Veldschrijver("", "", rollen),
    "groepen": Veldschrijver("", "", lambda bindingen: _groepen(bindingen, with_rollen=False)),
    "mutatiedatum": _simple("mutatiedatum", _moment),
}
OVERIGE = {
    "naam": _simple("naam", text),
    "jaargroep": _simple("jaargroep", text),
    "omschrijving": _simple("omschrijving", text),
    "mutatiedatum": _simple("mutatiedatum", _moment),
}
ELEMENTEN: dict[str, dict[str, Veldschrijver]] = {
    "vestiging": {name: OVERIGE[name] for name in ("naam", "omschrijving", "mutatiedatum")},
    "groep": OVERIGE,
    "samengestelde_groep": {name: OVERIGE[name] for name in ("naam", "omschrijving", "mutatiedatum")},
    "leerling": LEERLING,
    "leerkracht": {
        **LEERKRACHT,
        "groepen/rol": Veldschrijver("", "", lambda bindingen: _groepen(bindingen, with_rollen=True)),
    },
}
ATTRIBUTES = {"rol": "rollen", "groepen/rol": "groepen"}


def write(element: str, objects: Iterable[Any], veldenlijst: Veldenlijst) -> Iterable[str]:
    """The objects of one kind as XML, with the allowed fields only."""
    allowed = veldenlijst.of(element)
    names = _names(element, allowed)
    velden = [ELEMENTEN[element][name] for name in names]
    values_of = _values(names)
    for subject in objects:
        parts = [f"<{element}{_identity(subject, allowed)}>"]
        for value, (opening, closing, write_value) in zip(values_of(subject), velden, strict=True):
            if value is not None:
                parts.append(f"{opening}{write_value(value)}{closing}")
        parts.append(f"</{element}>")
        yield "".join(parts)


def _names(element: str, allowed: frozenset[str]) -> list[str]:
    """The fields to write, in the order of the schema."""
    names = [name for name in ELEMENTEN[element] if name in allowed]
    if "achternaam" not in allowed:  # without it the schema takes a roepnaam only
        names = [name for name in names if name not in BIJ_ACHTERNAAM]
    if "groepen/rol" in names:
        names.remove("groepen/rol")
        if "groepen" in names:
            names[names.index("groepen")] = "groepen/rol"
    return names


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    attributes = [ATTRIBUTES.get(name, attribute_of(name)) for name in names]
    if len(attributes) > 1:
        return attrgetter(*attributes)
    getters = [attrgetter(name) for name in attributes]  # for a single name attrgetter gives no tuple
    return lambda subject: tuple(get(subject) for get in getters)


def _identity(subject: Any, allowed: frozenset[str]) -> str:
    """Key and eckid; where the key is not asked for, it still stands in for a missing eckid (UWLR 2.3)."""
    eckid = None
    if "eckid" in allowed and isinstance(subject, Leerling | Leerkracht):
        eckid = subject.eckid
    if not eckid:
        return f' key="{attribute(subject.key)}"'
    if "key" not in allowed:
        return f' eckid="{attribute(eckid)}"'
    return f' key="{attribute(subject.key)}" eckid="{attribute(eckid)}"'
