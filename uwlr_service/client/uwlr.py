"""The client itself: zeep loads the WSDL and sends; what comes back is read by our own parser.

zeep cannot map an answer of only ``<geengegevens/>`` and would parse it a second time, so it is asked
for the raw response.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from uwlr_service.client import antwoord as reading
from uwlr_service.client.adres import TIMEOUT
from uwlr_service.client.antwoord import Antwoord
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.soap import Soapclient, answer, finding
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import Schoolcode

AUTORISATIE = "{http://www.edustandaard.nl/leerresultaten/2/autorisatie}autorisatie"
SERVICE = "LeerlinggegevensService"
PORT = "prtLeerlinggegevensService"
PORT_GETRAPT = "prtLeerlinggegevensService-getrapt"


class UwlrClient(Soapclient):
    """Pulls pupil data from a LAS, knowing only the address of its WSDL and what the school handed over.

    Raises Onbereikbaar when there is no UWLR service at the address, SoapFout when it refuses.
    """

    def __init__(
        self, wsdl_url: str, klant: Klantgegevens, timeout: float = TIMEOUT, trust: Trust = EVERYBODY
    ) -> None:
        super().__init__(wsdl_url, timeout, trust)
        with finding(wsdl_url, "UWLR-leerlinggegevens"):
            client = self.load(raw_response=True)
            element = client.get_element(AUTORISATIE)
            self._header = element(
                autorisatiesleutel=klant.autorisatiesleutel,
                klantcode=klant.klantcode,
                klantnaam=klant.klantnaam,
            )
            self._alles = client.bind(SERVICE, PORT)
            self._getrapt = client.bind(SERVICE, PORT_GETRAPT)
            self.require_own(_address(self._alles))

    def leerlinggegevens(
        self,
        school: Schoolcode,
        schooljaar: str,
        xsdversie: str = "2.2",
        gegevenssetid: str | None = None,
        laatstontvangen: datetime | str | None = None,
    ) -> Antwoord:
        """A school's pupils, groups and teachers in one answer (HaalLeerlinggegevens)."""
        verzoek = _verzoek(school, schooljaar, xsdversie, gegevenssetid, laatstontvangen)
        return self._call(self._alles, "HaalLeerlinggegevens", verzoek)

    def structuur(
        self,
        school: Schoolcode,
        schooljaar: str,
        xsdversie: str = "2.2",
        gegevenssetid: str | None = None,
        laatstontvangen: datetime | str | None = None,
    ) -> Antwoord:
        """A school's groups, without people (HaalStructuur)."""
        verzoek = _verzoek(school, schooljaar, xsdversie, gegevenssetid, laatstontvangen)
        return self._call(self._getrapt, "HaalStructuur", verzoek)

    def leerlingen(
        self,
        school: Schoolcode,
        schooljaar: str,
        groepen: Iterable[Groepskeuze],
        xsdversie: str = "2.2",
        gegevenssetid: str | None = None,
        laatstontvangen: datetime | str | None = None,
    ) -> Antwoord:
        """The pupils of some groups (HaalLeerlingen); a choice without a key: those in no such group."""
        verzoek = _verzoek(school, schooljaar, xsdversie, gegevenssetid, laatstontvangen)
        return self._call(self._getrapt, "HaalLeerlingen", verzoek | _groepen(groepen))

    def leerkrachten(
        self,
        school: Schoolcode,
        schooljaar: str,
        groepen: Iterable[Groepskeuze],
        xsdversie: str = "2.2",
        gegevenssetid: str | None = None,
        laatstontvangen: datetime | str | None = None,
    ) -> Antwoord:
        """The teachers of some groups (HaalLeerkrachten); a choice without a key: those in no such group."""
        verzoek = _verzoek(school, schooljaar, xsdversie, gegevenssetid, laatstontvangen)
        return self._call(self._getrapt, "HaalLeerkrachten", verzoek | _groepen(groepen))

    def _call(self, port: Any, operation: str, verzoek: dict[str, Any]) -> Antwoord:
        address = self.require_own(_address(port))
        return answer(address, lambda: port[operation](**verzoek, _soapheaders=[self._header]), reading.read)


def _address(port: Any) -> str:
    """The address of a port that zeep bound; it has no public name for it."""
    address: str = port._binding_options["address"]
    return address


def _verzoek(
    school: Schoolcode,
    schooljaar: str,
    xsdversie: str,
    gegevenssetid: str | None,
    laatstontvangen: datetime | str | None,
) -> dict[str, Any]:
    """The fields that every pull has (UWLR 2.2, gVerzoekBasis)."""
    verzoek: dict[str, Any] = {"schooljaar": schooljaar, "xsdversie": xsdversie}
    if school.brincode is not None:
        verzoek |= {"brincode": school.brincode, "dependancecode": school.dependancecode}
    else:
        verzoek["schoolkey"] = school.schoolkey
    if gegevenssetid is not None:
        verzoek["gegevenssetid"] = gegevenssetid
    if isinstance(laatstontvangen, datetime):
        laatstontvangen = tijd.format_moment(tijd.to_utc(laatstontvangen))
    if laatstontvangen is not None:
        verzoek["laatstontvangengegevens"] = laatstontvangen
    return verzoek


def _groepen(keuzes: Iterable[Groepskeuze]) -> dict[str, Any]:
    return {"groepen": {"_value_1": [_groep(keuze) for keuze in keuzes]}}


def _groep(keuze: Groepskeuze) -> dict[str, dict[str, str]]:
    tag = "groep"
    if keuze.samengesteld:
        tag = "samengestelde_groep"
    if not keuze.key:
        return {tag: {}}
    return {tag: {"key": keuze.key}}
