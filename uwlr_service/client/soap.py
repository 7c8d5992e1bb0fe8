"""What the two clients of UWLR share: they find the service by its WSDL, and read answers themselves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import requests
import zeep
from lxml import etree
from zeep import exceptions as zeep_exceptions

from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.netwerk import cause_of, session_for
from uwlr_service.domain.fouten import OngeldigBericht

OK = 200
SOAP_FAULT = 500
ZEEP: Any = zeep
"""zeep says that it is typed, and is not."""

AnswerT = TypeVar("AnswerT")
ClientT = TypeVar("ClientT", bound="Soapclient")


class Soapclient:
    """A client of the service that a WSDL describes; it closes its connections at the end of a ``with``."""

    def __init__(self, wsdl_url: str, timeout: float) -> None:
        self.timeout = timeout
        self.session = session_for(wsdl_url)
        self._wsdl_url = wsdl_url

    def load(self, **settings: Any) -> Any:
        """The WSDL as zeep has it; a document type declaration in it is refused."""
        transport = ZEEP.Transport(session=self.session, timeout=self.timeout, operation_timeout=self.timeout)
        return ZEEP.Client(
            self._wsdl_url, transport=transport, settings=ZEEP.Settings(forbid_dtd=True, **settings)
        )

    def close(self) -> None:
        """Let go of the connections."""
        self.session.close()

    def __enter__(self: ClientT) -> ClientT:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@contextmanager
def finding(wsdl_url: str, dienst: str) -> Iterator[None]:
    """Raise Onbereikbaar when there is no WSDL of this service at the address."""
    try:
        yield
    except (requests.RequestException, OSError) as error:
        raise Onbereikbaar(f"De WSDL op {wsdl_url} is niet op te halen: {cause_of(error)}.") from error
    except (zeep_exceptions.Error, etree.XMLSyntaxError, LookupError, ValueError) as error:
        raise Onbereikbaar(f"Op {wsdl_url} staat geen WSDL van {dienst}.") from error


def answer(send: Callable[[], requests.Response], read: Callable[[bytes], AnswerT]) -> AnswerT:
    """Send a message and read what comes back.

    Raises Onbereikbaar for a network that fails, and for an answer that is not SOAP and has no status of SOAP
    either, such as the error page of a proxy. OngeldigBericht of ``read`` goes on otherwise.
    """
    try:
        response = send()
    except (requests.RequestException, OSError) as error:
        raise Onbereikbaar(f"De dienst gaf geen antwoord: {cause_of(error)}.") from error
    try:
        return read(response.content)
    except OngeldigBericht as error:
        if response.status_code in (OK, SOAP_FAULT):
            raise
        tekst = f"De dienst antwoordt met HTTP {response.status_code} en zonder SOAP-bericht."
        raise Onbereikbaar(tekst) from error
