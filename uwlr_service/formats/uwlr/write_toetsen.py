"""Writing definitions of tests, for a message with results or as a document of their own."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from uwlr_service.domain.uwlr.toets import Ingang, Norm, Normering, Normkleur, Term, Toets, Toetsonderdeel
from uwlr_service.formats.escape import attribute, text
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN, TOETSDEFINITIES

MemberT = TypeVar("MemberT", Ingang, Toetsonderdeel)


def write_toetsdefinities(toetsen: Iterable[Toets]) -> bytes:
    """A whole document (UWLR 2.2, Toetsdefinities); the definitions stand in the namespace of results."""
    inner = "".join(map(write_toets, toetsen))
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<Toetsdefinities xmlns="{TOETSDEFINITIES}">'
        f'<toetsen xmlns="{LEERRESULTATEN}">{inner}</toetsen></Toetsdefinities>\n'
    ).encode()


def write_toets(toets: Toets) -> str:
    """One definition, in the default namespace (UWLR 2.2, Leerresultaten, ctpToets)."""
    return _element(
        "toets",
        term("toetscode", toets.toetscode),
        term("versie", toets.versie),
        plain("toetsnaam", toets.toetsnaam),
        term("leerjaar", toets.leerjaar),
        term("vakgebied", toets.vakgebied),
        _normering("toetsnormering", toets.toetsnormering),
        _list("toetshierarchie", toets.toetshierarchie, _ingang),
        _list("toetsonderdelen", toets.toetsonderdelen, _toetsonderdeel),
    )


def plain(name: str, value: str | None) -> str:
    """An element with a text; nothing without one."""
    if value is None:
        return ""
    return f"<{name}>{text(value)}</{name}>"


def number(name: str, value: int | Decimal | None) -> str:
    """An element with a number, never with an exponent; nothing without one."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"<{name}>{value:f}</{name}>"
    return f"<{name}>{value}</{name}>"


def term(name: str, value: Term | None, extra: str = "") -> str:
    """An element with a value that may come from a vocabulary; nothing without one."""
    if value is None:
        return ""
    binding = _binding(value.vocabulaire, value.vocabulairelocatie)
    return f"<{name}{extra}{binding}>{text(value.waarde)}</{name}>"


def _element(name: str, *parts: str) -> str:
    return f"<{name}>{''.join(parts)}</{name}>"


def _list(name: str, members: Iterable[MemberT], write: Callable[[MemberT], str]) -> str:
    """A list, or nothing: the schema has no empty one."""
    inner = "".join(map(write, members))
    if not inner:
        return ""
    return _element(name, inner)


def _binding(vocabulaire: str | None, vocabulairelocatie: str | None) -> str:
    attributes = (("vocabulaire", vocabulaire), ("vocabulairelocatie", vocabulairelocatie))
    return "".join(f' {name}="{attribute(value)}"' for name, value in attributes if value is not None)


def _ingang(ingang: Ingang) -> str:
    return term("ingang", ingang.term, f' niveau="{ingang.niveau}"')


def _toetsonderdeel(onderdeel: Toetsonderdeel) -> str:
    return _element(
        "toetsonderdeel",
        number("toetsonderdeelvolgnummer", onderdeel.toetsonderdeelvolgnummer),
        term("toetsonderdeelcode", onderdeel.toetsonderdeelcode),
        plain("toetsonderdeelnaam", onderdeel.toetsonderdeelnaam),
        _normering("toetsonderdeelnormering", onderdeel.toetsonderdeelnormering),
    )


def _normering(name: str, normering: Normering | None) -> str:
    if normering is None:
        return ""
    inner = (
        term("toetscategorie", normering.toetscategorie)
        + term("toetsniveau", normering.toetsniveau)
        + number("wegingsfactor", normering.wegingsfactor)
        + "".join(map(_norm, normering.normen))
    )
    return f"<{name}{_binding(normering.vocabulaire, normering.vocabulairelocatie)}>{inner}</{name}>"


def _norm(norm: Norm) -> str:
    return _element(
        "norm",
        plain("term", norm.term),
        plain("omschrijving", norm.omschrijving),
        number("beginnormwaarde", norm.beginnormwaarde),
        number("eindnormwaarde", norm.eindnormwaarde),
        _normkleur(norm.normkleur),
        number("schoolcijfer_vanaf", norm.schoolcijfer_vanaf),
        number("schoolcijfer_totenmet", norm.schoolcijfer_totenmet),
    )


def _normkleur(kleur: Normkleur | None) -> str:
    if kleur is None:
        return ""
    return _element(
        "normkleur",
        number("rood_code", kleur.rood),
        number("groen_code", kleur.groen),
        number("blauw_code", kleur.blauw),
        number("transparantie", kleur.transparantie),
    )
