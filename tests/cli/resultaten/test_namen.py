"""A school asks for results by the names that it knows, and reads them by name."""

from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.messages.results import resultaat, toetsafname

LIST = ("resultaten", "list", "--school", "99XX/16")


@pytest.fixture(autouse=True)
def results(uwlr: Uwlr, send: Any) -> None:
    """A result of two pupils, and one of a score of nothing."""
    send(toetsafname("L1", resultaat("R1", 0)), toetsafname("L2", resultaat("R2", 7)))


def test_a_result_carries_the_name_and_the_group(uwlr: Uwlr) -> None:
    first, second = uwlr.json(*LIST)
    assert (first["leerling"], first["leerlingnaam"], first["groep"]) == (
        "L1",
        "Sanne van den Jansen",
        "Groep 4",
    )
    assert second["leerlingnaam"]
    screen = uwlr.good(*LIST).stdout
    assert "Sanne van den Jansen" in screen
    assert "Norm: hoe de maker van de toets deze score noemt." in screen


def test_a_score_of_nothing_is_shown(uwlr: Uwlr) -> None:
    (line,) = (line for line in uwlr.good(*LIST).stdout.splitlines() if line.startswith(" Sanne"))
    assert " 0 " in line


@pytest.mark.parametrize("groep", ["G1", "Groep 4", "groep  4", " GROEP 4\u00a0"])
def test_a_group_is_chosen_by_key_or_name(uwlr: Uwlr, groep: str) -> None:
    assert [record["leerling"] for record in uwlr.json(*LIST, "--groep", groep)] == ["L1"]


@pytest.mark.parametrize("leerling", ["L1", "sanne van den jansen", "Sanne  van den Jansen"])
def test_a_pupil_is_chosen_by_key_or_name(uwlr: Uwlr, leerling: str) -> None:
    assert [record["leerling"] for record in uwlr.json(*LIST, "--leerling", leerling)] == ["L1"]


@pytest.mark.parametrize(
    ("option", "word", "said"),
    [
        ("--groep", "Groep 9", "Er is geen groep 'Groep 9'. Er zijn: Groep 4, Groep 5"),
        ("--leerling", "L9", "Er is geen leerling 'L9'"),
        ("--leerling", "Sanne van de Jansen", "Bedoeld: Sanne van den Jansen?"),
    ],
)
def test_a_name_of_nothing_is_refused(uwlr: Uwlr, option: str, word: str, said: str) -> None:
    for as_json in ([], ["--json"]):
        refused = uwlr(*LIST, option, word, *as_json)
        assert refused.exit_code == 1
        assert said in " ".join(refused.stderr.split())
