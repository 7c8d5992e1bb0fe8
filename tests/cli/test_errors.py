"""What a command says of an exception, and of which it says nothing."""

import errno

import pytest

from uwlr_service.cli.errors import report


@pytest.mark.parametrize("error", [RuntimeError("stuk"), OSError("stuk")], ids=["any", "system"])
def test_what_nobody_expected_is_left_to_the_caller(
    capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    assert report(error) is None
    assert capsys.readouterr().err == ""


def test_a_file_is_told_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert report(FileNotFoundError(errno.ENOENT, "No such file or directory", "weg.xml")) == 2
    assert "weg.xml: " in capsys.readouterr().err
