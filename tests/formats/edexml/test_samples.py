"""The national samples go in and come back out."""

import pytest

from tests.support.messages.edexml import errors, read
from tests.support.places import NATIONAL
from uwlr_service.formats import edexml

SAMPLES = sorted(NATIONAL.glob("edexml-*/*.xml"))


@pytest.mark.skipif(not SAMPLES, reason="the national files are not in ../shared/standard")
def test_the_samples_are_read_and_written_back() -> None:
    for sample in SAMPLES:
        gelezen = read(sample.read_bytes())
        assert (len(gelezen.gegevens.leerlingen), len(gelezen.gegevens.leerkrachten)) == (3, 3)
        assert gelezen.ingekort == 1
        written = b"".join(edexml.write(gelezen.gegevens, gelezen.versie))
        assert errors(written, gelezen.versie) == []
        assert read(written).gegevens == gelezen.gegevens


@pytest.mark.skipif(not SAMPLES, reason="the national files are not in ../shared/standard")
def test_the_full_numbers_of_the_samples_stay_out() -> None:
    for sample in SAMPLES:
        shown = repr(read(sample.read_bytes()))
        assert "133456785" not in shown
        assert "13345678512" not in shown
