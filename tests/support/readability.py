"""How readable the code is, counted: densities of lines, and the sizes of modules and folders.

``python -m tests.support.readability`` prints the figures that CONTRIBUTING.rst quotes; the limits below
are kept by ``tests/test_readability.py`` and ``tests/test_architecture.py``.
"""

import ast
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from statistics import median

from tests.support.places import ROOT

FOLDERS = ("uwlr_service", "tests")
LIMITS: Mapping[str, float] = {
    "assignments of several at once": 1,
    "ternaries": 8,
    "nested comprehensions": 0.3,
}
"""The most per 1,000 physical lines of the package."""
FULLEST_FOLDER = 20
LONGEST_MODULE = 350
MEDIAN_MODULE = 100
WORST = 3
"""The number of modules that are named with each figure."""
COMPREHENSION = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def several_at_once(node: ast.AST) -> bool:
    """Whether a tuple is assigned to a tuple, other than to swap; to unpack one value is fine."""
    if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Tuple | ast.List):
        return False
    given = sorted(ast.unparse(element) for element in node.value.elts)
    targets = [target for target in node.targets if isinstance(target, ast.Tuple | ast.List)]
    return any(sorted(map(ast.unparse, target.elts)) != given for target in targets)


def is_ternary(node: ast.AST) -> bool:
    """Whether it is ``a if b else c``."""
    return isinstance(node, ast.IfExp)


def is_nested_comprehension(node: ast.AST) -> bool:
    """Whether it is a comprehension with a second ``for``."""
    return isinstance(node, COMPREHENSION) and len(node.generators) > 1


COUNTED: Mapping[str, Callable[[ast.AST], bool]] = dict(
    zip(LIMITS, (several_at_once, is_ternary, is_nested_comprehension), strict=True)
)


@dataclass(frozen=True, kw_only=True)
class Module:
    """A module as text, and where it is."""

    path: Path
    source: str

    @property
    def lines(self) -> int:
        """How many lines it has."""
        return self.source.count("\n")

    @cached_property
    def counts(self) -> Counter[str]:
        """How often it has what is counted; that takes much longer than to read it."""
        counts: Counter[str] = Counter()
        for node in ast.walk(ast.parse(self.source)):
            counts.update(name for name, is_one in COUNTED.items() if is_one(node))
        return counts


def read(path: Path) -> Module:
    """One module of the checkout."""
    return Module(path=path.relative_to(ROOT), source=path.read_text(encoding="utf-8"))


@cache
def modules(folder: str) -> tuple[Module, ...]:
    """Every module below a folder of the checkout, read once for all who ask."""
    return tuple(read(path) for path in sorted((ROOT / folder).rglob("*.py")))


def densities(counted: Iterable[Module]) -> dict[str, float]:
    """What is counted, per 1,000 physical lines."""
    totals: Counter[str] = Counter()
    lines = 0
    for module in counted:
        totals.update(module.counts)
        lines += module.lines
    return {name: 1000 * totals[name] / lines for name in LIMITS}


def densest(counted: Iterable[Module], name: str) -> list[Module]:
    """The modules where most of one kind is counted: the place to begin."""
    return sorted(counted, key=lambda module: -module.counts[name])[:WORST]


def folder_sizes(counted: Iterable[Module]) -> Counter[str]:
    """The number of modules in each folder, without ``__init__``, which speaks for the folder itself."""
    return Counter(module.path.parent.as_posix() for module in counted if module.path.name != "__init__.py")


def median_length(counted: Iterable[Module]) -> float:
    """The length of the module in the middle."""
    return median(module.lines for module in counted)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def main() -> None:
    """Print the figures."""
    for folder in FOLDERS:
        counted = modules(folder)
        fullest, size = folder_sizes(counted).most_common(1)[0]
        longest = max(counted, key=lambda module: module.lines)
        _say(f"{folder}: {len(counted)} modules, {sum(module.lines for module in counted)} lines")
        _say(f"  median module  {median_length(counted):g} lines (at most {MEDIAN_MODULE})")
        _say(f"  longest module {longest.lines} lines, {longest.path} (at most {LONGEST_MODULE})")
        _say(f"  fullest folder {size} modules, {fullest} (at most {FULLEST_FOLDER})")
        for name, density in densities(counted).items():
            _say(f"  {name} per 1,000 lines: {density:.1f} (at most {LIMITS[name]:g} in the package)")
            for module in densest(counted, name):
                _say(f"    {module.counts[name]:3} {module.path}")


if __name__ == "__main__":
    main()
