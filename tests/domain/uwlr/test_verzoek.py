"""When an answer is that nothing changed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from uwlr_service.domain.uwlr.verzoek import Autorisatie, Geldigheid

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
CHANGED = datetime(2026, 11, 20, 8, tzinfo=UTC)
AGREED = datetime(2026, 11, 21, 8, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_the_last_of_data_and_agreement_counts() -> None:
    assert Geldigheid.of(CHANGED, AGREED, (), NOW).moment == AGREED
    assert Geldigheid.of(AGREED, CHANGED, (), NOW).moment == AGREED


def test_a_day_on_which_a_pupil_left_counts_as_a_change() -> None:
    geldigheid = Geldigheid.of(CHANGED, AGREED, ("2026-11-01", "2026-11-23", "2026-12-01"), NOW)
    assert geldigheid.moment == datetime(2026, 11, 22, 23, tzinfo=UTC)
    assert geldigheid.peildatum == date(2026, 11, 23)
    assert not geldigheid.is_known_to(AGREED, NOW)


@pytest.mark.parametrize(
    ("echoed", "known"),
    [
        (None, False),
        (AGREED, True),
        (AGREED - SECOND, False),
        (AGREED + SECOND, True),
        (NOW, True),
        (NOW + SECOND, False),  # in the future
        (datetime(2026, 11, 21, 9), True),  # zone-less is Dutch time: the moment itself
        (datetime(2026, 11, 21, 8, 59, 59), False),
    ],
)
def test_who_echoes_the_moment_has_the_data(echoed: datetime | None, known: bool) -> None:
    assert Geldigheid(AGREED, NOW.date()).is_known_to(echoed, NOW) is known


def test_the_doubled_autumn_hour_is_not_trusted() -> None:
    now = datetime(2026, 10, 26, 12, tzinfo=UTC)
    geldigheid = Geldigheid(datetime(2026, 10, 24, 12, tzinfo=UTC), now.date())
    assert not geldigheid.is_known_to(datetime(2026, 10, 25, 2, 30), now)
    assert geldigheid.is_known_to(datetime(2026, 10, 25, 2, 30, tzinfo=UTC), now)


def test_a_clock_that_ran_ahead_still_knows_its_own_moment() -> None:
    ahead = NOW + 5 * SECOND
    assert Geldigheid.of(ahead, AGREED, (), NOW).is_known_to(ahead, NOW)


def test_a_header_does_not_show_its_key() -> None:
    assert "geheim" not in repr(Autorisatie(sleutel="geheim", klantcode="U1", klantnaam="Uitgeverij"))
