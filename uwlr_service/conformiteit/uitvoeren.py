"""Running a suite against a LAS: the cases one after another, each judged by itself."""

from collections.abc import Mapping, Set
from datetime import timedelta
from functools import cached_property
from http import HTTPStatus
from urllib.parse import urlsplit

from lxml import etree

from uwlr_service.conformiteit import bericht
from uwlr_service.conformiteit.antwoord import Antwoord, GeenAntwoord, NietTeBeoordelen
from uwlr_service.conformiteit.brengen import Achtergelaten, brings, new_merk
from uwlr_service.conformiteit.doel import Doel
from uwlr_service.conformiteit.doorloop import Beletsel, Doorloop, Onderweg, trace
from uwlr_service.conformiteit.geval import Behoefte, Dienst, Geval, Inpakking, Stap, Suite
from uwlr_service.conformiteit.verkeer import Verkeer
from uwlr_service.conformiteit.verwachtingen import XPATH_PREFIXES, Gezien
from uwlr_service.domain import tijd

POORTEN = {
    Dienst.LEERLINGGEGEVENS: "prtLeerlinggegevensService",
    Dienst.GETRAPT: "prtLeerlinggegevensService-getrapt",
    Dienst.LEERRESULTATEN: "prtLeerresultatenService",
}
"""The ports of the national WSDLs (UWLR 2.2)."""
GETRAPT = etree.XPath(
    "//wsdl:operation[@name='HaalStructuur' or @name='HaalLeerlingen' or @name='HaalLeerkrachten']",
    namespaces=XPATH_PREFIXES,
)
ELSEWHERE = etree.XPath("not(//wsdl:operation) or //wsdl:import", namespaces=XPATH_PREFIXES)
"""Whether a WSDL leaves open which operations there are."""
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
GEWEIGERD = frozenset({"Client.AutorisatieOngeldig", "Client.OngeldigeKlantIdentificatie"})
"""The faults that say who asks may not (UWLR 2.2.1, Foutafhandeling)."""
NIETS_OPEN = Beletsel(
    "de sleutel of school opent niets",
    "kijk die eerst na, en de klantnaam en klantcode. Kloppen ze, dan weigert het LAS een goede sleutel, en"
    " dat is een afwijking.",
)
GEEN_DIENST = Beletsel(
    "op dit adres antwoordt geen dienst van UWLR",
    "kijk het eerst na. Klopt het, dan geeft het LAS op een gewone vraag geen antwoord van UWLR, en"
    " dat is een afwijking.",
)
VERSIE = "2.2"
"""In which the plain question is asked."""
DAY = timedelta(days=1)
YEAR = timedelta(days=365)


