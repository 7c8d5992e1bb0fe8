"""Days and moments that are written well, and are in no calendar: a 31st of November, or an hour 25."""

import re

from uwlr_service.formats.verwachting import DATUM, MOMENT

DAY_REFUSED = re.compile(
    r"'[ \t\r\n]*-?[0-9]{4,}-[0-9]{2}-[0-9]{2}"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?[ \t\r\n]*' is not a valid value"
)
MOMENT_REFUSED = re.compile(
    r"'[ \t\r\n]*-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})?[ \t\r\n]*' is not a valid value"
)
WELL_WRITTEN = {DATUM: DAY_REFUSED, MOMENT: MOMENT_REFUSED}
"""The value in a message of libxml2 that has the right form; by what was expected in its place."""
SENTENCES = {DATUM: "noemt een dag die niet bestaat", MOMENT: "noemt een moment dat niet bestaat"}
FOREIGN_FORM = "heeft niet de juiste vorm"


def is_well_written(expected: str, message: str) -> bool:
    """Whether only the calendar or the clock refuses the value that a message of libxml2 quotes."""
    return expected in WELL_WRITTEN and WELL_WRITTEN[expected].search(message) is not None


def sentence(expected: str, message: str) -> str:
    """What is wrong with a value that is not one of its type, for behind the name of its element."""
    if is_well_written(expected, message):
        return SENTENCES[expected]
    return FOREIGN_FORM


def existing(expected: str, message: str) -> str:
    """What was expected, with the words that it must exist where that is what is wrong."""
    if not is_well_written(expected, message):
        return expected
    if expected == DATUM:
        return expected.replace("een datum", "een bestaande datum", 1)
    return expected.replace("een moment", "een bestaand moment", 1)
