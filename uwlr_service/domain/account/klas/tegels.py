"""What stands on the tiles of a class: a first name, told from the same name of somebody else."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from uwlr_service.domain.account.klas.dieren import Dier, Icoon, icons_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Klasleerling:
    """A pupil of a group who has an account, with what they can sign in by.

    ``roepnaam`` is what the class calls them. ``plaatjes`` is the hash of their row, None without one.
    """

    account: int
    inlog: int
    inlognaam: str
    roepnaam: str
    achternaam: str
    plaatjes: str | None = None
    has_badge: bool = False
    has_wachtwoord: bool = False


@dataclass(frozen=True, slots=True)
class Tegel:
    """A tile: whose it is, and what stands on it."""

    account: int
    naam: str
    icoon: Icoon

    @property
    def dier(self) -> Dier:
        """The animal on it."""
        return self.icoon.dier


def tiles_of(leerlingen: Iterable[Klasleerling]) -> list[Tegel]:
    """The tiles of a class, by name. Nobody is shown with more letters than it takes to tell them apart."""
    class_ = list(leerlingen)
    icons = icons_of(leerling.account for leerling in class_)
    names = _names(class_)
    tegels = [
        Tegel(leerling.account, names[leerling.account], icons[leerling.account]) for leerling in class_
    ]
    return sorted(tegels, key=lambda tegel: (tegel.naam.casefold(), tegel.account))


def _names(class_: list[Klasleerling]) -> dict[int, str]:
    names = {leerling.account: leerling.roepnaam for leerling in class_}
    longest = max((len(leerling.achternaam) for leerling in class_), default=0)
    for letters in range(1, longest + 1):
        doubled = _doubled(names)
        if not doubled:
            return names
        for leerling in class_:
            if leerling.account in doubled:
                names[leerling.account] = f"{leerling.roepnaam} {leerling.achternaam[:letters]}".rstrip()
    for number, account in enumerate(sorted(_doubled(names)), start=1):
        names[account] = f"{names[account]} {number}"
    return names


def _doubled(names: dict[int, str]) -> set[int]:
    """The accounts whose name somebody else has too."""
    count = Counter(naam.casefold() for naam in names.values())
    return {account for account, naam in names.items() if count[naam.casefold()] > 1}
