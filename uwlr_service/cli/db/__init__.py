"""``uwlr db``: the database itself."""
