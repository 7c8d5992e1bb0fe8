"""``uwlr demo`` and ``uwlr demo-data``: made-up schools, and the whole chain on one machine."""
