"""The WSDLs: ours say what the national ones say, and zeep builds a client from each."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import zeep

from tests.support.places import NATIONAL
from tests.support.xsd.files import OURS, bare_tree, declarations, files, needs_national

WSDLS = files(".wsdl", "uwlr-2.2", "uwlr-2.3")
NATIONAL_WSDLS = files(".wsdl", "uwlr-2.2")
LG = "http://www.edustandaard.nl/leerresultaten/2/leerlinggegevens"
PLACEHOLDER = "http://localhost:8080/NOTDEFINEDYET"

OPERATIONS = {
    "LeerlinggegevensService": {
        ("prtLeerlinggegevensService", "HaalLeerlinggegevens"): "HaalLeerlinggegevens",
        ("prtLeerlinggegevensService-getrapt", "HaalStructuur"): f"{LG}/structuur_verzoek",
        ("prtLeerlinggegevensService-getrapt", "HaalLeerlingen"): f"{LG}/leerlingen_verzoek",
        ("prtLeerlinggegevensService-getrapt", "HaalLeerkrachten"): f"{LG}/leerkrachten_verzoek",
    },
    "LeerresultatenService": {
        ("prtLeerresultatenService", "BrengLeerresultaten"): "BrengLeerresultaten",
    },
}


@cache
def wsdl(path: Path) -> Any:
    return zeep.Client(str(path)).wsdl


def parts(abstract: Any) -> dict[str, str]:
    return {name: str(part.element.qname) for name, part in abstract.parts.items()}


def message(part: Any) -> dict[str, Any] | None:
    """What one direction of an operation carries: elements of body and header."""
    if part is None:
        return None
    header = getattr(part, "header", None)
    return {
        "body": str(part.body.qname) if part.body is not None else None,
        "header": {name: str(element.qname) for name, element in header.type.elements} if header else {},
    }


def operation(found: Any) -> dict[str, Any]:
    return {
        "soapAction": found.soapaction,
        "style": found.style,
        "input": message(found.input),
        "output": message(found.output),
        "faults": {
            name: (str(fault.abstract.name), parts(fault.abstract)) for name, fault in found.faults.items()
        },
        "abstract": (str(found.abstract.input_message.name), str(found.abstract.output_message.name)),
    }


def facts(path: Path) -> dict[str, Any]:
    """Services, ports, bindings, operations and messages, as plain values."""
    loaded = wsdl(path)
    return {
        "services": {
            service.name: {
                port.name: {
                    "binding": str(port.binding.name),
                    "port type": str(port.binding.port_type.name),
                    "transport": port.binding.transport,
                    "address": port.binding_options["address"],
                    "operations": {name: operation(o) for name, o in port.binding._operations.items()},
                }
                for port in service.ports.values()
            }
            for service in loaded.services.values()
        },
        "messages": {str(name): parts(found) for name, found in loaded.messages.items()},
        "port types": {str(name): sorted(found.operations) for name, found in loaded.port_types.items()},
    }


def test_there_are_two_for_each_version() -> None:
    assert len(WSDLS) == 4


@needs_national
@pytest.mark.parametrize("name", NATIONAL_WSDLS)
def test_zeep_sees_the_same_as_in_the_national_file(name: str) -> None:
    ours, national = facts(OURS / name), facts(NATIONAL / name)
    assert ours == national
    assert ours["services"]


@needs_national
@pytest.mark.parametrize("name", NATIONAL_WSDLS)
def test_same_declarations(name: str) -> None:
    """What zeep leaves aside too: use, header parts, relative imports."""
    assert declarations(bare_tree(OURS / name)) == declarations(bare_tree(NATIONAL / name))


@pytest.mark.parametrize("name", WSDLS)
def test_operations_and_soap_actions(name: str) -> None:
    """Trap: two styles of soapAction in one service."""
    for service, ports in facts(OURS / name)["services"].items():
        found = {
            (port, operation): value["soapAction"]
            for port, binding in ports.items()
            for operation, value in binding["operations"].items()
        }
        assert found == OPERATIONS[service]


@pytest.mark.parametrize("name", WSDLS)
def test_every_request_has_the_header_and_no_answer_has_it(name: str) -> None:
    for ports in facts(OURS / name)["services"].values():
        for binding in ports.values():
            for value in binding["operations"].values():
                assert list(value["input"]["header"].values()) == [
                    "{http://www.edustandaard.nl/leerresultaten/2/autorisatie}autorisatie"
                ]
                assert value["output"]["header"] == {}


@pytest.mark.parametrize("name", WSDLS)
def test_only_getrapt_declares_faults(name: str) -> None:
    for ports in facts(OURS / name)["services"].values():
        for port, binding in ports.items():
            for value in binding["operations"].values():
                assert list(value["faults"]) == (["fault"] if port.endswith("-getrapt") else [])


@pytest.mark.parametrize("name", WSDLS)
def test_the_address_is_the_placeholder(name: str) -> None:
    ports = [port for ports in facts(OURS / name)["services"].values() for port in ports.values()]
    assert {port["address"] for port in ports} == {PLACEHOLDER}


@pytest.mark.parametrize("name", WSDLS)
def test_imports_are_relative_files_that_exist(name: str) -> None:
    locations = [found.get("schemaLocation", "") for found in bare_tree(OURS / name).iter("{*}import")]
    assert len(locations) == 2
    for location in locations:
        assert location.startswith("../Schemas/")
        assert ((OURS / name).parent / location).is_file()
