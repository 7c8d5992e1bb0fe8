"""The animals: a pupil who does not read yet finds the own tile by one."""

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Dier(enum.StrEnum):
    """An animal; the value is the name of its file."""

    KAT = "kat"
    HOND = "hond"
    KONIJN = "konijn"
    BEER = "beer"
    MUIS = "muis"
    VARKEN = "varken"
    KIKKER = "kikker"
    UIL = "uil"
    VIS = "vis"
    SLAK = "slak"
    VLINDER = "vlinder"
    EEND = "eend"
    PINGUIN = "pinguin"
    SCHILDPAD = "schildpad"
    OLIFANT = "olifant"
    LEEUW = "leeuw"
    KOE = "koe"
    SPIN = "spin"
    KUIKEN = "kuiken"
    INKTVIS = "inktvis"


_ALLE = tuple(Dier)


@dataclass(frozen=True, slots=True)
class Icoon:
    """An animal on a background; two with the same animal have another background."""

    dier: Dier
    kleur: int


def icons_of(accounts: Iterable[int]) -> dict[int, Icoon]:
    """An animal for each account of a class, another one for each as long as there are enough.

    It follows from the number of the account, and the lowest number has the first choice: whoever comes into
    the class later changes nothing for those who were there.
    """
    icons: dict[int, Icoon] = {}
    for order, account in enumerate(sorted(accounts)):
        kleur = order // len(_ALLE)
        taken = {icoon.dier for icoon in icons.values() if icoon.kleur == kleur}
        start = account % len(_ALLE)
        choices = (*_ALLE[start:], *_ALLE[:start])
        animal = next(dier for dier in choices if dier not in taken)
        icons[account] = Icoon(animal, kleur)
    return icons
