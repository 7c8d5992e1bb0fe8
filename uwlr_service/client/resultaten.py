"""The client for results: it sends a message as it was written, to where the WSDL says."""

from lxml import etree

from uwlr_service.client.adres import TIMEOUT
from uwlr_service.client.antwoord import body_of
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.soap import Soapclient, answer, finding
from uwlr_service.client.trust import EVERYBODY, Trust
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.formats.escape import text
from uwlr_service.formats.uwlr.namespaces import AUTORISATIE, SOAP
from uwlr_service.formats.uwlr.resultaten import BEVESTIGING_TAG
from uwlr_service.formats.uwlr.write_resultaten import write_leerresultaten

SERVICE = "LeerresultatenService"
PORT = "prtLeerresultatenService"
OPERATION = "BrengLeerresultaten"


class ResultatenClient(Soapclient):
    """Pushes results to a LAS, knowing only the address of its WSDL and what the school handed over.

    Raises Onbereikbaar when there is no such service at the address, SoapFout when it refuses.
    """

    def __init__(
        self, wsdl_url: str, klant: Klantgegevens, timeout: float = TIMEOUT, trust: Trust = EVERYBODY
    ) -> None:
        super().__init__(wsdl_url, timeout, trust)
        with finding(wsdl_url, "UWLR-leerresultaten"):
            port = self.load().wsdl.services[SERVICE].ports[PORT]
            self._address = self.require_own(port.binding_options["address"])
            self._action: str = port.binding.get(OPERATION).soapaction
        self._header = (
            f'<a:autorisatie xmlns:a="{AUTORISATIE}">'
            f"<a:autorisatiesleutel>{text(klant.autorisatiesleutel)}</a:autorisatiesleutel>"
            f"<a:klantcode>{text(klant.klantcode)}</a:klantcode>"
            f"<a:klantnaam>{text(klant.klantnaam)}</a:klantnaam>"
            "</a:autorisatie>"
        )

    def leerresultaten(self, bericht: Leerresultaten) -> None:
        """Bring results (BrengLeerresultaten); returns when the LAS has confirmed all of them."""
        # zeep would build the message from dictionaries, as a tree of tens of thousands of elements.
        opening = f'<soap:Envelope xmlns:soap="{SOAP}"><soap:Header>{self._header}</soap:Header><soap:Body>'
        closing = "</soap:Body></soap:Envelope>"
        message = opening.encode() + write_leerresultaten(bericht) + closing.encode()
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{self._action}"'}
        answer(
            self._address,
            lambda: self.session.post(self._address, data=message, headers=headers, timeout=self.timeout),
            _check,
        )


def _check(data: bytes) -> None:
    """Raise SoapFout for a fault, and OngeldigBericht for an answer that is not a confirmation."""
    element: etree._Element | None = body_of(data)
    if element is None or element.tag != BEVESTIGING_TAG:
        raise OngeldigBericht("Het antwoord is geen bevestiging van UWLR.")
