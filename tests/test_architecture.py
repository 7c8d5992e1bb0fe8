"""The rooms of the house: which may import which, over the syntax trees of every module."""

import ast
import sys
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import pytest

from tests.support.places import ROOT

PACKAGE = ROOT / "uwlr_service"
NAME = PACKAGE.name
MODULES = sorted(PACKAGE.rglob("*.py"))
OF_NO_ROOM = {"bench", "chaos", "corpus", "e2e", "keur", "packaging", "support", "xsd"}
"""Folders of tests that are about more than one room, or that hold what tests share."""
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}

EDGES = {"soap", "web", "paginas", "portaal", "sso", "taken", "conformiteit", "cli"}
"""The rooms that never see the database itself, not even as an attribute of the use cases."""
MAY_IMPORT = {
    "domain": set(),
    "formats": {"domain", "tracing"},
    "repository": {"domain", "private"},
    "demodata": {"domain"},
    "uitwisseling": {"domain", "formats", "outgoing", "repository", "tracing"},
    "client": {"domain", "formats", "outgoing", "private"},
    "diensten": {"config", "demodata", "domain", "repository", "uitwisseling"},
    "soap": {"config", "domain", "formats", "logs", "metrics", "outbox", "stopping", "uitwisseling"},
    "web": {"diensten", "domain", "formats", "logs", "metrics"}
    | {"outbox", "paginas", "stopping", "uitwisseling"},
    "paginas": {"diensten", "domain", "tracing", "uitwisseling", "versie"},
    "portaal": {"conformiteit", "diensten", "domain", "paginas", "uitwisseling"},
    "sso": {"diensten", "domain", "logs", "metrics", "paginas", "uitwisseling"},
    "taken": {"diensten", "domain", "logs", "private", "tracing"},
    "conformiteit": {"client", "diensten", "domain", "formats"},
    "cli": {"client", "config", "conformiteit", "demodata", "diensten", "domain", "formats"}
    | {"private", "server", "taken", "uitwisseling", "versie"},
    "config": {"domain", "private"},
    "outgoing": {"tracing"},
    "logs": {"tracing"},
    "tracing": {"config"},
    "metrics": {"tally", "versie"},
    "tally": set(),
    "versie": set(),
    "private": set(),
    "outbox": set(),
    "stopping": set(),
    "reception": {"outbox"},
    "worker": {"outbox", "reception", "stopping"},
    "gunicorn_conf": {"config", "logs", "metrics", "worker"},
    "listening": {"config", "domain"},
    "server": {"app", "config", "diensten", "formats", "gunicorn_conf", "listening", "logs", "metrics"}
    | {"tracing"},
    "app": {"config", "diensten", "domain", "logs", "portaal", "reception", "soap", "sso", "tracing", "web"},
}
"""Per room the rooms it may import, besides itself, and does; one that is not here has no place yet."""
SUBJECTS = {
    "toezicht": set(),
    "school": {"toezicht"},
    "account": {"toezicht", "school"},
    "koppeling": {"toezicht", "school", "account"},
    "uwlr": {"toezicht", "school", "account", "koppeling"},
    "gkv": {"toezicht", "school", "account", "koppeling"},
    "sso": {"toezicht", "school", "account", "koppeling"},
    "generiek": {"toezicht", "school", "account", "koppeling", "gkv"},
    "voorbeeld": {"toezicht", "school", "account", "koppeling", "uwlr", "gkv"},
    "inzage": {"toezicht", "school", "account", "koppeling", "uwlr", "gkv", "sso", "generiek"},
    "las": {"toezicht", "school", "account", "koppeling", "uwlr", "gkv", "voorbeeld", "inzage"},
    "proeftuin": {"toezicht", "school", "account", "koppeling", "uwlr", "gkv"},
    "herstel": {"toezicht", "school", "account", "koppeling", "uwlr", "gkv", "sso", "inzage", "las"},
    "keuring": set(),
    "keurmerk": {"toezicht", "school", "account", "koppeling", "gkv"},
}
"""Per subject those it may import in its own layer; what belongs to no subject may be imported by all."""
ALONE = (
    *("aanvraag", "audit", "call", "config", "db", "doctor", "edexml", "gebruiker", "gkv", "inzage", "las"),
    *("koppeling", "koppelpartner", "proeftuin", "resultaten", "school", "sso", "toelating"),
)
"""The folders of ``cli`` that import no other one."""
COMMANDS: dict[str, set[str]] = {
    **{folder: set() for folder in ALONE},
    "keur": {"call"},
    "demo": {"aanvraag", "call", "edexml", "gkv", "koppeling", "resultaten"},
}
"""Per folder of ``cli`` those it may import; modules beside them none: ``root`` loads commands by name."""
LAYERS = {"domain", "repository", "uitwisseling"}
"""The rooms with a folder for each subject."""
IN_THE_DOMAIN = {**SUBJECTS, "sso": {"account"}, "koppeling": SUBJECTS["koppeling"] | {"sso"}}
"""There the claims come before the agreement that is about them, as every set of fields does."""
ORDER = {**dict.fromkeys(LAYERS, SUBJECTS), "domain": IN_THE_DOMAIN, "cli": COMMANDS}
"""The rooms that have folders, with the order of those."""
ONLY_IN = {
    "spyne": {"soap"},
    "six": {"soap"},
    "sqlalchemy": {"repository"},
    "alembic": {"repository"},
    "psycopg": {"repository"},
    "fsspec": {"repository", "config"},
    "flask": {"cli", "paginas", "portaal", "sso", "web"},
    "werkzeug": {"cli", "paginas", "portaal", "sso", "web"},
    "flask_babel": {"paginas", "portaal", "sso"},
    "flask_bootstrap": {"paginas"},
    "flask_wtf": {"paginas"},
    "segno": {"paginas"},
    "wtforms": {"paginas", "portaal"},
    "jinja2": {"conformiteit", "paginas"},
    "markupsafe": {"paginas"},
    "huey": {"taken"},
    "cachetools": {"uitwisseling"},
    "procrastinate": {"taken"},
    "click": {"cli"},
    "rich": {"cli"},
    "dotenv": {"config"},
    "gunicorn": {"gunicorn_conf", "listening", "reception", "server", "worker"},
    "requests": {"client", "conformiteit", "outgoing", "uitwisseling"},
    "urllib3": {"outgoing"},
    "zeep": {"client"},
    "nacl": {"uitwisseling"},
    "pyotp": {"uitwisseling"},
    "webauthn": {"uitwisseling"},
    "zxcvbn": {"uitwisseling"},
    "joserfc": {"formats", "uitwisseling"},
    "jsonschema_rs": {"conformiteit"},
    "cryptography": {"formats"},
    "xmlschema": {"uitwisseling"},
    "lxml": {"formats", "uitwisseling", "soap", "web", "client", "conformiteit", "cli"},
    "prometheus_client": {"metrics", "web"},
    "opentelemetry": {"tracing"},
    "structlog": {"soap", "sso", "web", "paginas", "taken", "app", "gunicorn_conf", "logs"},
}
"""Per third-party package the rooms that may know it, and do; one that is not here has no place yet."""


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


