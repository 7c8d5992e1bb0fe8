"""Modules and folders stay small, and lines stay plain, in figures."""

import ast

import pytest

from tests.support import readability
from tests.support.readability import FOLDERS, FULLEST_FOLDER, LIMITS, LONGEST_MODULE, MEDIAN_MODULE


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_module_is_too_long(folder: str) -> None:
    lengths = {str(module.path): module.lines for module in readability.modules(folder)}
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_MODULE} == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_most_modules_are_short(folder: str) -> None:
    assert readability.median_length(readability.modules(folder)) <= MEDIAN_MODULE


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_folder_is_too_full(folder: str) -> None:
    sizes = readability.folder_sizes(readability.modules(folder))
    assert {path: size for path, size in sizes.items() if size > FULLEST_FOLDER} == {}


@pytest.mark.parametrize("name", LIMITS)
def test_lines_are_plain(name: str) -> None:
    densities = readability.densities(readability.modules("uwlr_service"))
    assert densities[name] <= LIMITS[name]


@pytest.mark.parametrize(
    ("line", "counted"),
    [
        ("a, b = b, a", []),
        ("a.x, a.y = a.y, a.x", []),
        ("a, b = made()", []),
        ("for a, b in pairs: ...", []),
        ("a, b = 1, 2", ["assignments of several at once"]),
        ("[a, b] = c = 1, 2", ["assignments of several at once"]),
        ("a, b = b, c", ["assignments of several at once"]),
        ("a = 1 if b else 2 if c else 3", ["ternaries", "ternaries"]),
        ("a = [b for b in c if b]", []),
        ("a = {b: c for d in e for b, c in d}", ["nested comprehensions"]),
    ],
)
def test_what_is_counted(line: str, counted: list[str]) -> None:
    nodes = list(ast.walk(ast.parse(line)))
    assert [name for name, is_one in readability.COUNTED.items() for node in nodes if is_one(node)] == counted
