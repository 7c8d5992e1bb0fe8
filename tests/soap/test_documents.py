"""WSDLs and schemas as partners fetch them: every address in them leads somewhere, whoever resolves it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit
from wsgiref.types import WSGIApplication

import pytest
import xmlschema
import zeep
from lxml import etree

from tests.support.callers import call
from tests.support.gkv.generiek import PATH as GENERIEK
from tests.support.messages.results import BRENG
from tests.support.messages.soap import GETRAPT, PULL, Answer
from uwlr_service.formats.schemas import XSD as FOLDER
from uwlr_service.formats.uwlr.namespaces import XSD
from uwlr_service.soap import documents

BASE = "http://las_test:8080"
HOST: dict[str, Any] = {"HTTP_HOST": "las_test:8080"}
SCHEMA = f"{{{XSD}}}schema"
NAMED = tuple(f"{{{XSD}}}{name}" for name in ("import", "include", "redefine"))
QUERIES = ["wsdl", "wsdl&versie=2.3"]


def get(application: WSGIApplication, address: str, **environ: Any) -> Answer:
    """What is at an address, which may be one in a document."""
    parts = urlsplit(urljoin(BASE, address))
    return call(
        application,
        path=parts.path.replace("%20", " "),
        QUERY_STRING=parts.query,
        REQUEST_METHOD="GET",
        **(HOST | environ),
    )


def inline(wsdl: etree._Element) -> list[etree._Element]:
    return list(wsdl.iter(SCHEMA))


@pytest.mark.parametrize("path", [PULL, GETRAPT, BRENG])
@pytest.mark.parametrize("query", QUERIES)
def test_a_toolkit_that_resolves_against_the_wsdl_finds_every_schema(
    application: WSGIApplication, path: str, query: str
) -> None:
    """As nusoap does, whatever document an address stands in."""
    todo = [f"{BASE}{path}?{query}"]
    seen: set[str] = set()
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        seen.add(address)
        answer = get(application, address)
        assert answer.status == 200, address
        locations = [named.get("schemaLocation") or "" for named in answer.root.iter(*NAMED)]
        assert all(location.startswith(f"{BASE}/uwlr/schemas/2.") for location in locations)
        todo += [urljoin(f"{BASE}{path}", location) for location in locations]
    assert len(seen) >= 4


def test_every_schema_names_only_what_is_there_and_nothing_else_changes(application: WSGIApplication) -> None:
    for path, file in documents.SCHEMA_FILES.items():
        served = get(application, f"{documents.SCHEMAS}{path}").root
        original = etree.parse(str(file)).getroot()
        for named, before in zip(served.iter(*NAMED), original.iter(*NAMED), strict=True):
            location = named.get("schemaLocation")
            assert get(application, location).status == 200, location
            assert Path(urldefrag(location).url).name == Path(before.get("schemaLocation")).name
            named.set("schemaLocation", before.get("schemaLocation"))
        assert etree.tostring(served, method="c14n") == etree.tostring(original, method="c14n")


@pytest.mark.parametrize("path", [PULL, GETRAPT, BRENG])
@pytest.mark.parametrize("versie", ["2.2", "2.3"])
@pytest.mark.parametrize("name", ["singleWsdl", "singlewsdl", "SINGLEWSDL", "x=y&SingleWsdl="])
def test_the_single_wsdl_has_its_schemas_inside(
    application: WSGIApplication, path: str, versie: str, name: str
) -> None:
    root = get(application, f"{path}?{name}&versie={versie}").root
    assert not root.xpath("//@schemaLocation")
    schemas = inline(root)
    namespaces = [schema.get("targetNamespace") for schema in schemas]
    assert len(set(namespaces)) == len(namespaces) > 1
    imported = {named.get("namespace") for named in root.iter(*NAMED)}
    assert imported <= set(namespaces)
    plain = get(application, f"{path}?wsdl&versie={versie}").root
    for root_of in (root, plain):
        for types in root_of.iter("{http://schemas.xmlsoap.org/wsdl/}types"):
            types.clear()
    assert etree.tostring(root, method="c14n") == etree.tostring(plain, method="c14n")


def components(schema: xmlschema.XMLSchema) -> Iterator[str]:
    """The global parts of a schema with all that it names, each with what it says."""
    for maps in (schema.maps.types, schema.maps.elements, schema.maps.groups, schema.maps.attributes):
        for name, component in maps.items():
            if component.target_namespace != XSD:
                facets = sorted(map(repr, getattr(component, "facets", {}) or {}))
                yield f"{type(component).__name__} {name} {facets}"


@pytest.mark.parametrize("versie", ["2.2", "2.3"])
@pytest.mark.parametrize("path", [PULL, BRENG])
def test_its_schemas_are_those_of_the_files(
    application: WSGIApplication, tmp_path: Path, path: str, versie: str
) -> None:
    """Written out one by one, with addresses, they hold the same parts for two readers of schemas."""
    schemas = inline(get(application, f"{path}?singleWsdl&versie={versie}").root)
    files = {schema.get("targetNamespace"): f"{number}.xsd" for number, schema in enumerate(schemas)}
    for schema in schemas:
        for named in schema.iter(*NAMED):
            named.set("schemaLocation", files[named.get("namespace")])
        (tmp_path / files[schema.get("targetNamespace")]).write_bytes(etree.tostring(schema))
    wsdl = FOLDER / documents.WSDLS[path, versie]
    first = etree.parse(str(wsdl)).getroot().find(f".//{NAMED[0]}")
    assert first is not None
    ours = tmp_path / files[first.get("namespace")]
    theirs = wsdl.parent / str(first.get("schemaLocation"))
    etree.XMLSchema(etree.parse(str(ours)))
    assert sorted(components(xmlschema.XMLSchema(ours))) == sorted(components(xmlschema.XMLSchema(theirs)))


def test_a_default_that_the_single_wsdl_leaves_out_means_nothing() -> None:
    """``finalDefault`` is about complex types and elements."""
    for file in documents.SCHEMA_FILES.values():
        root = etree.parse(str(file)).getroot()
        if root.get("finalDefault") is not None:
            kinds = {etree.QName(child).localname for child in root.iterchildren("{*}*")}
            assert kinds == {"simpleType"}, file


@pytest.mark.parametrize("path", [PULL, BRENG, GENERIEK])
@pytest.mark.parametrize("versie", ["2.2", "2.3"])
def test_zeep_needs_nothing_else(
    application: WSGIApplication, dienst: WSGIApplication, path: str, versie: str
) -> None:
    service = dienst if path == GENERIEK else application
    document = get(service, f"{path}?singleWsdl&versie={versie}").content
    with tempfile.NamedTemporaryFile(suffix=".wsdl") as file:
        file.write(document)
        file.flush()
        client = zeep.Client(file.name)
    operations = {
        name
        for service in client.wsdl.services.values()
        for port in service.ports.values()
        for name in port.binding.all()
    }
    wanted = {PULL: "HaalStructuur", BRENG: "BrengLeerresultaten", GENERIEK: "getMedewerkers"}
    assert wanted[path] in operations


@pytest.mark.parametrize("path", [PULL, GETRAPT, BRENG, GENERIEK])
@pytest.mark.parametrize(
    "query",
    ["xsd", "xsd=", "xsd=xsd0", "XSD=1", "disco", "wsdl2", "wsdl0", "schema", "=wsdl", "wsdl;versie=2.3"],
)
def test_what_is_not_there_is_said_in_plain_text(
    application: WSGIApplication, dienst: WSGIApplication, path: str, query: str
) -> None:
    service = dienst if path == GENERIEK else application
    answer = get(service, f"{path}?{query}")
    assert answer.status == 404
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert f"{BASE}{path}?singleWsdl\n" in answer.content.decode()


@pytest.mark.parametrize("query", ["wsdl=wsdl0", "WSDL&x=1", "versie=2.2&wsdl=x", "wsdl/", "wsdl?", "&wsdl"])
def test_a_wsdl_is_given_however_it_is_asked_for(
    application: WSGIApplication, dienst: WSGIApplication, query: str
) -> None:
    for service, path in ((application, PULL), (dienst, GENERIEK)):
        answer = get(service, f"{path}?{query}")
        assert etree.QName(answer.root).localname == "definitions"


def test_an_unknown_version_hears_which_there_are(application: WSGIApplication) -> None:
    answer = get(application, f"{PULL}?singleWsdl&versie=9")
    assert answer.status == 404
    assert "2.2 en 2.3" in answer.content.decode()


@pytest.mark.parametrize(
    "address", [f"{PULL}?wsdl", f"{BRENG}?singleWsdl", "/uwlr/schemas/2.3/EDEXML.elementen.xsd"]
)
def test_what_is_known_is_not_sent_again(application: WSGIApplication, address: str) -> None:
    whole = get(application, address)
    etag = whole.headers["etag"]
    again = get(application, address, HTTP_IF_NONE_MATCH=f'"x", W/{etag}')
    assert (again.status, again.content, again.headers["etag"]) == (304, b"", etag)
    elsewhere = get(application, address, HTTP_HOST="elders.example")
    assert elsewhere.headers["etag"] != etag
    assert b"las_test" not in elsewhere.content
    assert call(application, path="/uwlr/x", REQUEST_METHOD="HEAD").content == b""


def test_a_message_to_an_address_below_uwlr_that_is_none_gets_a_fault(application: WSGIApplication) -> None:
    answer = call(application, b"<x/>", "/uwlr/leerling")
    assert (answer.status, answer.faultcode) == (404, "Client.OngeldigBericht")
    assert "/uwlr/leerlinggegevens" in answer.faultstring
