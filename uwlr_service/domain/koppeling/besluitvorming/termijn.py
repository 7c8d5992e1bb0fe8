"""How long schools may wait, and how long a link may lie unused: settings of the operator."""

from dataclasses import dataclass
from datetime import datetime, timedelta

CENTURY = 36_525
"""Days; a longer term would fall before the calendar begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Termijnen:
    """After how many days the clock does something.

    ``voorstel``: a proposal that nobody decides about lapses. ``tweede``: a first yes without a second one
    does. ``ongebruikt``: a school is asked about a link that nobody used, and ``bevestigen`` days later it is
    paused if the school did not answer.
    """

    voorstel: int = 90
    tweede: int = 14
    ongebruikt: int = 183
    bevestigen: int = 60


def days_before(now: datetime, days: int) -> datetime:
    """The moment so many days ago, or a century ago if that is later."""
    return now - timedelta(days=min(days, CENTURY))
