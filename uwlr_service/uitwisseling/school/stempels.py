"""What stands for the bytes of a file, so that it is known when it comes again."""

import hashlib
from typing import BinaryIO

from uwlr_service import __version__

PIECE = 256 * 1024
"""Bytes that are read at once."""


def of_digest(digest: str) -> str:
    """The mark of a file by the SHA-256 of its bytes.

    The version is in it: a later one may read something in a file that this one does not.
    """
    return f"{__version__} {digest}"


def of_file(source: BinaryIO) -> str | None:
    """The same of a file, which is then at its beginning again; None for one that can be read only once."""
    if not source.seekable():
        return None
    begin = source.tell()
    digest = hashlib.sha256()
    while piece := source.read(PIECE):
        digest.update(piece)
    source.seek(begin)
    return of_digest(digest.hexdigest())
