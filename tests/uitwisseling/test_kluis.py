"""What is kept encrypted: readable by the secret of now and of before, and by no other."""

import pytest

from uwlr_service.uitwisseling.kluis import Kluis

NOW = b"n" * 32
BEFORE = b"b" * 32
OTHER = b"o" * 32


def test_a_text_comes_back_and_cannot_be_read_in_between() -> None:
    kluis = Kluis(b"soort", NOW)
    wrapped = kluis.wrap("JBSWY3DPEHPK3PXP")
    assert kluis.unwrap(wrapped) == b"JBSWY3DPEHPK3PXP"
    assert "JBSWY3DP" not in wrapped
    assert kluis.wrap("JBSWY3DPEHPK3PXP") != wrapped


@pytest.mark.parametrize("other", [Kluis(b"soort", OTHER), Kluis(b"andere", NOW)])
def test_another_secret_and_another_kind_read_nothing(other: Kluis) -> None:
    assert other.unwrap(Kluis(b"soort", NOW).wrap("x")) is None
    assert other.unwrap("geen.jwe") is None


def test_what_the_secret_of_before_encrypted_is_read_and_encrypted_anew() -> None:
    old = Kluis(b"soort", BEFORE).wrap("x")
    kluis = Kluis(b"soort", NOW, BEFORE)
    assert kluis.unwrap(old) == b"x"
    renewed = kluis.renewed(old)
    assert renewed is not None
    assert Kluis(b"soort", NOW).unwrap(renewed) == b"x"
    assert kluis.renewed(renewed) is None
    assert kluis.renewed(Kluis(b"soort", OTHER).wrap("x")) is None
    assert Kluis(b"soort", NOW).renewed(old) is None
