"""What is made ready for a partner of GKV when a step of its judging begins."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Zending:
    """So many packages; ``volledig`` if they are full ones.

    ``dag`` is the day of the script to which the proeftuin goes first, unless it is there already.
    """

    pakketten: int = 0
    volledig: bool = False
    dag: int = 0
