"""``uwlr config``: the settings that a command works with."""
