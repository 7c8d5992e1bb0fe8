"""Packages in object storage: made by one process, served by another, collected by the partner."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.gkv.links import Link, outcomes
from tests.support.places import ROOT
from tests.support.schools.builders import schoolgegevens
from tests.support.servers.uwlr import serving
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import KEPT
from uwlr_service.repository.gkv.opslag import Opslag

pytestmark = pytest.mark.e2e


@pytest.fixture
def link(bucket: str, tmp_path: Path, migrated_sqlite: Path) -> Iterator[Link]:
    """A link on a server whose packages lie in a bucket."""
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{path}", tmp_path, UWLR_OPSLAG=f"{bucket}/{tmp_path.name}") as server:
        server.invoer.store(schoolgegevens())
        yield Link(server, tmp_path)


def test_a_chain_is_served_from_the_bucket(link: Link) -> None:
    link.make()
    assert outcomes(link.collect()) == [(1, "verwerkt")]
    link.change("Noor")
    assert outcomes(link.collect()) == [(2, "verwerkt")]
    assert "<roepnaam>Noor</roepnaam>" in link.names()
    assert not list(link.folder.rglob("leveringen"))


def test_the_worker_publishes_there(link: Link) -> None:
    settings = link.server.settings
    environ = {
        "UWLR_DATABASE_URL": settings.database_url,
        "UWLR_VAR": str(settings.var),
        "UWLR_OPSLAG": settings.opslag,
        "PYTHONPATH": str(ROOT),
    }
    night = str(tijd.today())
    subprocess.run(
        [sys.executable, "-m", "uwlr_service.cli", "worker", "--once", "--nacht", night],
        env=os.environ | environ,
        check=True,
        capture_output=True,
    )
    assert outcomes(link.collect()) == [(1, "verwerkt")]


def test_a_package_that_is_no_longer_kept_leaves_the_bucket(link: Link) -> None:
    made = link.make()
    opslag = Opslag(link.server.settings.opslag)
    with opslag.opened(str(made.pad)) as file:
        assert len(file.read()) == made.bytes
    assert link.leveringen.purge(made.gemaakt + KEPT * 2) == 1
    with pytest.raises(FileNotFoundError), opslag.opened(str(made.pad)):
        pass
    assert outcomes(link.collect()) == [(None, "volledig_gevraagd")]
