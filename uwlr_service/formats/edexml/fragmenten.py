"""The pieces that every written object is made of: fields in the schema's order, references, remarks."""

from collections.abc import Callable, Iterable
from datetime import date
from operator import attrgetter
from typing import Any

from uwlr_service.domain import tijd
from uwlr_service.domain.school.school import Toevoeging
from uwlr_service.formats import escape
from uwlr_service.formats.edexml.toevoegingen import OPMERKING

Writer = Callable[[Any], str]


def day(value: date) -> str:
    """A calendar day as xs:date."""
    return value.isoformat()


def element(tag: str, content: str) -> str:
    """One element on a line of its own."""
    return f"<{tag}>{content}</{tag}>\n"


def fields(**formats: Callable[[Any], str]) -> Writer:
    """A writer of fields of the domain in this order; what is None is left out."""
    parts = tuple((TAGS.get(naam, naam), convert) for naam, convert in formats.items())
    values_of = _values(tuple(formats))

    def write(subject: Any) -> str:
        return "".join(
            f"<{tag}>{convert(value)}</{tag}>\n"
            for (tag, convert), value in zip(parts, values_of(subject), strict=True)
            if value is not None
        )

    return write


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """How to get all these fields of an object at once."""
    get = attrgetter(*names)
    if len(names) > 1:
        return get
    return lambda subject: (get(subject),)  # for a single name attrgetter gives the bare value


TAGS = {"voorletters_1": "voorletters-1", "bsn_ondwnr_4": "bsn_ondwnr-4"}
"""The elements whose name is not that of the field."""


def reference(tag: str, key: str) -> str:
    """A reference to a group or location by its key."""
    return f'<{tag} key="{escape.attribute(key)}"/>\n'


def toevoegingen(remarks: Iterable[Toevoeging]) -> str:
    """The remarks with an object, or nothing."""
    blokken = "".join(_blok(remark) for remark in remarks)
    if not blokken:
        return ""
    return f"<toevoegingen>\n{blokken}</toevoegingen>\n"


_blok_fields = fields(code=escape.text, omschrijving=escape.text, opmerking=escape.text)


def _blok(remark: Toevoeging) -> str:
    return f'<blok xsi:type="{OPMERKING}">\n{_blok_fields(remark)}</blok>\n'


mutatiedatum = fields(mutatiedatum=tijd.format_moment)
