"""What every error has: a sentence in Dutch for its receiver, and the findings in a document."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """One finding in a document: what is wrong (Dutch), and where.

    ``regel`` is the line, ``pad`` the path of local names, ``key`` the key of the object it lies in,
    ``verwacht`` what the schema would have accepted, ``code`` the fault code of this finding by itself.
    """

    tekst: str
    regel: int | None = None
    pad: str | None = None
    key: str | None = None
    verwacht: str | None = None
    code: str | None = None

    def __str__(self) -> str:
        plaats = []
        if self.regel:
            plaats.append(f"regel {self.regel}")
        if self.pad:
            plaats.append(self.pad)
        if not plaats:
            return self.tekst
        return f"{self.tekst} ({', '.join(plaats)})"


MOST_MELDINGEN = 100
"""More findings than this help nobody, and a message can hold a million faults."""

EN_MEER = Melding(tekst="en meer; verder is niet gekeken")
"""Comes last where there were more findings than are told."""


class Fout(Exception):
    """Er is iets misgegaan."""

    def __init__(self, tekst: str | None = None, meldingen: Sequence[Melding] = ()) -> None:
        self.tekst = tekst or (self.__doc__ or "").strip()
        self.meldingen = tuple(meldingen)
        super().__init__(self.tekst)


class Geweigerd(Fout):
    """De opdracht is geweigerd."""
