"""``uwlr koppeling todo`` after a supplier pulled: who goes missing there, and what the register says."""

import re
from collections.abc import Iterator

import pytest

from tests.support.commandline import Uwlr
from tests.support.schools.builders import JAAR, SCHOOL, leerling, schoolgegevens
from tests.support.servers.uwlr import Server, serving
from uwlr_service.client.klantgegevens import Klantgegevens
from uwlr_service.client.uwlr import UwlrClient

pytestmark = pytest.mark.e2e
DATE = re.compile(r"\b\d\d-\d\d-\d{4}\b")


@pytest.fixture
def server(uwlr: Uwlr) -> Iterator[Server]:
    """A server on the database of the commands, with three pupils."""
    with serving(uwlr.database_url, uwlr.folder, UWLR_WORKERS="1") as running:
        running.invoer.store(schoolgegevens(leerlingen=tuple(leerling(f"L{n}") for n in (1, 2, 3))))
        yield running


@pytest.fixture
def pulled(uwlr: Uwlr, server: Server) -> None:
    """Three pupils went out in the LVS set; then the school lost the number of one, and got another."""
    args = (
        "--klantnaam",
        "Toetsen",
        "--klantcode",
        "T1",
        "--school",
        str(SCHOOL),
        "--gegevensset",
        "lvs-set",
    )
    sleutel = uwlr.json("koppeling", "add", *args)["autorisatiesleutel"]
    klant = Klantgegevens(klantnaam="Toetsen", klantcode="T1", autorisatiesleutel=sleutel)
    with UwlrClient(f"{server.url}/uwlr/leerlinggegevens?wsdl", klant) as client:
        assert len(client.leerlinggegevens(SCHOOL, JAAR).leerlingen) == 3
    without = (leerling("L1"), leerling("L2"), leerling("L3", bsn_ondwnr_4=None))
    server.invoer.store(schoolgegevens(leerlingen=(*without, leerling("L4", bsn_ondwnr_4=None))))


@pytest.mark.usefixtures("pulled")
def test_who_was_served_before_is_told_apart(uwlr: Uwlr) -> None:
    found = [todo for todo in uwlr.json("koppeling", "todo", "1", exit_code=1) if todo["weggelaten"]]
    assert {todo["leerling"]: todo["eerder_verstrekt"] for todo in found} == {"L3": True, "L4": False}
    shown = uwlr("koppeling", "todo", "1").stdout.splitlines()
    (first,) = (line.split() for line in shown if line.split()[:1] == ["L3"])
    (second,) = (line.split() for line in shown if line.split()[:1] == ["L4"])
    assert (first[2], second[2]) == ("verdwijnt", "weggelaten")


@pytest.mark.usefixtures("pulled")
def test_show_tells_what_went_out_and_when_the_key_was_used(uwlr: Uwlr, server: Server) -> None:
    (verstrekking,) = uwlr.json("koppeling", "show", "1")["verstrekkingen"]
    assert (verstrekking["bericht"], verstrekking["gegevensset"]) == ("leerlinggegevens", "lvs-set")
    assert (verstrekking["school"], verstrekking["schooljaar"]) == (str(SCHOOL), JAAR)
    server.wait(lambda: uwlr.json("koppeling", "show", "1")["sleutels"][0]["laatst_gebruikt"])
    shown = uwlr.good("koppeling", "show", "1").stdout
    assert f"Verstrekt van school {SCHOOL}, schooljaar {JAAR}" in shown
    assert "nooit" not in shown
    narrow = uwlr.good("koppeling", "show", "1", COLUMNS="80").stdout
    assert {"leerlinggegevens", "lvs-set", JAAR} <= set(narrow.replace(",", " ").split())
    assert len(DATE.findall(narrow)) == len(DATE.findall(shown)) > 2
