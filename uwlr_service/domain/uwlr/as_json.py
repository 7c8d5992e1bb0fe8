"""Values that are kept as JSON and never change: definitions of tests, and outcomes of results."""

import json
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from uwlr_service.domain.uwlr.resultaat import (
    AnderResultaat,
    OsoResultaat,
    Referentiescore,
    Toetsscore,
    Uitslag,
)
from uwlr_service.domain.uwlr.toets import Ingang, Norm, Normering, Normkleur, Term, Toets, Toetsonderdeel


def dump(value: Any) -> str:
    """A dataclass of the domain as JSON, the same text for equal values; empty fields are left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        # What does not count in a comparison, such as a line number, is not part of what is said.
        parts = {field.name: getattr(value, field.name) for field in fields(value) if field.compare}
        return {name: _plain(part) for name, part in parts.items() if part is not None and part != ()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal):
        return str(value)
    return value


def load_toets(text: str) -> Toets:
    """A definition from its JSON."""
    return _load(json.loads(text), Toets)


def read_toets(document: dict[str, Any]) -> Toets:
    """A definition that a person wrote as JSON: a term without a vocabulary may be a plain text.

    Raises TypeError, ValueError or ArithmeticError for a document that is not a definition.
    """
    return _load(document, Toets)


def read_oso(document: dict[str, Any]) -> OsoResultaat:
    """The same for a result in the shape of OSO."""
    return _load(document, OsoResultaat)


def load_uitslag(text: str) -> Uitslag:
    """The outcome of a result that is not a score, from its JSON."""
    document = json.loads(text)
    if "xml" in document:
        return _load(document, AnderResultaat)
    return _load(document, OsoResultaat)


SINGLE: dict[str, Any] = {
    "toetscode": Term,
    "versie": Term,
    "leerjaar": Term,
    "vakgebied": Term,
    "toetscategorie": Term,
    "toetsniveau": Term,
    "toetsonderdeelcode": Term,
    "toetsnormering": Normering,
    "toetsonderdeelnormering": Normering,
    "normkleur": Normkleur,
    "toetsscore": Toetsscore,
    "transparantie": Decimal,
    "wegingsfactor": Decimal,
    "schoolcijfer_vanaf": Decimal,
    "schoolcijfer_totenmet": Decimal,
    "tijd": Decimal,
    "vaardigheidsscore": Decimal,
    "bivlaag": Decimal,
    "bivhoog": Decimal,
}
SEVERAL: dict[str, Any] = {
    "toetshierarchie": Ingang,
    "toetsonderdelen": Toetsonderdeel,
    "normen": Norm,
    "referentiescores": Referentiescore,
}
INGANG_TERM = "term"
"""This name means two things: in a step of a hierarchy a term of a vocabulary, in a norm a plain text."""


def _load(document: Any, kind: Any) -> Any:
    if kind is Term and isinstance(document, str):
        return Term(document)
    if not isinstance(document, dict):
        raise TypeError(f"'{document}' is geen {kind.__name__}")
    return kind(**{name: _part(kind, name, value) for name, value in document.items()})


def _part(kind: Any, name: str, value: Any) -> Any:
    """One field of an object of a kind; what has no class of its own stays as JSON has it."""
    if name in SEVERAL:
        return tuple(_load(part, SEVERAL[name]) for part in value)
    wanted = SINGLE.get(name)
    if name == INGANG_TERM and kind is Ingang:
        wanted = Term
    if wanted is None:
        return value
    if wanted is Decimal:
        return Decimal(str(value))
    return _load(value, wanted)
