"""The canonical form of a message with results, for keeping and for recognising it when it comes again."""

import codecs
import hashlib
import zlib
from types import TracebackType
from typing import NamedTuple

from lxml import etree

from uwlr_service import tracing
from uwlr_service.domain import tekst
from uwlr_service.domain.fouten import OngeldigBericht
from uwlr_service.formats import judging
from uwlr_service.formats.uwlr.vorm import write_form

RELATIVE = "Een namespace in het bericht is geen volledig adres (URI), maar een deel ervan."
FAST = 1
"""The level of compression: messages are many and mostly never read again."""


class Canoniek(NamedTuple):
    """A message for keeping: the SHA-256 of its canonical form (C14N), and that form, compressed.

    ``is_plain`` says that there is no misleading sign in it (``domain/tekst.py``), and so in no text of the
    message: this is the cheapest place to see that.
    """

    digest: str
    inhoud: bytes
    is_plain: bool


@tracing.traced("formats")
def canonical(element: etree._Element) -> Canoniek:
    """The message without its SOAP header, so without the key that came with it. Raises OngeldigBericht.

    Of a large one the declarations of namespaces that nothing uses may be gone afterwards.
    """
    if judging.is_large(element):
        kept = _Kept()
        with _WITH_FORM:
            write_form(element, kept)
        return kept.close()
    document = canonical_form(element)
    inhoud = zlib.compress(document, FAST)
    return Canoniek(hashlib.sha256(document).hexdigest(), inhoud, tekst.is_plain(document.decode()))


def canonical_form(element: etree._Element) -> bytes:
    """The canonical form (C14N) of a small element. Raises OngeldigBericht when it has none."""
    with _WITH_FORM:
        return bytes(etree.tostring(element, method="c14n", with_tail=False))


class _WithForm:
    """Turns the one reason that a document has no canonical form into a fault of its sender.

    Canonical XML 1.0, 1: a namespace must not be a relative address.
    """

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, etree.C14NError):
            raise OngeldigBericht(RELATIVE) from error


_WITH_FORM = _WithForm()


class _Kept:
    """Gets the canonical form in pieces as lxml writes it; the whole of it is never in memory."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._compressor = zlib.compressobj(FAST)
        self._compressed: list[bytes] = []
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._is_plain = True

    def write(self, piece: bytes) -> None:
        """Take a piece."""
        self._digest.update(piece)
        self._compressed.append(self._compressor.compress(piece))
        self._is_plain = self._is_plain and tekst.is_plain(self._decoder.decode(piece))

    def close(self) -> Canoniek:
        """What came of it."""
        self._compressed.append(self._compressor.flush())
        return Canoniek(self._digest.hexdigest(), b"".join(self._compressed), self._is_plain)
