"""The list of school years runs on to 2098-2099 without a gap, in every version."""

from __future__ import annotations

import pytest
from xmlschema.validators import XsdSimpleType

from tests.support.xsd.documents import CASES
from tests.support.xsd.files import (
    FIRST_YEAR,
    LAST_YEAR,
    OURS,
    files,
    lxml_schema,
    school_years,
    xmlschema_schema,
)

LISTS = [name for name in files(".xsd") if name.endswith("EDEXML.types.variabel.xsd")]
NEW_YEARS = [f"{year}-{year + 1}" for year in range(2025, 2099)]


def test_there_is_a_list_for_each_version() -> None:
    assert [name.split("/")[0] for name in LISTS] == ["edexml-2.0", "edexml-2.1", "uwlr-2.2", "uwlr-2.3"]


@pytest.mark.parametrize("name", LISTS)
def test_the_list_is_complete(name: str) -> None:
    year_type = next(
        type_
        for type_ in xmlschema_schema(OURS / name).types.values()
        if type_.local_name == "EDEXSchooljaarType"
    )
    assert isinstance(year_type, XsdSimpleType)
    assert year_type.enumeration == list(school_years(LAST_YEAR))
    assert [year for year in NEW_YEARS if not year_type.is_valid(year)] == []
    for wrong in ("2099-2100", f"{FIRST_YEAR - 1}-{FIRST_YEAR}", "2026-2028", "2026-2026", "2026", ""):
        assert not year_type.is_valid(wrong), wrong


@pytest.mark.parametrize("name", CASES)
def test_documents_of_the_new_years_are_accepted(name: str) -> None:
    schema = lxml_schema(CASES[name].path)
    document = CASES[name].document()
    year = document.find("{*}school/{*}schooljaar")
    assert year is not None
    refused = []
    for year.text in (*NEW_YEARS, "2099-2100"):
        if not schema.validate(document):
            refused.append(year.text)
    assert refused == ["2099-2100"]
