"""The schemas of the files of a suite and the reader know the same fields, values and expectations."""

import dataclasses
import enum
import itertools
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
from uwlr_service.conformiteit.suitebestand import Inhoud, read_suite
from uwlr_service.conformiteit.uitgever import draaiboek
from uwlr_service.conformiteit.uitgever.beeld import Actie, Herhaling, Sinds, Sleutelgebruik
from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek
from uwlr_service.conformiteit.uitgever.getrapt import Getrapt
from uwlr_service.conformiteit.uitgever.oordeel import GEEN
from uwlr_service.domain.proeftuin.keurstand import Plan
from uwlr_service.domain.proeftuin.proeftuin import LAST_DAY
from uwlr_service.domain.proeftuin.waarneming import Ingreep, Richting
from uwlr_service.domain.proeftuin.zending import Zending
from uwlr_service.formats.schemas import LEERLINGGEGEVENS
from uwlr_service.repository.schema.proeftuin import proeftuin_keuring

TOML = re.compile(r"\.\. code-block:: toml\n\n((?:    .*\n|\n)+)")
SUITE = vorm.schema_of("suite")
GROEP = vorm.schema_of("groep")
GEVAL = GROEP["$defs"]["geval"]
STAP = GROEP["$defs"]["stap"]
DRAAIBOEK = vorm.schema_of("draaiboek")
DRAAIBOEKSTAP = DRAAIBOEK["$defs"]["stap"]
DRAAIBOEKGEVAL = DRAAIBOEK["$defs"]["geval"]
VERWACHTING = DRAAIBOEK["$defs"]["verwachting"]
LISTS = {"gevallen": "geval", "stappen": "stap"}
"""Fields that a file writes as a list of tables, ``[[geval]]``."""
NOT_WRITTEN = {"berichten", "naam"}
"""What comes from the names of files."""


def fields_of(kind: type, *beside: str) -> set[str]:
    """The fields of a class by their names in a file, and those that are only there."""
    names = {field.name for field in dataclasses.fields(kind)} - NOT_WRITTEN
    return {LISTS.get(name, name) for name in names} | set(beside)


STEP_FIELDS = fields_of(draaiboek.Stap) | fields_of(Plan) | fields_of(Zending)
STEP_FIELDS -= {"groep", "plan", "zending", "pakket"}
CASE_FIELDS = fields_of(Geval) | fields_of(draaiboek.Oordeelsgrond)
CASE_FIELDS = CASE_FIELDS - {"stap", "niet_aangeboden"} | {"stappen"}
EXPECTED_FIELDS = fields_of(draaiboek.Verwachting, *fields_of(draaiboek.Soort)) - {"soort"}


@pytest.mark.parametrize("kind", ["suite", "groep", "draaiboek"])
def test_a_schema_is_one(kind: str) -> None:
    jsonschema_rs.meta.validate(dict(vorm.schema_of(kind)))


@pytest.mark.parametrize(
    ("schema", "fields"),
    [
        pytest.param(SUITE, fields_of(Suite, "naam", "waarden", "soort"), id="suite"),
        pytest.param(GROEP, fields_of(Groep), id="groep"),
        pytest.param(GEVAL, fields_of(Geval), id="geval"),
        pytest.param(STAP, fields_of(Stap), id="stap"),
        pytest.param(GROEP["$defs"]["vraag"], fields_of(Vraag), id="vraag"),
        pytest.param(GROEP["$defs"]["verwacht"], set(KINDS), id="verwacht"),
        pytest.param(DRAAIBOEK, {"titel", "uitleg", "stap", "geval"}, id="draaiboek"),
        pytest.param(DRAAIBOEKSTAP, STEP_FIELDS, id="draaiboekstap"),
        pytest.param(DRAAIBOEKGEVAL, CASE_FIELDS, id="draaiboekgeval"),
        pytest.param(VERWACHTING, EXPECTED_FIELDS, id="verwachting"),
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


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("sinds", Sinds),
        ("sleutel", Sleutelgebruik),
        ("herhaling", Herhaling),
        ("actie", Actie),
        ("getrapt", Getrapt),
    ],
)
def test_the_schema_knows_what_can_be_said_of_a_call(field: str, values: type[enum.StrEnum]) -> None:
    described = VERWACHTING["properties"][field]["items"]
    assert described["enum"] == [value.value for value in values]
    assert all(value in described["description"] for value in values)


