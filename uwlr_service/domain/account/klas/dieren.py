"""The animals: a pupil who does not read yet finds the own tile by one."""

import enum
from collections.abc import Iterable


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


def animals_of(accounts: Iterable[int]) -> dict[int, Dier]:
    """An animal for each account of a class, another one for each as long as there are enough.

    It follows from the number of the account, and the lowest number has the first choice: whoever comes into
    the class later changes nothing for those who were there.
    """
    animals: dict[int, Dier] = {}
    taken: set[Dier] = set()
    for account in sorted(accounts):
        if len(taken) == len(_ALLE):
            taken = set()
        start = account % len(_ALLE)
        choices = (*_ALLE[start:], *_ALLE[:start])
        animal = next(dier for dier in choices if dier not in taken)
        animals[account] = animal
        taken.add(animal)
    return animals
