"""The code lists agree with the schema and with the documentation."""

from lxml import etree

from tests.support.places import ROOT
from uwlr_service.domain.school.codelijsten import ABSENTIEREDENEN
from uwlr_service.formats.gkv.lijsten import merged
from uwlr_service.formats.schemas import XS

DOCUMENT = ROOT / "docs" / "gkv-codelijsten.rst"


def values(name: str) -> list[str]:
    kind: etree._Element = merged().find(f"{XS}simpleType[@name='{name}']")
    return [value.get("value") for value in kind.iter(f"{XS}enumeration")]


def test_every_recommendation_of_the_schema_is_documented_with_its_older_codes() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    rows = [line.split()[0] for line in text.splitlines() if line.strip()]
    assert set(values("schooladvies")) <= set(rows)


def test_the_reasons_fit_their_list_and_are_documented() -> None:
    assert all(len(code) <= 2 and len(text) <= 30 for code, (text, _, _) in ABSENTIEREDENEN.items())
    assert {soort for _, soort, _ in ABSENTIEREDENEN.values()} <= set(values("absentiesoort"))
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"{code}   {meaning}" in text for code, (meaning, _, _) in ABSENTIEREDENEN.items())
