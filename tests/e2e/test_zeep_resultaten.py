"""zeep sends results, given nothing but the address of the WSDL."""

from collections.abc import Iterator
from datetime import date

import pytest
import zeep
from requests import Session

from tests.support.schools.builders import JAAR, SCHOOL
from tests.support.servers.uwlr import Server
from uwlr_service.domain import tijd
from uwlr_service.domain.uwlr.resultaat import OsoResultaat
from uwlr_service.domain.uwlr.resultatenlijst import Regel, Resultatenfilter
from uwlr_service.uitwisseling.uwlr.resultaten import Resultatenoverzicht

pytestmark = pytest.mark.e2e


@pytest.fixture
def client(server: Server) -> Iterator[zeep.Client]:
    """A client made of the served WSDL."""
    with Session() as session:
        yield zeep.Client(f"{server.url}/uwlr/leerresultaten?wsdl", transport=zeep.Transport(session=session))


def bericht(leerling: str, **uitslag: object) -> dict[str, object]:
    """A message with one result, as zeep takes it."""
    resultaat = {
        "key": f"zeep-{leerling}-{'-'.join(uitslag)}",
        "afnamedatum": date(2026, 11, 2),
        "toetscode": "T1",
        **uitslag,
    }
    return {
        "school": {
            "schooljaar": JAAR,
            "brincode": "99XX",
            "dependancecode": "16",
            "aanmaakdatum": tijd.now(),
            "xsdversie": "2.2",
        },
        "toetsafnames": {"toetsafname": [{"leerlingid": leerling, "resultaten": {"resultaat": [resultaat]}}]},
        "toetsen": {
            "toets": [
                {
                    "toetscode": {"_value_1": "T1"},
                    "toetsnaam": "Blok 1",
                    "toetsnormering": {
                        "norm": [{"term": "voldoende", "beginnormwaarde": 6, "eindnormwaarde": 10}]
                    },
                }
            ]
        },
    }


@pytest.fixture
def kop(sleutel: str) -> dict[str, object]:
    """The header; zeep wants it by the name that the WSDL gives its message part."""
    waarden = {"autorisatiesleutel": sleutel, "klantcode": "U1", "klantnaam": "Uitgeverij"}
    return {"_soapheaders": {"msgpHeader": waarden}}


def seen(server: Server) -> dict[str, Regel]:
    regels = Resultatenoverzicht(server.database).of_school(SCHOOL, Resultatenfilter())
    return {regel.resultaat.key: regel for regel in regels}


def test_a_score_is_stored_and_judged(server: Server, client: zeep.Client, kop: dict[str, object]) -> None:
    client.service.BrengLeerresultaten(**bericht("L1", score=7), **kop)
    regel = seen(server)["zeep-L1-score"]
    assert regel.norm is not None
    assert (regel.resultaat.uitslag, regel.norm.term) == (7, "voldoende")


def test_a_result_in_the_shape_of_oso(server: Server, client: zeep.Client, kop: dict[str, object]) -> None:
    client.service.BrengLeerresultaten(**bericht("L2", osoresultaat={"toetsscore": {"aantalgoed": 7}}), **kop)
    uitslag = seen(server)["zeep-L2-osoresultaat"].resultaat.uitslag
    assert isinstance(uitslag, OsoResultaat)
    assert uitslag.toetsscore is not None
    assert uitslag.toetsscore.aantalgoed == 7


def test_a_fault_has_our_code_and_nothing_is_stored(
    server: Server, client: zeep.Client, kop: dict[str, object]
) -> None:
    before = seen(server).keys()
    with pytest.raises(zeep.exceptions.Fault, match="L77") as raised:
        client.service.BrengLeerresultaten(**bericht("L77", score=7), **kop)
    assert raised.value.code.endswith("Client.LeerlingOngeldig")
    assert seen(server).keys() == before
