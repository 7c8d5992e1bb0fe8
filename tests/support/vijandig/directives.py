"""The directives of the corpus: what an input holds that cannot be written out (tests/corpus/vijandig)."""

import base64
import codecs
import gzip
import itertools
import json
import re
import time
import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta
from urllib.parse import quote
from xml.sax.saxutils import escape

from uwlr_service.domain import tijd

OPEN = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}"
CLOSE = "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"
BRACKET = re.compile(f"[{OPEN}{CLOSE}]")
Signer = Callable[[str, bytes, bytes], bytes]
"""Makes a JWT with the key of a name, of a header and claims that need not be right."""
addresses = itertools.count(1)


class Directives:
    """Writes texts out: ``parts`` are texts by name, ``sign`` makes JWTs."""

    def __init__(self, parts: Mapping[str, str], sign: Signer | None = None) -> None:
        self._parts = parts
        self._sign = sign

    def write(self, text: str) -> bytes:
        """A text with all of its directives carried out. Raises ValueError for one that does not exist."""
        pieces = []
        at = 0
        while (begin := text.find(OPEN, at)) >= 0:
            end = _end(text, begin)
            pieces.append(text[at:begin].encode())
            pieces.append(self._directive(text[begin + 1 : end]))
            at = end + 1
        pieces.append(text[at:].encode())
        return b"".join(pieces)

    def _directive(self, inside: str) -> bytes:
        head, _, argument = inside.partition("|")
        if head in self._parts:
            return self.write(self._parts[head])
        name, _, option = head.partition(" ")
        if name == "sign" and self._sign is not None:
            header, claims = _arguments(argument)
            return self._sign(option, self.write(header), self.write(claims))
        if name in MAKERS:
            return MAKERS[name](option)
        if name in CHANGES:
            return CHANGES[name](option, self.write(argument))
        raise ValueError(f"there is no directive or part {head!r}")


def _end(text: str, begin: int) -> int:
    depth = 0
    for bracket in BRACKET.finditer(text, begin):
        depth += 1 if bracket[0] == OPEN else -1
        if depth == 0:
            return bracket.start()
    raise ValueError(f"a directive does not end: {text[begin : begin + 40]!r}")


def _arguments(text: str) -> tuple[str, str]:
    """Two arguments: the bar between them stands outside of every directive."""
    depth = 0
    for at, sign in enumerate(text):
        if sign == OPEN:
            depth += 1
        elif sign == CLOSE:
            depth -= 1
        elif sign == "|" and depth == 0:
            return text[:at], text[at + 1 :]
    raise ValueError(f"two arguments were expected: {text!r}")


def _moment(seconds: str) -> bytes:
    return tijd.format_moment(tijd.now() + timedelta(seconds=int(seconds or 0))).encode()


def _epoch(seconds: str) -> bytes:
    return str(int(time.time()) + int(seconds or 0)).encode()


def _address(_: str) -> bytes:
    number = next(addresses)
    return f"198.51.{number // 250}.{number % 250}".encode()


def _counted(times: str, content: bytes) -> bytes:
    return b"".join(content.replace(b"#", str(number).encode()) for number in range(int(times)))


def _nested(times: str, name: bytes) -> bytes:
    return b"<" + (name + b"><") * (int(times) - 1) + name + b">" + (b"</" + name + b">") * int(times)


def _chunks(size: str, content: bytes) -> bytes:
    step = int(size or 1000)
    chunks = (content[begin : begin + step] for begin in range(0, len(content), step))
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


MAKERS: dict[str, Callable[[str], bytes]] = {
    "hex": bytes.fromhex,
    "moment": _moment,
    "epoch": _epoch,
    "uuid": lambda _: str(uuid.uuid4()).encode(),
    "address": _address,
}
CHANGES: dict[str, Callable[[str, bytes], bytes]] = {
    "repeat": lambda times, content: content * int(times),
    "count": _counted,
    "nest": _nested,
    "chunks": _chunks,
    "sized": lambda _, content: b"Content-Length: %d\r\n\r\n%s" % (len(content), content),
    "encode": lambda codec, content: codecs.encode(content.decode(), codec),
    "gzip": lambda _, content: gzip.compress(content, 1),
    "base64": lambda _, content: base64.b64encode(content),
    "base64url": lambda _, content: base64.urlsafe_b64encode(content).rstrip(b"="),
    "escape": lambda _, content: escape(content.decode(), {'"': "&quot;"}).encode(),
    "url": lambda _, content: quote(content, safe="").encode(),
    "json": lambda _, content: json.dumps(content.decode())[1:-1].encode(),
}
