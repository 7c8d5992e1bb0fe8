"""Signs that make a screen or a log lie, and the space around a value: one rule for every way in.

Misleading are the controls of C0 and C1 (but not tab and the ends of a line), DEL, the separators of lines
and paragraphs, the marks that turn the direction of writing around, and halves of a sign (surrogates). None
of them can be seen, and each changes what a reader takes the signs around it for. Marks that only join or
part letters (ZWJ, ZWNJ, a soft hyphen) stay: names and emoji are written with them.

Around a value every space of Unicode means what a space means: U+00A0, U+2007, U+202F and U+3000 come with
what was copied from a document or a spreadsheet. Inside a value they are left alone.
"""

import re
from collections.abc import Sequence

CONTROLS = "\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f"
SEPARATORS = "\\u2028\\u2029"
BIDIRECTIONAL = "\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069"
NO_CHARACTERS = "\\ud800-\\udfff\\ufffe\\uffff"
MISLEADING = re.compile(f"[{CONTROLS}{SEPARATORS}{BIDIRECTIONAL}{NO_CHARACTERS}]")
SPACE = (
    " \t\r\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""White space of XML, and every sign of the category Zs of Unicode."""
ODD = re.compile(
    f"[{CONTROLS}{SEPARATORS}{BIDIRECTIONAL}{NO_CHARACTERS}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)
"""What is misleading, or a space of another kind: nearly no text has any of them."""
DELETE = "\x7f"
SIGN = "bevat een stuurteken ({})"


def opsomming(values: Sequence[str]) -> str:
    """Values to choose from, as ``a, b of c``; some codes are decimals with a comma, such as 0,3."""
    if len(values) < 2:
        return "".join(values)
    between = "; " if any("," in value for value in values) else ", "
    return f"{between.join(values[:-1])} of {values[-1]}"


def trim(text: str) -> str:
    """A value without the space around it."""
    return text.strip(SPACE)


def clean(text: str) -> str:
    """A text without its misleading signs."""
    return MISLEADING.sub("", text)


def shown(text: object) -> str:
    """A text in which each misleading sign is written by its number, such as ``\\x85``."""
    return MISLEADING.sub(lambda match: _number(match[0]), str(text))


def is_plain(document: str) -> bool:
    """Whether there is no misleading sign in a whole document, which XML is: it can hold no other C0."""
    if document.isascii():
        return DELETE not in document
    return MISLEADING.search(document) is None


def fault(text: str) -> str | None:
    """What is wrong with a text that must not mislead, to be put behind its name; None if nothing is."""
    # Nearly every text passes here, at a tenth of the price of the pattern.
    if text.isprintable():
        return None
    match = MISLEADING.search(text)
    if match is None:
        return None
    return SIGN.format(f"U+{ord(match[0]):04X}")


def _number(sign: str) -> str:
    code = ord(sign)
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"
