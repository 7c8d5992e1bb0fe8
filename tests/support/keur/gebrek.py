"""A defect: what is wrong with the double, how it gets so, and which cases have to see it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.support.keur.berichten import Antwoord, Edit, Verzoek, fout

OpVerzoek = Callable[[Verzoek], Verzoek]
OpAntwoord = Callable[[Verzoek, Antwoord], Antwoord]
Voorwaarde = Callable[[Verzoek], bool]


def _same_request(verzoek: Verzoek) -> Verzoek:
    return verzoek


def _same_answer(_: Verzoek, antwoord: Antwoord) -> Antwoord:
    return antwoord


@dataclass(frozen=True, slots=True, kw_only=True)
class Gebrek:
    """One thing that is wrong, which ``gevallen`` and no other cases see."""

    naam: str
    zin: str
    """What it is, in one Dutch sentence."""
    gevallen: frozenset[str]
    verzoek: OpVerzoek = _same_request
    antwoord: OpAntwoord = _same_answer


def neemt(naam: str, zin: str, gevallen: str, edit: Edit, als: str = "true()") -> Gebrek:
    """The double repairs requests for which ``als`` holds, so that it takes what it must refuse."""

    def on_request(verzoek: Verzoek) -> Verzoek:
        return verzoek.edited(edit) if verzoek.has(als) else verzoek

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), verzoek=on_request)


def geeft(naam: str, zin: str, gevallen: str, edit: Edit, als: str = "true()") -> Gebrek:
    """The double spoils its answers to requests for which ``als`` holds."""

    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        return antwoord.edited(edit) if verzoek.has(als) else antwoord

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), antwoord=on_answer)


def weigert(naam: str, zin: str, gevallen: str, als: Voorwaarde, met: Antwoord | None = None) -> Gebrek:
    """The double answers otherwise than it should where ``als`` holds: with a fault, or with ``met``."""
    instead = met or fout("Client.OngeldigBericht")

    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        return instead if als(verzoek) else antwoord

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), antwoord=on_answer)


def bij_fout(
    naam: str,
    zin: str,
    gevallen: str,
    code: str,
    change: Callable[[Antwoord], Antwoord],
    als: str = "true()",
) -> Gebrek:
    """The double spoils its faults with a code, to requests for which ``als`` holds."""

    def on_answer(verzoek: Verzoek, antwoord: Antwoord) -> Antwoord:
        return change(antwoord) if antwoord.code == code and verzoek.has(als) else antwoord

    return Gebrek(naam=naam, zin=zin, gevallen=frozenset(gevallen.split()), antwoord=on_answer)
