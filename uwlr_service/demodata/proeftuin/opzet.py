"""What a school of the proeftuin is made of: what it is for, and how its data are made."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from uwlr_service.demodata.proeftuin.bouwer import Bouwer
from uwlr_service.domain.proeftuin.proeftuin import Proefschool
from uwlr_service.domain.school.dossier import Dossierobject
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens


def no_dossier(_bouwer: Bouwer, _gegevens: Schoolgegevens) -> Iterable[Dossierobject]:
    """Most schools have nothing beside EDEXML."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opzet:
    """A school with the functions that make its school year and its dossier of a day."""

    school: Proefschool
    make: Callable[[Bouwer], Schoolgegevens]
    dossier: Callable[[Bouwer, Schoolgegevens], Iterable[Dossierobject]] = no_dossier
