"""What a school would agree to, in its own data."""

from pathlib import Path

import pytest
from gkv import Gkv

from uwlr_service import demodata
from uwlr_service.domain.fouten import VeldOngeldig
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.dossier import Dossiers
from uwlr_service.uitwisseling.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.voorbeeld import Voorbeelden

DEMO = next(iter(demodata.schools(1, 40, 5)))


@pytest.fixture
def gkv(database: Database, tmp_path: Path) -> Gkv:
    EdexmlUitwisseling(database).store(DEMO)
    Dossiers(database).store(demodata.make_dossier(DEMO, 5, 1))
    return Gkv(database, tmp_path, DEMO.school.code)


@pytest.mark.parametrize("veld", ["leerling/emailadres", "leerlingdetail/adres", "absentie/absentiereden"])
def test_a_field_that_is_not_agreed_is_shown_and_still_not_delivered(gkv: Gkv, veld: str) -> None:
    found = Voorbeelden(gkv.database).of_veld(gkv.koppeling, gkv.school, veld, 2)
    assert (found.is_agreed, len(found.voorbeelden)) == (False, 2)
    assert 0 < found.gevuld <= found.objecten
    assert found.voorbeelden[0] not in gkv.text(gkv.make())


def test_a_field_that_goes_out_already_says_so(gkv: Gkv) -> None:
    assert Voorbeelden(gkv.database).of_veld(gkv.koppeling, gkv.school, "leerling/roepnaam").is_agreed


@pytest.mark.parametrize("veld", ["leerling/bsn", "set/absenties", "niets"])
def test_what_no_set_holds_is_refused(gkv: Gkv, veld: str) -> None:
    with pytest.raises(VeldOngeldig):
        Voorbeelden(gkv.database).of_veld(gkv.koppeling, gkv.school, veld)
