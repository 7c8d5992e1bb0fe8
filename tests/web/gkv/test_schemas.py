"""The schemas of GKV by address: all of them, to anybody, and usable from where they are."""

from urllib.parse import urljoin

import pytest
from lxml import etree, html
from werkzeug.test import Client

from tests.support.places import ROOT
from uwlr_service.formats.schemas import XS
from uwlr_service.paginas.interfaces import GKV_SCHEMAS as NAMEN
from uwlr_service.paginas.interfaces import GKV_SCHEMAS_PATH as PATH


def test_every_schema_of_packages_is_served_as_it_lies_here(client: Client) -> None:
    assert set(NAMEN) == {path.name for path in (ROOT / "xsd" / "gkv-1").glob("*.xsd")}
    for naam in NAMEN:
        answer = client.get(f"{PATH}/{naam}")
        assert (answer.status_code, answer.mimetype) == (200, "application/xml")
        assert answer.data == (ROOT / "xsd" / "gkv-1" / naam).read_bytes()
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        known = {"If-None-Match": answer.headers["ETag"]}
        assert client.get(f"{PATH}/{naam}", headers=known).status_code == 304


@pytest.mark.parametrize("naam", NAMEN)
def test_what_a_schema_includes_is_found_from_its_address(client: Client, naam: str) -> None:
    address = f"{PATH}/{naam}"
    for included in etree.fromstring(client.get(address).data).iter(f"{XS}include", f"{XS}import"):
        assert client.get(urljoin(address, included.get("schemaLocation"))).status_code == 200


@pytest.mark.parametrize(
    "naam", ["nee.xsd", "GeneriekeService.wsdl", "..%2fuwlr-2.2%2fx.xsd", "gkv.xsd%00", ""]
)
def test_nothing_else_is_served(client: Client, naam: str) -> None:
    answer = client.get(f"{PATH}/{naam}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_the_first_page_names_them_all(client: Client) -> None:
    page = html.document_fromstring(client.get("/portaal/").text)
    assert {f"{PATH}/{naam}" for naam in NAMEN} <= {link.get("href") for link in page.iter("a")}
