"""The bill of materials: true of the lock and of the packages here, in its shape, and each licence judged."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
from cyclonedx import schema
from docutils import nodes
from docutils.core import publish_doctree

from tests.packaging.test_locks import pins
from tests.support.places import ROOT
from tests.support.sbom import locked
from tests.support.sbom.document import PATH, SERVER, Adrift, bill, text
from tests.support.sbom.licences import READ, NoLicence, declared, licence
from uwlr_service import __version__

SCHEMAS = files(schema) / "_res"
BESIDE = ("spdx", "jsf-0.82")
"""The schemas that the one of CycloneDX refers to."""
LICENCES = "Licences"


def shape(name: str) -> dict[str, Any]:
    """A schema of CycloneDX, as its own library holds it."""
    read: dict[str, Any] = json.loads((SCHEMAS / f"{name}.SNAPSHOT.schema.json").read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """The document that the wheel takes along."""
    read: dict[str, Any] = json.loads(PATH.read_text(encoding="utf-8"))
    return read


def licences(kept: Mapping[str, Any]) -> dict[str, set[str]]:
    """The packages of a server by their licence."""
    found: dict[str, set[str]] = {}
    for component in kept["components"]:
        (said,) = component["licenses"]
        name = said["expression"] if "expression" in said else said["license"]["id"]
        found.setdefault(name, set()).add(component["name"])
    return found


def judged() -> dict[str, set[str]]:
    """The packages by their licence, in the table of docs/dependencies.rst."""
    page = publish_doctree((ROOT / "docs" / "dependencies.rst").read_text(encoding="utf-8"))
    (title,) = (found for found in page.findall(nodes.title) if found.astext() == LICENCES)
    (body,) = title.parent.findall(nodes.tbody)
    rows = [[entry.astext() for entry in row.findall(nodes.entry)] for row in body.findall(nodes.row)]
    return {name: set(packages.replace(",", " ").split()) for name, packages, _ in rows}


def test_it_is_what_the_locks_and_the_packages_here_say() -> None:
    assert PATH.read_text(encoding="utf-8") == text(), "make sbom"


def test_it_has_the_shape_of_cyclonedx_1_6(kept: dict[str, Any]) -> None:
    held = {name: shape(name) for name in BESIDE}
    known_as = {name: held[name]["$id"].replace(name, f"{name}.SNAPSHOT") for name in BESIDE}
    registry = jsonschema_rs.Registry([(known_as[name], held[name]) for name in BESIDE])
    judge = jsonschema_rs.Draft7Validator(shape("bom-1.6"), registry=registry, validate_formats=True)
    assert [error.message for error in judge.iter_errors(kept)] == []
    assert not judge.is_valid(kept | {"components": [{"type": "library"}]})
    assert not judge.is_valid(
        kept | {"components": [{"type": "library", "name": "a", "licenses": [{"license": {"id": "Own"}}]}]}
    )


def test_it_names_each_package_of_a_server_and_ours(kept: dict[str, Any]) -> None:
    assert {part["name"]: part["version"] for part in kept["components"]} == pins(SERVER)
    ours = kept["metadata"]["component"]
    assert (ours["name"], ours["version"]) == ("uwlr-service", __version__)
    assert {part["name"] for part in ours["components"]} == {"sphinx", "snowball"}
    (optional,) = (part["name"] for part in kept["components"] if part["scope"] != "required")
    assert optional == "legacy-cgi"


def test_every_package_is_asked_for_by_another(kept: dict[str, Any]) -> None:
    asked = {other for part in kept["dependencies"] for other in part.get("dependsOn", [])}
    assert asked == {part["bom-ref"] for part in kept["components"]}


def test_it_tells_no_moment_no_address_and_no_place() -> None:
    lines = PATH.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "://" in line] == [
        ' "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",'
    ]
    assert not [line for line in lines if "timestamp" in line or "serialNumber" in line or str(ROOT) in line]


def test_a_package_that_nobody_asks_for_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "asked_by_us", lambda: ["flask", "spyne"])
    with pytest.raises(Adrift):
        bill()


def test_every_licence_is_judged_in_the_documentation(kept: dict[str, Any]) -> None:
    assert licences(kept) == judged()


def test_a_licence_that_nobody_can_name_stops_it() -> None:
    assert licence("jinja2") == ("BSD-3-Clause", False)  # "BSD License", without saying which
    with pytest.raises(NoLicence):
        licence("docutils")


def test_a_licence_is_only_read_where_the_metadata_fail() -> None:
    assert {name: declared(name) for name in READ if declared(name)} in (
        {"spyne": "LGPL-2.1"},
        {"spyne": "LGPL-2.1", "legacy-cgi": "PSF-2.0"},
    )


def test_the_wheel_takes_it_along(contents: dict[str, bytes]) -> None:
    (name,) = (name for name in contents if "/sboms/" in name)
    assert name == f"uwlr_service-{__version__}.dist-info/sboms/{PATH.name}"
    assert contents[name] == PATH.read_bytes()


def test_what_the_wheel_holds_of_others_is_named(contents: dict[str, bytes], kept: dict[str, Any]) -> None:
    scripts = {name: data for name, data in contents.items() if name.endswith(".js")}
    stemmer = b"".join(data for name, data in scripts.items() if b"Snowball" in data)
    (snowball,) = (part for part in kept["metadata"]["component"]["components"] if part["name"] == "snowball")
    assert f"Snowball {snowball['version']}".encode() in stemmer
