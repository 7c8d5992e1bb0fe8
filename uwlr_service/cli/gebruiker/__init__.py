"""``uwlr gebruiker``: people, and what they may do."""
