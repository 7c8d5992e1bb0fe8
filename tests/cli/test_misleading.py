"""No value on the command line misleads, and nothing that is shown steers the screen."""

import json

import pytest

from tests.support.commandline import Uwlr
from uwlr_service.cli.output import plain, show_json

SIGNS = ["\x1b", "\x7f", "\x85", "\x9b", "\u2028", "\u202e", "\u2066", "\ud800", "\udcff"]
COMMANDS = [
    ("koppeling", "add", "--klantnaam", "U{}", "--klantcode", "U1", "--school", "99XX/16"),
    ("koppeling", "add", "--klantnaam=U{}", "--klantcode", "U1", "--school", "99XX/16"),
    ("koppeling", "add", "--klantnaam", "U", "--klantcode", "U{}1", "--school", "99XX/16"),
    ("koppeling", "add", "--klantnaam", "U", "--klantcode", "U1", "--school", "schoolkey:a{}"),
    ("koppeling", "add", "--klantnaam", "U", "--klantcode", "U1", "--school", "99XX/16", "--school", "99{}"),
    ("dossier", "naam", "99XX/16", "De {}Regenboog"),
    ("edexml", "export", "--school", "schoolkey:{}x"),
    ("resultaten", "list", "--school", "99XX/16", "--klantcode", "{}"),
    ("koppeling", "webhook", "1", "--url", "https://partner.example/{}"),
]


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_misleading_value_is_a_wrong_call(uwlr: Uwlr, command: tuple[str, ...], sign: str) -> None:
    said = uwlr.refused(*(word.replace("{}", sign) for word in command), exit_code=2)
    assert "stuurteken" in said
    assert f"U+{ord(sign):04X}" in said
    assert said.isprintable()


def test_a_path_has_the_name_that_it_has(uwlr: Uwlr) -> None:
    path = uwlr.folder / "a\x85\u202eb.xml"
    path.write_bytes(b"<x/>")
    result = uwlr("edexml", "import", path)
    assert result.exit_code == 1
    assert "Dit is geen EDEXML-bestand" in result.stderr
    assert all(line.isprintable() for line in result.stderr.splitlines())


@pytest.mark.parametrize("name", ["Zoë", "Łódź a\u00a0b", "学校"])
def test_other_letters_are_taken(uwlr: Uwlr, school: str, name: str) -> None:
    assert uwlr("dossier", "naam", school, name).exit_code == 0


@pytest.mark.parametrize("sign", [*SIGNS, "\r", "\x00"], ids=ascii)
def test_nothing_that_is_shown_steers_the_screen(sign: str) -> None:
    assert plain(f"a{sign}b") == "a\N{REPLACEMENT CHARACTER}b"


@pytest.mark.parametrize("sign", SIGNS, ids=ascii)
def test_json_holds_every_sign_and_shows_none_that_steers(
    capfdbinary: pytest.CaptureFixture[bytes], sign: str
) -> None:
    show_json({"naam": f"Zoë{sign}"})
    written = capfdbinary.readouterr().out.decode()
    assert json.loads(written) == {"naam": f"Zoë{sign}"}
    assert all(line.isprintable() for line in written.splitlines())
    assert "Zoë" in written
