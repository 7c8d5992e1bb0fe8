"""``uwlr koppeling``: links, their agreements, keys and proposals."""
