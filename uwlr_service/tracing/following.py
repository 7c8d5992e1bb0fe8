"""Makes a span of each method of a layer by which others come in, without a line in that layer itself."""

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from enum import Enum
from types import FunctionType
from typing import Any

from uwlr_service.tracing import steps

VALUES = (BaseException, Enum, tuple)
"""Kinds of classes that are told about, and do nothing themselves."""
_followed: list[tuple[type, str, FunctionType]] = []


def follow(layer: str, package: str) -> None:
    """From now on, make a span of each public method of the classes in a package that is loaded.

    Methods that a layer calls within itself make none: a layer has one span. Neither do generators, which
    work when somebody else asks them to.
    """
    for kind in _classes(package):
        for name, method in list(vars(kind).items()):
            if isinstance(method, FunctionType) and not name.startswith("_") and _does_its_work(method):
                _followed.append((kind, name, method))
                setattr(kind, name, _stepping(layer, f"{kind.__name__}.{name}", method))


def let_go() -> None:
    """Follow nothing any more."""
    while _followed:
        kind, name, method = _followed.pop()
        setattr(kind, name, method)


def _classes(package: str) -> Iterator[type]:
    """The classes that were made in the modules of a package, but for those of values."""
    for module_name, module in sorted(sys.modules.items()):
        if not module_name.startswith(f"{package}."):
            continue
        for kind in list(vars(module).values()):
            if isinstance(kind, type) and kind.__module__ == module_name and not _is_value(kind):
                yield kind


def _is_value(kind: type) -> bool:
    return issubclass(kind, VALUES) or is_dataclass(kind) or getattr(kind, "_is_protocol", False)


def _does_its_work(method: FunctionType) -> bool:
    return not inspect.isgeneratorfunction(inspect.unwrap(method))


def _stepping(layer: str, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def stepping(*args: Any, **kwargs: Any) -> Any:
        above = steps.current()
        if above is None or above.layer == layer:
            return method(*args, **kwargs)
        with above.under(layer, name) as step:
            result = method(*args, **kwargs)
            if step is not None:
                step.count(result)
            return result

    return stepping
