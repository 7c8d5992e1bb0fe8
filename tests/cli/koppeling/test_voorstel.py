"""``uwlr koppeling extend|accept|decline|revoke|verwijderd`` and ``uwlr gkv preview|schema``."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.support.commandline import Uwlr
from uwlr_service.domain import tijd


@pytest.fixture
def link(uwlr: Uwlr, tmp_path: Path) -> str:
    """A link of gkv-basis with two schools that have a dossier."""
    uwlr.good("demo-data", "--schools", "2", "--pupils", "30", "--seed", "1", "--dossier", "1")
    schools = ("--school", "99AA", "--school", "99AB")
    args = ("--klantnaam", "Ouderapp", "--klantcode", "OA", *schools, "--gegevensset", "gkv-basis")
    made: dict[str, Any] = uwlr.json("koppeling", "add", *args)
    return str(made["koppeling"])


def test_a_supplier_asks_and_each_school_decides(uwlr: Uwlr, link: str) -> None:
    extend = (
        "koppeling",
        "extend",
        link,
        "--gegevensset",
        "gkv-uitgebreid",
        "--doel",
        "Verzorgers uitnodigen",
    )
    asked = uwlr.json(*extend)
    assert [(one["school"], one["besluit"]) for one in asked] == [("99AA/00", None), ("99AB/00", None)]
    assert "versie 2" in uwlr.good("koppeling", "accept", link, "--school", "99AA").stderr
    uwlr.good("koppeling", "decline", link, "--school", "99AB")
    found = uwlr.json("koppeling", "voorstellen", link)
    assert {one["school"]: one["besluit"] for one in found} == {
        "99AA/00": "geaccepteerd",
        "99AB/00": "afgewezen",
    }
    assert "Verzorgers uitnodigen" in uwlr.good("koppeling", "voorstellen", link).stdout
    shown = uwlr.good("koppeling", "voorstellen", link, COLUMNS="80").stdout
    (line,) = (line for line in shown.splitlines() if "99AA/00" in line)
    assert f"{tijd.today():%d-%m-%Y}" in line
    assert "geen voorstel open" in uwlr.refused("koppeling", "accept", link, "--school", "99AB")


def test_nothing_wider_is_refused(uwlr: Uwlr, link: str) -> None:
    velden = ("--veld", "leerling/roepnaam=aan", "--doel", "Namen tonen")
    assert "voegt nergens een veld toe" in uwlr.refused("koppeling", "extend", link, *velden)


def test_a_school_leaves_and_its_data_have_to_be_destroyed(uwlr: Uwlr, link: str) -> None:
    assert "vernietigen" in uwlr.good("koppeling", "revoke", link, "--ja", "--school", "99AA").stderr
    (waiting,) = uwlr.json("koppeling", "verwijderd", link)
    assert (waiting["school"], waiting["bevestigd"]) == ("99AA/00", None)
    assert uwlr.json("koppeling", "show", link)["scholen"] == ["99AB/00"]
    (done,) = uwlr.json("koppeling", "verwijderd", link, "--bevestigd")
    assert done["bevestigd"]
    assert "99AA/00" in uwlr.good("koppeling", "verwijderd", link).stdout


def test_a_field_is_shown_before_it_is_agreed(uwlr: Uwlr, link: str) -> None:
    preview = ("gkv", "preview", link, "--school", "99AA", "--veld", "leerlingdetail/adres")
    found = uwlr.json(*preview, "--aantal", "2")
    assert (found["afgesproken"], len(found["voorbeelden"])) == (False, 2)
    assert "straat" in uwlr.good(*preview).stdout
    assert uwlr.refused(*preview[:-1], "leerling/bsn").startswith("Het veld 'leerling/bsn'")


def test_the_schema_of_an_agreement_lacks_what_is_not_agreed(uwlr: Uwlr, link: str) -> None:
    text = uwlr.good("gkv", "schema", link, "--school", "99AA").stdout
    names = {one.get("name") for one in etree.fromstring(text.encode()).iter("{*}element")}
    assert "roepnaam" in names
    assert not {"adres", "absentie", "toetsresultaat", "iban"} & names
    assert "``leerlingdetail``" in uwlr.good("gkv", "describe").stdout
