"""Results as people see them: parts, outcomes that are no score, and norms with and without a mark."""

from typing import Any

from tests.support.commandline import Uwlr
from tests.support.messages.results import oso, resultaat, toets, toetsafname
from tests.support.schools.builders import schoolgegevens

LIST = ("resultaten", "list", "--school", "99XX/16")
NAMEN = {leerling.key: leerling.roepnaam or "" for leerling in schoolgegevens().leerlingen}
UNSEEN = (
    "<norm><term>neutraal</term><beginnormwaarde>0</beginnormwaarde><eindnormwaarde>10</eindnormwaarde>"
    "<normkleur><rood_code>0</rood_code><groen_code>160</groen_code><blauw_code>8</blauw_code>"
    "<transparantie>0</transparantie></normkleur><schoolcijfer_vanaf>7</schoolcijfer_vanaf></norm>"
)


def line_of(uwlr: Uwlr, leerling: str) -> str:
    """The line of a pupil, who stands there by name."""
    (line,) = (
        line for line in uwlr.good(*LIST).stdout.splitlines() if line.startswith(f" {NAMEN[leerling]}")
    )
    return line


def test_a_result_of_a_part_names_the_part_and_has_no_norm_of_the_whole(uwlr: Uwlr, send: Any) -> None:
    send(toetsafname("L1", resultaat(onderdeel="A")), toetsen=toets(onderdelen=["A"]))
    line = line_of(uwlr, "L1")
    assert "T1 / A" in line
    assert "voldoende" not in line


def test_an_outcome_that_is_no_score_is_named_by_its_kind(uwlr: Uwlr, send: Any) -> None:
    send(toetsafname("L1", resultaat(uitslag=oso())), toetsafname("L2", resultaat("R2", 7)))
    assert "OSO" in line_of(uwlr, "L1").split()
    assert {"7", "voldoende"} <= set(line_of(uwlr, "L2").split())


def test_a_colour_that_is_unseen_is_not_shown(uwlr: Uwlr, send: Any) -> None:
    send(toetsen=toets(normen=UNSEEN))
    line = line_of(uwlr, "L1")
    assert "neutraal (7) " in " ".join(line.split())
    assert "■" not in line
