"""``uwlr inzage`` and ``uwlr vergeet``: what went where of one pupil, and forgetting them."""
