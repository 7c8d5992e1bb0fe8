"""A QR code as part of a page: without styles of its own, which our policy refuses."""

import segno

SCALE = 5
"""Pixels for each dot."""


def drawn(text: str) -> str:
    """A text as a QR code, in SVG; nothing in it is text of somebody else, so a page shows it as it is."""
    return str(segno.make(text, error="m").svg_inline(scale=SCALE, light="#fff"))


def scalable(text: str) -> str:
    """The same without a size of its own: the style sheet says how large it is, and all of it is shown."""
    return str(segno.make(text, error="m").svg_inline(light="#fff", omitsize=True))
