"""zeep, given nothing but the address of the WSDL: both versions, both ports, all operations, and faults."""

import gzip
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
import zeep
from lxml import etree
from requests import Session

from tests.support.callers import get
from tests.support.messages.soap import Answer
from tests.support.schools.builders import JAAR
from tests.support.servers.uwlr import Server
from uwlr_service.formats.uwlr.namespaces import LEERLINGGEGEVENS, WSDL_SOAP

pytestmark = pytest.mark.e2e
VERSIES = {"2.2": "?wsdl", "2.3": "?wsdl&versie=2.3"}
LOCATIONS = "//*[local-name()='import' or local-name()='include']/@schemaLocation"
VERZOEK = {"schooljaar": JAAR, "brincode": "99XX", "dependancecode": "16"}


@pytest.fixture(params=VERSIES)
def versie(request: pytest.FixtureRequest) -> str:
    """A version with a WSDL of its own."""
    return str(request.param)


@pytest.fixture
def client(server: Server, versie: str) -> Iterator[zeep.Client]:
    """A client made of the served WSDL."""
    with Session() as session:
        wsdl = f"{server.url}/uwlr/leerlinggegevens{VERSIES[versie]}"
        yield zeep.Client(wsdl, transport=zeep.Transport(session=session))


@pytest.fixture
def kop(sleutel: str) -> dict[str, object]:
    """The header; zeep wants it by the name that the WSDL gives its message part."""
    waarden = {"autorisatiesleutel": sleutel, "klantcode": "U1", "klantnaam": "Uitgeverij"}
    return {"_soapheaders": {"msgpHeader": waarden}}


def raw(client: zeep.Client, operation: Callable[..., Any], **velden: object) -> Answer:
    """Call without zeep's own mapping, which stumbles over the choices in the national schemas."""
    with client.settings(raw_response=True):
        response = operation(**velden)
    return Answer(response.status_code, {}, response.content)


def verzoek(versie: str) -> dict[str, str]:
    return {**VERZOEK, "xsdversie": versie}


def test_everything_at_once(client: zeep.Client, versie: str, kop: dict[str, object]) -> None:
    service = client.bind("LeerlinggegevensService", "prtLeerlinggegevensService")
    answer = raw(client, service.HaalLeerlinggegevens, **verzoek(versie), **kop)
    assert answer.keys() == ["L1", "L2", "L3"]
    assert answer.keys("leerkracht") == ["K1", "K2"]


def test_in_stages(client: zeep.Client, versie: str, kop: dict[str, object]) -> None:
    service = client.bind("LeerlinggegevensService", "prtLeerlinggegevensService-getrapt")
    assert raw(client, service.HaalStructuur, **verzoek(versie), **kop).keys("groep") == ["G1", "G2"]
    groepen = {"_value_1": [{"groep": {"key": "G1"}}, {"samengestelde_groep": {"key": "S1"}}]}
    velden = {**verzoek(versie), "groepen": groepen, **kop}
    assert raw(client, service.HaalLeerlingen, **velden).keys() == ["L1", "L3"]
    assert raw(client, service.HaalLeerkrachten, **velden).keys("leerkracht") == ["K1"]


def test_an_echo_says_nothing_changed(client: zeep.Client, versie: str, kop: dict[str, object]) -> None:
    ask = client.service.HaalLeerlinggegevens
    first = raw(client, ask, **verzoek(versie), **kop).aanmaakdatum
    again = raw(client, ask, **verzoek(versie), laatstontvangengegevens=first, **kop)
    assert again.kind == "geenwijzigingen"


def test_a_fault_carries_code_sentence_and_detail(
    client: zeep.Client, versie: str, kop: dict[str, object]
) -> None:
    service = client.bind("LeerlinggegevensService", "prtLeerlinggegevensService-getrapt")
    with pytest.raises(zeep.exceptions.Fault) as caught:
        service.HaalStructuur(**{**verzoek(versie), "xsdversie": "9.9"}, **kop)
    fault = caught.value
    assert fault.code == "soap:Client.XsdVersieOngeldig"
    assert "2.1, 2.2 of 2.3" in fault.message
    assert fault.detail.find(f"{{{LEERLINGGEGEVENS}}}StructuurFault/faultcode").text == fault.code


def test_the_whole_of_the_wsdl_can_be_fetched(server: Server, versie: str) -> None:
    start = f"{server.url}/uwlr/leerlinggegevens{VERSIES[versie]}"
    waiting, seen = [start], set()
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = get(server.url, url.removeprefix(server.url))
        assert (answer.status, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8"), url
        waiting += [urljoin(url, place) for place in answer.root.xpath(LOCATIONS)]
    assert len(seen) >= 6


@pytest.mark.parametrize("path", ["/uwlr/leerlinggegevens", "/uwlr/leerlinggegevens/getrapt"])
def test_each_address_gives_the_same_wsdl(server: Server, versie: str, path: str) -> None:
    answer = get(server.url, f"{path}{VERSIES[versie]}")
    places = [place.get("location") for place in answer.root.iter(f"{{{WSDL_SOAP}}}address")]
    assert places == [f"{server.url}/uwlr/leerlinggegevens", f"{server.url}/uwlr/leerlinggegevens/getrapt"]
    assert etree.QName(answer.root).localname == "definitions"


class Packing(zeep.Transport):
    """Sends each message in gzip, as a toolkit does that saw our answer in it."""

    def post(self, address: str, message: bytes, headers: dict[str, str]) -> Any:
        return super().post(address, gzip.compress(message), headers | {"Content-Encoding": "gzip"})


@pytest.mark.parametrize("query", ["?singleWsdl", "?SINGLEWSDL&versie=2.3"])
def test_the_wsdl_with_its_schemas_inside_is_enough_and_requests_may_be_packed(
    server: Server, kop: dict[str, object], query: str
) -> None:
    versie = "2.3" if "2.3" in query else "2.2"
    with Session() as session:
        transport = Packing(session=session)
        client = zeep.Client(f"{server.url}//uwlr/leerlinggegevens{query}", transport=transport)
        everything = client.bind("LeerlinggegevensService", "prtLeerlinggegevensService")
        answer = raw(client, everything.HaalLeerlinggegevens, **verzoek(versie), **kop)
        assert answer.keys() == ["L1", "L2", "L3"]
        staged = client.bind("LeerlinggegevensService", "prtLeerlinggegevensService-getrapt")
        answer = raw(client, staged.HaalStructuur, **verzoek(versie), **kop)
        assert answer.kind == "leerlinggegevens-structuur"