def subject_of(module: str) -> str:
    """The folder of its room that a module belongs to, in a room that has an order; empty for the others."""
    parts = module.split(".")
    in_folder = len(parts) > 2 and parts[2] in ORDER.get(parts[1], {})
    return parts[2] if in_folder else ""


def violations(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """The imports of a module that lead where they may not."""
    wrong = []
    for line, name in imported(ast.parse(source), module, is_package=is_package):
        reason = ours(module, name) if name.partition(".")[0] == NAME else third_party(module, name)
        if reason:
            wrong.append(f"{module}:{line} imports {name}: {reason}")
    return wrong


def ours(module: str, name: str) -> str:
    """Why a module of ours may not import another one; empty if it may."""
    room = room_of(module)
    other = room_of(name)
    if not other or other.startswith("__"):
        return ""
    if other != room:
        return "" if other in MAY_IMPORT.get(room, set()) else f"{room} may not know {other}"
    subject = subject_of(module)
    other_subject = subject_of(name)
    if not other_subject or other_subject == subject:
        return ""
    if other_subject in ORDER[room].get(subject, set()):
        return ""
    return f"within {room}, {subject or 'what has no folder'} may not know {other_subject}"


def reaches_for_the_database(source: str) -> list[int]:
    """The lines on which a module takes a database out of what it was handed, as from ``Diensten``."""
    attributes = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute))
    return [node.lineno for node in attributes if node.attr in {"database", "_database"}]


def third_party(module: str, name: str) -> str:
    """Why a module of ours may not import a module of somebody else; empty if it may."""
    top = name.partition(".")[0]
    if top in sys.stdlib_module_names:
        return ""
    if top not in ONLY_IN:
        return "this package has no place yet"
    rooms = ONLY_IN[top]
    return "" if room_of(module) in rooms else f"it belongs in {', '.join(sorted(rooms))}"


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
    wrong: list[str] = []
    for path in MODULES:
        wrong += violations(read(path), module_name(path), is_package=path.name == "__init__.py")
    assert wrong == []


