"""Reads in the code which words the log is told, and by which names the parts of its lines go."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

from flask import Flask

from tests.support.places import ROOT
from uwlr_service.domain.account.importaccount import Gevolgd
from uwlr_service.domain.koppeling.aanvraag.stand import Aanvraaggebeurtenis
from uwlr_service.domain.koppeling.toelating import Toelatinggebeurtenis
from uwlr_service.formats.generiek.namespaces import OPERATIES
from uwlr_service.repository.school.importtelling import Importtelling
from uwlr_service.soap.call import UNKNOWN
from uwlr_service.soap.protocol import BERICHTEN
from uwlr_service.web.blueprints import ALL

WRITERS = ROOT / "uwlr_service" / "uitwisseling"
WAT = "wat"
INHOUD = "inhoud"
OPEN = "gkv.openapi"
"""Asks for no token, so it is a call of no partner, and not in the log."""
HAPPENED = {
    "aanvraag-": [gebeurtenis.value for gebeurtenis in Aanvraaggebeurtenis],
    "toelating-": [gebeurtenis.value for gebeurtenis in Toelatinggebeurtenis],
}
"""Words that end in what happened to an application or a product."""
PASSED_ON = {"gebeurtenis.wat", "oproep.operatie"}
"""What was said elsewhere: an event becomes a line, and calls are counted by their operation."""
SIGNS = ("Logsoort", "log_link(", ".log(", "log_decision(", "log_access(", "koppelen.changed(")
"""What a module says that writes in the log."""
OF_THE_JOURNAL = {"adressen"}
"""Parts of decisions that are kept for after a restore, beside the line of the log."""
OWN = {"self", "connection", "deelnames", "door", "school_id", "koppelpartner_id", "bezoeker", "change"}
"""Parameters of the functions that write, which are no parts of a line."""
Function = ast.FunctionDef


@dataclass(frozen=True)
class Module:
    """A module with the functions in it that are told a word for the log."""

    tree: ast.Module
    constants: dict[str, str]
    writers: dict[str, Function]

    @classmethod
    def read(cls, path: Path) -> "Module":
        """Read a module."""
        tree = ast.parse(path.read_text())
        functions = [node for node in ast.walk(tree) if isinstance(node, Function)]
        writers = {node.name: node for node in functions if WAT in _parameters(node)}
        return cls(tree, dict(_constants(tree)), writers)

    @property
    def calls(self) -> Iterator[ast.Call]:
        """Every call in it."""
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))


def written() -> set[str]:
    """Every word for what was done that the code can write in the log."""
    return {*_decided(), *operations()}


def operations() -> set[str]:
    """What partners can ask: the log counts their calls by these names."""
    application = Flask(__name__)
    for blueprint in ALL:
        application.register_blueprint(blueprint)
    endpoints = {rule.endpoint for rule in application.url_map.iter_rules()}
    pulled = {endpoint for endpoint in endpoints if endpoint.startswith("gkv.")} - {OPEN}
    return {*BERICHTEN.values(), *OPERATIES, UNKNOWN, *pulled}


def parts() -> set[str]:
    """The names of the parts of lines, as far as they stand in the code that writes them."""
    named = {*asdict(Importtelling()), *asdict(Gevolgd())}
    for module in _modules():
        for node in ast.walk(module.tree):
            named |= set(_parts_of(node))
    return named - OF_THE_JOURNAL


def _modules() -> list[Module]:
    """Every module that has to do with the log."""
    paths = sorted(WRITERS.rglob("*.py"))
    return [Module.read(path) for path in paths if any(sign in path.read_text() for sign in SIGNS)]


def _parameters(function: Function) -> list[str]:
    return [argument.arg for argument in function.args.args if argument.arg != "self"]


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            yield ast.unparse(node.targets[0]), str(node.value.value)


def _decided() -> Iterator[str]:
    """The words of decisions, from where they are said first."""
    modules = _modules()
    shared = {
        name: function
        for module in modules
        for name, function in module.writers.items()
        if not name.startswith("_")
    }
    for module in modules:
        known = shared | module.writers
        for call in module.calls:
            yield from _told_by(call, module, known)


def _told_by(call: ast.Call, module: Module, known: dict[str, Function]) -> Iterator[str]:
    name = ast.unparse(call.func).rpartition(".")[2]
    function = known.get(name)
    if function is not None:
        position = _parameters(function).index(WAT)
        for word in _values(call.args[position], module):
            yield from _inside(function, word)
    for keyword in call.keywords:
        if keyword.arg == WAT:
            yield from _values(keyword.value, module)


def _inside(function: Function, word: str) -> Iterator[str]:
    """What a function makes of a word that it is told: that word, or a longer one."""
    longer = [node for node in ast.walk(function) if isinstance(node, ast.JoinedStr) and _uses_wat(node)]
    if not longer:
        yield word
    for node in longer:
        choices = [[word] if _uses_wat(part) else list(_part(part, "")) for part in node.values]
        yield from ("".join(choice) for choice in product(*choices))


def _uses_wat(node: ast.AST) -> bool:
    return any(isinstance(part, ast.Name) and part.id == WAT for part in ast.walk(node))


def _values(node: ast.expr, module: Module) -> Iterator[str]:
    """The words that an expression can stand for; none for one that was told elsewhere."""
    match node:
        case ast.Constant(value=str() as word):
            yield word
        case ast.IfExp():
            yield from _values(node.body, module)
            yield from _values(node.orelse, module)
        case ast.Name(id=name) if name != WAT:
            yield module.constants[name]
        case ast.JoinedStr() if not _uses_wat(node):
            yield from _joined(node.values)
        case ast.Name() | ast.JoinedStr():
            return
        case _:
            assert ast.unparse(node) in PASSED_ON, f"what can {ast.unparse(node)} be?"


def _joined(values: Sequence[ast.expr]) -> Iterator[str]:
    before = ""
    choices = []
    for value in values:
        choices.append(list(_part(value, before)))
        before = choices[-1][0]
    yield from ("".join(choice) for choice in product(*choices))


def _part(value: ast.expr, before: str) -> Iterator[str]:
    match value:
        case ast.Constant(value=str() as text):
            yield text
        case ast.FormattedValue(value=ast.IfExp(body=ast.Constant() as word, orelse=ast.Constant() as other)):
            yield str(word.value)
            yield str(other.value)
        case _:
            yield from HAPPENED[before]


def _parts_of(node: ast.AST) -> Iterator[str]:
    """The parts that a call, or a dictionary by the name of ``inhoud``, gives to a line."""
    match node:
        case ast.Call():
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in {"log", "log_link", "log_access", "log_decision"}:
                yield from (word.arg for word in node.keywords if word.arg and word.arg not in OWN)
            for keyword in node.keywords:
                if keyword.arg == INHOUD:
                    yield from _keys(keyword.value)
        case ast.Assign(targets=[ast.Name(id=name)], value=value) if name == INHOUD:
            yield from _keys(value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict() as value) if name == INHOUD:
            yield from _keys(value)
        case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=key))]):
            if name == INHOUD:
                yield str(key)


def _keys(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Dict):
        yield from (str(key.value) for key in value.keys if isinstance(key, ast.Constant))
