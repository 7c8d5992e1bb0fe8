"""What a client is called and proves itself by: random, and never what a person is called."""

import re
import string

import pytest

from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.sso import naam
from uwlr_service.domain.sso.geheim import hash_geheim, new_client_id, new_geheim

BASE32 = set(string.ascii_uppercase + "234567")


def test_a_client_id_is_no_subject() -> None:
    made = new_client_id()
    assert re.fullmatch("sso-[0-9a-f]{16}", made)
    assert not set(made) <= BASE32
    assert made != new_client_id()


def test_a_secret_has_256_bits_and_needs_no_encoding() -> None:
    made = new_geheim()
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", made)
    assert made != new_geheim()


def test_a_secret_is_kept_as_its_sha_256() -> None:
    assert hash_geheim("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(hash_geheim("\ud800")) == 64


def test_a_name_is_one_line_that_can_be_read() -> None:
    assert naam.read("  Lees   lijst\n") == "Lees lijst"
    for wrong in ("", "   ", "a" * 65, "Lees\u202elijst", "Lees\x00lijst", "Lees\u200blijst"):
        with pytest.raises(Geweigerd):
            naam.read(wrong)
