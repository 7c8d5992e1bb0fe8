"""What tables do on a narrow screen: whatever the width, a word, a code or a date stays whole."""

import io

import pytest
from rich.console import Console, RenderableType

from uwlr_service.cli.errors import meldingen_table
from uwlr_service.cli.listing import FoldedPath
from uwlr_service.cli.output import cell, table
from uwlr_service.domain.fouten import Melding

ROWS = [
    ("1", "Onderwijsuitgeverij De Proef", "24-11-2026 04:41:40", "99AA/00, 99AB/00"),
    ("12", "Toetsen", "24-11-2026 04:41:41", ""),
]


def shown(part: RenderableType, width: int) -> str:
    """What stands on a screen of so many columns."""
    screen = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
    screen.print(part)
    assert isinstance(screen.file, io.StringIO)
    return screen.file.getvalue()


@pytest.mark.parametrize("width", range(33, 100))
def test_no_word_is_broken_at_any_width(width: int) -> None:
    listing = table("Koppelingen", "ID", "klantnaam", "gemaakt", "scholen", right=("ID",))
    for row in ROWS:
        listing.add_row(*(cell(value) for value in row))
    text = shown(listing, width)
    assert {word for row in ROWS for value in row for word in value.split()} <= set(text.split())
    assert max(len(line) for line in text.splitlines()) <= width


def test_a_table_that_is_too_wide_becomes_a_list_of_names_and_values() -> None:
    listing = table("Koppelingen", "ID", "klantnaam", "gemaakt", "scholen", right=("ID",))
    listing.add_row(*(cell(value) for value in ROWS[0]))
    assert [line.rstrip() for line in shown(listing, 45).splitlines()] == [
        "Koppelingen",
        "",
        " ID:        1",
        " klantnaam: Onderwijsuitgeverij De Proef",
        " gemaakt:   24-11-2026 04:41:40",
        " scholen:   99AA/00, 99AB/00",
        "",
    ]


def test_a_table_of_nothing_is_its_title_and_names() -> None:
    assert shown(table("Koppelingen (0)", "ID", "klantnaam"), 80).split() == [
        *("Koppelingen", "(0)", "ID", "klantnaam"),
        "─" * 13,
    ]


def test_a_path_is_folded_before_a_slash() -> None:
    pad = "/leerlinggegevens_antwoord/leerlinggegevens/leerlingen/leerling[12]/samengestelde_groepen/groep[2]"
    lines = shown(FoldedPath(pad), 60).split()
    assert len(lines) == 2
    assert "".join(lines) == pad
    assert all(line.startswith("/") for line in lines)
    found = shown(meldingen_table("", [Melding(tekst="fout", regel=1, pad=pad)]), 80)
    assert set(pad.split("/")) <= set(found.replace("/", " ").split()) | {""}
