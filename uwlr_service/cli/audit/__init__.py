"""``uwlr audit``: the log, and whether anything in it was changed."""
