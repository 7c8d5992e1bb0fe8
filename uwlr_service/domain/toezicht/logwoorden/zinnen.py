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
    known = _known(regel, taal)
    said = [_begun(part.format_map(known), regel) for part in END.split(template)]
    return " ".join([*said, *_outcome(regel, taal)])


def _begun(said: str, regel: Getoonderegel) -> str:
    """A sentence with a capital; a name that it begins with stays as its owner writes it."""
    if said.startswith(tuple(regel.namen.values())):
        return said
    return f"{said[:1].upper()}{said[1:]}"


def doer(regel: Getoonderegel, taal: Taal = Taal.NL) -> str:
    """Who did it: a person, whoever runs commands, the service itself, or the program of a partner."""
    naam = " ".join((regel.actor or "").split())
    template = tabellen.wie(taal)[_way(regel, naam)]
    return template.format_map(_Known({**_known(regel, taal), "wie": naam.removeprefix(MACHINE)}, {}))


def _way(regel: Getoonderegel, naam: str) -> str:
    """By which way somebody acted, as the words for it are kept."""
    if regel.herkomst == "opdrachtregel" and naam.startswith(MACHINE):
        return "machine"
    if regel.wat == "aanmelden-geweigerd" and naam == UNKNOWN:
        return UNKNOWN
    if "aanvraag" in regel.inhoud and APPLICANT.fullmatch(naam):
        return "aanvrager"
    return regel.herkomst or "portaal"


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
    words = tabellen.waarden(UITKOMST, taal)
    family = uitkomst.partition(".")[0]
    said = [words.get(uitkomst) or words.get(family) or words[OTHERWISE]]
    aantal = regel.inhoud.get("aantal")
    if isinstance(aantal, int) and aantal > 1:
        said.append(tabellen.zonder(taal)["keer"].format(aantal=aantal))
    return said
