"""UWLR 2.3 is our 2.2 with the intended differences and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from tests.support.xsd.files import OURS, XS, bare_tree, declarations, files

NEW = files(".xsd", "uwlr-2.3") + files(".wsdl", "uwlr-2.3")
Edit = Callable[[etree._Element], None]


def old_name(name: str) -> str:
    return name.replace("uwlr-2.3", "uwlr-2.2").replace("v2p3", "v2p2")


def only(root: etree._Element, path: str) -> etree._Element:
    """The one component on this path."""
    (found,) = root.findall(path, {"xs": XS[1:-1]})
    return found


def optional_key(root: etree._Element) -> None:
    only(root, "./xs:complexType[@name='LeerlingType']/xs:attribute[@name='key']").set("use", "optional")


def unique_instead_of_key(root: etree._Element) -> None:
    for element, constraint in (
        ("leerlinggegevens", "leerlingKey"),
        ("leerlinggegevens-leerlingen", "leerlingKey-leerlingen"),
    ):
        only(root, f"./xs:element[@name='{element}']/xs:key[@name='{constraint}']").tag = f"{XS}unique"


def optional_leerlingid(root: etree._Element) -> None:
    only(root, "./xs:complexType/xs:sequence/xs:element[@name='leerlingid']").set("minOccurs", "0")


def without(field: str) -> Edit:
    def edit(root: etree._Element) -> None:
        found = only(root, f"./xs:complexType[@name='LeerlingType']//xs:element[@name='{field}']")
        parent = found.getparent()
        assert parent is not None
        parent.remove(found)

    return edit


def version(root: etree._Element) -> None:
    assert root.get("version") == "2.2"
    root.set("version", "2.3")


def imports(root: etree._Element) -> None:
    changed = [i for i in root.iter(f"{XS}import") if "v2p2" in i.get("schemaLocation", "")]
    assert changed
    for item in changed:
        item.set("schemaLocation", item.get("schemaLocation", "").replace("v2p2", "v2p3"))


SCHEMAS = "uwlr-2.3/Schemas/"
DIFFERENCES: dict[str, list[Edit]] = {
    "uwlr-2.3/wsdl/UWLR_Leerlinggegevens_v2p3.wsdl": [imports],
    "uwlr-2.3/wsdl/UWLR_Leerresultaten_v2p3.wsdl": [imports],
    f"{SCHEMAS}EDEXML.elementen.xsd": [optional_key],
    f"{SCHEMAS}EDEXML.types.variabel.xsd": [],
    f"{SCHEMAS}EDEXML.types.vast.xsd": [],
    f"{SCHEMAS}Overstapdossier_1.2_20150302.xsd": [],
    f"{SCHEMAS}SOAP_Envelope.xsd": [],
    f"{SCHEMAS}UWLR_Autorisatie_v2p3.xsd": [version],
    f"{SCHEMAS}UWLR_Leerlinggegevens_v2p3.xsd": [version, unique_instead_of_key],
    f"{SCHEMAS}UWLR_Leerresultaten_v2p3.xsd": [version, optional_leerlingid],
    f"{SCHEMAS}UWLR_Toetsdefinities_v2p3.xsd": [version, imports],
    f"{SCHEMAS}Profiel LVS set/Profiel_LVS_set_EDEXML.elementen.xsd": [
        optional_key,
        without("voorletters-1"),
        without("bsn_ondwnr-4"),
    ],
    f"{SCHEMAS}Profiel LVS set/Profiel_LVS_set_UWLR_Leerlinggegevens_v2p3.xsd": [
        version,
        unique_instead_of_key,
    ],
    f"{SCHEMAS}Profiel smalle set/Profiel_Smalle_set_EDEXML.elementen.xsd": [
        optional_key,
        without("geboortedatum"),
    ],
    f"{SCHEMAS}Profiel smalle set/Profiel_Smalle_set_UWLR_Leerlinggegevens_v2p3.xsd": [
        version,
        unique_instead_of_key,
    ],
}


def test_the_files_are_those_of_2_2() -> None:
    assert set(NEW) == set(DIFFERENCES)
    assert sorted(map(old_name, NEW)) == sorted(files(".xsd", "uwlr-2.2") + files(".wsdl", "uwlr-2.2"))


@pytest.mark.parametrize("name", NEW)
def test_exactly_the_intended_differences(name: str) -> None:
    expected = bare_tree(OURS / old_name(name))
    for edit in DIFFERENCES[name]:
        before = declarations(expected)
        edit(expected)
        assert declarations(expected) != before
    assert declarations(bare_tree(OURS / name)) == declarations(expected)


@pytest.mark.parametrize("name", NEW)
def test_what_is_inferred_is_marked(name: str) -> None:
    """Once at the top of each file, and at each difference that no public text settles."""
    (top,) = etree.parse(OURS / name).xpath("/comment()")
    assert "INFERRED" in top.text


MARKED = [
    ("EDEXML.elementen", "./xs:complexType[@name='LeerlingType']/xs:attribute[@name='key']"),
    ("EDEXML.elementen", "./xs:complexType[@name='LeerkrachtType']/xs:attribute[@name='key']"),
    ("EDEXML.types.variabel", "./xs:simpleType[@name='EDEXSchooljaarType']"),
    ("EDEXML.types.variabel", "./xs:simpleType[@name='EDEXLeerkrachtRolType']"),
    ("UWLR_Leerlinggegevens", "./xs:element/xs:unique[@name='leerlingKey']"),
    ("UWLR_Leerlinggegevens", "./xs:element/xs:unique[@name='leerlingKey-leerlingen']"),
    ("UWLR_Leerresultaten", "./xs:complexType/xs:sequence/xs:element[@name='leerlingid']"),
]


@pytest.mark.parametrize(
    ("name", "path"),
    [(name, path) for stem, path in MARKED for name in files(".xsd", "uwlr-2.3") if stem in name],
)
def test_inferred_differences_are_marked_where_they_stand(name: str, path: str) -> None:
    comment = only(etree.parse(OURS / name).getroot(), path).getprevious()
    assert isinstance(comment, etree._Comment)
    assert "INFERRED" in (comment.text or "")
