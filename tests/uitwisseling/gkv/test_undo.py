"""An import that is taken back is a change as any other: packages and the copy of a partner follow it."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml import etree

from tests.support.gkv.deliveries import Gkv
from tests.support.schools.builders import ALL_ALLOWED, JAAR, leerling, schoolgegevens
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import LeveringAangehouden
from uwlr_service.domain.gkv.levering import Leveringsoort, Setstatus
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

KEPT = timedelta(days=400)


@pytest.fixture(params=[GKV_BASIS, GKV_UITGEBREID])
def gkv(request: pytest.FixtureRequest, database: Database, stored: Schoolgegevens, tmp_path: Path) -> Gkv:
    assert stored.leerlingen
    return Gkv(database, tmp_path, gegevensset=request.param)


def undo(gkv: Gkv) -> None:
    EdexmlUitwisseling(gkv.database).undo(gkv.school, JAAR, KEPT, door=Handelende.opdrachtregel())


def test_deltas_and_a_full_set_agree_after_an_undo(gkv: Gkv) -> None:
    whole = schoolgegevens()
    first, _, third = whole.leerlingen
    wrong = replace(
        whole,
        leerlingen=(replace(first, roepnaam="Anders", groep="G2"), third, leerling("L9", groep="G1")),
        leerkrachten=whole.leerkrachten[:1],
    )
    invoer = EdexmlUitwisseling(gkv.database)
    with gkv.kopie() as kopie, gkv.kopie("volledig") as full:
        assert kopie.apply(gkv.open(gkv.make()))
        invoer.store(wrong, ALL_ALLOWED)
        assert kopie.apply(gkv.open(gkv.make(1, allow_shrink=True)))
        undo(gkv)
        restored = gkv.make(2, allow_shrink=True)
        assert restored.soort is Leveringsoort.MUTATIE
        root = etree.fromstring(gkv.text(restored).encode())
        assert {one.get("key") for one in root.iterfind("{*}gewijzigd/{*}leerling")} == {"L1", "L2"}
        gone = root.iterfind("{*}verwijderd/*[@entiteit='leerling']")
        assert [one.get("key") for one in gone] == ["L9"]
        assert kopie.apply(gkv.open(restored))
        assert full.apply(gkv.open(gkv.make(2, volledig=True)))
        assert gkv.objects(kopie) == gkv.objects(full)
        assert gkv.open(gkv.make(3)).manifest.bestanden[0].status is Setstatus.GEENWIJZIGINGEN


def test_a_mistake_of_one_day_never_reaches_a_partner(gkv: Gkv) -> None:
    gkv.make()
    EdexmlUitwisseling(gkv.database).store(
        replace(schoolgegevens(), leerlingen=schoolgegevens().leerlingen[:1]), ALL_ALLOWED
    )
    with pytest.raises(LeveringAangehouden):
        gkv.make(1)
    undo(gkv)
    same = gkv.make(1)
    assert same.verwijderd == 0
    root = etree.fromstring(gkv.text(same).encode())
    assert [one.tag for one in root.iterfind("{*}verwijderd/*")] == []
