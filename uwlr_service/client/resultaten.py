"""The client for results: it sends a message as it was written, to where the WSDL says."""

from typing import Any

import requests
import zeep
from lxml import etree
from zeep import exceptions as zeep_exceptions

from uwlr_service.client.adres import TIMEOUT, is_loopback
from uwlr_service.client.antwoord import read_fault
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.uwlr import OK, SOAP_FAULT, cause_of
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.formats import parsing
from uwlr_service.formats.escape import text
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, SOAP
from uwlr_service.formats.uwlr.resultaten import BEVESTIGING_TAG
from uwlr_service.formats.uwlr.write_resultaten import write_leerresultaten

SERVICE, PORT, OPERATION = "LeerresultatenService", "prtLeerresultatenService", "BrengLeerresultaten"
ZEEP: Any = zeep
"""zeep says that it is typed, and is not."""


class ResultatenClient:
    """Pushes results to a LAS, knowing only the address of its WSDL and what the school handed over.

    Raises Onbereikbaar when there is no such service at the address, SoapFout when it refuses.
    """

    def __init__(
        self,
        wsdl_url: str,
        klantnaam: str,
        klantcode: str,
        autorisatiesleutel: str,
        timeout: float = TIMEOUT,
    ) -> None:
        self._timeout = timeout
        self._session = requests.Session()
        self._session.trust_env = not is_loopback(wsdl_url)  # a proxy cannot reach this machine
        transport = ZEEP.Transport(session=self._session, timeout=timeout, operation_timeout=timeout)
        try:
            client = ZEEP.Client(wsdl_url, transport=transport, settings=ZEEP.Settings(forbid_dtd=True))
            port = client.wsdl.services[SERVICE].ports[PORT]
            self._address: str = port.binding_options["address"]
            self._action: str = port.binding.get(OPERATION).soapaction
        except (requests.RequestException, OSError) as error:
            raise Onbereikbaar(f"De WSDL op {wsdl_url} is niet op te halen: {cause_of(error)}.") from error
        except (zeep_exceptions.Error, etree.XMLSyntaxError, LookupError, ValueError) as error:
            raise Onbereikbaar(f"Op {wsdl_url} staat geen WSDL van UWLR-leerresultaten.") from error
        self._header = (
            f'<a:autorisatie xmlns:a="{AUTORISATIE}">'
            f"<a:autorisatiesleutel>{text(autorisatiesleutel)}</a:autorisatiesleutel>"
            f"<a:klantcode>{text(klantcode)}</a:klantcode><a:klantnaam>{text(klantnaam)}</a:klantnaam>"
            "</a:autorisatie>"
        )

    def leerresultaten(self, bericht: Leerresultaten) -> None:
        """Bring results (BrengLeerresultaten); returns when the LAS has confirmed all of them."""
        # zeep would build the message a second time from dictionaries: a tree of tens of thousands.
        opening = f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Header>{self._header}</soap:Header><soap:Body>'
        closing = "</soap:Body></soap:Envelope>"
        message = opening.encode() + write_leerresultaten(bericht) + closing.encode()
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{self._action}"'}
        try:
            response = self._session.post(self._address, data=message, headers=headers, timeout=self._timeout)
        except (requests.RequestException, OSError) as error:
            raise Onbereikbaar(f"De dienst gaf geen antwoord: {cause_of(error)}.") from error
        try:
            _check(response.content)
        except OngeldigBericht as error:
            if response.status_code not in (OK, SOAP_FAULT):
                tekst = f"De dienst antwoordt met HTTP {response.status_code} en zonder SOAP-bericht."
                raise Onbereikbaar(tekst) from error
            raise

    def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    def __enter__(self) -> "ResultatenClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _check(data: bytes) -> None:
    """Raise SoapFout for a fault, and OngeldigBericht for what is no confirmation."""
    root = parsing.parse(data)
    body = root.find(f"{{{SOAP}}}Body")
    element = body[0] if root.tag == f"{{{SOAP}}}Envelope" and body is not None and len(body) else None
    if element is not None and element.tag == f"{{{SOAP}}}Fault":
        raise read_fault(element)
    if element is None or element.tag != BEVESTIGING_TAG:
        raise OngeldigBericht("Het antwoord is geen bevestiging van UWLR.")
