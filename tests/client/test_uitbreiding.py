"""A small WSDL whose groups refer to each other is left before anything is built of it."""

import pytest

from tests.support.servers.hostile import hostile
from uwlr_service.client.fouten import Onbereikbaar
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.uwlr import UwlrClient

pytestmark = pytest.mark.e2e
KLANT = Klantgegevens(klantnaam="U", klantcode="U1", autorisatiesleutel="x")
WSDL_NS = "http://schemas.xmlsoap.org/wsdl/"


def growing(kind: str, references: int, *, levels: int = 10) -> bytes:
    """A WSDL with groups that each refer to the next one some times, and a type of all of that."""

    def refer(level: int) -> str:
        reference = f'<xs:{kind} ref="t:g{level}"/>' * references
        if kind == "attributeGroup":
            return reference
        return f"<xs:sequence>{reference}</xs:sequence>"

    last = "<xs:sequence><xs:element name='x' type='xs:string'/></xs:sequence>"
    if kind == "attributeGroup":
        last = "<xs:attribute name='x' type='xs:string'/>"
    groups = [f'<xs:{kind} name="g{level}">{refer(level + 1)}</xs:{kind}>' for level in range(levels)]
    return (
        f'<wsdl:definitions xmlns:wsdl="{WSDL_NS}" targetNamespace="x"><wsdl:types><xs:schema xmlns:t="x"'
        ' targetNamespace="x" xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        f'{"".join(groups)}<xs:{kind} name="g{levels}">{last}</xs:{kind}>'
        f'<xs:complexType name="T">{refer(0)}</xs:complexType></xs:schema></wsdl:types></wsdl:definitions>'
    ).encode()


@pytest.mark.parametrize("kind", ["group", "attributeGroup"])
@pytest.mark.parametrize(("references", "levels"), [(10, 10), (2, 40), (1000, 2)])
def test_a_wsdl_that_grows_by_its_groups_is_left(kind: str, references: int, levels: int) -> None:
    with (
        hostile(documents=lambda *_: growing(kind, references, levels=levels)) as server,
        pytest.raises(Onbereikbaar, match="wat het antwoord beschrijft, wordt te groot"),
    ):
        UwlrClient(f"{server.url}/?wsdl", KLANT, timeout=10)


@pytest.mark.parametrize("kind", ["group", "attributeGroup"])
def test_groups_spread_over_documents_are_counted_together(kind: str) -> None:
    whole_wsdl = growing(kind, 5)
    half = b'<xs:%s name="g5">' % kind.encode()
    before, _, after = whole_wsdl.partition(half)
    opening = whole_wsdl[whole_wsdl.index(b"<xs:schema") :].partition(b">")[0] + b">"
    schema = opening + half + after.partition(b"</xs:schema>")[0] + b"</xs:schema>"
    first = before.replace(opening, opening + b'<xs:include schemaLocation="rest.xsd"/>')
    wsdl = first + b"</xs:schema></wsdl:types></wsdl:definitions>"
    with (
        hostile(documents=lambda _, path: schema if path.endswith(".xsd") else wsdl) as server,
        pytest.raises(Onbereikbaar, match="wat het antwoord beschrijft, wordt te groot"),
    ):
        UwlrClient(f"{server.url}/?wsdl", KLANT, timeout=10)
    assert len(server.heads) == 2


@pytest.mark.parametrize("kind", ["group", "attributeGroup"])
def test_groups_that_refer_in_a_circle_are_left(kind: str) -> None:
    circle = growing(kind, 1, levels=3).replace(b't:g3"', b't:g0"')
    with hostile(documents=lambda *_: circle) as server, pytest.raises(Onbereikbaar, match="te groot"):
        UwlrClient(f"{server.url}/?wsdl", KLANT, timeout=10)


@pytest.mark.parametrize("kind", ["group", "attributeGroup"])
def test_a_few_groups_are_no_matter(kind: str) -> None:
    """Its schemas are taken; what it lacks is the service."""
    with (
        hostile(documents=lambda *_: growing(kind, 1)) as server,
        pytest.raises(Onbereikbaar, match="geen WSDL van"),
    ):
        UwlrClient(f"{server.url}/?wsdl", KLANT, timeout=10)
