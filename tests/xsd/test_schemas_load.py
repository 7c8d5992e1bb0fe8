"""Every schema of ours is a schema for lxml and for xmlschema."""

from __future__ import annotations

import pytest

from tests.support.xsd.files import OURS, files, lxml_schema, xmlschema_schema

SCHEMAS = files(".xsd")


def test_all_versions_are_there() -> None:
    assert {name.split("/")[0] for name in SCHEMAS} >= {"edexml-2.0", "edexml-2.1", "uwlr-2.2", "uwlr-2.3"}


@pytest.mark.parametrize("name", SCHEMAS)
def test_lxml_loads_it(name: str) -> None:
    assert lxml_schema(OURS / name) is not None


@pytest.mark.parametrize("name", SCHEMAS)
def test_xmlschema_loads_it(name: str) -> None:
    schema = xmlschema_schema(OURS / name)
    assert schema.built
    assert not schema.all_errors
