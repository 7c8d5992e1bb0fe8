"""Running a suite against a LAS: the cases one after another, each judged by itself."""

import enum
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

from lxml import etree

from uwlr_service.conformiteit import bericht
from uwlr_service.conformiteit.antwoord import Antwoord, GeenAntwoord
from uwlr_service.conformiteit.brengen import Achtergelaten, brings, new_merk
from uwlr_service.conformiteit.doel import Doel
from uwlr_service.conformiteit.geval import Behoefte, Dienst, Geval, Gewicht, Groep, Inpakking, Stap, Suite
from uwlr_service.conformiteit.verkeer import Verkeer
from uwlr_service.conformiteit.verwachtingen import XPATH_PREFIXES, Gezien, judged, remembered, soort_of
from uwlr_service.domain import tijd

POORTEN = {
    Dienst.LEERLINGGEGEVENS: "prtLeerlinggegevensService",
    Dienst.GETRAPT: "prtLeerlinggegevensService-getrapt",
    Dienst.LEERRESULTATEN: "prtLeerresultatenService",
}
"""The ports of the national WSDLs (UWLR 2.2)."""
ACTIES = {
    "leerlinggegevens_verzoek": "HaalLeerlinggegevens",
    "structuur_verzoek": "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/structuur_verzoek",
    "leerlingen_verzoek": "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/leerlingen_verzoek",
    "leerkrachten_verzoek": (
        "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens/leerkrachten_verzoek"
    ),
    "leerresultaten_verzoek": "BrengLeerresultaten",
}
"""The soapAction of each message (UWLR 2.2, WSDL)."""
DAY = timedelta(days=1)
YEAR = timedelta(days=365)


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


@dataclass(slots=True)
class _Onderweg:
    """Steps that are being taken."""

    values: dict[str, str]
    sporen: list[Spoor] = field(default_factory=list)
    antwoorden: list[Antwoord] = field(default_factory=list)
    vragen: list[bytes] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Vooraf:
    """What came of the steps before the cases of a group; unless it is good, it is what comes of them too."""

    stand: Stand
    bevindingen: Sequence[str]
    values: Mapping[str, str]


