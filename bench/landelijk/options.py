"""What may stand on the command lines: a wrong value is refused before any work, in one sentence."""

import argparse
import math
import os
from collections.abc import Callable
from pathlib import Path

MOST_SCHOOLS = 6000
"""The largest country that was measured (``docs/operate.rst``)."""


def number(least: int, most: int | None = None) -> Callable[[str], int]:
    """A reader of whole numbers within bounds, for argparse."""
    bounds = f"from {least} on" if most is None else f"from {least} to {most}"

    def read(text: str) -> int:
        if not (text.isdecimal() and least <= int(text) and (most is None or int(text) <= most)):
            raise argparse.ArgumentTypeError(f"give a whole number {bounds}, not {text!r}")
        return int(text)

    return read


def amount(text: str) -> float:
    """Read a number above nothing, for argparse."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        raise argparse.ArgumentTypeError(f"give a number above 0, not {text!r}")
    return value


def writable(text: str) -> Path:
    """Read the name of a file that can be written, for argparse; nothing is written yet."""
    path = Path(text)
    place = path if path.exists() else path.absolute().parent
    if path.is_dir() or not place.exists() or not os.access(place, os.W_OK):
        raise argparse.ArgumentTypeError(f"{text!r} cannot be written: name a file in a folder that is there")
    return path


def new_folder(text: str) -> Path:
    """Read the name of a folder to write into, and make it, for argparse."""
    path = Path(text)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise argparse.ArgumentTypeError(f"{text!r} cannot be a folder: {error.strerror}") from error
    if not os.access(path, os.W_OK):
        raise argparse.ArgumentTypeError(f"nothing can be written in {text!r}")
    return path
