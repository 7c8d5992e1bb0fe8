"""What makes Spyne of 2022 import on every Python of today, looked at on any of them."""

import ast
import logging
import sys
import warnings
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import six
from packaging.requirements import Requirement

from tests.support.places import ROOT
from uwlr_service.soap import spyne_compat

NEWEST = {"python_version": "3.13", "python_full_version": "3.13.0"}
GONE = {
    *("asynchat", "asyncore", "distutils", "imp", "smtpd"),
    *("aifc", "audioop", "cgi", "cgitb", "chunk", "crypt", "imghdr", "lib2to3", "mailcap", "msilib", "nis"),
    *("nntplib", "ossaudiodev", "pipes", "sndhdr", "spwd", "sunau", "telnetlib", "uu", "xdrlib"),
}
"""What the standard library of 3.11 had and that of 3.12 or 3.13 has not."""
STAND_INS = {"cgi": "legacy-cgi"}
"""What brings a module that is gone."""


def loaded() -> dict[str, Path]:
    """The modules of Spyne that ours load, with their files; those of six are not Spyne's own."""
    modules = {name: module for name, module in sys.modules.items() if name.partition(".")[0] == "spyne"}
    files = {name: getattr(module, "__file__", None) for name, module in modules.items()}
    return {name: Path(file) for name, file in files.items() if file and "spyne" in Path(file).parts}


def imported(path: Path) -> Iterator[str]:
    """The names, without what is below them, that a file imports as it is loaded, or later."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of escapes in its patterns
        tree = ast.parse(path.read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_what_is_loaded_of_spyne_asks_for_nothing_that_a_newer_python_lacks() -> None:
    modules = loaded()
    assert {"spyne.application", "spyne.protocol.soap.soap11", "spyne.server._base"} <= modules.keys()
    missing = {name for path in modules.values() for name in imported(path)} & GONE
    assert missing == STAND_INS.keys()


def test_what_is_gone_is_brought_by_a_package_on_the_newest_python() -> None:
    config = ConfigParser()
    config.read(ROOT / "setup.cfg")
    asked = map(Requirement, config["options"]["install_requires"].strip().splitlines())
    brought = {wish.name for wish in asked if wish.marker is None or wish.marker.evaluate(NEWEST)}
    assert set(STAND_INS.values()) <= brought


def test_the_six_of_today_stands_in_for_the_copy_of_spyne() -> None:
    assert "spyne.util.six" not in loaded()
    assert sys.modules["spyne.util.six"] is six
    assert not [finder for finder in sys.meta_path if not hasattr(finder, "find_spec")]


def test_spyne_says_nothing() -> None:
    loud = [name for name in spyne_compat.LOGGERS if logging.getLogger(name).isEnabledFor(logging.CRITICAL)]
    assert loud == []
