"""How much of a school may disappear at once before a person has to look at it."""

FIFTH = 5
"""One in so many. In summer a year of pupils leaves, about an eighth of a primary school; when more than a
fifth is missing, half a file is more likely than half a school, and what is removed at a partner is lost
there with the work of its pupils."""


def shrinks_too_much(before: int, after: int) -> bool:
    """Whether more than a fifth is gone; counted in whole numbers, so exactly a fifth is not too much."""
    return (before - after) * FIFTH > before
