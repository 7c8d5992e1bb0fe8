"""``uwlr resultaten``: what the school sees of what publishers sent."""

import csv
import io
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.messages.results import oso, resultaat, toets, toetsafname

COLOURED = (
    "<norm><term>goed</term><beginnormwaarde>6</beginnormwaarde><eindnormwaarde>10</eindnormwaarde><normkleur>"
    "<rood_code>0</rood_code><groen_code>160</groen_code><blauw_code>8</blauw_code>"
    "<transparantie>1</transparantie></normkleur><schoolcijfer_vanaf>5.5</schoolcijfer_vanaf>"
    "<schoolcijfer_totenmet>10</schoolcijfer_totenmet></norm>"
)


LIST = ("resultaten", "list", "--school", "99XX/16")


def test_without_results_it_says_so(uwlr: Uwlr, school: str) -> None:
    result = uwlr.good(*LIST)
    assert (result.stdout, result.stderr) == ("", "Er zijn geen resultaten die hieraan voldoen.\n")
    assert uwlr.json(*LIST) == []


def test_a_school_that_is_not_known_is_refused(uwlr: Uwlr) -> None:
    assert uwlr.refused(*LIST) == "School 99XX/16 is niet bekend."


def test_programs_get_every_field(uwlr: Uwlr, send: Any) -> None:
    send(
        toetsafname("L1", resultaat("R1", 7, infourl="https://x.example/1"), verwerker="K1"),
        toetsafname("L2", resultaat("R2", uitslag=oso())),
        toetsen=toets(normen=COLOURED),
    )
    first, second = uwlr.json(*LIST)
    assert {name: first[name] for name in ("leerling", "key", "toetscode", "toetsnaam", "afnamedatum")} == {
        "leerling": "L1",
        "key": "R1",
        "toetscode": "T1",
        "toetsnaam": "Blok 1",
        "afnamedatum": "2026-11-02",
    }
    assert (first["soort"], first["score"], first["toetsonderdeelcode"]) == ("score", 7, None)
    assert (first["norm"]["term"], first["norm"]["kleur"]) == ("goed", "#00a008")
    assert (first["norm"]["schoolcijfer_vanaf"], first["norm"]["schoolcijfer_totenmet"]) == ("5.5", "10")
    assert (first["klantnaam"], first["klantcode"], first["stand"]) == ("Uitgeverij", "U1", "geldend")
    assert (second["soort"], second["score"], second["norm"]) == ("oso", None, None)
    assert second["osoresultaat"]["toetsscore"] == {"aantalgoed": 7}


def test_people_get_a_table_with_norm_and_advised_mark(uwlr: Uwlr, send: Any) -> None:
    send(toetsen=toets(normen=COLOURED))
    shown = uwlr.good(*LIST).stdout
    assert "Resultaten van school 99XX/16" in shown
    assert "goed" in shown
    assert "5,5 - 10" in shown.replace("\N{NO-BREAK SPACE}", " ")
    assert max(map(len, uwlr.good(*LIST, COLUMNS="80").stdout.splitlines())) <= 80


def test_history_tells_what_was_replaced(uwlr: Uwlr, send: Any) -> None:
    send(toetsafname("L1", resultaat("R1", 4)), aanmaakdatum="2026-11-03T10:00:00+01:00")
    send(toetsafname("L1", resultaat("R1", 9)), aanmaakdatum="2026-11-03T11:00:00+01:00")
    (now,) = uwlr.json(*LIST)
    assert (now["score"], [old["score"] for old in now["vervangt"]]) == (9, [4])
    assert [one["stand"] for one in uwlr.json(*LIST, "--history")] == ["gewijzigd", "geldend"]
    assert "gewijzigd" in uwlr.good(*LIST, "--history").stdout


def test_a_possible_double_is_pointed_out(uwlr: Uwlr, send: Any) -> None:
    send(toetsafname("L1", resultaat("R1"), resultaat("R2")))
    assert "2 resultaten zijn mogelijk dubbel" in uwlr.good(*LIST).stderr
    assert [one["mogelijk_dubbel_met"] for one in uwlr.json(*LIST)] == [["R2"], ["R1"]]


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        (("--leerling", "L1"), ["R1", "R3"]),
        (("--leerling", "L1", "--leerling", "L2"), ["R1", "R3", "R2"]),
        (("--groep", "G2"), ["R2"]),
        (("--groep", "S1"), ["R1", "R3"]),
        (("--toets", "T2"), ["R3"]),
        (("--vanaf", "2026-11-03"), ["R3", "R2"]),
        (("--tot-en-met", "2026-11-02"), ["R1"]),
        (("--klantcode", "U2"), []),
        (("--schooljaar", "2019-2020"), []),
    ],
)
def test_the_list_narrows(uwlr: Uwlr, send: Any, options: tuple[str, ...], keys: list[str]) -> None:
    send(
        toetsafname("L1", resultaat("R1"), resultaat("R3", code="T2", datum="2026-11-04")),
        toetsafname("L2", resultaat("R2", datum="2026-11-03")),
        toetsen=toets() + toets("T2"),
    )
    assert [one["key"] for one in uwlr.json(*LIST, *options)] == keys


def test_csv_is_for_a_spreadsheet_and_holds_no_formula(uwlr: Uwlr, send: Any) -> None:
    send(toetsafname("L1", resultaat("=1+1", 7)), toetsen=toets(normen=COLOURED))
    written = uwlr.good(*LIST, "--csv").stdout_bytes
    assert written.startswith(b"\xef\xbb\xbfleerling;key;")
    (row,) = csv.DictReader(io.StringIO(written.decode("utf-8-sig")), delimiter=";")
    assert (row["key"], row["score"], row["schoolcijfer_vanaf"]) == ("'=1+1", "7", "5,5")


@pytest.mark.parametrize("wrong", [("--csv", "--json"), ("--vanaf", "3 november")])
def test_a_wrong_call_ends_with_2(uwlr: Uwlr, wrong: tuple[str, ...]) -> None:
    assert uwlr(*LIST, *wrong).exit_code == 2
