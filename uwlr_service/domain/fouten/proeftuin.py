"""Refusals around the proeftuin of a product."""

from typing import Self

from uwlr_service.domain.fouten.basis import Geweigerd
from uwlr_service.domain.fouten.mensen import NietToegestaan


class ProeftuinOnbekend(NietToegestaan):
    """Deze proeftuin is er niet."""


class ProeftuinVoorbij(Geweigerd):
    """Dit is de laatste dag van de proeftuin."""


class Proeftuinschool(Geweigerd):
    """Deze school hoort bij een proeftuin; de gegevens komen uit het verloop van de dagen."""

    @classmethod
    def of(cls, school: object) -> Self:
        """A school whose data nobody brings."""
        return cls(
            f"School {school} hoort bij een proeftuin. De gegevens komen uit het verloop van de dagen;"
            " er is niets gewijzigd."
        )

    @classmethod
    def van_een_ander(cls, school: object) -> Self:
        """A school of the proeftuin of another product."""
        return cls(f"School {school} hoort bij de proeftuin van een ander product.")

    @classmethod
    def in_testbereik(cls, school: object) -> Self:
        """A school that is new here, and has a BRIN of the range of proeftuinen."""
        return cls(
            f"School {school} is niet in te lezen: de BRIN's 98AA tot en met 98ZZ zijn voor proeftuinen."
            " Er is niets gewijzigd."
        )
