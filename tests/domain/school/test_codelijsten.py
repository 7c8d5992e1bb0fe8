"""The code lists agree with the schema, with the documentation, and where they must not, they differ."""

from lxml import etree

from tests.support.places import ROOT
from uwlr_service.domain.school.codelijsten import ABSENTIEREDENEN, GESLACHT_OSO, GESLACHTEN, SCHOOLADVIEZEN
from uwlr_service.formats.gkv.lijsten import XS, merged

DOCUMENT = ROOT / "docs" / "gkv-codelijsten.rst"


def values(name: str) -> list[str]:
    kind: etree._Element = merged().find(f"{XS}simpleType[@name='{name}']")
    return [value.get("value") for value in kind.iter(f"{XS}enumeration")]


def test_every_advice_of_the_schema_has_its_older_codes() -> None:
    assert values("schooladvies") == list(SCHOOLADVIEZEN)
    text = DOCUMENT.read_text(encoding="utf-8")
    rows = {line.split()[0]: line.split(maxsplit=1)[1:] for line in text.splitlines() if line.strip()}
    for advies, (oso, lvs) in SCHOOLADVIEZEN.items():
        assert "".join(rows[advies]).replace(",", " ").split() == [*oso, *lvs]


def test_the_reasons_fit_their_list_and_are_documented() -> None:
    assert all(len(code) <= 2 and len(text) <= 30 for code, (text, _, _) in ABSENTIEREDENEN.items())
    assert {soort for _, soort, _ in ABSENTIEREDENEN.values()} <= set(values("absentiesoort"))
    text = DOCUMENT.read_text(encoding="utf-8")
    assert all(f"{code}   {meaning}" in text for code, (meaning, _, _) in ABSENTIEREDENEN.items())


def test_oso_counts_boys_and_girls_the_other_way_round() -> None:
    assert (GESLACHTEN[1], GESLACHTEN[2]) == ("jongen", "meisje")
    assert (GESLACHT_OSO[1], GESLACHT_OSO[2]) == ("2", "1")
