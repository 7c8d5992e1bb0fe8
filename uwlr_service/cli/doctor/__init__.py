"""``uwlr doctor``: looks an installation over."""
