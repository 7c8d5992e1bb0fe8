"""``uwlr dossier``: dossiers in, and the name of a school."""
