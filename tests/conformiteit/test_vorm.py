"""The schemas of the files of a suite and the reader know the same fields, values and expectations."""

import dataclasses
import enum
import re
import shutil
from pathlib import Path
from textwrap import dedent
from typing import Any

import jsonschema_rs
import pytest

from tests.support.places import ROOT
from uwlr_service.conformiteit import vorm
from uwlr_service.conformiteit.geval import (
    Behoefte,
    Dienst,
    Geval,
    Gewicht,
    Groep,
    Inpakking,
    Stap,
    Suite,
    Toegang,
    Vraag,
)
from uwlr_service.conformiteit.gkv import ketenkeuringen, pakketverwachtingen
from uwlr_service.conformiteit.soorten import KINDS
from uwlr_service.conformiteit.suitebestand import read_suite
from uwlr_service.formats.schemas import LEERLINGGEGEVENS

TOML = re.compile(r"\.\. code-block:: toml\n\n((?:    .*\n|\n)+)")
SUITE = vorm.schema_of("suite")
GROEP = vorm.schema_of("groep")
GEVAL = GROEP["$defs"]["geval"]
STAP = GROEP["$defs"]["stap"]
LISTS = {"gevallen": "geval", "stappen": "stap"}
"""Fields that a file writes as a list of tables, ``[[geval]]``."""
NOT_WRITTEN = {"berichten", "naam"}
"""What comes from the names of files."""


def fields_of(kind: type, *beside: str) -> set[str]:
    """The fields of a class by their names in a file, and those that are only there."""
    names = {field.name for field in dataclasses.fields(kind)} - NOT_WRITTEN
    return {LISTS.get(name, name) for name in names} | set(beside)


@pytest.mark.parametrize("kind", ["suite", "groep"])
def test_a_schema_is_one(kind: str) -> None:
    jsonschema_rs.meta.validate(dict(vorm.schema_of(kind)))


@pytest.mark.parametrize(
    ("schema", "fields"),
    [
        pytest.param(SUITE, fields_of(Suite, "naam", "waarden"), id="suite"),
        pytest.param(GROEP, fields_of(Groep), id="groep"),
        pytest.param(GEVAL, fields_of(Geval), id="geval"),
        pytest.param(STAP, fields_of(Stap), id="stap"),
        pytest.param(GROEP["$defs"]["vraag"], fields_of(Vraag), id="vraag"),
        pytest.param(GROEP["$defs"]["verwacht"], set(KINDS), id="verwacht"),
    ],
)
def test_the_schema_knows_the_fields_of_the_reader_and_no_others(
    schema: dict[str, Any], fields: set[str]
) -> None:
    assert set(schema["properties"]) == fields
    assert schema["additionalProperties"] is False
    assert set(schema.get("required", ())) <= fields


@pytest.mark.parametrize(
    ("schema", "values"),
    [
        pytest.param(GEVAL["properties"]["gewicht"], Gewicht, id="gewicht"),
        pytest.param(GROEP["$defs"]["nodig"]["items"], Behoefte, id="nodig"),
        pytest.param(STAP["properties"]["dienst"], Dienst, id="dienst"),
        pytest.param(STAP["properties"]["inpakking"], Inpakking, id="inpakking"),
        pytest.param(GROEP["$defs"]["vraag"]["properties"]["toegang"], Toegang, id="toegang"),
    ],
)
def test_the_schema_knows_the_values_of_the_reader_and_no_others(
    schema: dict[str, Any], values: type[enum.StrEnum]
) -> None:
    assert schema["enum"] == [value.value for value in values]


def test_the_schema_knows_the_versions_that_can_be_judged() -> None:
    assert set(STAP["properties"]["versie"]["enum"]) == set(LEERLINGGEGEVENS)


def test_a_step_that_fetches_the_wsdl_has_nothing_to_send() -> None:
    assert set(STAP["then"]["properties"]) == set(STAP["properties"]) - {"dienst", "verwacht", "onthoud"}


@pytest.mark.parametrize(
    "schema", [SUITE, GROEP, GEVAL, STAP, GROEP["$defs"]["vraag"], GROEP["$defs"]["verwacht"]]
)
def test_each_field_says_what_is_expected_of_it(schema: dict[str, Any]) -> None:
    assert [name for name, field in schema["properties"].items() if not field.get("description")] == []


def test_the_documentation_names_each_field_and_value() -> None:
    text = (ROOT / "docs" / "keurgevallen.rst").read_text(encoding="utf-8")
    fields = [*SUITE["properties"], *GROEP["properties"], *GEVAL["properties"], *STAP["properties"], *KINDS]
    values = [value.value for kind in (Gewicht, Behoefte, Dienst, Inpakking) for value in kind]
    assert [name for name in [*fields, *values] if f"``{name}``" not in text] == []


def test_the_example_of_the_documentation_is_a_suite(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "keurgevallen.rst").read_text(encoding="utf-8")
    suite, groep = (dedent(block) for block in TOML.findall(text))
    (tmp_path / "suite.toml").write_text(suite)
    (tmp_path / "sleutel.toml").write_text(groep)
    shutil.copytree(vorm.SUITES / "las" / "berichten", tmp_path / "berichten")
    assert [len(groep.gevallen) for groep in read_suite(tmp_path).groepen] == [1]


def test_the_schema_knows_the_checks_of_packages_and_chains() -> None:
    verwacht = GROEP["$defs"]["verwacht"]["properties"]
    assert verwacht["pakket"]["enum"] == list(pakketverwachtingen.OF_PACKAGE)
    assert verwacht["keten"]["enum"] == list(ketenkeuringen.KEURINGEN)
