"""The package before a delta is looked at: it is the same, gone, not kept, or cannot be read."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.gkv.deliveries import Gkv
from tests.support.schools.builders import schoolgegevens
from uwlr_service.domain.fouten import OpslagOnbruikbaar
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.keten import is_as_published
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling


def test_a_package_is_judged_by_what_lies_in_the_storage(database: Database, tmp_path: Path) -> None:
    EdexmlUitwisseling(database).store(schoolgegevens())
    gkv = Gkv(database, tmp_path)
    levering = gkv.make()
    opslag = Opslag(str(tmp_path / "leveringen"))
    assert is_as_published(opslag, levering)
    path = gkv.path(levering)
    path.write_bytes(path.read_bytes() + b"x")
    assert not is_as_published(opslag, levering)
    path.unlink()
    assert not is_as_published(opslag, levering)
    assert is_as_published(opslag, replace(levering, pad=None))
    path.mkdir()
    with pytest.raises(OpslagOnbruikbaar):
        is_as_published(opslag, levering)
