"""The script of a proeftuin: which schools there are, and what each of them holds on each day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from uwlr_service.domain.proeftuin.proeftuin import Proefschool, Proeftuin
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens


@dataclass(frozen=True, slots=True, kw_only=True)
class Proefstand:
    """A school on a day: its school years, and its dossier, which also says how the school is called."""

    school: Proefschool
    jaren: tuple[Schoolgegevens, ...]
    dossier: Dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The schools by number, and the states that a proeftuin is in on its day.

    ``emptied`` makes of a school year one in which nobody is left.
    """

    scholen: tuple[Proefschool, ...]
    standen: Callable[[Proeftuin], Iterator[Proefstand]]
    emptied: Callable[[Schoolgegevens], Schoolgegevens]
