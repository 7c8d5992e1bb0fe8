"""Mail in two languages: which one somebody reads is kept in their browser alone, and not known here."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.post import Brief

BELOW: Mapping[Taal, str] = MappingProxyType(
    {Taal.NL: "In het Nederlands: {onderwerp}", Taal.EN: "In English: {onderwerp}"}
)
"""What stands above the second language."""


@dataclass(frozen=True, slots=True)
class Versie:
    """What a mail says in one language; ``alineas`` are its paragraphs."""

    onderwerp: str
    alineas: tuple[str, ...]


def brief(aan: str, versies: Mapping[Taal, Versie], eerste: Taal = Taal.NL) -> Brief:
    """A mail that says the same in each language, with the other one below the first."""
    alineas = [*versies[eerste].alineas]
    for taal in Taal:
        if taal is not eerste:
            alineas += [BELOW[taal].format(onderwerp=versies[taal].onderwerp), *versies[taal].alineas]
    return Brief(aan, versies[eerste].onderwerp, "\n\n".join(alineas) + "\n")
