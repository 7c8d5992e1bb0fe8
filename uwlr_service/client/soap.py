"""What the two clients of UWLR share: they find the service by its WSDL, and read answers themselves."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import requests
import zeep

from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.netwerk import cause_of, session_for
from uwlr_service.client.uitbreiding import Uitbreiding
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.formats.limits import KLEIN
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.fouten import Elsewhere, TooLarge, TooSlow
from uwlr_service.outgoing.session import Session

OK = 200
SOAP_FAULT = 500
MOST_DOCUMENTS = 50
"""A WSDL of UWLR imports about ten."""
ZEEP: Any = zeep
"""zeep says that it is typed, and is not."""
BASE: Any = zeep.Transport

AnswerT = TypeVar("AnswerT")
ClientT = TypeVar("ClientT", bound="Soapclient")


class Soapclient:
    """A client of the service that a WSDL describes; it closes its connections at the end of a ``with``."""

    def __init__(self, wsdl_url: str, timeout: float) -> None:
        self.timeout = timeout
        self.session = session_for(wsdl_url, timeout)
        self._wsdl_url = wsdl_url

    def load(self, **settings: Any) -> Any:
        """The WSDL as zeep has it; a document type declaration in it is refused."""
        transport = _Transport(self.session, self.timeout)
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


class _Transport(BASE):  # type: ignore[misc]
    """Fetches a WSDL with all that it imports: from its own server, and within bounds for the whole."""

    def __init__(self, session: Session, timeout: float) -> None:
        super().__init__(session=session, timeout=timeout, operation_timeout=timeout)
        session.adapters.pop("file://")  # zeep would read files of ours that a WSDL names
        self._until = time.monotonic() + timeout
        self._documents = 0
        self._uitbreiding = Uitbreiding()

    def load(self, url: str) -> bytes:
        """A document of the WSDL.

        Raises RequestException, for one of another server too, and OngeldigBericht for what is not XML.
        """
        if not self.session.is_own(url):
            raise Elsewhere
        self._documents += 1
        if self._documents > MOST_DOCUMENTS:
            raise TooLarge
        left = self._until - time.monotonic()
        if left <= 0:
            raise TooSlow
        with self.session.within(Bounds(largest=KLEIN.bytes, seconds=left)):
            content: bytes = super().load(url)
        # zeep replaces every reference to a group by a copy of it, and has no bound for that.
        self._uitbreiding.add(content)
        return content


@contextmanager
def finding(wsdl_url: str, dienst: str) -> Iterator[None]:
    """Raise Onbereikbaar when there is no WSDL of this service at the address."""
    try:
        yield
    except (requests.RequestException, OSError) as error:
        raise Onbereikbaar(f"De WSDL op {wsdl_url} is niet op te halen: {cause_of(error)}.") from error
    # zeep trusts a WSDL: one that is wrong in an unforeseen way ends in an error of any kind.
    except Exception as error:
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
    except Exception as error:  # zeep writes the message by the WSDL, which may be wrong in any way
        raise Onbereikbaar("Met de WSDL van deze dienst is het bericht niet te maken.") from error
    try:
        return read(response.content)
    except OngeldigBericht as error:
        if response.status_code in (OK, SOAP_FAULT):
            raise
        tekst = f"De dienst antwoordt met HTTP {response.status_code} en zonder SOAP-bericht."
        raise Onbereikbaar(tekst) from error
