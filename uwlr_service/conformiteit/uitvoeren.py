"""Running a suite against a LAS: the cases one after another, each judged by itself."""

import enum
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import urlsplit

from lxml import etree

from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.conformiteit import bericht
from uwlr_service.conformiteit.antwoord import Antwoord, GeenAntwoord
from uwlr_service.conformiteit.geval import Behoefte, Dienst, Geval, Gewicht, Groep, Inpakking, Stap, Suite
from uwlr_service.conformiteit.verhulling import Verhulling
from uwlr_service.conformiteit.verkeer import Verkeer
from uwlr_service.conformiteit.verwachtingen import XPATH_PREFIXES, Gezien, judged, remembered
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schooljaar import Schooljaar

POORTEN = {
    Dienst.LEERLINGGEGEVENS: "prtLeerlinggegevensService",
    Dienst.GETRAPT: "prtLeerlinggegevensService-getrapt",
}
"""The ports of the national WSDL (UWLR 2.2)."""
ACTIES = {
    "leerlinggegevens_verzoek": "HaalLeerlinggegevens",
    "structuur_verzoek": "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/structuur_verzoek",
    "leerlingen_verzoek": "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/leerlingen_verzoek",
    "leerkrachten_verzoek": (
        "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/leerkrachten_verzoek"
    ),
}
"""The soapAction of each message (UWLR 2.2, WSDL)."""


class Stand(enum.StrEnum):
    """What came of a case."""

    GOED = "goed"
    AFWIJKING = "afwijking"
    OVERGESLAGEN = "overgeslagen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoor:
    """One step as a report shows it: what went out without secrets, and the outline of what came back."""

    naar: str
    verzoek: str
    status: int | None
    omtrek: tuple[str, ...]
    digest: str | None
    seconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """What came of a case, with the reasons in Dutch."""

    groep: str
    geval: Geval
    stand: Stand
    bevindingen: tuple[str, ...] = ()
    sporen: tuple[Spoor, ...] = ()

    @property
    def is_fatal(self) -> bool:
        """Whether the other side does not do what it must."""
        return self.stand is Stand.AFWIJKING and self.geval.gewicht is Gewicht.MOET


@dataclass(frozen=True, slots=True, kw_only=True)
class Doel:
    """The LAS that is judged, and what it handed out: the address of its WSDL, a key, a school."""

    wsdl: str
    klant: Klantgegevens
    school: Schoolcode
    andere_school: Schoolcode | None = None
    schooljaar: Schooljaar

    @property
    def heeft(self) -> frozenset[Behoefte]:
        """What cases may need and there is."""
        return frozenset() if self.andere_school is None else frozenset({Behoefte.ANDERE_SCHOOL})

    @property
    def verhulling(self) -> Verhulling:
        """Takes out of a report what was handed out to the customer."""
        return Verhulling((self.klant.autorisatiesleutel, self.klant.klantcode, self.klant.klantnaam))

    @property
    def values(self) -> dict[str, str]:
        """The values that messages may hold, but for the version."""
        andere = self.andere_school or self.school
        return {
            "sleutel": self.klant.autorisatiesleutel,
            "klantcode": self.klant.klantcode,
            "klantnaam": self.klant.klantnaam,
            "schooljaar": self.schooljaar,
            "brincode": self.school.brincode or "",
            "dependancecode": self.school.dependancecode,
            "andere_brincode": andere.brincode or "",
            "andere_dependancecode": andere.dependancecode,
        }


@dataclass(slots=True)
class _Onderweg:
    """A case that is being run."""

    values: dict[str, str]
    sporen: list[Spoor] = field(default_factory=list)
    antwoorden: list[Antwoord] = field(default_factory=list)


