"""The people and groups of EDEXML, in words: what UWLR and the set basis of GKV have in common."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from uwlr_service.domain.koppeling.gemis import attribute_of
from uwlr_service.domain.koppeling.woorden import each_of
from uwlr_service.domain.school.groepsindeling import groepsindelingen
from uwlr_service.domain.school.leerkracht import Rol
from uwlr_service.domain.school.leerling import Leerling
from uwlr_service.domain.taal import Taal
from uwlr_service.uitwisseling.voorbeeld.bron import Bron
from uwlr_service.uitwisseling.voorbeeld.verzamelaar import Verzamelaar


@dataclass(frozen=True, kw_only=True)
class Personen:
    """The objects in sight by kind, and the words for what they refer to."""

    objecten: Mapping[str, tuple[Any, ...]]
    namen: Mapping[str, str]
    """The names of groups and locations, by key."""
    dag: date
    schooljaar: str
    taal: Taal

    @classmethod
    def of(cls, bron: Bron, taal: Taal) -> "Personen":
        """Those of a school, cut to what is asked."""
        gegevens = bron.uitsnede.gegevens
        objecten: dict[str, tuple[Any, ...]] = {
            "school": (gegevens.school,),
            "vestiging": gegevens.vestigingen,
            "groep": gegevens.groepen,
            "samengestelde_groep": gegevens.samengestelde_groepen,
            "leerling": gegevens.leerlingen,
            "leerkracht": gegevens.leerkrachten,
        }
        if bron.vraag.is_gkv:
            objecten["groepsindeling"] = tuple(groepsindelingen(gegevens, bron.toestand.gezien))
        return cls(
            objecten=objecten,
            namen=bron.namen,
            dag=bron.dag,
            schooljaar=gegevens.school.schooljaar,
            taal=taal,
        )

    def about(self, leerling: Leerling) -> dict[str, tuple[Any, ...]]:
        """The objects of each kind that a pupil is in, or that belong to the groups of the pupil."""
        groepen = {leerling.groep, *leerling.samengestelde_groepen}
        chosen: dict[str, tuple[Any, ...]] = {}
        for entiteit, objecten in self.objecten.items():
            chosen[entiteit] = tuple(
                subject for subject in objecten if _is_about(entiteit, subject, leerling, groepen)
            )
        return chosen

    def waarden(self, veld: str, subject: Any) -> list[str]:
        """What an object has of a field, in words; an empty list where it has nothing."""
        _, _, naam = veld.partition("/")
        return list(each_of(veld, self._waarde(naam, subject), self.taal, self.namen))

    def _waarde(self, naam: str, subject: Any) -> Any:
        match naam:
            case "samengestelde_groepen":
                return subject.samengestelde_groepen
            case "groepen":
                return tuple(binding.key for binding in subject.groepen)
            case "groepen/rol":
                rollen: list[Rol] = []
                for binding in subject.groepen:
                    rollen += binding.rollen
                return _codes(rollen)
            case "rol":
                return _codes(subject.rollen)
            case "status":
                return subject.status(self.dag).value
            case "schooljaar":
                return self.schooljaar
        return getattr(subject, attribute_of(naam), None)


def gather(
    personen: Personen, velden: Iterable[str], leerling: Leerling | None, verzamelaar: Verzamelaar
) -> None:
    """Count every field of the people and groups, and keep what one pupil has."""
    shown = personen.about(leerling) if leerling is not None else {}
    for entiteit, objecten in personen.objecten.items():
        verzamelaar.count(entiteit, len(objecten))
    for veld in velden:
        entiteit, _, _ = veld.partition("/")
        for subject in personen.objecten.get(entiteit, ()):
            if personen.waarden(veld, subject):
                verzamelaar.fill(veld)
        for subject in shown.get(entiteit, ()):
            verzamelaar.show(veld, personen.waarden(veld, subject))


def _is_about(entiteit: str, subject: Any, leerling: Leerling, groepen: set[str | None]) -> bool:
    match entiteit:
        case "leerling":
            return bool(subject.key == leerling.key)
        case "groepsindeling":
            return bool(subject.leerling == leerling.key)
        case "groep" | "samengestelde_groep":
            return subject.key in groepen
        case "vestiging":
            return leerling.vestiging is None or subject.key == leerling.vestiging
        case "leerkracht":
            return any(binding.key in groepen for binding in subject.groepen)
    return True


def _codes(rollen: Iterable[Rol]) -> tuple[str, ...]:
    """The code of each role, or what stands there in its place."""
    return tuple(rol.code or rol.omschrijving or "" for rol in rollen)
