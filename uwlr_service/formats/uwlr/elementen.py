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

BIJ_ACHTERNAAM = frozenset({"voorvoegsel", "voornamen", "voorletters-1"})


def text(value: str) -> str:
    """Text content; a carriage return would otherwise come out as a line feed."""
    if value.isalnum():  # most names and codes
        return value
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def attribute(value: str) -> str:
    """An attribute's value between double quotes; white space would otherwise become spaces."""
    if value.isalnum():
        return value
    return text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


class Veld(NamedTuple):
    """How one field is written: between what, and by which function."""

    opening: str
    closing: str
    write: Callable[[Any], str]


def _simple(name: str, write: Callable[[Any], str]) -> Veld:
    return Veld(f"<{name}>", f"</{name}>", write)


def reference(name: str, key: str) -> str:
    """A reference to another object by its key."""
    return f'<{name} key="{attribute(key)}"/>'


def _samengestelde_groepen(keys: Iterable[str]) -> str:
    inner = "".join(reference("samengestelde_groep", key) for key in keys)
    return f"<samengestelde_groepen>{inner}</samengestelde_groepen>" if inner else ""


def rollen(items: Iterable[Rol]) -> str:
    """Roles; a code that this version does not know goes out as its description."""
    written = []
    for rol in items:
        if rol.code is not None and rol.code not in LATE_ROLLEN:
            written.append(f"<rol>{rol.code}</rol>")
        else:
            omschrijving = ROLLEN[rol.code] if rol.code is not None else rol.omschrijving or ""
            written.append(f"<rolomschrijving>{text(omschrijving)}</rolomschrijving>")
    return "".join(written)


def _groepen(bindingen: Iterable[Groepsbinding], *, with_rollen: bool) -> str:
    written = []
    for binding in bindingen:
        name = "samengestelde_groep" if binding.samengesteld else "groep"
        inner = rollen(binding.rollen) if with_rollen else ""
        closing = f">{inner}</{name}>" if inner else "/>"
        written.append(f'<{name} key="{attribute(binding.key)}"{closing}')
    return f"<groepen>{''.join(written)}</groepen>" if written else ""


def _iso(value: date) -> str:
    return value.isoformat()


# One import gives most objects the same mutatiedatum.
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
    "groep": Veld("", "", lambda key: reference("groep", key)),
    "samengestelde_groepen": Veld("", "", _samengestelde_groepen),
    "vestiging": Veld("", "", lambda key: reference("vestiging", key)),
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
    "rol": Veld("", "", rollen),
    "groepen": Veld("", "", lambda bindingen: _groepen(bindingen, with_rollen=False)),
    "mutatiedatum": _simple("mutatiedatum", _moment),
}
OVERIGE = {
    "naam": _simple("naam", text),
    "jaargroep": _simple("jaargroep", text),
    "omschrijving": _simple("omschrijving", text),
    "mutatiedatum": _simple("mutatiedatum", _moment),
}
ELEMENTEN: dict[str, dict[str, Veld]] = {
    "vestiging": {name: OVERIGE[name] for name in ("naam", "omschrijving", "mutatiedatum")},
    "groep": OVERIGE,
    "samengestelde_groep": {name: OVERIGE[name] for name in ("naam", "omschrijving", "mutatiedatum")},
    "leerling": LEERLING,
    "leerkracht": {
        **LEERKRACHT,
        "groepen/rol": Veld("", "", lambda bindingen: _groepen(bindingen, with_rollen=True)),
    },
}
ATTRIBUTES = {"rol": "rollen", "groepen/rol": "groepen"}


def write(element: str, objects: Iterable[Any], veldenlijst: Veldenlijst) -> Iterable[str]:
    """The objects of one kind as XML, with the allowed fields only."""
    allowed = veldenlijst.of(element)
    names = _names(element, allowed)
    velden = [ELEMENTEN[element][name] for name in names]
    values_of = _values(names)
    for item in objects:
        parts = [f"<{element}{_identity(item, allowed)}>"]
        for value, (opening, closing, write_value) in zip(values_of(item), velden, strict=True):
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
    getters = [attrgetter(name) for name in attributes]  # one or none: attrgetter gives no tuple there
    return lambda item: tuple(get(item) for get in getters)


def _identity(item: Any, allowed: frozenset[str]) -> str:
    """Key and eckid; where the key is not asked for, it still stands in for a missing eckid (UWLR 2.3)."""
    eckid = item.eckid if "eckid" in allowed and isinstance(item, Leerling | Leerkracht) else None
    key = f' key="{attribute(item.key)}"' if "key" in allowed or not eckid else ""
    return f'{key} eckid="{attribute(eckid)}"' if eckid else key
