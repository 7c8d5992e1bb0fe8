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


def test_who_has_no_account_may_be_missing_once_an_operator_said_so_for_good(uwlr: Uwlr, school: str) -> None:
    uwlr.good(*ADD, "--school", school)
    uwlr.good("koppeling", "afspraak", "1", "--veld", "set/sds=aan", "--veld", "leerling/emailadres=aan")
    brake = ("gkv", "rem", "1", "--school", school)
    assert uwlr.json(*brake) == {"koppeling": 1, "school": school, "deel": 0.05}
    let_op = night(uwlr)["let_op"]
    assert (
        "passen 2 van de 3 leerlingen niet in SDS v2.1 (geen emailadres): meer dan een twintigste" in let_op
    )
    command = shlex.split(let_op.partition("sta het ook voor later toe: uwlr ")[2])
    assert command == [*brake, "--deel", "0.67"]
    assert "niet meer dan 67% van de leerlingen" in uwlr.good(*command).stderr
    (levering,) = uwlr.json("gkv", "generate", "1")["leveringen"]
    assert levering["edex"]
    assert "is uit" not in " ".join(levering["let_op"])
    to = uwlr.folder / "sds.zip"
    uwlr.good("gkv", "export", "1", "--formaat", "sds", "--school", school, "--to", to)
    assert (
        "mag van school 99XX/16 67% van de leerlingen ontbreken" in uwlr.good("koppeling", "show", "1").stderr
    )
    assert uwlr.json("koppeling", "show", "1")["roosterremmen"] == [{"school": school, "deel": 0.67}]
    log = [regel for regel in uwlr.json("audit", "list") if regel["wat"] == "roosterrem-gezet"]
    assert [(regel["inhoud"]["koppeling"], regel["inhoud"]["deel"]) for regel in log] == [(1, "67/100")]
    uwlr.good(*brake, "--deel", "0.05")
    assert uwlr.json("koppeling", "show", "1")["roosterremmen"] == []
    assert "passen 2 van de 3" in uwlr.refused(
        "gkv", "export", "1", "--formaat", "sds", "--to", uwlr.folder / "sds"
    )


def test_a_school_that_left_and_came_back_has_the_brake_of_every_school(uwlr: Uwlr, school: str) -> None:
    uwlr.good(*ADD, "--school", school)
    brake = ("gkv", "rem", "1", "--school", school)
    uwlr.good(*brake, "--deel", "1")
    uwlr.good("koppeling", "pause", "1", "--school", school)
    uwlr.good("koppeling", "resume", "1", "--school", school)
    assert uwlr.json(*brake)["deel"] == 1
    uwlr.good("koppeling", "revoke", "1", "--school", school, "--ja")
    assert "valt niet onder koppeling 1" in uwlr.refused(*brake)
    uwlr.good("koppeling", "school", "add", "1", "--school", school)
    assert uwlr.json(*brake)["deel"] == 0.05


def test_only_a_school_in_a_link_of_gkv_has_such_a_brake(uwlr: Uwlr, school: str) -> None:
    uwlr.good("koppeling", "add", "--klantnaam", "Uitgever", "--klantcode", "U1", "--school", school)
    uwlr.refused("gkv", "rem", "1", "--school", school, "--deel", "0.5")
    uwlr.refused("gkv", "rem", "2", "--school", school)
