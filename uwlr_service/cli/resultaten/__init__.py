"""``uwlr resultaten``, ``toetsdefinities`` and ``vocabulaire``: what publishers sent, and how to judge it."""
