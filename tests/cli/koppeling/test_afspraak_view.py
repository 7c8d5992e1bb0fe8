"""Agreements on the screen: schools that have the same one are shown together."""

from datetime import UTC, datetime, timedelta

from uwlr_service.cli.koppeling.afspraak_view import alike
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gegevenssets import SMALLE_SET, VOLLEDIG
from uwlr_service.domain.school.school import Schoolcode

MOMENT = datetime(2026, 11, 25, 12, 30, tzinfo=UTC)
FIRST = Schoolcode("99XX")
SECOND = Schoolcode("99YY")


def afspraak(seconds: int = 0, gegevensset: str = VOLLEDIG) -> Gegevensafspraak:
    """An agreement that began to hold so many seconds after a moment."""
    return Gegevensafspraak(gegevensset=gegevensset, moment=MOMENT + timedelta(seconds=seconds))


def schools(afspraken: dict[Schoolcode, Gegevensafspraak]) -> list[list[Schoolcode]]:
    """The schools that are shown together."""
    return [codes for _, codes in alike(afspraken, {})]


def test_a_difference_that_the_screen_does_not_show_does_not_part_them() -> None:
    assert schools({SECOND: afspraak(1), FIRST: afspraak()}) == [[FIRST, SECOND]]


def test_a_difference_that_it_shows_does() -> None:
    assert schools({FIRST: afspraak(), SECOND: afspraak(60)}) == [[FIRST], [SECOND]]
    assert schools({FIRST: afspraak(), SECOND: afspraak(0, SMALLE_SET)}) == [[FIRST], [SECOND]]
