"""Results as a school sees them: doubles are named, and no more of them than help, however many there are."""

from datetime import UTC, date, datetime

import pytest

from uwlr_service.domain.uwlr.resultatenlijst import MOST_DUBBEL, Regel, connect
from uwlr_service.domain.uwlr.toets import Term, Toets
from uwlr_service.domain.uwlr.verwerking import Afname, Vastgelegd

MOMENT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
AFNAME = Afname(
    leerling="L1",
    toetsvocabulaire=None,
    toetscode="T1",
    versie=None,
    toetsonderdeelcode=None,
    afnamedatum=date(2026, 11, 2),
)


def regel(number: int) -> Regel:
    vastgelegd = Vastgelegd(key=f"R{number:06}", afname=AFNAME, definitie=1, uitslag=7, aanmaakdatum=MOMENT)
    return Regel(
        resultaat=vastgelegd,
        toets=Toets(toetscode=Term("T1")),
        klantnaam="U",
        klantcode="U1",
        schooljaar="2026-2027",
        ontvangen=MOMENT,
        revisie=1,
    )


@pytest.mark.parametrize("aantal", [1, 2, MOST_DUBBEL, MOST_DUBBEL + 1])
def test_every_double_of_a_few_is_named(aantal: int) -> None:
    connected = connect(regel(number) for number in range(aantal))
    keys = [one.resultaat.key for one in connected]
    for one in connected:
        assert set(one.dubbel_met) == set(keys) - {one.resultaat.key}


def test_of_thousands_each_names_a_few_others() -> None:
    connected = connect(regel(number) for number in range(5000))
    for one in connected:
        assert len(one.dubbel_met) == MOST_DUBBEL
        assert one.resultaat.key not in one.dubbel_met
