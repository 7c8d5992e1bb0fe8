"""``uwlr koppeling show`` for people: how long a key holds, and what was passed over."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.commandline import Uwlr
from tests.support.schools.builders import JAAR, SCHOOL
from uwlr_service.cli.koppeling.show import show_overzicht
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.verstrekking import Tolerantiegebruik, Verstrekking
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer

SHOW = ("koppeling", "show", "1")
MOMENT = tijd.now()


def test_an_old_key_is_told_apart_by_when_it_ends(uwlr: Uwlr, koppeling: dict[str, Any]) -> None:
    assert "geldig tot" not in uwlr.good(*SHOW, COLUMNS="200").stdout
    uwlr.good("koppeling", "rotate", "1", "--dagen", "3")
    assert "geldig tot" in uwlr.good(*SHOW, COLUMNS="200").stdout
    uwlr.good("koppeling", "rotate", "1", "--dagen", "0")
    assert "vervallen op" in uwlr.good(*SHOW, COLUMNS="200").stdout


@pytest.mark.usefixtures("koppeling")
def test_tolerances_and_what_went_out_are_shown(
    cli_database: Database, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    went_out = Verstrekking(
        school=SCHOOL,
        schooljaar=JAAR,
        revisie=1,
        afspraak_versie=3,
        aanmaakdatum=MOMENT,
        bericht="leerlinggegevens",
        xsdversie="2.2",
        gegevensset="smalle-set",
        groepskeuze=(),
        eerste=MOMENT,
        laatste=MOMENT + timedelta(days=1),
        aantal=12,
    )
    passed_over = Tolerantiegebruik(school=SCHOOL, soort="header-na-body", laatste=MOMENT, aantal=41)
    overzicht = Koppelingbeheer(cli_database, b"a secret").get(1)
    show_overzicht(replace(overzicht, toleranties=(passed_over,), verstrekkingen=(went_out,)), as_json=False)
    shown = capsys.readouterr().out
    (tolerance,) = (line for line in shown.splitlines() if "header-na-body" in line)
    assert tolerance.split() == [str(SCHOOL), "header-na-body", *amsterdam(MOMENT).split(), "41"]
    assert f"Verstrekt van school {SCHOOL}, schooljaar {JAAR}" in shown
    (line,) = (line for line in shown.splitlines() if "leerlinggegevens" in line)
    assert line.split()[:5] == ["leerlinggegevens", "2.2", "smalle-set", "3", "12"]
