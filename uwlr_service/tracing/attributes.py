"""What a span may say: the names of this list, with numbers or with words that the code itself chose.

No name, key, number or address of a person, link or school is on it. What may hold one has no place on it
either: no path, no query, no identifier that the caller made up, no text of an error.
"""

import re
from collections.abc import Callable, Mapping

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
OTHER = "_OTHER"
"""In the place of a word that is not one of ours, as the semantic conventions of OpenTelemetry have it."""
WORD = re.compile(r"[A-Za-z0-9_.-]{1,64}")
Value = str | int


def word(value: object) -> Value:
    """The name of an operation, an outcome or a class; it has no room for an address or a sentence."""
    return value if isinstance(value, str) and WORD.fullmatch(value) else OTHER


def _number(value: object) -> Value:
    return value if isinstance(value, int) else OTHER


def _method(value: object) -> Value:
    """A method of HTTP; a caller may send any other word in its place."""
    return value if isinstance(value, str) and value in METHODS else OTHER


def _sum(value: object) -> Value:
    """Numbers by their kind, added up."""
    return sum(map(int, value.values())) if isinstance(value, Mapping) else OTHER


ALLOWED: Mapping[str, tuple[str, Callable[[object], Value]]] = {
    "layer": ("uwlr.layer", word),
    "operation": ("uwlr.operation", word),
    "outcome": ("uwlr.outcome", word),
    "cache": ("uwlr.cache", word),
    "bytes_in": ("uwlr.bytes_in", _number),
    "bytes_out": ("uwlr.bytes_out", _number),
    "counts": ("uwlr.objects", _sum),
    "rows": ("uwlr.rows", _number),
    "left_out": ("uwlr.spans_left_out", _number),
    "dialect": ("db.system.name", word),
    "error": ("error.type", word),
    "method": ("http.request.method", _method),
    "status": ("http.response.status_code", _number),
}
"""By the name that we use, that of the attribute, and how its value is judged."""


def allowed(fields: Mapping[str, object]) -> dict[str, Value]:
    """The attributes that these fields make; a field that is not on the list makes none."""
    return {ALLOWED[name][0]: ALLOWED[name][1](value) for name, value in fields.items() if name in ALLOWED}
