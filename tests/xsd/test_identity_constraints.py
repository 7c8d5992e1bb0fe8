"""The identity constraints fire: doubled keys and references to nothing are refused."""

from __future__ import annotations

import copy
import re

import pytest
from lxml import etree

from tests.support.places import NATIONAL
from tests.support.xsd.documents import BREAKS, CASES, ECKID, broken, find
from tests.support.xsd.files import LG, OURS, lxml_schema, needs_national, xmlschema_schema

PAIRS = [(name, what) for name, case in CASES.items() for what in broken(case)]
UWLR = [name for name in CASES if name.startswith("2.")]
UWLR_2_3 = [name for name in CASES if name.startswith("2.3")]


def lxml_findings(schema: etree.XMLSchema, document: etree._Element) -> set[str]:
    """The kinds of errors that lxml sees."""
    schema.validate(document)
    return {entry.type_name for entry in schema.error_log}


def lxml_constraints(schema: etree.XMLSchema) -> set[str]:
    """The identity constraints that the errors of the last validation name."""
    return {re.sub(r".*'(\{.*\})?([^']+)'\.$", r"\2", entry.message) for entry in schema.error_log}


@pytest.mark.parametrize("name", CASES)
def test_the_good_document_is_accepted(name: str) -> None:
    case = CASES[name]
    assert lxml_findings(lxml_schema(case.path), case.document()) == set()
    assert not list(xmlschema_schema(case.path).iter_errors(case.document()))


@pytest.mark.parametrize(("name", "what"), PAIRS)
def test_lxml_refuses(name: str, what: str) -> None:
    case = CASES[name]
    change, constraints = BREAKS[what]
    document = case.document()
    change(document)
    schema = lxml_schema(case.path)
    assert lxml_findings(schema, document) == {"SCHEMAV_CVC_IDC"}
    assert lxml_constraints(schema) == constraints


@pytest.mark.parametrize(("name", "what"), PAIRS)
def test_xmlschema_refuses(name: str, what: str) -> None:
    case = CASES[name]
    document = case.document()
    BREAKS[what][0](document)
    errors = list(xmlschema_schema(case.path).iter_errors(document))
    assert errors
    for error in errors:
        assert re.match(r"duplicated value \(|value \(.*\) not found for ", error.reason or ""), error.reason


@needs_national
@pytest.mark.parametrize(("name", "what"), [pair for pair in PAIRS if pair[0].startswith("2.2")])
def test_the_national_schema_lets_it_pass(name: str, what: str) -> None:
    """Why ours differs. The school year is one that the national list knows."""
    case = CASES[name]
    document = case.document(schooljaar="2024-2025")
    BREAKS[what][0](document)
    assert lxml_findings(lxml_schema(NATIONAL / case.schema), document) == set()


GETRAPT = {
    "leerlinggegevens-structuur": ("school", "vestigingen", "groepen"),
    "leerlinggegevens-leerlingen": ("school", "leerlingen"),
    "leerlinggegevens-leerkrachten": ("school", "leerkrachten"),
}
BREAKABLE = [
    ("leerlinggegevens-structuur", "groep key twice"),
    ("leerlinggegevens-structuur", "one key for both kinds of groups"),
    ("leerlinggegevens-structuur", "vestiging key twice"),
    ("leerlinggegevens-leerlingen", "leerling key twice"),
    ("leerlinggegevens-leerkrachten", "leerkracht key twice"),
]
GETRAPT_PAIRS = [(name, *pair) for name in UWLR for pair in BREAKABLE if pair[1] in broken(CASES[name])]


@pytest.mark.parametrize(("name", "root", "what"), GETRAPT_PAIRS)
def test_getrapt_refuses_it_too(name: str, root: str, what: str) -> None:
    case = CASES[name]
    part = etree.Element(f"{{{LG}}}{root}", nsmap={None: LG})
    part.extend(child for child in list(case.document()) if etree.QName(child).localname in GETRAPT[root])
    assert lxml_findings(lxml_schema(case.path), copy.deepcopy(part)) == set()
    BREAKS[what][0](part)
    assert lxml_findings(lxml_schema(case.path), part) == {"SCHEMAV_CVC_IDC"}
    assert not xmlschema_schema(case.path).is_valid(part)


def identified(name: str, *leerlingen: dict[str, str]) -> etree._Element:
    """The good document, with these attributes on its leerlingen."""
    document = CASES[name].document()
    for leerling, attributes in zip(find(document, "leerlingen/leerling"), leerlingen, strict=True):
        leerling.attrib.clear()
        leerling.attrib.update(attributes)
    return document


