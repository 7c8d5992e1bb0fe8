"""A wrong call gets a Dutch sentence that says what was expected, with no word of the parser's own."""

import pytest

from tests.support.commandline import Uwlr

PULL = (
    "call",
    "leerlinggegevens",
    "--url",
    "http://127.0.0.1:1/x?wsdl",
    "--klantnaam",
    "U",
    "--klantcode",
    "U1",
)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("db", "purge", "--dagen", "-1"), "de optie --dagen: verwacht een heel getal, 0 tot en met 36525."),
        (("db", "purge", "--dagen", "x"), "de optie --dagen: verwacht een heel getal, 0 tot en met 36525."),
        (("koppeling", "show", "x"), "het argument ID: verwacht een heel getal dat hier past."),
        (
            (*PULL, "--school", "99XX", "--timeout", "0"),
            "de optie --timeout: verwacht een getal, minstens 0,1.",
        ),
        (
            (*PULL, "--school", "99XX", "--timeout", "x"),
            "de optie --timeout: verwacht een getal, minstens 0,1.",
        ),
        (("serve", "extra"), "er staat te veel: extra."),
        (("koppeling", "rotate", "1", "2", "3"), "er staat te veel: 2 3."),
        (
            ("koppeling", "webhook", "1", "--uit=ja"),
            "de optie --uit staat hier niet goed: geef er geen waarde bij.",
        ),
        (
            ("koppeling", "rotate", "1", "--dagen"),
            "de optie --dagen staat hier niet goed: geef er precies één waarde bij.",
        ),
    ],
)
def test_a_wrong_call_is_explained(empty_uwlr: Uwlr, words: tuple[str, ...], says: str) -> None:
    assert empty_uwlr.refused(*words, exit_code=2, COLUMNS="200") == says


@pytest.mark.parametrize("group", ["koppeling", "gkv", "call", "db", "edexml", "dossier"])
def test_a_list_of_commands_is_not_cut_on_a_narrow_screen(empty_uwlr: Uwlr, group: str) -> None:
    text = empty_uwlr.good(group, "--help", COLUMNS="60").stdout
    listed = text.partition("Opdrachten:")[2].partition("Voorbeelden:")[0]
    assert listed.strip()
    assert "..." not in listed