class Keuring:
    """A run of a suite against a LAS. Raises GeenAntwoord when nothing answers at its address at all."""

    def __init__(self, suite: Suite, doel: Doel, verkeer: Verkeer) -> None:
        self._suite = suite
        self._doel = doel
        self._verkeer = verkeer
        self._verhulling = doel.verhulling
        self._adressen = self._find()
        self._schoolkeys = [begin for begin, school in doel.scholen.items() if school.brincode is None]
        self.achtergelaten = Achtergelaten(merk=new_merk())

    def _find(self) -> Mapping[Dienst, str]:
        """Where each service is by the WSDL; if it does not say so, where the WSDL itself is.

        Results have a WSDL of their own; without that they have an address only if this one says so.
        """
        adressen = {Dienst.WSDL: self._doel.wsdl}
        found = self._ports(self._doel.wsdl)
        for dienst in (Dienst.LEERLINGGEGEVENS, Dienst.GETRAPT):
            adressen[dienst] = found.get(POORTEN[dienst], _without_query(self._doel.wsdl))
        port = POORTEN[Dienst.LEERRESULTATEN]
        wsdl = self._doel.wsdl_resultaten
        if wsdl is not None:
            adressen[Dienst.WSDL_RESULTATEN] = wsdl
            adressen[Dienst.LEERRESULTATEN] = self._ports(wsdl).get(port, _without_query(wsdl))
        elif port in found:
            adressen[Dienst.WSDL_RESULTATEN] = self._doel.wsdl
            adressen[Dienst.LEERRESULTATEN] = found[port]
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

    @property
    def _heeft(self) -> frozenset[Behoefte]:
        if Dienst.LEERRESULTATEN in self._adressen:
            return self._doel.heeft | {Behoefte.LEERRESULTATEN}
        return self._doel.heeft

    def run(self, groepen: Collection[str] = ()) -> Iterator[Uitkomst]:
        """Every case in its order, or those of some groups."""
        for groep in self._suite.groepen:
            if groepen and groep.naam not in groepen:
                continue
            vooraf = None
            for geval in groep.gevallen:
                missing = sorted(geval.nodig - self._heeft)
                if missing:
                    yield _passed_over(groep, geval, missing)
                    continue
                if vooraf is None:
                    vooraf = self._prepare(groep)
                yield self._run(groep, geval, vooraf)

    def _prepare(self, groep: Groep) -> _Vooraf:
        """Take the steps that come before the cases of a group."""
        onderweg = _Onderweg({**self._doel.values, **_moments(), "merk": self.achtergelaten.merk})
        stand, bevindingen = self._steps(groep.vooraf, frozenset(), onderweg)
        return _Vooraf(stand, [f"vooraf: {bevinding}" for bevinding in bevindingen], onderweg.values)

    def _run(self, groep: Groep, geval: Geval, vooraf: _Vooraf) -> Uitkomst:
        merk = f"{self.achtergelaten.merk}-{geval.id}"
        onderweg = _Onderweg({**vooraf.values, **_moments(), "merk": merk})
        stand, bevindingen = vooraf.stand, vooraf.bevindingen
        if stand is Stand.GOED:
            stand, bevindingen = self._steps(geval.stappen, geval.niet_aangeboden, onderweg)
        return Uitkomst(
            groep=groep.naam,
            geval=geval,
            stand=stand,
            bevindingen=self._verhulling.teksten(bevindingen),
            sporen=tuple(onderweg.sporen),
        )

    def _steps(
        self, stappen: Sequence[Stap], niet_aangeboden: Collection[str], onderweg: _Onderweg
    ) -> tuple[Stand, list[str]]:
        for number, stap in enumerate(stappen, 1):
            place = f"stap {number}: " if len(stappen) > 1 else ""
            unknown = sorted(bericht.names_of(self._template(stap)) - onderweg.values.keys() - {"versie"})
            if unknown:
                return Stand.OVERGESLAGEN, [f"{place}het LAS gaf geen {unknown[0]}, en dat is hier nodig"]
            try:
                antwoord = self._send(stap, onderweg)
            except GeenAntwoord as error:
                return Stand.AFWIJKING, [f"{place}er kwam geen antwoord: {error.oorzaak}"]
            if antwoord.faultcode in niet_aangeboden:
                return Stand.OVERGESLAGEN, [f"het LAS biedt dit niet aan ({antwoord.faultcode})"]
            if number == 1 and _is_without_data(stap, antwoord):
                return Stand.OVERGESLAGEN, ["het LAS heeft van deze school geen gegevens"]
            gezien = Gezien(
                antwoord=antwoord,
                versie=stap.versie,
                eerder=tuple(onderweg.antwoorden),
                values={**onderweg.values, "versie": stap.versie},
                vragen=tuple(onderweg.vragen),
                fetch=self._verkeer.fetch,
            )
            bevindingen = judged(stap.verwacht, gezien)
            if bevindingen:
                return Stand.AFWIJKING, [f"{place}{bevinding}" for bevinding in bevindingen]
            onderweg.antwoorden.append(antwoord)
            onderweg.values |= remembered(stap.onthoud, antwoord)
        return Stand.GOED, []

    def _template(self, stap: Stap) -> bytes:
        """The message of a step, still with the names of values in it; empty for one that fetches."""
        if stap.bericht is None:
            return b""
        template = bericht.changed(self._suite.berichten[stap.bericht], stap)
        return bericht.by_schoolkey(template, self._schoolkeys)

    def _send(self, stap: Stap, onderweg: _Onderweg) -> Antwoord:
        url = self._adressen[stap.dienst]
        if stap.bericht is None:
            onderweg.vragen.append(b"")
            naar = self._shown(url)
            document = self._verkeer.fetch(url)
            onderweg.sporen.append(_spoor(naar, f"GET {naar}", document))
            return document
        values = {**onderweg.values, "versie": stap.versie}
        template = self._template(stap)
        message = bericht.filled(template, values)
        onderweg.vragen.append(message)
        packed = bericht.packed(message, stap.inpakking)
        antwoord: Antwoord | None = None
        try:
            antwoord = self._verkeer.send(url, packed, _koppen(stap, template), stap.inpakking)
        finally:
            # Also when no answer came, or somebody stopped the run: the LAS may have it all the same.
            onderweg.sporen.append(_spoor(self._shown(url), bericht.shown(template, values), antwoord))
            if brings(template):
                self.achtergelaten.add(message, antwoord)
        return antwoord

    def _shown(self, url: str) -> str:
        """An address as a report shows it: what a WSDL says may be anything, but for the addresses given."""
        given = (self._doel.wsdl, self._doel.wsdl_resultaten or self._doel.wsdl)
        if _without_query(url) in map(_without_query, given):
            return self._verhulling.adres(url)
        return self._verhulling.server(self._doel.wsdl)


def _moments() -> dict[str, str]:
    """Moments and days around the one at which a case begins."""
    now = tijd.now()
    return {
        "nu": tijd.format_moment(now),
        "eerder": tijd.format_moment(now - DAY),
        "straks": tijd.format_moment(now + DAY),
        "vandaag": tijd.today(now).isoformat(),
        "volgend_jaar": (tijd.today(now) + YEAR).isoformat(),
    }


def _passed_over(groep: Groep, geval: Geval, missing: Sequence[Behoefte]) -> Uitkomst:
    return Uitkomst(
        groep=groep.naam,
        geval=geval,
        stand=Stand.OVERGESLAGEN,
        bevindingen=(f"niet opgegeven: {', '.join(missing)}",),
    )


def _is_without_data(stap: Stap, antwoord: Antwoord) -> bool:
    """Whether a case looks at data, and the school has none: that is no deviation, and shows nothing."""
    return stap.verwacht.get("soort") == ["gegevens"] and soort_of(antwoord) == "geengegevens"


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
