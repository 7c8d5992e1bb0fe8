"""What imports ask about pupils who were forgotten; whoever forgets them answers."""

from collections.abc import Collection
from typing import Protocol

from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Transaction


class Vergeetboek(Protocol):
    """Knows whom a school forgot."""

    def forgotten(
        self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str]
    ) -> frozenset[str]:
        """Which of these were forgotten, also if a file brought them back since."""

    def returning(self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str]) -> int:
        """How many of these were forgotten, and would be back."""

    def notice(
        self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str], door: Handelende
    ) -> int:
        """Note that these come, in the transaction that keeps them; how many were forgotten, and are back."""


class LeegVergeetboek:
    """That of a service that never forgot anybody."""

    def forgotten(
        self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str]
    ) -> frozenset[str]:
        """Nobody."""
        return frozenset()

    def returning(self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str]) -> int:
        """Nobody."""
        return 0

    def notice(
        self, connection: Transaction, school: Schoolcode, leerlingen: Collection[str], door: Handelende
    ) -> int:
        """Nobody."""
        return 0
