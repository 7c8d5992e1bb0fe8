"""The turns of large messages: a few at a time, and the others are asked to come back."""

import gc

import pytest

from uwlr_service.domain.fouten import TijdelijkNietBeschikbaar
from uwlr_service.uitwisseling.beurten import Turns


def test_a_place_comes_free_when_a_turn_ends() -> None:
    turns = Turns(places=1, wait=0)
    with turns.take(), pytest.raises(TijdelijkNietBeschikbaar), turns.take():
        pass
    with turns.take():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_turn_that_fails_ends_too() -> None:
    turns = Turns(places=1, wait=0)
    with pytest.raises(KeyError), turns.take():
        raise KeyError
    with turns.take():
        pass
    assert gc.isenabled()
