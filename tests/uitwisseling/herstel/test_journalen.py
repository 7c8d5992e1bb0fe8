"""Journals that cannot be taken together, or cannot be read at all."""

from pathlib import Path

import pytest

from uwlr_service.domain.fouten import JournaalOnbruikbaar, JournaalVerdwenen
from uwlr_service.repository.koppeling.journaal import Journaalbestand
from uwlr_service.uitwisseling.herstel.journalen import read_all


def test_one_that_has_to_be_there_and_is_not_is_missed(tmp_path: Path) -> None:
    own = tmp_path / "journaal.jsonl"
    with pytest.raises(JournaalVerdwenen, match=str(own)):
        read_all(own, [], missed=own)
    assert read_all(own, [], missed=None).paden == ()


def test_those_of_two_databases_are_not_taken_together(tmp_path: Path) -> None:
    own, other = tmp_path / "een.jsonl", tmp_path / "twee.jsonl"
    Journaalbestand(own).begin("een")
    Journaalbestand(other).begin("twee")
    with pytest.raises(JournaalOnbruikbaar, match="niet bij dezelfde database"):
        read_all(own, [other], missed=own)


@pytest.mark.parametrize(("name", "reason"), [("", "dit is een map"), ("j" * 300, "de naam is te lang")])
def test_one_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path, name: str, reason: str) -> None:
    path = tmp_path / name
    with pytest.raises(JournaalOnbruikbaar, match=f"{path} is niet te lezen: {reason}"):
        read_all(path, [], missed=path)
