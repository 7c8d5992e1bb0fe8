"""``uwlr call``: what a publisher does, from the command line."""