def all_imports() -> list[tuple[str, str]]:
    """Every module of the package, with each name that it imports."""
    pairs = []
    for path in MODULES:
        module = module_name(path)
        lines = imported(ast.parse(read(path)), module, is_package=path.name == "__init__.py")
        pairs += [(module, name) for _, name in lines]
    return pairs


def unused(allowed: Mapping[str, Collection[str]], used: Collection[tuple[str, str]]) -> list[str]:
    """What a table allows although no pair of an importer and what it imports needs it."""
    left = []
    for importer, names in allowed.items():
        left += [f"{importer}: {name}" for name in names if (importer, name) not in used]
    return left


def test_nothing_is_allowed_that_nobody_uses() -> None:
    pairs = all_imports()
    assert unused(MAY_IMPORT, {(room_of(module), room_of(name)) for module, name in pairs}) == []
    assert unused(ONLY_IN, {(name.partition(".")[0], room_of(module)) for module, name in pairs}) == []
    of_cli = [pair for pair in pairs if room_of(pair[0]) == "cli" == room_of(pair[1])]
    assert unused(COMMANDS, {(subject_of(module), subject_of(name)) for module, name in of_cli}) == []


def test_no_edge_reaches_for_the_database() -> None:
    edges = [path for path in MODULES if room_of(module_name(path)) in EDGES]
    assert {room_of(module_name(path)) for path in edges} == EDGES
    assert [path for path in edges if reaches_for_the_database(read(path))] == []


@pytest.mark.parametrize("source", ["diensten.database.upgrade()", "ping(state().diensten._database)"])
def test_an_edge_that_reaches_for_the_database_is_seen(source: str) -> None:
    assert reaches_for_the_database(source) == [1]


def test_every_module_says_its_subject() -> None:
    assert [module_name(path) for path in MODULES if not ast.get_docstring(ast.parse(read(path)))] == []


def test_every_module_has_a_name_of_its_own() -> None:
    assert [path for path in MODULES if NAMELESS & set(path.relative_to(PACKAGE).with_suffix("").parts)] == []


def has_a_place(folder: Path) -> bool:
    """Whether a folder of tests is one of the package, or a subject of a room that is flat itself."""
    return (PACKAGE / folder).is_dir() or (folder.name in SUBJECTS and (PACKAGE / folder.parent).is_dir())


def test_tests_lie_where_their_room_says() -> None:
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("*.py")}
    mirrored = {folder for folder in folders if not OF_NO_ROOM & set(folder.parts[:1])}
    assert {str(folder) for folder in mirrored if not has_a_place(folder)} == set()


def test_every_test_file_says_its_behaviour() -> None:
    paths = (ROOT / "tests").rglob("test_*.py")
    assert [path.name for path in paths if not ast.get_docstring(ast.parse(read(path)))] == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("uwlr_service.domain.school.groep", "import uwlr_service.formats.schemas"),
        ("uwlr_service.domain.school.groep", "from uwlr_service import repository"),
        ("uwlr_service.domain.school.groep", "import datetime\nfrom lxml import etree"),
        ("uwlr_service.domain.school.groep", "from ...formats import schemas"),
        ("uwlr_service.domain.school.groep", "from ... import formats"),
        ("uwlr_service.formats.uwlr.antwoord", "from ...repository.database import Database"),
        ("uwlr_service.repository.school.scholen", "def late():\n from uwlr_service.formats import schemas"),
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
        ("uwlr_service.web.pages", "from uwlr_service.repository.database import Database"),
        ("uwlr_service.soap.front", "from uwlr_service.repository.database import Database"),
        ("uwlr_service.taken.work", "from ..repository import database"),
        ("uwlr_service.domain.school.groep", "from uwlr_service.domain.koppeling.klant import Klant"),
        ("uwlr_service.domain.uwlr.toets", "from uwlr_service.domain.gkv import levering"),
        ("uwlr_service.repository.koppeling.toegang", "from ..gkv import leveringen"),
        ("uwlr_service.uitwisseling.gkv.nacht", "from uwlr_service.uitwisseling.generiek import antwoord"),
        ("uwlr_service.uitwisseling.tempo", "from uwlr_service.uitwisseling.gkv import nacht"),
        ("uwlr_service.uitwisseling.gkv.nacht", "import numpy"),
        ("uwlr_service.domain.tijd", "import lxml"),
        ("uwlr_service.cli.dossier", "from uwlr_service.cli.koppeling.show import as_record"),
        ("uwlr_service.cli.dossier", "from uwlr_service.cli import demo"),
        ("uwlr_service.cli.gkv.worker", "from uwlr_service.cli.demo.story import tell"),
        ("uwlr_service.cli.koppeling.todo", "from ..resultaten import view"),
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
