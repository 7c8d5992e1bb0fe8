"""A partner that collects faster than it may is slowed down, and gets everything all the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.gkv.links import Link, outcomes
from tests.support.schools.builders import schoolgegevens
from tests.support.servers.uwlr import serving
from uwlr_service.client import tokensessie
from uwlr_service.client.fouten import GkvGeweigerd

pytestmark = pytest.mark.e2e
PER_MINUTE = 120


@pytest.fixture
def link(tmp_path: Path, migrated_sqlite: Path) -> Iterator[Link]:
    """A link on a server of one worker, which counts its calls."""
    path = tmp_path / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    settings = {"UWLR_GKV_PER_MINUTE": str(PER_MINUTE), "UWLR_WORKERS": "1"}
    with serving(f"sqlite:///{path}", tmp_path, **settings) as server:
        server.invoer.store(schoolgegevens())
        yield Link(server, tmp_path)


def statuses(link: Link) -> Iterator[int]:
    """What a partner without patience hears, call after call."""
    with link.client() as client:
        for _ in range(PER_MINUTE * 2):
            try:
                client.scholen()
                yield 200
            except GkvGeweigerd as refused:
                yield refused.status


def test_who_waits_gets_everything(link: Link, monkeypatch: pytest.MonkeyPatch) -> None:
    link.make()
    with monkeypatch.context() as patched:
        patched.setattr(tokensessie, "LONGEST_WAIT", 0)
        patched.setattr(tokensessie, "ATTEMPTS", 1)
        assert 429 in statuses(link)
    assert outcomes(link.collect()) == [(1, "verwerkt")]
    assert {event["outcome"] for event in link.server.calls()} >= {"200", "429"}
