"""White space around a value: taken away where XML Schema says that it means nothing, and nowhere else."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import xmlschema
from lxml import etree
from xmlschema.validators import XsdAttribute, XsdElement

from uwlr_service.formats import schemas
from uwlr_service.formats.findings import findings
from uwlr_service.formats.schemas import Schema
from uwlr_service.formats.uwlr.andere_resultaten import AgreedSchema
from uwlr_service.formats.uwlr.namespaces import LEERRESULTATEN
from uwlr_service.formats.witruimte.collapsing import collapse, collapsed
from uwlr_service.formats.witruimte.schematypes import collapsing_of

ALL = {
    "leerlinggegevens-2.2": schemas.LEERLINGGEGEVENS["2.2"],
    "leerlinggegevens-2.3": schemas.LEERLINGGEGEVENS["2.3"],
    "leerresultaten-2.2": schemas.LEERRESULTATEN["2.2"],
    "leerresultaten-2.3": schemas.LEERRESULTATEN["2.3"],
    "toetsdefinities": schemas.TOETSDEFINITIES,
    "vdex": schemas.VDEX,
    "edexml-2.0": schemas.EDEXML["2.0"],
    "edexml-2.1": schemas.EDEXML["2.1"],
    "gkv": schemas.GKV,
    "manifest": schemas.GKV_MANIFEST,
    "dossier": schemas.DOSSIER,
}
TIMES = {
    "date": "2016-05-01",
    "dateTime": "2016-05-01T10:00:00Z",
    "time": "10:00:00",
    "duration": "P1D",
    "gYear": "2016",
    "gYearMonth": "2016-05",
    "gMonth": "--05",
    "gMonthDay": "--05-01",
    "gDay": "---05",
}
OTHERS = {
    "anyURI": "http://voorbeeld.test/",
    "base64Binary": "aGVs",
    "boolean": "true",
    "decimal": "1.5",
    "double": "1.5",
    "hexBinary": "0aff",
    "integer": "7",
    "language": "nl",
    "NCName": "naam",
    "NMTOKENS": "a b",
    "token": "a b",
    "unsignedByte": "7",
}
SPACES = ("{} ", " {}", "\n      {}\n    ", "\t{}", "&#13;{}&#10;", "<!-- x --> {}", "<![CDATA[ {} ]]>")


@pytest.mark.parametrize("schema", ALL.values(), ids=ALL)
def test_the_names_are_those_that_another_validator_has(schema: Schema) -> None:
    by_xmlschema = xmlschema.XMLSchema10(str(schema.path), allow="local")
    component: Any
    kinds: dict[str, dict[str, set[bool]]] = {"element": defaultdict(set), "attribute": defaultdict(set)}
    for component in by_xmlschema.maps.iter_components((XsdElement, XsdAttribute)):
        uri = component.schema.target_namespace
        if component.ref is not None or uri.startswith(("http://www.w3.org/", "{http://www.w3.org/")):
            continue
        simple = component.type.simple_type if isinstance(component, XsdElement) else component.type
        if simple is not None:
            kind = "element" if isinstance(component, XsdElement) else "attribute"
            kinds[kind][component.name].add(simple.is_list() or simple.white_space == "collapse")
    expected = {
        kind: {name for name, verdicts in names.items() if verdicts == {True}}
        for kind, names in kinds.items()
    }
    found = schema.collapsing()
    assert found.elements == expected["element"]
    assert found.attributes == expected["attribute"]


def schema_of(tmp_path: Path, base: str, facets: str = "") -> Schema:
    """A schema in which an element and an attribute have a type."""
    kind = (
        f'<xs:simpleType name="t"><xs:restriction base="xs:{base}">{facets}</xs:restriction></xs:simpleType>'
    )
    path = tmp_path / "schema.xsd"
    path.write_text(
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">{kind}<xs:element name="r"><xs:complexType>'
        '<xs:sequence><xs:element name="e" type="t" maxOccurs="9"/></xs:sequence>'
        '<xs:attribute name="a" type="t"/></xs:complexType></xs:element></xs:schema>'
    )
    return Schema(str(path))


@pytest.mark.parametrize("spaced", SPACES)
@pytest.mark.parametrize(("base", "value"), (TIMES | OTHERS).items())
def test_white_space_around_a_value_is_valid(tmp_path: Path, base: str, value: str, spaced: str) -> None:
    schema = schema_of(tmp_path, base)
    parser = etree.XMLParser(remove_comments=True)
    root = etree.fromstring(f"<r><e>{value}</e><e>{spaced.format(value)}</e></r>", parser)
    assert findings(schema, root) == []


@pytest.mark.parametrize(("base", "value"), TIMES.items())
def test_a_moment_is_written_without_it(tmp_path: Path, base: str, value: str) -> None:
    root = etree.fromstring(f'<r a="&#10;{value}  "><e>\n {value}\t</e></r>')
    assert findings(schema_of(tmp_path, base), root) == []
    assert (root.get("a"), root[0].text) == (value, value)


@pytest.mark.parametrize(
    "wrong", ["2016 -05-01", "\u00a02016-05-01", "2016-05-01\u2003", "  ", "2016-05-0 1"]
)
def test_another_space_or_one_within_stays_wrong(tmp_path: Path, wrong: str) -> None:
    root = etree.fromstring(f"<r><e>{wrong}</e></r>")
    assert len(findings(schema_of(tmp_path, "date"), root)) == 1


@pytest.mark.parametrize("facet", ['<xs:minInclusive value="2016-01-01"/>', '<xs:pattern value="2016.*"/>'])
def test_facets_judge_the_value_without_it(tmp_path: Path, facet: str) -> None:
    schema = schema_of(tmp_path, "date", facet)
    assert findings(schema, etree.fromstring("<r><e> 2016-05-01 </e></r>")) == []
    assert len(findings(schema, etree.fromstring("<r><e> 2015-05-01 </e></r>"))) == 1


@pytest.mark.parametrize("base", ["string", "normalizedString"])
def test_a_text_keeps_its_white_space(tmp_path: Path, base: str) -> None:
    schema = schema_of(tmp_path, base, '<xs:pattern value="ab"/>')
    root = etree.fromstring("<r><e> ab </e></r>")
    assert len(findings(schema, root)) == 1
    assert root[0].text == " ab "


def names_in(tmp_path: Path, content: str, **files: str) -> tuple[set[str], set[str]]:
    """The collapsed names of a schema with this content, and of files beside it."""
    for name, text in files.items():
        (tmp_path / f"{name}.xsd").write_text(text)
    path = tmp_path / "main.xsd"
    path.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:a="urn:a" targetNamespace="urn:a">'
        f"{content}</xs:schema>"
    )
    etree.XMLSchema(etree.parse(str(path)))  # it is one
    found = collapsing_of(etree.parse(str(path)))
    return set(found.elements), set(found.attributes)


def test_lists_and_unions_of_such_types_are_collapsed(tmp_path: Path) -> None:
    found = names_in(
        tmp_path,
        """
        <xs:element name="list"><xs:simpleType><xs:list itemType="xs:string"/></xs:simpleType></xs:element>
        <xs:element name="both"><xs:simpleType><xs:union memberTypes="xs:date xs:gYear"/></xs:simpleType>
        </xs:element>
        <xs:element name="text"><xs:simpleType><xs:union memberTypes="xs:date"><xs:simpleType>
        <xs:restriction base="xs:string"/></xs:simpleType></xs:union></xs:simpleType></xs:element>
        """,
    )
    assert found == ({"{urn:a}list", "{urn:a}both"}, set())


def test_a_type_says_itself_what_becomes_of_its_white_space(tmp_path: Path) -> None:
    found = names_in(
        tmp_path,
        """
        <xs:element name="e"><xs:complexType><xs:simpleContent><xs:extension base="a:code">
        <xs:attribute name="kept" type="xs:string"/><xs:attribute name="any"/></xs:extension>
        </xs:simpleContent></xs:complexType></xs:element>
        <xs:element name="empty"><xs:complexType/></xs:element><xs:element name="anything"/>
        <xs:simpleType name="code"><xs:restriction base="xs:string"><xs:whiteSpace value="collapse"/>
        </xs:restriction></xs:simpleType>
        """,
    )
    assert found == ({"{urn:a}e"}, set())


def test_a_name_of_both_kinds_is_left_alone(tmp_path: Path) -> None:
    found = names_in(
        tmp_path,
        """
        <xs:complexType name="one"><xs:sequence><xs:element name="x" type="xs:date" form="qualified"/>
        <xs:element name="y" type="xs:date"/></xs:sequence></xs:complexType>
        <xs:complexType name="two"><xs:sequence><xs:element name="x" type="xs:string" form="qualified"/>
        </xs:sequence></xs:complexType>
        """,
    )
    assert found == ({"y"}, set())


def test_what_is_included_without_a_namespace_takes_that_of_the_other(tmp_path: Path) -> None:
    found = names_in(
        tmp_path,
        '<xs:include schemaLocation="part.xsd"/><xs:import namespace="urn:elsewhere"/>',
        part='<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="main.xsd"/>'
        '<xs:element name="e" type="t"/><xs:simpleType name="t"><xs:restriction base="xs:gYear"/>'
        "</xs:simpleType></xs:schema>",
    )
    assert found == ({"{urn:a}e"}, set())


def test_types_that_were_agreed_on_are_known_too(tmp_path: Path) -> None:
    agreed = tmp_path / "typen.xsd"
    agreed.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:typen">'
        f'<xs:import namespace="{LEERRESULTATEN}" schemaLocation="http://nergens.example/niet-opgehaald.xsd"/>'
        '<xs:element name="jaar" type="xs:gYear"/></xs:schema>'
    )
    schema = AgreedSchema(schemas.LEERRESULTATEN["2.2"], [("urn:typen", agreed)])
    found = schema.collapsing().elements
    assert "{urn:typen}jaar" in found
    assert found > schemas.LEERRESULTATEN["2.2"].collapsing().elements


def test_white_space_within_a_value_becomes_one_space() -> None:
    assert collapsed("\n a \t\r\n b ") == "a b"
    root = etree.fromstring('<r isRegistered=" true "><a> 1 </a></r>')
    assert not collapse(root, schemas.DOSSIER.collapsing())
