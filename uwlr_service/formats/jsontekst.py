"""Untrusted JSON in: read within limits, and refused with one kind of error whatever is wrong with it."""

import json
import math
from collections.abc import Iterator
from itertools import chain
from typing import Any, NoReturn

from uwlr_service.formats.limits import JSON, JsonLimits


class JsonOngeldig(ValueError):
    """This is not JSON, or too much of it: the Dutch words for that, and the line where there is one."""

    def __init__(self, tekst: str, regel: int | None = None) -> None:
        self.tekst = tekst
        self.regel = regel
        super().__init__(tekst)


def read(data: bytes, limits: JsonLimits = JSON) -> Any:
    """The value that a JSON text stands for (RFC 8259). Raises JsonOngeldig.

    Numbers are finite and have a number of digits that a program can work with, and texts are such that they
    can be written again: a lone surrogate has no bytes. A name comes once in an object: of two,
    readers differ in which they take (RFC 8259, section 4).
    """
    if len(data) > limits.bytes:
        raise JsonOngeldig(f"het is groter dan {limits.bytes} bytes")
    try:
        value = json.loads(
            data.decode(json.detect_encoding(data)),  # UTF-8, or UTF-16 as Windows writes it
            parse_int=lambda text: int(_short(text, limits)),
            parse_float=lambda text: _finite(_short(text, limits)),
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
    except JsonOngeldig:
        raise
    except json.JSONDecodeError as error:
        raise JsonOngeldig("het is geen JSON", error.lineno) from error
    except UnicodeDecodeError as error:
        raise JsonOngeldig("het is geen UTF-8 of UTF-16") from error
    except RecursionError as error:
        raise JsonOngeldig("het is te diep genest") from error
    _check(value, limits)
    return value


def _short(text: str, limits: JsonLimits) -> str:
    if len(text) > limits.digits:
        raise JsonOngeldig(f"een getal telt meer dan {limits.digits} cijfers")
    return text


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise JsonOngeldig("een getal is te groot")
    return number


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(members)
    if len(value) < len(members):
        raise JsonOngeldig("een naam staat er dubbel in")
    return value


def _refuse_constant(text: str) -> NoReturn:
    raise JsonOngeldig(f"{text} is geen JSON")


def _check(value: Any, limits: JsonLimits) -> None:
    """Go through a value level by level; nothing here calls itself, however deep the value is."""
    level = [value]
    count = 0
    depth = 0
    while level:
        count += len(level)
        depth += 1
        if count > limits.values:
            raise JsonOngeldig(f"het bevat meer dan {limits.values} waarden")
        if depth > limits.depth:
            raise JsonOngeldig("het is te diep genest")
        level = list(chain.from_iterable(map(_within, level)))


def _within(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for name, inner in value.items():
            _check_text(name)
            yield inner
    elif isinstance(value, list):
        yield from value
    elif isinstance(value, str):
        _check_text(value)


def _check_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise JsonOngeldig("een tekst bevat een half teken (surrogaat)") from error
