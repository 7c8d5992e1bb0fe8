"""The report says every figure with its target, and never leaves out what could not be measured."""

import pytest

from bench.report import Chapter, NotMeasured, Result, document, table

MACHINE = [("Python", "3.11"), ("cores", "2")]


def test_a_missing_figure_names_its_reason() -> None:
    result = Result.missing("full school", "at least 1.5 times", NotMeasured("wrk is not installed"))

    assert result.measured == "not measured: wrk is not installed"
    assert result.verdict == "-"


def test_a_missed_target_stands_out() -> None:
    assert Result("a", "b", "c", False).verdict == "**no**"
    assert Result("a", "b", "c", True).verdict == "yes"


def test_the_columns_of_a_table_line_up() -> None:
    assert table(("server", "calls/s"), [("ours", "1500"), ("a longer name", "")]) == (
        "=============  =======\n"
        "server         calls/s\n"
        "=============  =======\n"
        "ours           1500\n"
        "a longer name\n"
        "=============  =======\n"
    )


def test_the_document_has_every_figure_once_and_every_chapter() -> None:
    chapters = [
        Chapter(
            "First", "What it means.", [Result("speed", "at least 2", "3", True)], ("a", "b"), [("1", "2")]
        ),
        Chapter("Second", "What that means.", [Result("memory", "less than 4", "5", False)]),
    ]

    text = document(MACHINE, chapters)

    assert text.count("speed  ") == text.count("memory ") == 1
    assert "What it means." in text
    assert "What that means." in text


def test_headings_are_underlined_in_full() -> None:
    lines = document(MACHINE, [Chapter("A chapter", "x", [Result("speed", "-", "1", None)])]).splitlines()

    assert lines[lines.index("A chapter") + 1] == "-" * len("A chapter")


@pytest.mark.parametrize("met", [True, False, None])
def test_every_verdict_fits_its_column(met: bool | None) -> None:
    assert document(MACHINE, [Chapter("One", "x", [Result("speed", "y", "z", met)])])
