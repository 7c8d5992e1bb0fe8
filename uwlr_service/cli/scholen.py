"""The schools of a link in a few words: there can be hundreds of them."""

from collections.abc import Sequence

from uwlr_service.cli.output import counted
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.school.school import Schoolcode

NAMED = 3
"""Schools of a link that a list names: a link can have hundreds."""


def school_label(school: Schoolcode, naam: str | None) -> str:
    """A school by its name, if that is known, and its code."""
    return f"{naam} ({school})" if naam else str(school)


def some_scholen(scholen: Sequence[Schoolcode]) -> str:
    """The first of some schools by their codes, and how many there are more."""
    named = ", ".join(map(str, scholen[:NAMED]))
    others = len(scholen) - NAMED
    if others > 0:
        return f"{named} en nog {counted(others, 'school', 'scholen')}"
    return named


def scholen_of(koppeling: Koppeling) -> str:
    """The schools of a link by name, a line each; of many only how many there are, and the first codes."""
    scholen = koppeling.scholen
    if len(scholen) > NAMED:
        return f"{len(scholen)} scholen: {', '.join(map(str, scholen[:NAMED]))} en nog {len(scholen) - NAMED}"
    return "\n".join(school_label(school, koppeling.schoolnamen.get(school)) for school in scholen)
