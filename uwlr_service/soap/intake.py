"""How much of a message is taken, and from whom: little from a stranger, all of it once the key is known."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple
from wsgiref.types import WSGIEnvironment

from uwlr_service.domain.fouten import BerichtFout, BerichtTeGroot
from uwlr_service.formats import parsing
from uwlr_service.formats.limits import BERICHT, VREEMD, Limits
from uwlr_service.formats.metering import PIECE
from uwlr_service.formats.soap.envelop import BODY, open_head
from uwlr_service.formats.uwlr.autorisatie import read_autorisatie
from uwlr_service.soap import transport
from uwlr_service.soap.call import Call
from uwlr_service.soap.post import Post
from uwlr_service.uitwisseling.koppeling.toegang import Toegang, Toegangscontrole

SHORT = PIECE
"""A message of so many bytes is within every limit of a stranger but those that are counted while parsing."""
TE_GROOT = (
    "Het bericht is groter dan 1 MB. Zoveel neemt deze dienst alleen aan met een geldige autorisatiesleutel,"
    " en dan vooraan in het bericht."
)


class Message(NamedTuple):
    """A message as it came in: its bytes, its character set, and how much it may hold.

    ``pieces`` is emptied by whoever parses it. A tuple, as every call makes one.
    """

    pieces: list[bytes]
    charset: str | None
    limits: Limits


class Intake:
    """Reads messages. ``most`` is the number of bytes that a known sender may send."""

    def __init__(self, toegang: Toegangscontrole, most: int) -> None:
        self._toegang = toegang
        self._most = most
        self._limits = replace(BERICHT, bytes=most)
        self._of_strangers = replace(VREEMD, bytes=min(VREEMD.bytes, most))

    def read(self, environ: WSGIEnvironment, call: Call) -> Message:
        """The message of a call; of a long one the header is looked at first, and ``call`` gets the caller.

        A message that is here whole is judged in the order of the standard, so nothing is said of its header
        yet. A stranger's message that goes on is refused by what there is of it: as not being XML or SOAP,
        for its header, and otherwise with BerichtTeGroot, as a fault in the body comes before one of the key.
        """
        post = Post(environ, self._most)
        charset = transport.charset_of(environ)
        beginning = post.begin(self._of_strangers.bytes)
        call.bytes_in = len(beginning)
        call.has_lines = parsing.has_lines(beginning)
        if post.is_complete and len(beginning) <= SHORT:
            return Message([beginning], charset, self._of_strangers)
        limits = self._of_strangers
        try:
            call.toegang = self._identify(beginning, charset)
        except BerichtFout:
            if not post.is_complete:
                post.refuse()
                raise
        if call.toegang is not None and call.toegang.houder is not None:
            limits = self._limits
        elif not post.is_complete:
            post.refuse()
            raise BerichtTeGroot(TE_GROOT)
        message = Message([beginning, *post.finish()], charset, limits)
        call.bytes_in = sum(map(len, message.pieces))
        call.has_lines = call.has_lines or any(map(parsing.has_lines, message.pieces[1:]))
        return message

    def _identify(self, beginning: bytes, charset: str | None) -> Toegang | None:
        """The caller, by the header at the beginning of a message; None if the header does not end there."""
        root = parsing.parse_head(_slices(beginning), charset, self._of_strangers, BODY)
        if root is None:
            return None
        return self._toegang.identify(read_autorisatie(open_head(root)))


def _slices(beginning: bytes) -> Iterator[bytes]:
    for start in range(0, len(beginning), CHUNK):
        yield beginning[start : start + CHUNK]


CHUNK = 4096
"""Bytes at a time while the header is looked for: most headers end within the first."""
