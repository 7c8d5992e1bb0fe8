"""What the two clients of UWLR share: they find the service by its WSDL, and read answers themselves."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import requests
import zeep

from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.netwerk import because, session_for
from uwlr_service.client.trust import Trust
from uwlr_service.client.uitbreiding import Uitbreiding
from uwlr_service.domain.adres import without_secrets
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.formats.limits import KLEIN
from uwlr_service.outgoing.bounds import Bounds
from uwlr_service.outgoing.fouten import Elsewhere, TooLarge, TooSlow
from uwlr_service.outgoing.session import Session, origin_of

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

    def __init__(self, wsdl_url: str, timeout: float, trust: Trust) -> None:
        self.timeout = timeout
        self.session = session_for(wsdl_url, timeout, trust=trust)
        self._wsdl_url = wsdl_url

    def load(self, **settings: Any) -> Any:
        """The WSDL as zeep has it; a document type declaration in it is refused."""
        transport = _Transport(self.session, self.timeout)
        return ZEEP.Client(
            self._wsdl_url, transport=transport, settings=ZEEP.Settings(forbid_dtd=True, **settings)
        )

    def require_own(self, address: str) -> str:
        """The address of the service, as its WSDL names it. Raises Onbereikbaar if nothing can go there."""
        shown = without_secrets(address)
        if origin_of(address) is None:
            raise Onbereikbaar(
                f"De WSDL op {self._wsdl_url} noemt als adres van de dienst '{shown}', en dat is geen adres."
            )
        if not self.session.is_own(address):
            raise Onbereikbaar(
                f"De WSDL op {self._wsdl_url} noemt als adres van de dienst {shown}. Dat is een ander adres"
                " dan dat van de WSDL, en daar gaat niets heen. Neem de WSDL op dat adres."
            )
        return address

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
        try:
            return self._load(url)
        except (requests.RequestException, OSError) as error:
            raise _NietOpgehaald(url) from error

    def _load(self, url: str) -> bytes:
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


class _NietOpgehaald(Exception):
    """A document of a WSDL could not be fetched; the cause says why."""

    def __init__(self, url: str) -> None:
        self.url = url
        super().__init__(url)


def _not_fetched(wsdl_url: str, error: _NietOpgehaald) -> str:
    """What could not be fetched, by its own address: the WSDL, or a document that it takes in."""
    origin = error.__cause__ if isinstance(error.__cause__, Exception) else error
    if error.url == wsdl_url:
        return because(f"De WSDL op {wsdl_url} is niet op te halen", origin)
    shown = without_secrets(error.url)
    if origin_of(error.url) != origin_of(wsdl_url):
        return (
            f"De WSDL op {wsdl_url} verwijst naar een ander adres, {shown}, en daar gaat niets heen. Neem de"
            " WSDL op dat adres, of laat de dienst in de WSDL het adres noemen waarop u hem aanroept"
            " (UWLR_BASE_URL, als het onze dienst is)."
        )
    return because(f"De WSDL op {wsdl_url} verwijst naar {shown}, en dat is niet op te halen", origin)


@contextmanager
def finding(wsdl_url: str, dienst: str) -> Iterator[None]:
    """Raise Onbereikbaar when there is no WSDL of this service at the address."""
    try:
        yield
    except Onbereikbaar:
        raise
    except _NietOpgehaald as error:
        raise Onbereikbaar(_not_fetched(wsdl_url, error)) from error
    # zeep trusts a WSDL: one that is wrong in an unforeseen way ends in an error of any kind.
    except Exception as error:
        raise Onbereikbaar(f"Op {wsdl_url} staat geen WSDL van {dienst}.") from error


def answer(address: str, send: Callable[[], requests.Response], read: Callable[[bytes], AnswerT]) -> AnswerT:
    """Send a message to an address and read what comes back.

    Raises Onbereikbaar for a network that fails, and for an answer that is not SOAP and has no status of SOAP
    either, such as the error page of a proxy. OngeldigBericht of ``read`` goes on otherwise.
    """
    try:
        response = send()
    except (requests.RequestException, OSError) as error:
        shown = without_secrets(address)
        raise Onbereikbaar(because(f"De dienst op {shown} gaf geen antwoord", error)) from error
    except Exception as error:  # zeep writes the message by the WSDL, which may be wrong in any way
        raise Onbereikbaar("Met de WSDL van deze dienst is het bericht niet te maken.") from error
    try:
        return read(response.content)
    except OngeldigBericht as error:
        if response.status_code in (OK, SOAP_FAULT):
            raise
        tekst = f"De dienst antwoordt met HTTP {response.status_code} en zonder SOAP-bericht."
        raise Onbereikbaar(tekst) from error
