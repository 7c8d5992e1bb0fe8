"""The report of a run, for programs and for the servers that build software; people get it on the screen."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree

from uwlr_service.conformiteit.brengen import Achtergelaten
from uwlr_service.conformiteit.doorloop import Beletsel, Spoor, Stand, Uitkomst
from uwlr_service.conformiteit.geval import Gewicht, Suite
from uwlr_service.conformiteit.waarmerk import Waarmerk
from uwlr_service.domain import tijd

NIETS_BEOORDEELD = "Niets van wat moet is beoordeeld: dit zegt niet dat het klopt."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """What came of a run: no key, and of the answers no value (``antwoord.py``)."""

    suite: Suite
    doel: str
    begonnen: datetime
    seconds: float
    calls: int
    uitkomsten: Sequence[Uitkomst]
    achtergelaten: Achtergelaten = field(default_factory=Achtergelaten)
    beletsels: Sequence[Beletsel] = ()
    """What kept cases from being judged."""
    waarmerk: Waarmerk | None = None
    """Only under what our own server watched or ran itself."""

    @property
    def is_good(self) -> bool:
        """Whether the other side does all that it must, as far as was looked, and something was seen."""
        return not self._has_fatal and self.voorbehoud is None

    @property
    def _has_fatal(self) -> bool:
        return any(uitkomst.is_fatal for uitkomst in self.uitkomsten)

    @property
    def voorbehoud(self) -> str | None:
        """Why the report proves nothing (Dutch), for the top of each form of it; None if it does."""
        if self.beletsels:
            return " ".join(map(str, self.beletsels))
        return None if self._has_fatal or self._shows_something else NIETS_BEOORDEELD

    @property
    def _shows_something(self) -> bool:
        """Whether something that must be was found good; without such cases, whether any was judged."""
        of_must = [uitkomst for uitkomst in self.uitkomsten if uitkomst.geval.gewicht is Gewicht.MOET]
        if of_must:
            return any(uitkomst.stand is Stand.GOED for uitkomst in of_must)
        return any(uitkomst.stand is not Stand.OVERGESLAGEN for uitkomst in self.uitkomsten)

    @property
    def afwijkingen(self) -> list[Uitkomst]:
        """The deviations, the heaviest first."""
        order = list(Gewicht)
        deviating = [uitkomst for uitkomst in self.uitkomsten if uitkomst.stand is Stand.AFWIJKING]
        return sorted(deviating, key=lambda uitkomst: order.index(uitkomst.geval.gewicht))

    @property
    def tellingen(self) -> Mapping[Stand, int]:
        """How many cases ended in which way."""
        counted = Counter(uitkomst.stand for uitkomst in self.uitkomsten)
        return {stand: counted[stand] for stand in Stand}

    def as_record(self) -> dict[str, Any]:
        """The report for ``--json``; its shape is in docs/keurmerk.rst."""
        over = {"ondertekend": False} if self.waarmerk is None else self.waarmerk.as_record()
        return {**self.inhoud(), **over}

    def inhoud(self) -> dict[str, Any]:
        """What a signature under the report is about: nothing but what JSON has."""
        return {
            "suite": self.suite.naam,
            "versie": self.suite.versie,
            "doel": self.doel,
            "begonnen": tijd.format_moment(self.begonnen),
            "seconden": round(self.seconds, 1),
            "vragen": self.calls,
            "goed": self.is_good,
            "voorbehoud": self.voorbehoud,
            "tellingen": {stand.value: number for stand, number in self.tellingen.items()},
            "achtergelaten": self.achtergelaten.as_record(),
            "gevallen": [_record(uitkomst) for uitkomst in self.uitkomsten],
        }

    def as_junit(self) -> bytes:
        """The report as JUnit XML: a suite for each group; only what must hold is a failure there."""
        root = etree.Element("testsuites", name=f"uwlr keur {self.suite.naam}: {self.doel}")
        if self.voorbehoud is not None:
            root.append(_reserved(self.voorbehoud))
        if self.achtergelaten.resultaten:
            root.append(_left_behind(self.achtergelaten))
        suites: dict[str, etree._Element] = {}
        for uitkomst in self.uitkomsten:
            if uitkomst.groep not in suites:
                suites[uitkomst.groep] = etree.SubElement(root, "testsuite", name=uitkomst.groep)
            suites[uitkomst.groep].append(_testcase(uitkomst))
        for suite in suites.values():
            suite.set("tests", str(len(suite)))
            for tag, attribute in (("failure", "failures"), ("skipped", "skipped")):
                suite.set(attribute, str(len(suite.findall(f"testcase/{tag}"))))
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _reserved(voorbehoud: str) -> etree._Element:
    """A suite that fails: whoever reads no more than whether a build is good must see this too."""
    suite = etree.Element("testsuite", name="voorbehoud", tests="1", failures="1", skipped="0")
    case = etree.SubElement(suite, "testcase", classname="voorbehoud", name="Er is iets te beoordelen")
    etree.SubElement(case, "failure", message=voorbehoud, type=Gewicht.MOET.value)
    return suite


def _left_behind(achtergelaten: Achtergelaten) -> etree._Element:
    """A suite without cases that says what was left behind: JUnit XML has no place for it but there."""
    suite = etree.Element("testsuite", name="achtergelaten", tests="0", failures="0", skipped="0")
    properties = etree.SubElement(suite, "properties")
    for key, (toetscode, hoe) in achtergelaten.resultaten.items():
        etree.SubElement(properties, "property", name=key, value=f"{toetscode} {hoe}")
    return suite


def _testcase(uitkomst: Uitkomst) -> etree._Element:
    geval = uitkomst.geval
    case = etree.Element("testcase", classname=uitkomst.groep, name=f"{geval.id}: {geval.titel}")
    said = "\n".join(uitkomst.bevindingen)
    if uitkomst.stand is Stand.OVERGESLAGEN:
        etree.SubElement(case, "skipped", message=said)
    elif uitkomst.is_fatal:
        failure = etree.SubElement(case, "failure", message=said, type=geval.gewicht.value)
        failure.text = f"{geval.clausule}\n{geval.herstel}"
    elif uitkomst.stand is Stand.AFWIJKING:
        etree.SubElement(case, "system-out").text = f"{geval.gewicht.value}: {said}\n{geval.herstel}"
    return case


def _record(uitkomst: Uitkomst) -> dict[str, Any]:
    geval = uitkomst.geval
    return {
        "groep": uitkomst.groep,
        "id": geval.id,
        "titel": geval.titel,
        "gewicht": geval.gewicht.value,
        "clausule": geval.clausule,
        "stand": uitkomst.stand.value,
        "bevindingen": list(uitkomst.bevindingen),
        "niet_te_zien": geval.niet_te_zien,
        "herstel": geval.herstel,
        "stappen": [_step(spoor) for spoor in uitkomst.sporen],
    }


def _step(spoor: Spoor) -> dict[str, Any]:
    return {
        "naar": spoor.naar,
        "verzoek": spoor.verzoek,
        "status": spoor.status,
        "antwoord": list(spoor.omtrek),
        "sha256": spoor.digest,
        "seconden": None if spoor.seconds is None else round(spoor.seconds, 3),
    }
