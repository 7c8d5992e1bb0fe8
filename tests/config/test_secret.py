"""The secret that the service makes for itself: once, for its owner alone, and refused if it is damaged."""

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from uwlr_service.config.secret import kept_secret
from uwlr_service.config.values import ConfigFout


def test_the_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "new" / "secret"
    first = kept_secret(path)

    assert len(bytes.fromhex(first.decode())) >= 32
    assert kept_secret(path) == first
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret"]


def test_processes_that_start_together_share_one_secret(tmp_path: Path) -> None:
    # Its processes end by themselves. Those of multiprocessing.Pool are stopped by a signal, and one that
    # measures coverage can miss it.
    with ProcessPoolExecutor(4, multiprocessing.get_context("spawn")) as pool:
        secrets = set(pool.map(kept_secret, [tmp_path / "secret"] * 16))
    assert len(secrets) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret"]


def test_a_secret_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    kept_secret(path)
    path.chmod(0o644)
    with pytest.raises(ConfigFout, match=r"UWLR_SECRET is niet gezet.*chmod 600"):
        kept_secret(path)


def test_a_damaged_secret_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(mode=0o600)
    with pytest.raises(ConfigFout, match=r"UWLR_SECRET is niet gezet.*minder dan 32"):
        kept_secret(path)
    assert path.read_bytes() == b""
