"""``uwlr gkv list`` for people: what the partner did with each delivery."""

from datetime import UTC, datetime

import pytest

from tests.support.schools.builders import JAAR, SCHOOL
from uwlr_service.cli.gkv.view import show_gevolgd
from uwlr_service.cli.parameters import amsterdam
from uwlr_service.domain.gkv.levering import Levering, Leveringsoort
from uwlr_service.domain.gkv.ontvangst import Ontvangst, Ontvangstbevestiging, Ophaling
from uwlr_service.uitwisseling.gkv.volgen import Gevolgd

MOMENT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
COLLECTED = Ophaling(eerste=MOMENT, laatste=MOMENT, aantal=1, bytes=10)


def levering(volgnummer: int) -> Levering:
    return Levering(
        id=str(volgnummer),
        koppeling=1,
        school=SCHOOL,
        schooljaar=JAAR,
        volgnummer=volgnummer,
        basisvolgnummer=1,
        soort=Leveringsoort.VOLLEDIG,
        revisie=1,
        dossierrevisie=0,
        afspraakversie=1,
        peildag=MOMENT.date(),
        gemaakt=MOMENT,
        geldig_tot=MOMENT,
        pad=None,
        bytes=1234,
        sha256="",
        gewijzigd=3,
        verwijderd=0,
        leerlingen=3,
    )


def test_each_delivery_says_what_became_of_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    deliveries = [
        Gevolgd(levering(1), COLLECTED, Ontvangstbevestiging(MOMENT, Ontvangst.VERWERKT)),
        Gevolgd(levering(2), COLLECTED, Ontvangstbevestiging(MOMENT, Ontvangst.AFGEKEURD)),
        Gevolgd(levering(3), COLLECTED),
        Gevolgd(levering(4)),
    ]
    show_gevolgd("Leveringen", deliveries)
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    told = {line[0]: line[3:] for line in lines if line[:1] and line[0].isdigit()}
    when = amsterdam(MOMENT).split()
    assert told == {
        "1": [*when, *when, "verwerkt", "1234"],
        "2": [*when, *when, "afgekeurd", "1234"],
        "3": [*when, *when, "1234"],
        "4": [*when, "1234"],
    }
