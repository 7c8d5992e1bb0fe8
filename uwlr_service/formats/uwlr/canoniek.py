"""The canonical form of a message with results, for keeping and for recognising it when it comes again."""

import hashlib
import zlib
from typing import NamedTuple

from lxml import etree

from uwlr_service.formats import judging

FAST = 1
"""The level of compression: messages are many and mostly never read again."""


class Canoniek(NamedTuple):
    """A message for keeping: the SHA-256 of its canonical form (C14N), and that form, compressed."""

    digest: str
    inhoud: bytes


def canonical(element: etree._Element) -> Canoniek:
    """The message without its SOAP header, so without the key that came with it."""
    if judging.is_large(element):
        kept = _Kept()
        etree.ElementTree(element).write_c14n(kept)
        return kept.close()
    document = etree.tostring(element, method="c14n", with_tail=False)
    return Canoniek(hashlib.sha256(document).hexdigest(), zlib.compress(document, FAST))


class _Kept:
    """Gets the canonical form in pieces as lxml writes it; the whole of it is never in memory."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._compressor = zlib.compressobj(FAST)
        self._compressed: list[bytes] = []

    def write(self, piece: bytes) -> None:
        """Take a piece."""
        self._digest.update(piece)
        self._compressed.append(self._compressor.compress(piece))

    def close(self) -> Canoniek:
        """What came of it."""
        self._compressed.append(self._compressor.flush())
        return Canoniek(self._digest.hexdigest(), b"".join(self._compressed))
