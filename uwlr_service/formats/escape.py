"""Text as XML: what a parser would take for markup, or would change, as a character reference."""

TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
"""A bare CR comes out of a parser as a line end (XML 1.0, 2.11)."""
ATTRIBUTE = TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})
"""In an attribute every white space comes out as a space (XML 1.0, 3.3.3)."""


def text(value: str) -> str:
    """The content of an element."""
    return value.translate(TEXT)


def attribute(value: str) -> str:
    """The content of an attribute between double quotes."""
    return value.translate(ATTRIBUTE)
