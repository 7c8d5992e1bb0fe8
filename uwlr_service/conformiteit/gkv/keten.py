"""Packages of one school in their order, each with those before it."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from uwlr_service.conformiteit.antwoord import NietTeBeoordelen
from uwlr_service.conformiteit.gkv.lezing import Lezing


class Keten:
    """The packages that are judged; one is a chain too, in which nothing can be compared."""

    def __init__(self, paths: Sequence[Path], sleutels: Sequence[Mapping[str, Any]]) -> None:
        self.lezingen = [Lezing(path, sleutels) for path in paths]

    @property
    def has_keys(self) -> bool:
        """Whether signatures can be judged."""
        return any(lezing.sleutels for lezing in self.lezingen)

    @cached_property
    def in_order(self) -> list[Lezing]:
        """The packages by their numbers. Raises NietTeBeoordelen if one of them has no manifest to read."""
        return sorted(self.lezingen, key=lambda lezing: lezing.manifest.volgnummer)

    @property
    def pairs(self) -> list[tuple[Lezing, Lezing]]:
        """Each package with the one before it. Raises NietTeBeoordelen as well if there is only one."""
        if len(self.in_order) < 2:
            raise NietTeBeoordelen("er is maar één pakket")
        return list(zip(self.in_order, self.in_order[1:], strict=False))
