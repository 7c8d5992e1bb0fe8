"""The character sets that documents are read in.

A list, and not whatever Python and iconv know: in others "<" can be another byte, so that nothing can be
counted; and Python remembers every name that it was ever asked for.
"""

UTF_8 = "utf-8"
_OF_ONE_BYTE = (
    "us-ascii",
    *(f"iso-8859-{part}" for part in (*range(1, 12), 13, 14, 15, 16)),
    *(f"windows-{page}" for page in range(1250, 1259)),
)
CHARSETS = {name: name for name in (UTF_8, "utf-16", "utf-16le", "utf-16be", *_OF_ONE_BYTE)} | {
    "ascii": "us-ascii",
    "cp1252": "windows-1252",
    "iso8859-1": "iso-8859-1",
    "iso_8859-1": "iso-8859-1",
    "latin-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "utf16": "utf-16",
    "utf8": UTF_8,
}
"""By each name that senders use, in lower case, the one that both parsers know."""


def is_read(declared: str | None) -> bool:
    """Whether a document that declares this character set, or none, is read."""
    return declared is None or declared.lower() in CHARSETS
