"""The keys of a document and the references to them: no key twice, and no reference to a missing object."""

from dataclasses import dataclass

from lxml import etree

from uwlr_service.domain.fouten import Melding
from uwlr_service.domain.school.regels import DUMMY
from uwlr_service.domain.tekst import trim
from uwlr_service.formats.edexml.bevindingen import Bevindingen
from uwlr_service.formats.edexml.vindplaats import Vindplaats

EEN_KEY = "een key"
UNIQUE = "een waarde die verder niet voorkomt"
GROEPEN = ("groep", "samengestelde_groep")
"""Both kinds of groups share one space of keys (EDEXML 2.1, groepKeyUnique)."""


@dataclass(frozen=True, slots=True)
class OpenVerwijzing:
    """A reference to an object that was not seen yet: it may still follow, or not be there at all."""

    soort: str
    key: str
    melding: Melding


class Keys:
    """The identity constraints of EDEXML 2.1, EDEX, over a document that is never held as a whole."""

    def __init__(self, bevindingen: Bevindingen) -> None:
        self._bevindingen = bevindingen
        self._defined: dict[str, dict[str, tuple[int, str]]] = {}
        self._pending: list[OpenVerwijzing] = []

    def define(self, soort: str, plaats: Vindplaats) -> None:
        """Take the key of an object, trimmed, into its place; report what is wrong with it."""
        key = trim(plaats.element.get("key") or "")
        plaats.key = key or None
        if not key:
            # White space around a key means nothing (EDEXML 2.1, handbook p. 9), but the schema takes a key
            # of spaces alone.
            if plaats.element.get("key"):
                plaats.report(f"de key van '{soort}' bevat alleen spaties", verwacht=EEN_KEY)
            return  # a missing or empty one is the schema's finding
        if key.startswith(DUMMY):
            plaats.report(
                f"de key van '{soort}' begint met '{DUMMY}' en is dus tijdelijk",
                verwacht="een blijvende key (zet in het LAS vaste sleutels aan)",
            )
        self._once(soort, key, plaats, "de key van")
        eckid = trim(plaats.element.get("eckid") or "")
        if eckid:
            self._once(f"{soort}/eckid", eckid, plaats, "het eckid van")
        elif plaats.element.get("eckid"):
            plaats.report(f"het eckid van '{soort}' bevat alleen spaties", verwacht="een eckid")

    def _once(self, soort: str, key: str, plaats: Vindplaats, wat: str) -> None:
        spaces: tuple[str, ...] = (soort,)
        if soort in GROEPEN:
            spaces = GROEPEN
        for space in spaces:
            earlier = self._defined.get(space, {}).get(key)
            if earlier is not None:
                naam = soort.split("/")[0]
                plaats.report(
                    f"{wat} '{naam}' komt meer dan eens voor; eerder op regel {earlier[0]}", verwacht=UNIQUE
                )
                return
        self._defined.setdefault(soort, {})[key] = (plaats.regel, plaats.pad)

    def refer(self, plaats: Vindplaats, element: etree._Element) -> str:
        """The trimmed key that an element refers by; its tag says to what."""
        soort = str(element.tag)
        given = element.get("key") or ""
        key = trim(given)
        if given and not key:
            plaats.report(f"de verwijzing naar een {soort} bevat alleen spaties", verwacht=EEN_KEY)
        if key and key not in self._defined.get(soort, ()):
            melding = plaats.melding(
                f"verwijst naar {soort} '{key}', die niet in het bestand staat",
                element,
                verwacht=f"de key van een {soort} in het bestand",
            )
            self._pending.append(OpenVerwijzing(soort, key, melding))
        return key

    def report_dangling(self) -> None:
        """Report the references to which no object of the whole document answers."""
        for verwijzing in self._pending:
            if verwijzing.key not in self._defined.get(verwijzing.soort, ()):
                self._bevindingen.add(verwijzing.melding)

    def place(self, melding: Melding) -> tuple[int, str] | None:
        """The line and path of the object that a finding without a place is about."""
        for soort, places in self._defined.items():
            if melding.key in places and soort in melding.tekst:
                return places[melding.key]
        return None
