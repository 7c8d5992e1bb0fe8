"""The address of the service that a WSDL names: one to which nothing can go is named, and nothing is sent."""

from collections.abc import Callable
from functools import partial

import pytest

from tests.support.places import ROOT
from tests.support.servers.hostile import answering, hostile
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.resultaten import ResultatenClient
from uwlr_service.client.uwlr import UwlrClient

KLANT = Klantgegevens(klantnaam="Uitgeverij", klantcode="U1", autorisatiesleutel="geheim")
STANDARD = b"http://localhost:8080/NOTDEFINEDYET"
"""What the national WSDLs name."""
PLACE = "/wsdl/UWLR_{}_v2p2.wsdl"


def document(_url: str, path: str, *, address: str) -> bytes:
    """A document of the standard, with this address of the service."""
    return (ROOT / "xsd" / "uwlr-2.2" / path.lstrip("/")).read_bytes().replace(STANDARD, address.encode())


@pytest.mark.parametrize(
    ("client", "name"), [(UwlrClient, "Leerlinggegevens"), (ResultatenClient, "Leerresultaten")]
)
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("REPLACE_WITH_ACTUAL_URL", "'REPLACE_WITH_ACTUAL_URL', en dat is geen adres."),
        ("", "'', en dat is geen adres."),
        ("https://las.example/uwlr", "https://las.example/uwlr. Dat is een ander adres dan"),
        (STANDARD.decode(), "http://localhost:8080/NOTDEFINEDYET. Dat is een ander adres dan"),
    ],
)
def test_an_address_to_which_nothing_can_go_is_named(
    client: Callable[[str, Klantgegevens], object], name: str, address: str, words: str
) -> None:
    with (
        hostile(answering(b""), documents=partial(document, address=address)) as server,
        pytest.raises(Onbereikbaar) as raised,
    ):
        client(server.url + PLACE.format(name), KLANT)
    assert raised.value.tekst.startswith(f"De WSDL op {server.url}{PLACE.format(name)} noemt als adres van")
    assert words in raised.value.tekst


def test_an_address_of_its_own_is_taken() -> None:
    given: list[str] = []

    def own(url: str, path: str) -> bytes:
        given.append(path)
        return document(url, path, address=f"{url}/uwlr")

    with hostile(answering(b""), documents=own) as server:
        UwlrClient(server.url + PLACE.format("Leerlinggegevens"), KLANT).close()
    assert len(given) > 1
