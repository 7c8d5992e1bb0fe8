"""How long an exchange with another server may take, and how much it may answer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The bounds of one exchange: a request with its answer.

    It may take ``seconds``, and on top of that the time that its bytes take at ``rate`` bytes a second.
    ``largest`` counts the bytes of the answer after decompression, which may be ``ratio`` times those before.
    """

    largest: int
    seconds: float = 60.0
    rate: int = 100_000
    ratio: int = 100


SMALL = 1024 * 1024
"""Bytes up to which an answer may have grown by any ratio: a short one can be very repetitive."""


def is_bomb(size: int, received: int, ratio: int) -> bool:
    """Whether an answer of so many bytes, from so many on the wire, was made to swell."""
    return size > SMALL and size > ratio * received
