"""What an overview says, in words: values, and who decided."""

import re

from uwlr_service.domain.inzage.overzicht import Namen, Veldinzage
from uwlr_service.domain.koppeling.teksten import teksten
from uwlr_service.domain.koppeling.woorden import words_of
from uwlr_service.domain.taal import Taal

GROEP = "groep"
MEDEWERKER = "medewerker"
VESTIGING = "vestiging"
CODEWAARDE = "codewaarde"
REFERENCES = {
    "groep": GROEP,
    "samengestelde_groep": GROEP,
    "samengestelde_groepen": GROEP,
    "medewerker": MEDEWERKER,
    "leerkracht": MEDEWERKER,
    "vestiging": VESTIGING,
}
"""The kind of what a field refers to; any other field can hold a value of the lists of the school."""
COMMAND_LINE = re.compile(r"opdrachtregel, account \S+")
ON_BEHALF = {
    Taal.NL: "de beheerder van deze dienst, namens de school",
    Taal.EN: "the operator of this service, on behalf of the school",
}


def naam_in_words(veld: str, taal: Taal = Taal.NL) -> str:
    """How people call a field, below the name of its kind."""
    return teksten(taal).of_veld(veld).naam


def soort_in_words(entiteit: str, taal: Taal = Taal.NL) -> str:
    """How people call a kind of object."""
    return teksten(taal).elementen.get(entiteit, entiteit)


def waarde_in_words(inzage: Veldinzage, namen: Namen, taal: Taal = Taal.NL) -> str:
    """A value as people read it: with the name of what it refers to, where that is known."""
    of_kind = namen.get(REFERENCES.get(inzage.naam, CODEWAARDE), {})
    if not inzage.delen:
        return words_of(inzage.veld, inzage.waarde, taal, of_kind)
    delen: dict[str, str] = {}
    for naam, waarde in inzage.delen:
        shown = of_kind.get(waarde, waarde)
        delen[naam] = f"{delen[naam]}, {shown}" if naam in delen else shown
    return words_of(inzage.veld, delen, taal)


def besluiter_in_words(door: str, taal: Taal = Taal.NL) -> str:
    """Who decided, to somebody who does not know the command line."""
    return COMMAND_LINE.sub(ON_BEHALF[taal], door)
