"""Our transcription equals the national schemas, but for the listed differences."""

from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from tests.support.places import NATIONAL, SHARED
from tests.support.xsd.files import (
    ELSEWHERE,
    LAST_NATIONAL_YEAR,
    LAST_YEAR,
    OURS,
    TRANSCRIBED,
    bare_tree,
    declarations,
    drop_later_years,
    drop_prefixes,
    files,
    national,
    needs_national,
    school_years,
)

TOOL = SHARED / "tools" / "schema_equal.py"
PAIRS = files(".xsd", *TRANSCRIBED)
LEFT_OUT = {
    # Not schemas: neither lxml nor xmlschema loads them. See xsd/README.rst.
    "uwlr-2.2/Schemas/Profiel LVS set/Profiel_LVS_set_UWLR_Leerlinggegevens_v2p1.xsd",
    "uwlr-2.2/Schemas/Profiel smalle set/Profiel_Smalle_set_UWLR_Leerlinggegevens_v2p1.xsd",
}

pytestmark = [
    needs_national,
    pytest.mark.skipif(not TOOL.is_file(), reason="the comparison tool (../shared/tools) is not there"),
]


def years_facts(last: int) -> str:
    facets = {"enumeration": school_years(last), "whiteSpace": "preserve"}
    return repr({"primitive": "string", "facets": facets})


# The one difference that the tool may report: the list of school years, to the letter.
LONGER_YEARS = (
    r"^(type EDEXSchooljaarType|[\w/-]+/schooljaar): value space: "
    + re.escape(f"reference {years_facts(LAST_NATIONAL_YEAR)}, candidate {years_facts(LAST_YEAR)}")
    + "$"
)


@pytest.fixture(scope="module")
def schema_equal() -> ModuleType:
    spec = importlib.util.spec_from_file_location("schema_equal", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_national_file_is_transcribed_or_left_out_on_purpose() -> None:
    there = {
        path.relative_to(NATIONAL).as_posix()
        for version in TRANSCRIBED
        for path in (NATIONAL / version).rglob("*.xsd")
    }
    assert {ELSEWHERE.get(name, name) for name in PAIRS} == there - LEFT_OUT


@pytest.mark.parametrize("name", PAIRS)
def test_same_components(name: str, schema_equal: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    code = schema_equal.main(str(national(name)), str(OURS / name), LONGER_YEARS)
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize("name", PAIRS)
def test_same_declarations(name: str) -> None:
    """What the tool does not look at: final, wildcards, groups, attribute forms, unused types."""
    ours = bare_tree(OURS / name)
    drop_prefixes(ours)
    drop_later_years(ours)
    assert declarations(ours) == declarations(bare_tree(national(name)))


@pytest.mark.parametrize("name", [name for name in PAIRS if "UWLR_Leerlinggegevens" in name])
def test_only_the_selectors_of_leerlinggegevens_change(name: str) -> None:
    """The prefix stands on every name step of every selector there, and nowhere in the national file."""
    ours = [selector.get("xpath") for selector in bare_tree(OURS / name).iter("{*}selector")]
    theirs = [selector.get("xpath") for selector in bare_tree(NATIONAL / name).iter("{*}selector")]
    assert ours == ["/".join(s if s == "*" else f"lg:{s}" for s in path.split("/")) for path in theirs]


def test_other_selectors_stay() -> None:
    for name in PAIRS:
        if "UWLR_Leerlinggegevens" not in name:
            ours = [selector.get("xpath") for selector in bare_tree(OURS / name).iter("{*}selector")]
            assert ours == [s.get("xpath") for s in bare_tree(national(name)).iter("{*}selector")], name


LEERLINGGEGEVENS = "UWLR_Leerlinggegevens_v2p2.xsd"
MUTATIONS = {
    "a facet": ("EDEXML.types.vast.xsd", '<xs:maxLength value="200"/>', '<xs:maxLength value="199"/>'),
    "a pattern": ("EDEXML.types.vast.xsd", r'value="\p{Nd}{4}"', r'value="\p{Nd}{3}"'),
    "a code": ("EDEXML.types.variabel.xsd", '<xs:enumeration value="STA"/>', ""),
    "a code too many": (
        "EDEXML.types.variabel.xsd",
        '<xs:enumeration value="STA"/>',
        '<xs:enumeration value="STA"/><xs:enumeration value="TAL"/>',
    ),
    "a school year": ("EDEXML.types.variabel.xsd", '<xs:enumeration value="2050-2051"/>', ""),
    "an element": (
        "EDEXML.elementen.xsd",
        '<xs:element name="fotourl" type="EDEXString256Type" minOccurs="0"/>',
        "",
    ),
    "an order": (
        "EDEXML.elementen.xsd",
        'name="instroomdatum" type="xs:date" minOccurs="0"/>\n      <xs:element name="uitstroomdatum"',
        'name="uitstroomdatum" type="xs:date" minOccurs="0"/>\n      <xs:element name="instroomdatum"',
    ),
    "an occurrence": (
        "EDEXML.elementen.xsd",
        '<xs:element name="geslacht" type="EDEXGeslachtType" minOccurs="0"/>',
        '<xs:element name="geslacht" type="EDEXGeslachtType"/>',
    ),
    "an attribute": ("EDEXML.elementen.xsd", '<xs:attribute name="eckid" type="EDEXKeyType"/>', ""),
    "a default": (LEERLINGGEGEVENS, ' default="00"', ""),
    "a key": (LEERLINGGEGEVENS, '"lg:leerlingen/lg:leerling"', '"lg:leerkrachten/lg:leerkracht"'),
    "an abstract type": ("EDEXML.elementen.xsd", ' abstract="true"', ""),
}


@pytest.mark.parametrize("what", MUTATIONS)
def test_the_comparison_can_fail(
    what: str, tmp_path: Path, schema_equal: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    file, old, new = MUTATIONS[what]
    shutil.copytree(OURS / "uwlr-2.2" / "Schemas", tmp_path / "Schemas")
    changed = tmp_path / "Schemas" / file
    text = changed.read_text(encoding="utf-8")
    assert old in text
    changed.write_text(text.replace(old, new), encoding="utf-8")
    reference = NATIONAL / "uwlr-2.2" / "Schemas" / LEERLINGGEGEVENS
    code = schema_equal.main(str(reference), str(tmp_path / "Schemas" / LEERLINGGEGEVENS), LONGER_YEARS)
    assert code == 1, capsys.readouterr().out


def test_without_the_allowed_difference_the_comparison_fails(
    schema_equal: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "uwlr-2.2/Schemas/EDEXML.types.variabel.xsd"
    assert schema_equal.main(str(NATIONAL / name), str(OURS / name)) == 1
    assert capsys.readouterr().out.count("value space") == 1
