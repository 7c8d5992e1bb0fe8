"""The value that a schema would have accepted where it refused one, in Dutch."""

import re
from collections.abc import Callable, Sequence

LONGEST_LIST = 40
DATUM = "een datum, zoals 2026-11-14"
MOMENT = "een moment, zoals 2026-11-14T12:12:12+01:00"
JANEE = "true of false"
GETAL = "een getal, zoals 7.5"
BY_TYPE = {
    "date": DATUM,
    "datum": DATUM,
    "dateTime": MOMENT,
    "moment": MOMENT,
    "boolean": JANEE,
    "janee": JANEE,
    "decimal": GETAL,
    "decimaal": GETAL,
    "QName": "een naam met een bekende prefix",
}
"""The types of XML Schema, and of our own schemas, by their local names."""
NUMBERS = ("int", "Integer", "integer", "long", "short", "byte", "aantal", "volgnummer", "dl")
ELEMENTS = re.compile(r"Expected is (?:one of )?\( ([^()]*) \)")
CLARK = re.compile(r"\{[^{}]*\}")
HEAD = re.compile(r"Element '[^']*'(?:, attribute '[^']*')?: (?:\[facet '(\w+)'\] )?")


def of_type(naam: str) -> str | None:
    """The values that a type takes, in words; None for a type whose name says nothing to a person."""
    if naam.endswith(NUMBERS):
        return "een geheel getal"
    return BY_TYPE.get(naam)


def of_patterns(patterns: Sequence[str]) -> str:
    """A text that matches one of these patterns."""
    return f"de vorm {' of '.join(patterns)}".replace(r"\p{Nd}", "[0-9]").replace(r"\p{Lu}", "[A-Z]")


def of_length(words: str, aantal: int) -> str:
    """A number of characters; ``words`` say whether that is the least or the most."""
    if aantal == 1:
        return f"{words} 1 teken"
    return f"{words} {aantal} tekens"


def one_of(values: Sequence[str]) -> str:
    """One of these values; a long list of them is not written out."""
    if len(values) == 1:
        return values[0]
    if len(values) > LONGEST_LIST:
        return f"een van {values[0]}, {values[1]}, ... {values[-1]}"
    return f"een van {', '.join(values)}"


def of_message(kind: str, message: str) -> str | None:
    """What libxml2 says that it expected; ``kind`` is its name of the broken rule.

    A message quotes the value, which may look like the rest of a message. What was expected comes after it,
    so only the end of the message is believed.
    """
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        return _elements(message)
    facet = None
    head = HEAD.match(message)
    if head is not None:
        facet = head[1]
    begin, end, words = BY_FACET.get(facet, TYPE)
    _, separator, tail = message.rpartition(begin)
    if not separator or not tail.endswith(end):
        return None
    return words(tail.removesuffix(end))


def _elements(message: str) -> str | None:
    elements = ELEMENTS.search(message)
    if elements is None:
        return None
    return CLARK.sub("", elements[1])


TYPE: tuple[str, str, Callable[[str], str | None]] = (
    " type '",
    "'.",
    lambda naam: of_type(CLARK.sub("", naam).removeprefix("xs:")),
)
BY_FACET: dict[str | None, tuple[str, str, Callable[[str], str | None]]] = {
    "enumeration": (" of the set {'", "'}.", lambda values: one_of(values.split("', '"))),
    "pattern": (" by the pattern '", "'.", lambda pattern: of_patterns([pattern])),
    "minLength": (" length of '", "'.", lambda aantal: of_length("ten minste", int(aantal))),
    "maxLength": (" length of '", "'.", lambda aantal: of_length("ten hoogste", int(aantal))),
    "minInclusive": (" allowed ('", "').", lambda least: f"ten minste {least}"),
    "maxInclusive": (" allowed ('", "').", lambda most: f"ten hoogste {most}"),
}
"""By facet: the text before and after what was expected, at the end of a message, and how to say it."""
