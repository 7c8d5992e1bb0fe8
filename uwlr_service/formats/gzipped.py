"""Messages that come in compressed: which codings are taken, and gzip unpacked bit by bit (RFC 1952)."""

import zlib
from collections.abc import Callable

from uwlr_service.domain.fouten import BerichtTeGroot, InpakkingOngeldig, OngeldigBericht
from uwlr_service.formats.limits import KB

GZIP = ("gzip", "x-gzip")
"""Both names mean the same (RFC 9110, 8.4.1.3)."""
MAGIC = b"\x1f\x8b"
IDENTITY = "identity"
GZIP_FORMAT = 16 + zlib.MAX_WBITS
"""What zlib calls gzip with its header and its checksum, and nothing else."""
PACKED_PIECE = 64 * KB
MEMBERS = 1_000
"""Streams behind each other in one message. A client that begins another for each 64 kB, as bgzip does, gets
to 64 MB; empty ones would cost work without end."""
SMALL = 64 * KB
"""Bytes up to which a message may have grown by any ratio: a short one can be very repetitive."""

GEEN_GZIP = "De header Content-Encoding zegt gzip, maar de inhoud is geen leesbare gzip."
AFGEBROKEN = "Het bericht is met gzip ingepakt, en breekt af voordat het einde er is."
ROMMEL = "Achter het einde van het met gzip ingepakte bericht staat nog iets dat geen gzip is."
TE_VEEL_DELEN = f"Het met gzip ingepakte bericht bestaat uit meer dan {MEMBERS} delen."


def codings(header: str) -> list[str]:
    """The codings that a Content-Encoding names, in the order in which they were applied.

    Empty elements of the list do not count (RFC 9110, 5.6.1), and ``identity`` is no coding (12.5.3).
    """
    names = (name.strip(" \t").lower() for name in header.split(","))
    return [name for name in names if name not in ("", IDENTITY)]


def is_gzipped(header: str) -> bool:
    """Whether a message is compressed with gzip. Raises InpakkingOngeldig for what is not taken."""
    applied = codings(header)
    if not applied:
        return False
    if len(applied) > 1 or applied[0] not in GZIP:
        raise InpakkingOngeldig
    return True


class Unpacking:
    """Unpacks what ``read`` gives, no further than is asked for.

    ``read`` gives the next piece of at most so many bytes, and nothing at the end. More than ``ratio`` times
    the bytes that came in never come out.
    """

    def __init__(self, read: Callable[[int], bytes], ratio: int) -> None:
        self._source = read
        self._ratio = ratio
        self._packed = b""
        self._received = 0
        self._size = 0
        self._members = 0
        self._stream: zlib._Decompress | None = None
        self._has_ended = False
        self._ahead = b""
        """What was unpacked beyond what was asked for, to see whether there is more."""

    @property
    def is_complete(self) -> bool:
        """Whether all of it was read."""
        return self._has_ended and not self._ahead

    def read(self, most: int) -> bytes:
        """The next so many bytes, and fewer only at the end.

        Raises OngeldigBericht for what is not gzip, breaks off, or has something else behind it; and
        BerichtTeGroot for what grows too much.
        """
        pieces = [self._ahead]
        size = len(self._ahead)
        while size <= most and not self._has_ended:
            piece = self._unpack(most + 1 - size)
            pieces.append(piece)
            size += len(piece)
        unpacked = b"".join(pieces)
        self._ahead = unpacked[most:]
        return unpacked[:most]

    def _unpack(self, most: int) -> bytes:
        """A piece of at most so many bytes, which can be empty before the end."""
        if not self._packed:
            self._packed = self._source(PACKED_PIECE)
            self._received += len(self._packed)
        if self._stream is None:
            if not self._packed:
                self._has_ended = True
                return b""
            self._stream = self._begin_member()
        return self._take(self._stream, most)

    def _begin_member(self) -> "zlib._Decompress":
        if self._members and not MAGIC.startswith(self._packed[: len(MAGIC)]):
            raise OngeldigBericht(ROMMEL)
        self._members += 1
        if self._members > MEMBERS:
            raise OngeldigBericht(TE_VEEL_DELEN)
        return zlib.decompressobj(GZIP_FORMAT)

    def _take(self, stream: "zlib._Decompress", most: int) -> bytes:
        packed = self._packed
        try:
            piece = stream.decompress(packed, most)
        except zlib.error as error:
            raise OngeldigBericht(GEEN_GZIP) from error
        if stream.eof:
            self._packed = stream.unused_data
            self._stream = None
        elif not piece and not packed:
            raise OngeldigBericht(AFGEBROKEN)
        else:
            self._packed = stream.unconsumed_tail
        self._size += len(piece)
        if self._size > SMALL and self._size > self._ratio * (self._received - len(self._packed)):
            raise BerichtTeGroot(f"Het bericht wordt bij het uitpakken meer dan {self._ratio} keer zo groot.")
        return piece
