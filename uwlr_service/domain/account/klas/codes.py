"""The codes of a class and of a badge, as people and scanners give them back."""

KLASCODE_SIGNS = "ABCDEFGHJKLMNPRSTUVWXYZ2345679"
"""Without the signs that look like another one: 30 of them, so six make 729 million codes."""
KLASCODE_LENGTH = 6
BADGE_BYTES = 16
"""128 random bits."""
BADGE_SIGNS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
BADGE_LENGTH = 26
"""A badge is written in base32 (RFC 4648, section 6) without its padding."""
PIN_DIGITS = 4
SEPARATORS = str.maketrans("", "", " -\t\r\n")
LONGEST = 1000
"""Signs of what somebody types or scans here; more is no code."""


def read_klascode(typed: str) -> str | None:
    """The code of a class as it was made: in capitals and without spaces; None for what is no code."""
    code = typed[:LONGEST].translate(SEPARATORS).upper()
    is_code = len(code) == KLASCODE_LENGTH and set(code) <= set(KLASCODE_SIGNS)
    return code if is_code else None


def read_badge(given: str) -> str | None:
    """The code of a badge, alone or at the end of its address; None for what has none.

    A hand scanner types the whole address, and with the keyboard of another country its signs differ: the
    code is the end of it, in letters and digits that are on each keyboard.
    """
    code = given[:LONGEST].translate(SEPARATORS).upper()[-BADGE_LENGTH:]
    return code if len(code) == BADGE_LENGTH and set(code) <= BADGE_SIGNS else None


def read_pin(typed: str) -> str | None:
    """The four digits of a pin; None for anything else."""
    pin = typed[:LONGEST].translate(SEPARATORS)
    is_pin = len(pin) == PIN_DIGITS and pin.isascii() and pin.isdecimal()
    return pin if is_pin else None
