"""A roster that is off in packages: told by whatever an operator looks at, with what to do about it."""

import shlex
from typing import Any

from tests.support.commandline import Uwlr

ADD = ("koppeling", "add", "--klantnaam", "Rooster", "--klantcode", "R1", "--gegevensset", "gkv-basis")
NACHT = "2026-11-20"


def test_a_roster_without_its_fields_is_told_until_they_are_agreed(uwlr: Uwlr, school: str) -> None:
    uwlr.good(*ADD, "--school", school)
    assert uwlr.json("koppeling", "todo") == []
    told = "SDS v2.1 (set/sds) is uit in elk pakket van koppeling 1, school 99XX/16"
    assert told in uwlr.good("koppeling", "afspraak", "1", "--veld", "set/sds=aan").stderr
    (record,) = uwlr.json("koppeling", "todo", exit_code=1)
    assert (record["koppeling"], record["school"], record["leerling"]) == (1, school, None)
    assert (record["rooster"], record["veld"], record["oorzaak"]) == (
        "sds",
        "leerling/emailadres",
        "afspraak",
    )
    result = uwlr("koppeling", "todo", "1")
    assert result.exit_code == 1
    assert told in result.stderr
    assert "uit in elk pakket" in uwlr.good("koppeling", "afspraak", "1").stderr
    assert "Koppeling 1, school 99XX/16: sds is uit in dit pakket." in night(uwlr)["let_op"]
    command = shlex.split(result.stderr.partition("Stemt de school ermee in: uwlr ")[2].splitlines()[0])
    assert "uit in elk pakket" not in uwlr.good(*command).stderr
    assert uwlr.json("koppeling", "todo", "1") == []


def night(uwlr: Uwlr) -> dict[str, Any]:
    """What the report of a night says of its one package, also on the screen."""
    uwlr.good("worker", "--once", "--nacht", NACHT)
    (pakket,) = uwlr.json("gkv", "nacht", NACHT)["pakketten"]
    assert pakket["reden"] is None
    shown = " ".join(uwlr.good("gkv", "nacht", NACHT).stdout.split())
    _, _, let_op = shown.partition("Let op: ")
    assert pakket["let_op"] in let_op
    return {**pakket, "let_op": let_op}
