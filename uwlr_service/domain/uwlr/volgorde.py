"""The order in which results were stored, over all schools."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bereik:
    """The numbers that the order has: behind ``vergeten``, up to and including ``laatste``.

    ``wacht`` is whether messages wait for a number, ``is_verloren`` whether the number that somebody asks
    about was given to a message that a restore lost.
    """

    vergeten: int
    laatste: int
    wacht: bool
    is_verloren: bool = False
