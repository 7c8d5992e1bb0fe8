"""Seeing by its signs that a document cannot pass a limit, at a fraction of the price of counting it.

Every element has a "<" and every attribute and declaration a "=", and a text comes after a ">". There can be
more of these signs than of what they stand for, and never fewer. A document that may hold too much by its
signs is for ``metering.Meter``.
"""

import codecs

from uwlr_service.formats.charsets import UTF_8
from uwlr_service.formats.limits import NODE, Limits

OPENING = b"<"
CLOSING = b"</"
NOT_AN_ELEMENT = b"<!"
"""A comment, CDATA or a document type, in which the signs mean something else."""
DECLARING = b"xmlns"
OTHERS = bytes(set(range(256)) - set(b"<="))
"""Every byte but those of two signs: without these a run of "=" is that of one tag and the text after it."""
DECLARATION = b"<?xml"
LONGEST_DECLARATION = 200


def is_small(data: bytes, limits: Limits) -> bool:
    """Whether a short document cannot pass a limit; most messages need no more.

    In UTF-16 the signs are two bytes, of which one is the same, so there can be more of that byte but not
    fewer. Other encodings are not read.
    """
    if len(data) > limits.tag or len(data) > limits.bytes:
        return False
    values = data.count(b"=")
    if values > limits.namespaces or values > limits.attributes:
        return False
    # So few bytes need no counting: an element takes more than one.
    return len(data) <= limits.elements or values + data.count(b"<") <= limits.elements


def fits(pieces: list[bytes], charset: str | None, limits: Limits) -> bool:
    """Whether a document of any length in pieces cannot pass a limit.

    It is only said of documents in a character set of ASCII with more, and without comments and CDATA, as
    nearly all are.
    """
    if not _is_like_ascii(pieces[0], charset) or sum(map(len, pieces)) > limits.bytes:
        return False
    signs = _Signs()
    left = b""
    for piece in pieces:
        # Cut before a tag, so that no sign of two bytes and no tag lies in two parts.
        left += piece
        end = left.rfind(OPENING)
        if end > 0:
            if not signs.add(left[:end], limits):
                return False
            left = left[end:]
        elif len(left) > limits.tag:
            return False
    return signs.add(left, limits) and signs.are_within(limits)


class _Signs:
    """The signs of the parts of one document."""

    def __init__(self) -> None:
        self._bytes = 0
        self._elements = 0
        self._values = 0
        self._texts = 0
        self._declarations = 0

    def add(self, part: bytes, limits: Limits) -> bool:
        """Count a part; False when it may hold what has to be looked at."""
        if b"\0" in part or NOT_AN_ELEMENT in part or not _has_short_tags(part, limits.tag // 2):
            return False
        signs = part.translate(None, OTHERS)
        if b"=" * (limits.attributes + 1) in signs:
            return False
        opening = signs.count(OPENING)
        self._bytes += len(part)
        self._values += len(signs) - opening
        self._elements += opening - part.count(CLOSING)
        self._declarations += part.count(DECLARING)
        self._texts += part.count(b">") - part.count(b"><")
        return True

    def are_within(self, limits: Limits) -> bool:
        """Whether all of them together are within limits."""
        nodes = self._elements + 2 * self._values + self._texts
        return (
            self._declarations <= limits.namespaces
            and self._elements + self._values <= limits.elements
            and (limits.tree is None or self._bytes + NODE * nodes <= limits.tree)
        )


def texts_in(piece: bytes) -> int:
    """The most texts that begin in a piece of a document, in any character set that is read."""
    if b"\0" in piece:
        return piece.count(b">") - piece.count(b">\0<")
    return piece.count(b">") - piece.count(b"><")


def _is_like_ascii(beginning: bytes, charset: str | None) -> bool:
    if charset is not None:
        return charset == UTF_8
    start = beginning.removeprefix(codecs.BOM_UTF8)
    if not start.startswith(DECLARATION):
        return start.startswith(OPENING)
    declaration, end, _ = start[:LONGEST_DECLARATION].partition(b">")
    named = b"".join(declaration.lower().replace(b'"', b"'").split())
    if not end or named.count(b"encoding") > 1:
        return False
    return b"encoding" not in named or b"encoding='utf-8'" in named


def _has_short_tags(part: bytes, longest: int) -> bool:
    """Whether no tag or text is longer than twice so many bytes, as a "<" is never far away."""
    return all(OPENING in part[start : start + longest] for start in range(0, len(part) - longest, longest))
