"""The rooms of the house: which may import which, over the syntax trees of every module."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.places import ROOT

PACKAGE = ROOT / "uwlr_service"
NAME = PACKAGE.name
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 400
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}
GENERATED = PACKAGE / "repository" / "migrations" / "versions"

PLUMBING = {"config", "logs", "metrics"}
"""Modules beside the rooms that the outer rooms share."""
INNER = {"domain", "formats", "repository", "uitwisseling"}
ENTRIES = {"soap", "web", "cli", "taken"}
MAY_IMPORT = {
    "domain": set(),
    "formats": {"domain"},
    "repository": {"domain"},
    "demodata": {"domain"},
    "uitwisseling": {"domain", "formats", "repository"},
    "client": {"domain", "formats"},
    "soap": INNER | PLUMBING,
    "web": INNER | PLUMBING,
    "taken": INNER | PLUMBING,
    "cli": INNER | PLUMBING | {"client", "demodata", "server", "taken"},
    "config": {"domain"},
    "logs": set(),
    "metrics": set(),
    "worker": set(),
    "gunicorn_conf": PLUMBING | {"worker"},
    "server": INNER | PLUMBING | {"app", "gunicorn_conf"},
    "app": INNER | PLUMBING | ENTRIES - {"cli", "taken"},
}
"""Per room the rooms it may import, besides itself; a room that is not here has no place yet."""
ONLY_IN = {
    "spyne": "soap",
    "sqlalchemy": "repository",
    "alembic": "repository",
    "flask": "web",
    "huey": "taken",
    "procrastinate": "taken",
}


def imported(tree: ast.AST, module: str, *, is_package: bool) -> Iterator[tuple[int, str]]:
    """Every module that a module imports, with the line; relative names are resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = node.module or ""
            if node.level:
                parts = module.split(".")
                kept = parts[: len(parts) - node.level + is_package]
                start = ".".join([*kept, start] if start else kept)
            # ``from package import room`` imports the room, not the package alone.
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def room_of(module: str) -> str:
    """The room that a module of ours lies in; empty for the package itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def violations(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """The imports of a module that lead where they may not."""
    room, found = room_of(module), []
    for line, name in imported(ast.parse(source), module, is_package=is_package):
        top = name.partition(".")[0]
        if top in ONLY_IN and room != ONLY_IN[top]:
            found.append(f"{module}:{line} imports {top}, which belongs in {ONLY_IN[top]}")
        if room == "domain" and top != NAME and top not in sys.stdlib_module_names:
            found.append(f"{module}:{line} imports {top}, but the domain needs nothing but Python")
        other = room_of(name)
        ours = top == NAME and other and not other.startswith("__")
        if ours and other != room and other not in MAY_IMPORT.get(room, set()):
            found.append(f"{module}:{line} imports {other}, which {room} may not know")
    return found


def module_name(path: Path) -> str:
    """The dotted name of a file of the package."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def read(path: Path) -> str:
    """The source of a module."""
    return path.read_text(encoding="utf-8")


def test_every_room_has_a_place() -> None:
    rooms = {room_of(module_name(path)) for path in MODULES} - {""}
    assert rooms <= MAY_IMPORT.keys()


def test_imports_go_one_way() -> None:
    found = [
        violation
        for path in MODULES
        for violation in violations(read(path), module_name(path), is_package=path.name == "__init__.py")
    ]
    assert found == []


def test_every_module_says_its_subject() -> None:
    assert [module_name(path) for path in MODULES if not ast.get_docstring(ast.parse(read(path)))] == []


def test_no_module_is_too_long() -> None:
    lengths = {module_name(path): read(path).count("\n") for path in MODULES if GENERATED not in path.parents}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_most_modules_are_short() -> None:
    lengths = sorted(read(path).count("\n") for path in MODULES)
    assert lengths[len(lengths) // 2] < 120


def test_every_module_has_a_name_of_its_own() -> None:
    assert [path for path in MODULES if NAMELESS & set(path.relative_to(PACKAGE).with_suffix("").parts)] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("uwlr_service.domain.school.groep", "import uwlr_service.formats.schemas"),
        ("uwlr_service.domain.school.groep", "from uwlr_service import repository"),
        ("uwlr_service.domain.school.groep", "import datetime\nfrom lxml import etree"),
        ("uwlr_service.domain.school.groep", "from ...formats import schemas"),
        ("uwlr_service.domain.school.groep", "from ... import formats"),
        ("uwlr_service.formats.uwlr.antwoord", "from ...repository.database import Database"),
        (
            "uwlr_service.repository.school.scholen",
            "def late():\n    from uwlr_service.formats import schemas",
        ),
        ("uwlr_service.uitwisseling.uwlr.heenweg", "import uwlr_service.soap"),
        ("uwlr_service.client.uwlr", "from uwlr_service.uitwisseling.heenweg import Heenweg"),
        ("uwlr_service.web.pages", "from uwlr_service.soap import documents"),
        ("uwlr_service.web.pages", "import spyne.model"),
        ("uwlr_service.cli.db", "from sqlalchemy import make_url"),
        ("uwlr_service.soap.front", "import flask"),
        ("uwlr_service.uitwisseling.gkv.nacht", "import huey"),
        ("uwlr_service.cli.worker", "from procrastinate import App"),
        ("uwlr_service.taken.work", "from uwlr_service.cli import root"),
        ("uwlr_service.novel", "from uwlr_service.domain import tijd"),
    ],
)
def test_a_forbidden_import_is_seen(module: str, source: str) -> None:
    assert len(violations(source, module)) == 1


def test_a_relative_import_in_a_package_is_resolved_from_the_package() -> None:
    assert violations("from . import groep", "uwlr_service.domain", is_package=True) == []
    assert violations("from .. import formats", "uwlr_service.domain.sub", is_package=True) == []
    assert len(violations("from ... import formats", "uwlr_service.domain.sub", is_package=True)) == 1


def test_an_allowed_import_is_let_through() -> None:
    source = (
        "from uwlr_service import __version__\nfrom ..domain import tijd\nfrom . import schemas\nimport lxml"
    )
    assert violations(source, "uwlr_service.formats.parsing") == []
