"""What would have been right where a schema refused something, in Dutch."""

import re
from collections.abc import Callable, Sequence

LONGEST_LIST = 40
DATUM, MOMENT = "een datum, zoals 2026-11-14", "een moment, zoals 2026-11-14T12:12:12+01:00"
JANEE, GETAL = "true of false", "een getal, zoals 7.5"
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
ELEMENTS = re.compile(r"Expected is (?:one of )?\( (.*?) \)")
CLARK = re.compile(r"\{[^}]*\}")
HEAD = re.compile(r"Element '[^']*'(?:, attribute '[^']*')?: (?:\[facet '(\w+)'\] )?")


def of_type(naam: str) -> str | None:
    """What a type takes; None for one that says nothing to a person."""
    return "een geheel getal" if naam.endswith(NUMBERS) else BY_TYPE.get(naam)


def of_patterns(patterns: Sequence[str]) -> str:
    """What has to match one of these."""
    return f"de vorm {' of '.join(patterns)}".replace(r"\p{Nd}", "[0-9]").replace(r"\p{Lu}", "[A-Z]")


def of_length(words: str, aantal: int) -> str:
    """So many characters, and ``words`` say whether that is the least or the most."""
    return f"{words} {aantal} {'teken' if aantal == 1 else 'tekens'}"


def one_of(values: Sequence[str]) -> str:
    """One of some values, of which a long list is not written out."""
    if len(values) == 1:
        return values[0]
    if len(values) > LONGEST_LIST:
        return f"een van {values[0]}, {values[1]}, ... {values[-1]}"
    return f"een van {', '.join(values)}"


def of_message(kind: str, message: str) -> str | None:
    """What libxml2 says that it expected; ``kind`` is its name of the broken rule.

    A message quotes the value, which may say anything. What is wanted comes behind it, so only the end of
    the message is believed.
    """
    if kind == "SCHEMAV_ELEMENT_CONTENT":
        elements = ELEMENTS.search(message)
        return CLARK.sub("", elements[1]) if elements else None
    head = HEAD.match(message)
    begin, end, words = BY_FACET.get(head[1] if head else None, TYPE)
    _, found, tail = message.rpartition(begin)
    return words(tail.removesuffix(end)) if found and tail.endswith(end) else None


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
"""How a message about each facet ends."""
