"""Every file of the corpus that follows a first one waits for exactly what its index says, or goes on."""

import json
from typing import Any

import pytest

from tests.support.places import CORPUS
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import ImportAangehouden
from uwlr_service.domain.school.rem import Optie, Vrijstelling
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling, Importverslag

FOLDER = CORPUS / "opvolging"
FIRST = "eerste.xml"
INDEX: dict[str, dict[str, Any]] = json.loads((FOLDER / "index.json").read_text(encoding="utf-8"))


@pytest.fixture
def invoer(database: Database) -> EdexmlUitwisseling:
    """Import after the first file."""
    invoer = EdexmlUitwisseling(database)
    read_in(invoer, FIRST)
    return invoer


def read_in(invoer: EdexmlUitwisseling, naam: str, *opties: str, proef: bool = False) -> Importverslag:
    allowed = {optie.removeprefix("--").replace("-", "_"): True for optie in opties}
    with (FOLDER / naam).open("rb") as source:
        return invoer.read_in(source, Vrijstelling(**allowed), proef=proef, door=Handelende.opdrachtregel())


def test_the_index_names_every_file() -> None:
    assert {path.name for path in FOLDER.glob("*.xml")} == {FIRST, *INDEX}


@pytest.mark.parametrize("naam", INDEX)
def test_a_file_that_follows_waits_or_goes_on(invoer: EdexmlUitwisseling, naam: str) -> None:
    expected = INDEX[naam]["bezwaren"]
    trial = read_in(invoer, naam, proef=True)
    told = [[bezwaar.soort, bezwaar.optie, bezwaar.aantal, bezwaar.van] for bezwaar in trial.bezwaren]
    assert told == expected
    needed = [optie.value for optie in Optie if optie in {bezwaar[1] for bezwaar in expected}]
    others = [optie.value for optie in Optie if optie.value not in needed]
    for missing in needed:
        with pytest.raises(ImportAangehouden) as held:
            read_in(invoer, naam, *others, *(optie for optie in needed if optie != missing))
        assert trial.fout is not None
        assert missing in held.value.tekst
        assert {bezwaar.optie for bezwaar in held.value.bezwaren} == {missing}
    # Nothing of what was refused, or only tried, was stored.
    assert not read_in(invoer, FIRST).totaal.is_changed
    assert read_in(invoer, naam, *needed).tellingen == trial.tellingen
