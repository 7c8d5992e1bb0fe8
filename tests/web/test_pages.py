"""The pages that list and explain the interfaces, and that their examples work."""

import dataclasses
import re
from itertools import pairwise, product
from pathlib import Path

import pytest
from lxml import html
from werkzeug.test import Client

from tests.support.gkv.generiek import PATH as GENERIEK
from tests.support.messages.results import BRENG
from tests.support.messages.soap import GETRAPT, PULL, Answer
from tests.support.places import ROOT
from tests.support.schools.builders import SCHOOL
from uwlr_service import __version__
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.formats import schemas
from uwlr_service.formats.findings import findings
from uwlr_service.formats.parsing import parse
from uwlr_service.formats.uwlr.namespaces import SOAP
from uwlr_service.paginas import documentatie
from uwlr_service.portaal.publiek.start import DOCUMENTEN
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

PAGES = ("/portaal/", PULL, GETRAPT, BRENG, GENERIEK)


def page(client: Client, path: str) -> html.HtmlElement:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    return html.document_fromstring(answer.text)


def example(client: Client, path: str) -> str:
    """The request that a SOAP address shows."""
    (shown,) = page(client, path).iter("pre")
    return str(shown.text_content())


@pytest.fixture(params=["built", "unbuilt"])
def documentation(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the documentation, every page of it that is linked to, and without."""
    folder = tmp_path / "documentatie"
    monkeypatch.setattr(documentatie, "PLACES", (folder,))
    if request.param == "built":
        pages = {naam for naam, _, _ in DOCUMENTEN} | {"index", "toolkits", "connect-a-partner", "gkv-soap"}
        assert {naam for naam in pages if not (ROOT / "docs" / f"{naam}.rst").exists()} == set()
        (folder / "_bestanden").mkdir(parents=True)
        for file in (*(f"{naam}.html" for naam in pages), "_bestanden/LICENSE"):
            (folder / file).touch()


def test_the_front_page_lists_every_open_address(client: Client) -> None:
    root = page(client, "/portaal/")
    links = {link.get("href") for link in root.iter("a")}

    for path, versie in product((PULL, GETRAPT, BRENG), ("", "&versie=2.3")):
        assert {path, f"{path}?wsdl{versie}", f"{path}?singleWsdl{versie}"} <= links
    assert {GENERIEK, f"{GENERIEK}?wsdl", f"{GENERIEK}?singleWsdl"} <= links
    assert {"/gkv/v1/openapi.json", "/.well-known/jwks.json", "/gkv/v1/schemas/gkv.xsd"} <= links
    assert {f"/uwlr/schemas/{versie}" for versie in ("2.2", "2.3")} <= {
        link.rpartition("/")[0] for link in links
    }
    text = root.text_content()
    for path in (PULL, GETRAPT, BRENG, GENERIEK, "/gkv/v1", "/oauth/token"):
        assert f"http://localhost{path}" in text
    assert __version__ in text
    assert "EUPL" in text


def test_every_description_and_schema_is_xml_or_json(client: Client) -> None:
    links = {link.get("href") for path in PAGES for link in page(client, path).iter("a")}
    described = {
        link for link in links if re.search(r"wsdl|\.xsd$|\.json$|/\.well-known/", link, re.IGNORECASE)
    }
    assert len(described) > 20
    for link in described:
        answer = client.get(link)
        assert answer.mimetype in {
            "text/xml",
            "application/xml",
            "application/json",
            "application/jwk-set+json",
        }
        assert answer.mimetype.endswith("json") or parse(answer.data) is not None


def test_no_page_leads_to_what_the_documented_proxy_hides(client: Client) -> None:
    for path in PAGES:
        links = {link.get("href") for link in page(client, path).iter("a")}
        assert not [link for link in links if link.startswith(("/health", "/metrics"))]


@pytest.mark.usefixtures("documentation")
@pytest.mark.parametrize("path", ["/portaal/", PULL, GENERIEK])
def test_a_reader_is_sent_to_the_documentation_or_told_how_to_make_it(client: Client, path: str) -> None:
    root = page(client, path)
    leads = any(link.get("href").startswith("/documentatie/") for link in root.iter("a"))
    assert leads != ("make docs" in root.text_content())
    assert "/documentatie" in client.get(path).text
    assert "docs/" not in root.text_content()


@pytest.mark.usefixtures("documentation")
@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(client: Client, path: str) -> None:
    targets = {link.get("href") for link in page(client, path).iter("a")}
    targets |= {link.get("href") for link in page(client, path).iter("link")}
    targets |= {image.get("src") for image in page(client, path).iter("img")}

    inside = {target for target in targets if not target.startswith("#")}
    assert inside >= {"/portaal/"}
    statuses = {target: client.get(target).status_code for target in inside}
    assert {target: status for target, status in statuses.items() if status not in (200, 303)} == {}


@pytest.mark.parametrize("path", [*PAGES, "/bestaat-niet"])
def test_a_page_is_made_for_every_reader(client: Client, path: str) -> None:
    root = html.document_fromstring(client.get(path).text)

    assert root.get("lang") == "nl"
    assert len(root.findall(".//h1")) == len(root.findall(".//main")) == 1
    levels = [int(heading.tag[1]) for heading in root.iter("h1", "h2", "h3")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(image.get("alt") is not None for image in root.iter("img"))
    assert root.find(".//meta[@name='viewport']") is not None
    assert root.findtext(".//title")


@pytest.mark.parametrize("path", PAGES)
def test_nothing_comes_from_elsewhere(client: Client, path: str) -> None:
    root = page(client, path)

    loaded = [link.get("href") for link in root.iter("link")] + [
        image.get("src") for image in root.iter("img")
    ]
    assert all(target.startswith("/portaal/static/") for target in loaded)
    assert not [element.tag for element in root.iter("script", "style", "iframe") or ()]
    assert not root.xpath("//@style | //@onclick | //@onload")


@pytest.mark.parametrize("path", [PULL, GETRAPT, BRENG, f"{PULL}/"])
def test_a_browser_gets_the_page_of_a_soap_address(client: Client, path: str) -> None:
    root = page(client, path)
    hrefs = [link.get("href") for link in root.iter("a")]

    assert f"{path.rstrip('/')}?wsdl" in hrefs
    assert f"{path.rstrip('/')}?wsdl&versie=2.3" in hrefs


@pytest.mark.parametrize(
    ("path", "query"), [(PULL, "wsdl"), (PULL, "WSDL"), (GETRAPT, "wsdl&versie=2.3"), (BRENG, "wsdl")]
)
def test_the_page_does_not_stand_before_the_wsdl(client: Client, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.mimetype == "text/xml"
    assert parse(answer.data).tag == "{http://schemas.xmlsoap.org/wsdl/}definitions"


@pytest.mark.parametrize(
    ("path", "judges"),
    [
        (PULL, schemas.LEERLINGGEGEVENS["2.2"]),
        (GETRAPT, schemas.LEERLINGGEGEVENS["2.2"]),
        (BRENG, schemas.LEERRESULTATEN["2.2"]),
    ],
)
def test_the_example_is_valid(client: Client, path: str, judges: schemas.Schema) -> None:
    root = parse(example(client, path).encode())
    (head,), (body,) = root.find(f"{{{SOAP}}}Header"), root.find(f"{{{SOAP}}}Body")

    assert findings(schemas.AUTORISATIE, head) == []
    assert findings(judges, body) == []


@pytest.mark.parametrize("path", [PULL, GETRAPT, BRENG])
def test_the_example_works_once_it_is_filled_in(client: Client, uitgifte: Uitgifte, path: str) -> None:
    assert str(SCHOOL) == "99XX/16"
    klant = uitgifte.koppeling.klant
    filled = example(client, path)
    for placeholder, value in (
        ("SLEUTEL", uitgifte.sleutel),
        ("KLANTCODE", klant.code),
        ("KLANTNAAM", klant.naam),
    ):
        filled = filled.replace(f"UW-{placeholder}", value)

    answer = client.post(path, data=filled.encode(), content_type="text/xml")
    received = Answer(answer.status_code, {}, answer.data)
    assert received.faultcode is None, received.faultstring
    assert received.body.tag.endswith(("_antwoord", "_bevestiging"))


def test_the_address_is_the_one_partners_use(settings: Settings) -> None:
    application = create_app(dataclasses.replace(settings, base_url="https://uwlr.example.nl"))
    text = Client(application).get(PULL, headers={"Host": "kwaad.example"}).text
    application.close()

    assert "https://uwlr.example.nl/uwlr/leerlinggegevens?wsdl" in text
    assert "kwaad.example" not in text


def test_the_address_without_a_path_leads_to_the_first_page(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer.location) == (303, "/portaal/")


def test_a_host_cannot_write_in_the_page(client: Client) -> None:
    answer = client.get(PULL, headers={"Host": "<b>x</b>"})
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    ("host", "shown"), [("las_test:8080", "http://las_test:8080"), ("a b", "http://localhost:80")]
)
def test_the_page_shows_the_host_as_it_came_or_that_of_the_server(
    client: Client, host: str, shown: str
) -> None:
    assert f"{shown}{PULL}?wsdl" in client.get(PULL, headers={"Host": host}).text


def test_a_page_has_no_body_for_head(client: Client) -> None:
    answer = client.head(PULL)
    assert (answer.status_code, answer.data) == (200, b"")