ONE, TWO = {"eckid": ECKID.format(1)}, {"eckid": ECKID.format(2)}
ACCEPTED_IN_2_3 = {
    "eckid only": (ONE, TWO),
    "key only": ({"key": "1"}, {"key": "2"}),
    "both": (ONE | {"key": "1"}, TWO | {"key": "2"}),
    "a mixture": (ONE, {"key": "2"}),
}
REFUSED_IN_2_3 = {
    "eckid twice": (ONE, ONE),
    "eckid twice, with keys": (ONE | {"key": "1"}, ONE | {"key": "2"}),
    "key twice": ({"key": "1"}, {"key": "1"}),
    "key twice, with eckids": (ONE | {"key": "1"}, TWO | {"key": "1"}),
}


@pytest.mark.parametrize("name", UWLR_2_3)
@pytest.mark.parametrize("what", ACCEPTED_IN_2_3)
def test_2_3_accepts(name: str, what: str) -> None:
    document = identified(name, *ACCEPTED_IN_2_3[what])
    assert lxml_findings(lxml_schema(CASES[name].path), document) == set()
    assert xmlschema_schema(CASES[name].path).is_valid(document)


@pytest.mark.parametrize("name", UWLR_2_3)
@pytest.mark.parametrize("what", REFUSED_IN_2_3)
def test_2_3_refuses(name: str, what: str) -> None:
    document = identified(name, *REFUSED_IN_2_3[what])
    assert lxml_findings(lxml_schema(CASES[name].path), document) == {"SCHEMAV_CVC_IDC"}
    assert not xmlschema_schema(CASES[name].path).is_valid(document)


@pytest.mark.parametrize("name", [name for name in UWLR if name.startswith("2.2")])
def test_2_2_wants_the_key(name: str) -> None:
    assert not lxml_schema(CASES[name].path).validate(identified(name, ONE, TWO))


@pytest.mark.parametrize("name", UWLR_2_3)
def test_neither_key_nor_eckid_is_left_to_the_code(name: str) -> None:
    """XSD 1.0 cannot say that one of two attributes must be there."""
    assert lxml_schema(CASES[name].path).validate(identified(name, {}, {}))


@pytest.mark.parametrize("name", UWLR_2_3)
def test_2_3_wants_the_key_of_a_leerkracht(name: str) -> None:
    document = CASES[name].document()
    del find(document, "leerkrachten/leerkracht")[0].attrib["key"]
    assert lxml_findings(lxml_schema(CASES[name].path), document) >= {"SCHEMAV_CVC_COMPLEX_TYPE_4"}


RESULT = (
    '<leerresultaten_verzoek xmlns="http://www.edustandaard.nl/leerresultaten/2/leerresultaten">'
    "<school><schooljaar>2026-2027</schooljaar><brincode>99XX</brincode>"
    "<aanmaakdatum>2026-11-01T12:00:00+01:00</aanmaakdatum><xsdversie>2.2</xsdversie></school>"
    "<toetsafnames><toetsafname>{who}<resultaten>"
    '<resultaat key="r1"><afnamedatum>2026-11-01</afnamedatum><toetscode>{code}</toetscode><score>7</score>'
    '</resultaat><resultaat key="{key}"><afnamedatum>2026-11-01</afnamedatum><toetscode>T1</toetscode>'
    "<score>8</score></resultaat></resultaten></toetsafname></toetsafnames>"
    "<toetsen><toets><toetscode>T1</toetscode></toets></toetsen></leerresultaten_verzoek>"
)
LEERLINGID, ECKID_ELEMENT = "<leerlingid>1</leerlingid>", f"<eckid>{ECKID.format(1)}</eckid>"


@pytest.mark.parametrize("version", ["2.2", "2.3"])
@pytest.mark.parametrize(
    ("code", "key", "findings"),
    [("T1", "r2", set()), ("T1", "r1", {"SCHEMAV_CVC_IDC"}), ("T2", "r2", {"SCHEMAV_CVC_IDC"})],
)
def test_results_keep_their_constraints(version: str, code: str, key: str, findings: set[str]) -> None:
    path = OURS / f"uwlr-{version}/Schemas/UWLR_Leerresultaten_v{version.replace('.', 'p')}.xsd"
    document = etree.fromstring(RESULT.format(who=LEERLINGID, code=code, key=key))
    assert lxml_findings(lxml_schema(path), document) == findings
    assert xmlschema_schema(path).is_valid(document) is not bool(findings)


@pytest.mark.parametrize(("version", "accepted"), [("2.2", False), ("2.3", True)])
def test_a_result_with_only_an_eckid_needs_2_3(version: str, accepted: bool) -> None:
    path = OURS / f"uwlr-{version}/Schemas/UWLR_Leerresultaten_v{version.replace('.', 'p')}.xsd"
    document = etree.fromstring(RESULT.format(who=ECKID_ELEMENT, code="T1", key="r2"))
    assert lxml_schema(path).validate(document) is accepted
    both = etree.fromstring(RESULT.format(who=LEERLINGID + ECKID_ELEMENT, code="T1", key="r2"))
    assert lxml_schema(path).validate(both)