class Keuring:
    """A run of a suite against a LAS. Raises GeenAntwoord when nothing answers at its address at all."""

    def __init__(self, suite: Suite, doel: Doel, verkeer: Verkeer) -> None:
        self._suite = suite
        self._doel = doel
        self._verkeer = verkeer
        self._verhulling = doel.verhulling
        self._adressen = self._find()

    def _find(self) -> Mapping[Dienst, str]:
        """Where each service is by the WSDL; if it does not say so, where the WSDL itself is."""
        adressen = {Dienst.WSDL: self._doel.wsdl}
        found = self._ports(self._doel.wsdl)
        for dienst in (Dienst.LEERLINGGEGEVENS, Dienst.GETRAPT):
            adressen[dienst] = found.get(POORTEN[dienst], _without_query(self._doel.wsdl))
        return adressen

    def _ports(self, wsdl: str) -> dict[str, str]:
        """The addresses of the ports that a WSDL names, as far as they are on its own server."""
        antwoord = self._verkeer.fetch(wsdl)
        if antwoord.status != HTTPStatus.OK or antwoord.root is None:
            return {}
        ports = etree.XPath("//wsdl:port[wsoap:address/@location]", namespaces=XPATH_PREFIXES)(antwoord.root)
        found = {}
        for port in ports:
            location = port.find("wsoap:address", XPATH_PREFIXES).get("location")
            if self._verkeer.is_own(location):
                found[port.get("name")] = location
        return found

    def run(self, groepen: Collection[str] = ()) -> Iterator[Uitkomst]:
        """Every case in its order, or those of some groups."""
        for groep in self._suite.groepen:
            if groepen and groep.naam not in groepen:
                continue
            for geval in groep.gevallen:
                yield self._run(groep, geval)

    def _run(self, groep: Groep, geval: Geval) -> Uitkomst:
        missing = sorted(geval.nodig - self._doel.heeft)
        if missing:
            return Uitkomst(
                groep=groep.naam,
                geval=geval,
                stand=Stand.OVERGESLAGEN,
                bevindingen=(f"niet opgegeven: {', '.join(missing)}",),
            )
        onderweg = _Onderweg(self._doel.values)
        stand, bevindingen = self._steps(geval, onderweg)
        return Uitkomst(
            groep=groep.naam,
            geval=geval,
            stand=stand,
            bevindingen=self._verhulling.teksten(bevindingen),
            sporen=tuple(onderweg.sporen),
        )

    def _steps(self, geval: Geval, onderweg: _Onderweg) -> tuple[Stand, list[str]]:
        for number, stap in enumerate(geval.stappen, 1):
            place = f"stap {number}: " if len(geval.stappen) > 1 else ""
            try:
                antwoord = self._send(stap, onderweg)
            except GeenAntwoord as error:
                return Stand.AFWIJKING, [f"{place}er kwam geen antwoord: {error.oorzaak}"]
            if antwoord.faultcode in geval.niet_aangeboden:
                return Stand.OVERGESLAGEN, [f"het LAS biedt dit niet aan ({antwoord.faultcode})"]
            gezien = Gezien(
                antwoord=antwoord,
                versie=stap.versie,
                eerder=tuple(onderweg.antwoorden),
                values={**onderweg.values, "versie": stap.versie},
                fetch=self._verkeer.fetch,
            )
            bevindingen = judged(stap.verwacht, gezien)
            if bevindingen:
                return Stand.AFWIJKING, [f"{place}{bevinding}" for bevinding in bevindingen]
            onderweg.antwoorden.append(antwoord)
            for name, value in remembered(stap.onthoud, antwoord).items():
                if value is None:
                    return Stand.AFWIJKING, [f"{place}het antwoord heeft geen {name}, en dat is hierna nodig"]
                onderweg.values[name] = value
        return Stand.GOED, []

    def _send(self, stap: Stap, onderweg: _Onderweg) -> Antwoord:
        url = self._adressen[stap.dienst]
        if stap.bericht is None:
            antwoord = self._verkeer.fetch(url)
            naar = self._shown(url)
            onderweg.sporen.append(_spoor(naar, f"GET {naar}", antwoord))
            return antwoord
        values = {**onderweg.values, "versie": stap.versie}
        template = bericht.changed(self._suite.berichten[stap.bericht], stap)
        message = bericht.packed(bericht.filled(template, values), stap.inpakking)
        shown = bericht.shown(template, values)
        try:
            antwoord = self._verkeer.send(url, message, _koppen(stap, template), stap.inpakking)
        except GeenAntwoord:
            onderweg.sporen.append(_spoor(self._shown(url), shown, None))
            raise
        onderweg.sporen.append(_spoor(self._shown(url), shown, antwoord))
        return antwoord

    def _shown(self, url: str) -> str:
        """An address as a report shows it: what a WSDL says may be anything, but for the address given."""
        if _without_query(url) == _without_query(self._doel.wsdl):
            return self._verhulling.adres(url)
        return self._verhulling.server(self._doel.wsdl)


def _without_query(url: str) -> str:
    return urlsplit(url)._replace(query="", fragment="").geturl()


def _koppen(stap: Stap, template: bytes) -> dict[str, str]:
    """The headers of HTTP as clients in use send them, but for what the step says."""
    koppen = {
        "Content-Type": "text/xml; charset=utf-8",
        "SOAPAction": f'"{_actie(template)}"',
        "Accept": "text/xml",
    }
    if stap.inpakking is Inpakking.GZIP:
        koppen["Content-Encoding"] = "gzip"
    koppen |= stap.koppen
    return {name: value for name, value in koppen.items() if value}


def _actie(template: bytes) -> str:
    return next((actie for name, actie in ACTIES.items() if name.encode() in template), "")


def _spoor(url: str, verzoek: str, antwoord: Antwoord | None) -> Spoor:
    if antwoord is None:
        return Spoor(naar=url, verzoek=verzoek, status=None, omtrek=(), digest=None, seconds=None)
    return Spoor(
        naar=url,
        verzoek=verzoek,
        status=antwoord.status,
        omtrek=tuple(antwoord.outline()),
        digest=antwoord.digest,
        seconds=antwoord.seconds,
    )
