"""``uwlr school``: what holds for one school."""
