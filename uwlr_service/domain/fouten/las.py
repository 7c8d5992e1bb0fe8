"""Refusals about a LAS that calls this service."""

from typing import Self

from uwlr_service.domain.fouten.basis import Geweigerd


class LasOnbekend(Geweigerd):
    """Dit LAS is er niet."""

    @classmethod
    def of(cls, las_id: int) -> Self:
        """A number that no LAS has."""
        return cls(f"Er is geen LAS {las_id}.")
