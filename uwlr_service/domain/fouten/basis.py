"""What every error has: a sentence in Dutch for its receiver, and the findings in a document."""

from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Melding:
    """One finding in a document: what is wrong (Dutch), and where.

    ``regel`` is the line, ``pad`` the path of local names, ``key`` the key of the object it lies in,
    ``verwacht`` what would have been accepted there, ``code`` the fault code of this finding by itself.
    ``is_inhoud`` says that it breaks a rule on the content, where the form is right.
    """

    tekst: str
    regel: int | None = None
    pad: str | None = None
    key: str | None = None
    verwacht: str | None = None
    code: str | None = None
    is_inhoud: bool = False

    def __str__(self) -> str:
        return self.told()

    def told(self, van: str = "") -> str:
        """The finding as a sentence, with its place and what was expected; ``van`` follows on the line."""
        plaats = []
        if self.regel:
            plaats.append(f"regel {self.regel}{van}")
        if self.pad:
            plaats.append(self.pad)
        zin = self.tekst
        if plaats:
            zin += f" ({', '.join(plaats)})"
        if self.verwacht:
            zin += f"; verwacht: {self.verwacht}"
        return zin


class WaardeOngeldig(ValueError):
    """A text is not a value of its kind; ``tekst`` says so in Dutch, ``verwacht`` what was expected."""

    def __init__(self, tekst: str, verwacht: str) -> None:
        super().__init__(f"{tekst}; verwacht {verwacht}")
        self.tekst = tekst
        self.verwacht = verwacht


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

    def forget_lines(self) -> None:
        """Take the lines out of the findings, where all of the document is on one."""
        self.meldingen = tuple(
            melding if melding.regel is None else replace(melding, regel=None) for melding in self.meldingen
        )


class Geweigerd(Fout):
    """De opdracht is geweigerd."""
