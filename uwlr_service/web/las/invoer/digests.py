"""What a sender says of its bytes: Content-Digest and Repr-Digest (RFC 9530)."""

import base64
import binascii
import hashlib
import re

from uwlr_service.domain.fouten import VerzoekOngeldig

ALGORITHMS = {"sha-256": "sha256", "sha-512": "sha512"}
"""Those that are still good for it, by their names in the header; others are passed over."""
MEMBER = re.compile(r"([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):", re.ASCII)
"""One algorithm with its value, which is a byte sequence (RFC 8941, section 3.3.5)."""
LONGEST = 1024
"""Signs of a header that is read; all algorithms together take a quarter of that."""


class Digests:
    """Computes what the headers of a request ask for, as the bytes go by."""

    def __init__(self, *headers: str) -> None:
        """Raises VerzoekOngeldig for a header that is not a dictionary of byte sequences."""
        self._expected: list[tuple[str, bytes]] = []
        for header in headers:
            self._expected += _read(header)
        self._running = {naam: hashlib.new(ALGORITHMS[naam]) for naam, _ in self._expected}

    def update(self, piece: bytes) -> None:
        """Take the next bytes, as they were sent."""
        for running in self._running.values():
            running.update(piece)

    def agree(self) -> bool:
        """Whether the bytes are those that the sender meant; also where it did not say."""
        return all(self._running[naam].digest() == expected for naam, expected in self._expected)


def _read(header: str) -> list[tuple[str, bytes]]:
    members = [member.strip(" \t") for member in header.split(",")]
    if not header.strip() or len(header) > LONGEST:
        if len(header) > LONGEST:
            raise _unreadable()
        return []
    by_name: dict[str, bytes] = {}
    for member in members:
        match = MEMBER.fullmatch(member)
        if match is None:
            raise _unreadable()
        naam, value = match.groups()
        try:
            # The last one counts (RFC 8941, section 3.2).
            by_name[naam] = base64.b64decode(value, validate=True)
        except binascii.Error as error:
            raise _unreadable() from error
    return [(naam, value) for naam, value in by_name.items() if naam in ALGORITHMS]


def _unreadable() -> VerzoekOngeldig:
    return VerzoekOngeldig(
        "De header Content-Digest of Repr-Digest is niet te lezen; verwacht: sha-256=:BASE64: (RFC 9530)."
    )
