"""Where pupil data were read that a replica of the database might give, for whoever watches the service."""

from enum import StrEnum


class Gelezen(StrEnum):
    """On the replica, or on the primary because of what was the matter with the replica."""

    REPLICA = "replica"
    BEHIND = "behind"
    """It had not reached the state that was asked for, or takes nothing over since it was promoted."""
    CONFLICT = "conflict"
    """What was read had to make way for a change that the replica takes over, such as a clearing up."""
    AWAY = "away"
    """It gave no answer, or not in time."""
