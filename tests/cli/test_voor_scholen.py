"""Every command that docs/scholen.rst shows a school works as it stands there, in that order."""

import re
import shlex
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.places import ROOT

COMMAND = re.compile(r"^ *\$ uwlr (.+)$|``uwlr (koppeling (?:afspraak|decline) [^`]+)``", re.MULTILINE)
PUPILS = 200
"""So many that the school has a group 7."""


def shown() -> list[list[str]]:
    """The commands of the page, in its order."""
    text = (ROOT / "docs" / "scholen.rst").read_text(encoding="utf-8")
    return [shlex.split(match[1] or match[2]) for match in COMMAND.finditer(text)]


@pytest.fixture
def uwlr(tmp_path: Path) -> Uwlr:
    """An installation as the page has it: link 1 of a publisher, and link 2 of an app that wants more."""
    uwlr = Uwlr(tmp_path)
    uwlr.good("db", "upgrade")
    uwlr.good("demo-data", "--schools", "1", "--pupils", str(PUPILS), "--seed", "1", "--dossier", "1")
    at_school = ("--school", "99AA", "--gegevensset")
    uwlr.good("koppeling", "add", "--klantnaam", "UitgeverX", "--klantcode", "UX1", *at_school, "volledig")
    uwlr.good("koppeling", "add", "--klantnaam", "Ouderapp", "--klantcode", "OA1", *at_school, "gkv-basis")
    uwlr.good("koppeling", "extend", "2", "--gegevensset", "gkv-uitgebreid", "--doel", "Verzuim melden")
    return uwlr


def test_a_school_can_do_what_the_page_says(uwlr: Uwlr) -> None:
    commands = shown()
    assert {"list", "afspraak", "accept", "decline", "revoke", "verwijderd"} <= {
        words[1] for words in commands
    }
    for words in commands:
        if words[:2] == ["koppeling", "decline"]:  # in the place of the accept before it
            assert "staat er geen voorstel open" in uwlr(*words).stderr
        elif words[:2] == ["koppeling", "revoke"]:
            assert f"{PUPILS} leerlingen" in uwlr(*words).stderr
            uwlr.good(*words, "--ja")
        else:
            uwlr.good(*words)
    (intrekking,) = uwlr.json("koppeling", "verwijderd", "1")
    assert intrekking["bevestigd"] is None
