"""The question before something that cannot be undone."""

import os
import pty
import sys

import pytest

from uwlr_service.cli.bevestiging import confirmed


@pytest.mark.parametrize(("answer", "agrees"), [("ja", True), (" J ", True), ("", False), ("jawel", False)])
def test_only_a_clear_yes_agrees(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str, agrees: bool
) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs) as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        os.write(ours, f"{answer}\n".encode())
        assert confirmed("De koppeling gaat dicht.") is agrees
    os.close(ours)
    said = capsys.readouterr()
    assert "De koppeling gaat dicht." in said.err
    assert said.out == ""