def test_the_schema_knows_what_is_done_on_purpose() -> None:
    of_pakket, of_uwlr = (DRAAIBOEKSTAP[branch]["properties"]["ingrepen"] for branch in ("then", "else"))
    assert {*of_pakket["items"]["enum"], *of_uwlr["items"]["enum"]} == set(Ingreep) - {Ingreep.GEEN_PLAATS}
    assert {value for value in Ingreep if value.is_of_pakket} <= set(of_pakket["items"]["enum"])
    assert set(VERWACHTING["properties"]["ingreep"]["items"]["enum"]) == {GEEN, *Ingreep}
    assert DRAAIBOEKSTAP["properties"]["bij"]["enum"] == list(Richting)
    assert DRAAIBOEKSTAP["properties"]["dag"]["maximum"] == LAST_DAY


def test_what_is_kept_of_a_script_fits_in_its_table() -> None:
    columns = proeftuin_keuring.c
    kop = SUITE["properties"]
    longest = (kop["naam"]["maxLength"], kop["versie"]["maxLength"], GROEP["$defs"]["id"]["maxLength"])
    kept = [str(columns[name].type) for name in ("suite", "versie", "stap")]
    assert [f"VARCHAR({length})" for length in longest] == kept


def test_the_schema_knows_the_versions_that_can_be_judged() -> None:
    assert set(STAP["properties"]["versie"]["enum"]) == set(LEERLINGGEGEVENS)


def test_a_step_that_fetches_the_wsdl_has_nothing_to_send() -> None:
    assert set(STAP["then"]["properties"]) == set(STAP["properties"]) - {"dienst", "verwacht", "onthoud"}


@pytest.mark.parametrize(
    "schema",
    [
        *(SUITE, GROEP, GEVAL, STAP, GROEP["$defs"]["vraag"], GROEP["$defs"]["verwacht"]),
        *(DRAAIBOEK, DRAAIBOEKSTAP, VERWACHTING),
    ],
)
def test_each_field_says_what_is_expected_of_it(schema: dict[str, Any]) -> None:
    assert [name for name, field in schema["properties"].items() if not field.get("description")] == []


def test_a_case_of_a_script_has_the_fields_of_any_case() -> None:
    same = {name: f"groep.schema.json#/$defs/geval/properties/{name}" for name in GEVAL["properties"]}
    own = {"stappen", "nodig", "verwacht"}
    told = {name: field.get("$ref") for name, field in DRAAIBOEKGEVAL["properties"].items()}
    assert {name: told[name] for name in told.keys() - own} == {
        name: same[name] for name in told.keys() - own
    }


def test_the_documentation_names_each_field_and_value() -> None:
    text = (ROOT / "docs" / "keurgevallen.rst").read_text(encoding="utf-8")
    tables = (SUITE, GROEP, GEVAL, STAP, DRAAIBOEK, DRAAIBOEKSTAP, DRAAIBOEKGEVAL, VERWACHTING)
    fields = [*itertools.chain.from_iterable(table["properties"] for table in tables), *KINDS]
    kinds = (Gewicht, Behoefte, Dienst, Inpakking, Inhoud, Ingreep, Richting)
    values = [*itertools.chain.from_iterable((*kinds, Sinds, Sleutelgebruik, Herhaling, Actie, Getrapt))]
    assert [name for name in [*fields, *values] if f"``{name}``" not in text] == []


def test_the_example_of_the_documentation_is_a_suite(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "keurgevallen.rst").read_text(encoding="utf-8")
    suite, groep, *_ = (dedent(block) for block in TOML.findall(text))
    (tmp_path / "suite.toml").write_text(suite)
    (tmp_path / "sleutel.toml").write_text(groep)
    shutil.copytree(vorm.SUITES / "las" / "berichten", tmp_path / "berichten")
    assert [len(groep.gevallen) for groep in read_suite(tmp_path).groepen] == [1]


def test_the_script_of_the_documentation_is_one(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "keurgevallen.rst").read_text(encoding="utf-8")
    *_, suite, groep = (dedent(block) for block in TOML.findall(text))
    (tmp_path / "suite.toml").write_text(suite)
    (tmp_path / "storing.toml").write_text(groep)
    script = read_draaiboek(tmp_path)
    assert (len(script.stappen), len(script.gronden)) == (1, 1)


def test_the_schema_knows_the_checks_of_packages_and_chains() -> None:
    verwacht = GROEP["$defs"]["verwacht"]["properties"]
    assert verwacht["pakket"]["enum"] == list(pakketverwachtingen.OF_PACKAGE)
    assert verwacht["keten"]["enum"] == list(ketenkeuringen.KEURINGEN)
