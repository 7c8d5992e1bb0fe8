"""What a line of the log says: what happened, to whom or what, and who did it, in sentences."""

import re
from collections.abc import Mapping

from uwlr_service.domain.taal import Taal
from uwlr_service.domain.toezicht.logvraag import Getoonderegel
from uwlr_service.domain.toezicht.logwoorden import tabellen

NUMBERS = frozenset({"product", "school", "koppeling", "inlog"})
"""Parts of a line that stand for something that has a name."""
UITKOMST = "uitkomst"
"""The part that only lines have that gather the calls of a partner."""
OTHERWISE = "anders"
MACHINE = "opdrachtregel, account "
"""How the name begins of whoever runs a command without saying who they are."""
APPLICANT = re.compile("aanvrager( van aanvraag [0-9]+)?")
UNKNOWN = "onbekend"
PERSON = "portaal"
WIE = "wie"
END = re.compile(r"(?<=\.) ")
"""Where a sentence ends and the next one begins."""


class _Known(dict[str, str]):
    """The names for a sentence; one that is not there is said in general words."""

    def __init__(self, known: Mapping[str, str], zonder: tabellen.Woorden) -> None:
        super().__init__(known)
        self._zonder = zonder

    def __missing__(self, name: str) -> str:
        if name == "product" and "koppeling" in self:
            return self._zonder["koppeling"].format_map(self)
        return self._zonder.get(name, "-")


def sentence(regel: Getoonderegel, taal: Taal = Taal.NL) -> str:
    """What happened; the word itself where an older or newer version of this service wrote the line."""
    wat = regel.wat or ""
    template = tabellen.gebeurtenissen(taal).get(wat)
    if template is None:
        return wat
    said = _said(template, _known(regel, taal), regel.namen)
    return " ".join([said, *_outcome(regel, taal)])


def asked(operatie: str, namen: Mapping[str, str], taal: Taal = Taal.NL) -> str:
    """What a partner asked in one call; the operation itself where it has no sentence."""
    template = tabellen.gebeurtenissen(taal).get(operatie)
    if template is None:
        return operatie
    return _said(template, _Known(namen, tabellen.zonder(taal)), namen)


def ended(uitkomst: str, taal: Taal = Taal.NL) -> str:
    """How a call ended."""
    words = tabellen.waarden(UITKOMST, taal)
    family = uitkomst.partition(".")[0]
    return words.get(uitkomst) or words.get(family) or words[OTHERWISE]


def doer(regel: Getoonderegel, taal: Taal = Taal.NL) -> str:
    """Who did it: a person, whoever runs commands, the service itself, or the program of a partner."""
    naam = " ".join((regel.actor or "").split())
    ways = tabellen.wie(taal)
    template = ways.get(_way(regel, naam), ways[PERSON])
    known = _known(regel, taal)
    known[WIE] = naam.removeprefix(MACHINE)
    return template.format_map(known)


def _said(template: str, known: _Known, namen: Mapping[str, str]) -> str:
    """A text with its names filled in. A name that a sentence begins with stays as its owner writes it."""
    begins = tuple(namen.values())
    parts = [part.format_map(known) for part in END.split(template)]
    return " ".join(part if part.startswith(begins) else f"{part[:1].upper()}{part[1:]}" for part in parts)


def _way(regel: Getoonderegel, naam: str) -> str:
    """By which way somebody acted, as the words for it are kept."""
    if regel.herkomst == "opdrachtregel" and naam.startswith(MACHINE):
        return "machine"
    if regel.wat == "aanmelden-geweigerd" and naam == UNKNOWN:
        return UNKNOWN
    if "aanvraag" in regel.inhoud and APPLICANT.fullmatch(naam):
        return "aanvrager"
    return regel.herkomst or PERSON


def _known(regel: Getoonderegel, taal: Taal) -> _Known:
    """The names that a line is about, and its parts in words."""
    parts = {part: tabellen.waarde(part, code, taal) for part, code in regel.inhoud.items()}
    named = {part: words for part, words in parts.items() if part not in NUMBERS or part == "koppeling"}
    return _Known({**named, **regel.namen}, tabellen.zonder(taal))


def _outcome(regel: Getoonderegel, taal: Taal) -> list[str]:
    """How calls ended, and how many of them there were."""
    uitkomst = regel.inhoud.get(UITKOMST)
    if not isinstance(uitkomst, str):
        return []
    said = [ended(uitkomst, taal)]
    aantal = regel.inhoud.get("aantal")
    if isinstance(aantal, int) and aantal > 1:
        said.append(tabellen.zonder(taal)["keer"].format(aantal=aantal))
    return said
