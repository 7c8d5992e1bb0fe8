"""The shape of the files of a suite: what their schemas (JSON Schema 2020-12) do not take, said in Dutch.

The schemas lie beside the suites, so that editors and other programs can use them too. They say which fields
there are and what each may hold; what the fields mean together is for ``suitebestand.py``.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator, Registry, ValidationError

SUITES = Path(__file__).parent / "suites"
SCHEMA = ".schema.json"
BASE = "suites:/"
"""Where the schemas are for each other: one names a part of another by the name of its file."""
MOST_SHOWN = 60
"""Signs of a value that a message shows."""


def findings(kind: str, document: Mapping[str, Any]) -> Iterator[str]:
    """All that is wrong with the shape of a file, each with its place in it and what was expected.

    ``kind`` is ``suite``, ``groep`` or ``draaiboek``; ``document`` is what tomllib makes of the file.
    """
    plain = _plain(document)
    for error in _validator(kind).iter_errors(plain):
        place, field = _place(plain, error.instance_path)
        nodes = _nodes(kind, error.evaluation_path)
        for cause, expected in _causes(error, field, nodes):
            told = f"{cause}; verwacht: {expected}"
            yield f"{place}: {told}" if place else told


@cache
def schema_of(kind: str) -> Mapping[str, Any]:
    """The schema of a kind of file."""
    schema: Mapping[str, Any] = json.loads((SUITES / f"{kind}{SCHEMA}").read_text(encoding="utf-8"))
    return schema


@cache
def _validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(dict(schema_of(kind)), registry=_registry(), base_uri=f"{BASE}{kind}{SCHEMA}")


@cache
def _registry() -> Registry:
    names = [path.name for path in SUITES.glob(f"*{SCHEMA}")]
    return Registry([(BASE + name, dict(schema_of(name.removesuffix(SCHEMA)))) for name in names])


def _plain(document: Mapping[str, Any]) -> Any:
    """The document in the values that JSON has; a date of TOML, which no field takes, becomes null."""
    return json.loads(json.dumps(document, default=lambda value: None))


def _place(document: Any, path: Sequence[str | int]) -> tuple[str, str]:
    """Where a finding is: which case and step, and which field of it."""
    places: list[str] = []
    fields: list[str] = []
    value = document
    for part in path:
        value = value[part]
        if isinstance(part, str):
            fields.append(part)
        elif isinstance(value, dict):
            name = value.get("id")
            listed = fields.pop()
            places.append(f"{listed} {name if isinstance(name, str) and name else part + 1}")
        else:
            fields[-1] += f" {part + 1}"
    return ", ".join(places), ".".join(fields)


def _nodes(kind: str, path: Sequence[str | int]) -> list[Mapping[str, Any]]:
    """The schemas on the way to the one that was not met, the closest first."""
    schema = schema_of(kind)
    node: Any = schema
    nodes = [schema]
    for part in path[:-1]:
        if part == "$ref":
            schema, node = _referred(schema, node["$ref"])
        else:
            node = node[part]
        if isinstance(node, dict):
            nodes.append(node)
    return nodes[::-1]


def _referred(schema: Mapping[str, Any], reference: str) -> tuple[Mapping[str, Any], Any]:
    """The schema that a reference leads to, and the part of it."""
    file, _, pointer = reference.partition("#/")
    if file:
        schema = schema_of(file.removesuffix(SCHEMA))
    node: Any = schema
    for part in pointer.split("/"):
        node = node[part]
    return schema, node


def _causes(
    error: ValidationError, field: str, nodes: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[str, str]]:
    """What is wrong with a value, and what was expected in its place."""
    details = error.kind.as_dict()
    if error.kind.name == "required":
        name = details["property"]
        known = next(node for node in nodes if name in node.get("properties", {}))
        yield f"'{_joined(field, name)}' ontbreekt", known["properties"][name]["description"]
    elif error.kind.name == "additionalProperties":
        for name in details["unexpected"]:
            yield f"'{_joined(field, name)}' is hier geen veld", ", ".join(nodes[0]["properties"])
    elif error.kind.name == "propertyNames":
        name = details["error"].instance
        yield f"'{name}' kan geen naam zijn in '{field}'", _description(nodes)
    elif error.kind.name == "uniqueItems":
        yield f"in '{field}' staat iets twee keer", _description(nodes)
    else:
        yield f"{_shown(error.instance)} kan niet bij '{field}'", _description(nodes)


def _joined(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name


def _description(nodes: Sequence[Mapping[str, Any]]) -> str:
    return next(node["description"] for node in nodes if "description" in node)


def _shown(value: Any) -> str:
    """A value as its writer knows it again."""
    if value is None:
        return "een datum"
    if isinstance(value, dict):
        return "een tabel" if value else "een lege tabel"
    if isinstance(value, list):
        return "een lijst" if value else "een lege lijst"
    if isinstance(value, str):
        line = " ".join(value.split())
        cut = line if len(line) <= MOST_SHOWN else f"{line[:MOST_SHOWN]}..."
        return f"'{cut}'" if cut else "een lege tekst"
    return json.dumps(value)
