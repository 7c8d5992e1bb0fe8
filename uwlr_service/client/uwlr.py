"""The client itself: zeep loads the WSDL and sends; what comes back is read by our own parser.

zeep cannot map an answer of only ``<geengegevens/>`` and would parse it a second time, so it is asked
for the raw response.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import requests
import zeep
from lxml import etree
from zeep import exceptions as zeep_exceptions

from uwlr_service.client import antwoord as reading
from uwlr_service.client.adres import TIMEOUT, is_loopback
from uwlr_service.client.antwoord import Antwoord
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.domain.koppeling.uitsnede import Groepskeuze
from uwlr_service.domain.school.school import Schoolcode

AUTORISATIE = "{http://www.edustandaard.nl/leerresultaten/2/autorisatie}autorisatie"
SERVICE = "LeerlinggegevensService"
PORT, PORT_GETRAPT = "prtLeerlinggegevensService", "prtLeerlinggegevensService-getrapt"
OK, SOAP_FAULT = 200, 500
ZEEP: Any = zeep
"""zeep says that it is typed, and is not."""


class UwlrClient:
    """Pulls pupil data from a LAS, knowing only the address of its WSDL and what the school handed over.

    Raises Onbereikbaar when there is no UWLR service at the address, SoapFout when it refuses.
    """

    def __init__(
        self,
        wsdl_url: str,
        klantnaam: str,
        klantcode: str,
        autorisatiesleutel: str,
        timeout: float = TIMEOUT,
    ) -> None:
        session = requests.Session()
        session.trust_env = not is_loopback(wsdl_url)  # a proxy cannot reach this machine's own address
        transport = ZEEP.Transport(session=session, timeout=timeout, operation_timeout=timeout)
        settings = ZEEP.Settings(forbid_dtd=True, raw_response=True)
        try:
            self._zeep = ZEEP.Client(wsdl_url, transport=transport, settings=settings)
            element = self._zeep.get_element(AUTORISATIE)
            self._header = element(
                autorisatiesleutel=autorisatiesleutel, klantcode=klantcode, klantnaam=klantnaam
            )
            self._alles = self._zeep.bind(SERVICE, PORT)
            self._getrapt = self._zeep.bind(SERVICE, PORT_GETRAPT)
        except (requests.RequestException, OSError) as error:
            raise Onbereikbaar(f"De WSDL op {wsdl_url} is niet op te halen: {cause_of(error)}.") from error
        except (zeep_exceptions.Error, etree.XMLSyntaxError, LookupError, ValueError) as error:
            raise Onbereikbaar(f"Op {wsdl_url} staat geen WSDL van UWLR-leerlinggegevens.") from error

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

    def close(self) -> None:
        """Let go of the connections."""
        self._zeep.transport.session.close()

    def __enter__(self) -> "UwlrClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _call(self, port: Any, operation: str, verzoek: dict[str, Any]) -> Antwoord:
        try:
            response = port[operation](**verzoek, _soapheaders=[self._header])
        except (requests.RequestException, OSError) as error:
            raise Onbereikbaar(f"De dienst gaf geen antwoord: {cause_of(error)}.") from error
        try:
            return reading.read(response.content)
        except OngeldigBericht as error:
            # A proxy's own error page, say: with such a status it is the network that answers.
            if response.status_code not in (OK, SOAP_FAULT):
                text = f"De dienst antwoordt met HTTP {response.status_code} en zonder SOAP-bericht."
                raise Onbereikbaar(text) from error
            raise


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
    entries = [
        {"samengestelde_groep" if keuze.samengesteld else "groep": {"key": keuze.key} if keuze.key else {}}
        for keuze in keuzes
    ]
    return {"groepen": {"_value_1": entries}}


def cause_of(error: Exception) -> str:
    """Why the network failed, in a few Dutch words."""
    if isinstance(error, requests.Timeout):
        return "de dienst antwoordt niet op tijd"
    if isinstance(error, requests.exceptions.SSLError):
        return "het TLS-certificaat is niet te vertrouwen"
    if isinstance(error, requests.ConnectionError):
        return "er komt geen verbinding tot stand"
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"de server antwoordt met HTTP {error.response.status_code}"
    if isinstance(error, FileNotFoundError):
        return "dat bestand is er niet"
    return "het adres is niet te gebruiken"
