"""Files with keys and certificates as tools write them: PEM (RFC 7468), bare DER, and what lies around them.

``openssl x509 -text`` and ``openssl pkcs12`` write an explanation before each block, editors of Windows write
a byte order mark or UTF-16, and some proxies put spaces where lines ended.
"""

import base64
import binascii
import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

BEGIN = re.compile(r"-----BEGIN ([A-Z0-9 ]{1,40})-----", re.ASCII)
END = "-----END {}-----"
WHITE_SPACE = str.maketrans("", "", " \t\r\n\v\f")
SEQUENCE = 0x30
SHORT_FORM = 0x80
LINE_OF_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}", re.ASCII)
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blok:
    """One block of PEM; ``start`` and ``end`` are its place in the text, ``der`` is what it holds."""

    label: str
    der: bytes
    start: int
    end: int


def as_text(data: bytes) -> str:
    """A file as text, whatever is in it: outside the blocks no sign counts."""
    if data.startswith(UTF_16):
        return data.decode("utf-16", errors="replace")
    return data.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def blocks(text: str) -> Iterator[Blok]:
    """The blocks of a text, in its order. Raises ValueError for one that has no end, or is not base64."""
    position = 0
    while (begin := BEGIN.search(text, position)) is not None:
        label = begin[1]
        closing = END.format(label)
        body_ends = text.find(closing, begin.end())
        if body_ends < 0:
            raise ValueError(f"{label} has no end")
        position = body_ends + len(closing)
        body = text[begin.end() : body_ends].translate(WHITE_SPACE)
        try:
            der = base64.b64decode(body, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ValueError(f"{label} is not base64") from error
        yield Blok(label=label, der=der, start=begin.start(), end=position)


def base64_runs(text: str) -> Iterator[bytes]:
    """What lines of base64 that follow each other hold, in a block or bare, whole or cut off."""
    lines: list[str] = []
    for line in (*text.splitlines(), ""):
        stripped = line.translate(WHITE_SPACE)
        is_base64 = LINE_OF_BASE64.fullmatch(stripped) is not None
        if is_base64:
            lines.append(stripped)
        if lines and (not is_base64 or stripped.endswith("=")):
            yield _decoded("".join(lines))
            lines = []


def _decoded(run: str) -> bytes:
    body = run.rstrip("=")
    if len(body) % 4 == 1:
        body = body[:-1]  # no base64 has this length, so its end was cut off
    return base64.b64decode(body + "=" * (-len(body) % 4))


def sequences(data: bytes) -> Iterator[bytes]:
    """The values of DER that lie behind one another; what is no SEQUENCE ends the row (X.690, 8.1)."""
    while len(data) > 1 and data[0] == SEQUENCE:
        size = _size(data)
        if not 0 < size <= len(data):
            return
        yield data[:size]
        data = data[size:]


def _size(data: bytes) -> int:
    """The bytes of a first value, its tag and length included; 0 if its length is not one of DER."""
    length = data[1]
    if length < SHORT_FORM:
        return 2 + length
    octets = length - SHORT_FORM
    if not 1 <= octets <= 4 or len(data) < 2 + octets:
        return 0
    return 2 + octets + int.from_bytes(data[2 : 2 + octets], "big")
