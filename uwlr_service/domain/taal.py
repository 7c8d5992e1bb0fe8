"""The languages of all that people read: pages, messages, and what is said of fields."""

import enum


class Taal(enum.StrEnum):
    """Dutch is the source, English the translation."""

    NL = "nl"
    EN = "en"