class Keuring(Doorloop):
    """A run of a suite against a LAS. Raises GeenAntwoord when nothing answers at its address at all."""

    def __init__(self, suite: Suite, doel: Doel, verkeer: Verkeer) -> None:
        super().__init__(suite, doel.verhulling)
        self._doel = doel
        self._verkeer = verkeer
        self._adressen = self._find()
        self._schoolkeys = [begin for begin, school in doel.scholen.items() if school.brincode is None]
        self.achtergelaten = Achtergelaten(merk=new_merk())

    def _find(self) -> Mapping[Dienst, str]:
        """Where each service is by the WSDL; if it does not say so, where the WSDL itself is.

        Results have a WSDL of their own; without that they have an address only if this one says so. Stages
        are left out if the WSDL does not have them: nothing obliges a LAS to offer them.
        """
        adressen = {Dienst.WSDL: self._doel.wsdl}
        root = self._document(self._doel.wsdl)
        found = self._ports(root)
        self._has_wsdl = root is not None and etree.QName(root).localname == "definitions"
        for dienst in (Dienst.LEERLINGGEGEVENS, Dienst.GETRAPT):
            adressen[dienst] = found.get(POORTEN[dienst], _without_query(self._doel.wsdl))
        if root is not None and not GETRAPT(root) and not ELSEWHERE(root):
            del adressen[Dienst.GETRAPT]
        port = POORTEN[Dienst.LEERRESULTATEN]
        wsdl = self._doel.wsdl_resultaten
        if wsdl is not None:
            adressen[Dienst.WSDL_RESULTATEN] = wsdl
            adressen[Dienst.LEERRESULTATEN] = self._ports(self._document(wsdl)).get(
                port, _without_query(wsdl)
            )
        elif port in found:
            adressen[Dienst.WSDL_RESULTATEN] = self._doel.wsdl
            adressen[Dienst.LEERRESULTATEN] = found[port]
        return adressen

    def _document(self, url: str) -> etree._Element | None:
        """The root of a WSDL; None if there is none at its address."""
        antwoord = self._verkeer.fetch(url)
        return antwoord.root if antwoord.status == HTTPStatus.OK else None

    def _beletsel(self, geval: Geval) -> Beletsel | None:
        """Whether this address, key and school open anything at all, for cases that ask something of them.

        A WSDL needs no key; but where there is neither a WSDL nor a service, nothing of it can be judged.
        """
        asks = any(stap.bericht is not None for stap in geval.stappen)
        return self._toegang if asks or not self._has_wsdl else None

    @cached_property
    def _toegang(self) -> Beletsel | None:
        """What comes of the plain question of the suite, if that is as good as nothing."""
        name = self._suite.toegangsvraag
        if name is None:
            return None
        template = bericht.by_schoolkey(self._suite.berichten[name], self._schoolkeys)
        message = bericht.filled(template, {**self._fresh(None), "versie": VERSIE})
        try:
            antwoord = self._verkeer.send(
                self._adressen[Dienst.LEERLINGGEGEVENS], message, _plain(template), None
            )
        except GeenAntwoord:
            return None  # each case says that, for it may be another answer that does not come
        if antwoord.faultcode in GEWEIGERD or antwoord.status in (
            HTTPStatus.UNAUTHORIZED,
            HTTPStatus.FORBIDDEN,
        ):
            return NIETS_OPEN
        return GEEN_DIENST if _is_elsewhere(antwoord, has_wsdl=self._has_wsdl) else None

    def _ports(self, wsdl: etree._Element | None) -> dict[str, str]:
        """The addresses of the ports that a WSDL names, as far as they are on its own server."""
        if wsdl is None:
            return {}
        ports = etree.XPath("//wsdl:port[wsoap:address/@location]", namespaces=XPATH_PREFIXES)(wsdl)
        found = {}
        for port in ports:
            location = port.find("wsoap:address", XPATH_PREFIXES).get("location")
            if self._verkeer.is_own(location):
                found[port.get("name")] = location
        return found

    @property
    def heeft(self) -> frozenset[Behoefte]:
        """What cases may need and there is."""
        if Dienst.LEERRESULTATEN in self._adressen:
            return self._doel.heeft | {Behoefte.LEERRESULTATEN}
        return self._doel.heeft

    def _fresh(self, geval: Geval | None) -> dict[str, str]:
        merk = self.achtergelaten.merk if geval is None else f"{self.achtergelaten.merk}-{geval.id}"
        return {**self._doel.values, **_moments(), "merk": merk}

    def _names(self, stap: Stap) -> Set[str]:
        return bericht.names_of(self._template(stap)) - {"versie"}

    def _seen(self, stap: Stap, antwoord: Antwoord, onderweg: Onderweg) -> Gezien:
        return Gezien(
            antwoord=antwoord,
            versie=stap.versie,
            eerder=tuple(onderweg.antwoorden),
            values={**onderweg.values, "versie": stap.versie},
            vragen=tuple(onderweg.vragen),
            fetch=self._verkeer.fetch,
        )

    def _template(self, stap: Stap) -> bytes:
        """The message of a step, still with the names of values in it; empty for one that fetches."""
        if stap.bericht is None:
            return b""
        template = bericht.changed(self._suite.berichten[stap.bericht], stap)
        return bericht.by_schoolkey(template, self._schoolkeys)

    def _send(self, stap: Stap, onderweg: Onderweg) -> Antwoord:
        if stap.dienst not in self._adressen:
            raise NietTeBeoordelen("het LAS biedt dit niet aan, want het staat niet in de WSDL")
        url = self._adressen[stap.dienst]
        if stap.bericht is None:
            onderweg.vragen.append(b"")
            naar = self._shown(url)
            document = self._verkeer.fetch(url)
            onderweg.sporen.append(trace(naar, f"GET {naar}", document))
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
            onderweg.sporen.append(trace(self._shown(url), bericht.shown(template, values), antwoord))
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


def _without_query(url: str) -> str:
    return urlsplit(url)._replace(query="", fragment="").geturl()


def _is_elsewhere(antwoord: Antwoord, *, has_wsdl: bool) -> bool:
    """Whether an address is wrong, rather than the service: not found, or no SOAP beside another fault."""
    if antwoord.status == HTTPStatus.NOT_FOUND:
        return True  # in SOAP too, where a whole server answers every POST in it
    is_soap = antwoord.root is not None and etree.QName(antwoord.root).localname == "Envelope"
    return not is_soap and (antwoord.status != HTTPStatus.OK or not has_wsdl)


def _plain(template: bytes) -> dict[str, str]:
    """The headers of HTTP as clients in use send them."""
    return {
        "Content-Type": "text/xml; charset=utf-8",
        "SOAPAction": f'"{_actie(template)}"',
        "Accept": "text/xml",
    }


def _koppen(stap: Stap, template: bytes) -> dict[str, str]:
    """The usual headers, but for what the step says."""
    koppen = _plain(template)
    if stap.inpakking is Inpakking.GZIP:
        koppen["Content-Encoding"] = "gzip"
    koppen |= stap.koppen
    return {name: value for name, value in koppen.items() if value}


def _actie(template: bytes) -> str:
    return next((actie for name, actie in ACTIES.items() if name.encode() in template), "")
