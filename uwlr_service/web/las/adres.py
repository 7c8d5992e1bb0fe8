"""An address of ``/las/v1``: what answers it, and the scope that it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from uwlr_service.domain.las.las import Lasscope


@dataclass(frozen=True, slots=True, kw_only=True)
class Adres:
    """An address with its view; ``naam`` is the operation of the log and the metrics.

    A ``school`` in the rule is given to the view as the Schoolcode of a school of the LAS that calls.
    """

    rule: str
    naam: str
    view: Callable[..., Any]
    scope: Lasscope
    methods: tuple[str, ...] = ("GET",)
