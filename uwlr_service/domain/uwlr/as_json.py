"""Values that are kept as JSON and never changed afterwards: definitions of tests, and what results say."""

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
    """A dataclass of the domain as JSON, the same text for equal values; what says nothing is left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        found = {f.name: getattr(value, f.name) for f in fields(value) if f.compare}
        return {name: _plain(one) for name, one in found.items() if one is not None and one != ()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return str(value)
    return value


def load_toets(text: str) -> Toets:
    """A definition from its JSON."""
    return _load(json.loads(text), Toets)


def read_toets(found: dict[str, Any]) -> Toets:
    """A definition that a person wrote as JSON: a term without a vocabulary may be a plain text.

    Raises TypeError, ValueError or ArithmeticError for what is none.
    """
    return _load(found, Toets)


def read_oso(found: dict[str, Any]) -> OsoResultaat:
    """The same for a result in the shape of OSO."""
    return _load(found, OsoResultaat)


def load_uitslag(text: str) -> Uitslag:
    """What a result says that is no score, from its JSON."""
    found = json.loads(text)
    return _load(found, AnderResultaat if "xml" in found else OsoResultaat)


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
"""A step in a hierarchy holds a term of a vocabulary, a norm one in plain text."""


def _load(found: Any, kind: Any) -> Any:
    if kind is Term and isinstance(found, str):
        return Term(found)
    if not isinstance(found, dict):
        raise TypeError(f"'{found}' is geen {kind.__name__}")
    values: dict[str, Any] = {}
    for name, value in found.items():
        if name in SEVERAL:
            values[name] = tuple(_load(one, SEVERAL[name]) for one in value)
        elif name in SINGLE:
            wanted = SINGLE[name]
            values[name] = Decimal(str(value)) if wanted is Decimal else _load(value, wanted)
        elif name == INGANG_TERM and kind is Ingang:
            values[name] = _load(value, Term)
        else:
            values[name] = value
    return kind(**values)
