"""The changes for one partner between two states, each cut to the agreement of its time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from uwlr_service.domain.gkv.levering import Reden, Verwijzing
from uwlr_service.domain.school.groepsindeling import groepsindelingen
from uwlr_service.domain.school.leerling import Status
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv.fragmenten import Fragment

Name = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mutaties:
    """The objects that are new or different, and those that have to go."""

    gewijzigd: list[Fragment]
    verwijderd: list[Verwijzing]


def compare(
    old: Iterable[Fragment], new: Iterable[Fragment], redenen: Mapping[Name, Reden], moment: datetime
) -> Mutaties:
    """From one set of objects to another; ``redenen`` says why an object is not in the new set."""
    before = {(fragment.entiteit, fragment.key): fragment.xml for fragment in old}
    changed: list[Fragment] = []
    for fragment in new:
        if before.pop((fragment.entiteit, fragment.key), None) != fragment.xml:
            changed.append(fragment)
    gone = [
        Verwijzing(
            entiteit=entiteit, key=key, reden=redenen.get((entiteit, key), Reden.VERWIJDERD), tijdstip=moment
        )
        # Backwards: objects come after those that they refer to, and a reference has to go first.
        for entiteit, key in reversed(before)
    ]
    return Mutaties(changed, gone)


def redenen(gegevens: Schoolgegevens, peildatum: date) -> dict[Name, Reden]:
    """Why a partner would not get an object that the school has: not in the agreement, or a pupil left."""
    return dict(_redenen(gegevens, peildatum))


def _redenen(gegevens: Schoolgegevens, peildatum: date) -> Iterator[tuple[Name, Reden]]:
    of_leerling: dict[str, Reden] = {}
    for leerling in gegevens.leerlingen:
        has_left = leerling.status(peildatum) is Status.UITGESCHREVEN
        of_leerling[leerling.key] = Reden.UITGESCHREVEN if has_left else Reden.BUITEN_BEREIK
        yield ("leerling", leerling.key), of_leerling[leerling.key]
    outside: dict[str, Iterable[Any]] = {
        "vestiging": gegevens.vestigingen,
        "groep": gegevens.groepen,
        "samengestelde_groep": gegevens.samengestelde_groepen,
        "leerkracht": gegevens.leerkrachten,
    }
    for entiteit, objects in outside.items():
        for outsider in objects:
            yield (entiteit, outsider.key), Reden.BUITEN_BEREIK
    for indeling in groepsindelingen(gegevens):
        reden = of_leerling.get(indeling.leerling or "", Reden.BUITEN_BEREIK)
        yield ("groepsindeling", indeling.key), reden
