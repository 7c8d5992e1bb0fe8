"""``uwlr edexml``: a school's data in, back and out."""
