"""What tables do on a narrow screen: whatever the width, a word, a code or a date stays whole."""

import io

import pytest
from rich.console import Console, RenderableType

from uwlr_service.cli.errors import meldingen_table
from uwlr_service.cli.listing import MOST_ROWS, FoldedPath
from uwlr_service.cli.output import LONGEST_CELL, cell, table
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


def test_what_stands_below_a_table_stands_below_its_list_too() -> None:
    listing = table("Koppelingen", "ID", "klantnaam", "gemaakt", "scholen", right=("ID",))
    listing.add_row(*(cell(value) for value in ROWS[0]))
    listing.caption = "Versie 3"
    for width in (45, 100):
        assert shown(listing, width).split()[-2:] == ["Versie", "3"]


def test_a_table_without_names_gives_no_more_than_its_words_let_it() -> None:
    listing = table("", "naam", "herkomst")
    listing.show_header = False
    listing.add_row(cell("Onderwijsuitgeverij"), cell("samenwerkingsverband"))
    assert shown(listing, 20) != ""
    assert [column.width for column in listing.columns] == [19, 20]


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


def test_no_more_rows_are_laid_out_than_anyone_reads() -> None:
    listing = table("Resultaten", "nr")
    for number in range(MOST_ROWS):
        listing.add_row(cell(number))
    assert "En nog" not in shown(listing, 80)
    for number in range(50_000):
        listing.add_row(cell(number))
    text = shown(listing, 80)
    assert listing.row_count == MOST_ROWS
    assert text.rstrip().endswith("En nog 50000; met --json komen ze alle.")


@pytest.mark.parametrize("sign", ["x", "ab ", "é\n"])
@pytest.mark.parametrize("width", [40, 120])
def test_a_value_without_end_is_cut_off(sign: str, width: int) -> None:
    listing = table("Vocabulaires", "naam", "herkomst")
    listing.add_row(cell(sign * 1_000_000), cell("bestand"))
    text = shown(listing, width)
    assert len(text) < 100 * LONGEST_CELL
    assert "…" in text
    assert "bestand" in text


def test_a_value_of_the_longest_kind_is_shown_whole() -> None:
    listing = table("Vocabulaires", "naam")
    listing.add_row(cell("x" * LONGEST_CELL))
    assert shown(listing, 80).count("x") == LONGEST_CELL


def test_a_path_without_end_is_cut_off() -> None:
    listing = meldingen_table("", [Melding(tekst="fout", regel=1, pad="/x" * 1_000_000)])
    assert len(shown(listing, 80)) < 10_000
