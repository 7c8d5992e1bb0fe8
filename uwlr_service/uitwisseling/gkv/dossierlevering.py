"""The extended sets of a delivery: the objects of a dossier that an agreement lets through, as a stream."""

import functools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from uwlr_service.domain.gkv.levering import Reden, Verwijzing
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Veldenlijst
from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.domain.koppeling.gkvsets import GEHEIME_WAARDEN, HERKOMST_VELD
from uwlr_service.domain.school.dossier import (
    CODEWAARDE,
    HERKOMST_UWLR,
    LIJST_OF_SET,
    MEDEWERKER,
    RELATIE,
    SETINHOUD,
    VERZORGER,
    Dossierobject,
    without_secrets,
)
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv.dossierobjecten import objectschrijver
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.dossiers import DossierRepository, Objectversie


@dataclass(frozen=True, kw_only=True)
class Bereik:
    """The people and groups that a partner sees, by key; a reference to any other is left out.

    A guardian is seen if one of their pupils is. Under a narrowed agreement an employee is seen if they
    teach a group that is seen.
    """

    revisie: int
    leerlingen: frozenset[str]
    groepen: frozenset[str]
    vestigingen: frozenset[str]
    verzorgers: frozenset[str]
    medewerkers: frozenset[str]
    codelijsten: frozenset[str]

    def holds(self, entiteit: str, versie: Objectversie) -> bool:
        """Whether a version is that of this revision, and of an object in sight."""
        if not versie.holds_at(self.revisie):
            return False
        if versie.leerling is not None:
            return versie.leerling in self.leerlingen
        if entiteit == CODEWAARDE:
            return versie.key.partition("/")[0] in self.codelijsten
        if entiteit == VERZORGER:
            return versie.key in self.verzorgers
        return versie.key in self.medewerkers

    def seen(self, entiteit: str, versie: Objectversie | None) -> Objectversie | None:
        """The version, if it is that of this revision and of an object in sight; or else None."""
        return versie if versie is not None and self.holds(entiteit, versie) else None

    @functools.cached_property
    def references(self) -> Mapping[str, frozenset[str]]:
        """The keys that an attribute may refer to; the others are always in sight."""
        return {"@groep": self.groepen, "@vestiging": self.vestigingen, "@medewerker": self.medewerkers}


class Dossierlevering:
    """Reads one school's dossier for one agreement."""

    def __init__(self, database: Database, school_id: int, velden: Veldenlijst) -> None:
        self._database = database
        self._school_id = school_id
        self._velden = velden

    def bereik(self, gegevens: Schoolgegevens, afspraak: Gegevensafspraak, revisie: int) -> Bereik:
        """The keys that are seen at a revision of the dossier; ``gegevens`` are cut to the agreement."""
        leerlingen = frozenset(leerling.key for leerling in gegevens.leerlingen)
        verzorgers = self._verzorgers(leerlingen, revisie)
        medewerkers = self._medewerkers(revisie)
        if afspraak.selectie.narrows:
            # The teachers were cut to the groups of the agreement already.
            medewerkers &= frozenset(leerkracht.key for leerkracht in gegevens.leerkrachten)
        return Bereik(
            revisie=revisie,
            leerlingen=leerlingen,
            groepen=frozenset(groep.key for groep in gegevens.groepen),
            vestigingen=frozenset(vestiging.key for vestiging in gegevens.vestigingen),
            verzorgers=verzorgers,
            medewerkers=medewerkers,
            codelijsten=frozenset(
                lijst for naam, lijst in LIJST_OF_SET.items() if f"set/{naam}" in self._velden.velden
            ),
        )

    def _verzorgers(self, leerlingen: frozenset[str], revisie: int) -> frozenset[str]:
        """The guardians of these pupils."""
        if not is_delivered(VERZORGER, self._velden):
            return frozenset()
        return frozenset(
            json.loads(relatie.inhoud)["@verzorger"]
            for relatie in self.versies(RELATIE, revisie)
            if relatie.leerling in leerlingen
        )

    def _medewerkers(self, revisie: int) -> frozenset[str]:
        if not is_delivered(MEDEWERKER, self._velden):
            return frozenset()
        return frozenset(medewerker.key for medewerker in self.versies(MEDEWERKER, revisie))

    def objects(self, naam: str, bereik: Bereik) -> Iterator[Fragment]:
        """Every object of a set that is seen, by kind and key."""
        for entiteit, schrijver in self._schrijvers(naam):
            for versie in self.versies(entiteit, bereik.revisie):
                fragment = schrijver.write(bereik.seen(entiteit, versie), bereik)
                if fragment is not None:
                    yield fragment

    def objecten(self, entiteit: str, bereik: Bereik) -> Iterator[Dossierobject]:
        """The objects of one kind that are seen, with all of their fields: for showing, not for sending.

        The references and the secrets that the agreement hides are gone; which fields go out, the caller
        decides.
        """
        if not is_delivered(entiteit, self._velden):
            return
        schrijver = Dossierschrijver(entiteit, self._velden.of(entiteit))
        for versie in self.versies(entiteit, bereik.revisie):
            if bereik.holds(entiteit, versie):
                waarden = schrijver.waarden(versie, bereik)
                if waarden is not None:
                    yield Dossierobject(entiteit, versie.key, waarden)

    def changes(self, naam: str, old: Bereik, new: Bereik, afloop: "Afloop") -> Iterator[Fragment]:
        """The objects of a set that are new or different; ``afloop`` collects those that have to go.

        Objects that did not change are not even parsed, unless the partner now sees other groups or people.
        """
        is_same_view = old.references == new.references
        for entiteit, schrijver in self._schrijvers(naam):
            for before, after in _pairs(self.versies(entiteit, old.revisie, new.revisie), old, new):
                had = old.seen(entiteit, before)
                has = new.seen(entiteit, after)
                # One version twice means that the object did not change. A partner may get it differently
                # all the same, when something that it refers to came into sight or went out of it.
                if had is has and is_same_view:
                    continue
                was = schrijver.write(had, old)
                now = schrijver.write(has, new)
                if now is not None and now != was:
                    yield now
                elif was is not None and now is None:
                    afloop.add(entiteit, was.key, after)

    def _schrijvers(self, naam: str) -> Iterator[tuple[str, "Dossierschrijver"]]:
        for entiteit in SETINHOUD[naam]:
            if is_delivered(entiteit, self._velden):
                yield entiteit, Dossierschrijver(entiteit, self._velden.of(entiteit))

    def versies(self, entiteit: str, *revisies: int) -> Iterator[Objectversie]:
        """The versions of one kind that held at any of these revisions, by key and age."""
        with self._database.read() as connection:
            yield from DossierRepository(connection).versies(self._school_id, entiteit, *revisies)


@dataclass
class Afloop:
    """Collects the objects that have to go, each with a reason; ``of_leerling`` has the reasons by pupil."""

    of_leerling: Mapping[tuple[str, str], Reden]
    moment: datetime
    verwijderd: list[Verwijzing] = field(default_factory=list)

    def add(self, entiteit: str, key: str, still: Objectversie | None) -> None:
        """An object that the partner had; ``still`` is the version that the school has of it now, if any."""
        reden = Reden.VERWIJDERD
        if still is not None:
            reden = self.of_leerling.get(("leerling", still.leerling or ""), Reden.BUITEN_BEREIK)
        self.verwijderd.append(Verwijzing(entiteit=entiteit, key=key, reden=reden, tijdstip=self.moment))


class Dossierschrijver:
    """Writes the versions of one kind of object for one agreement."""

    def __init__(self, entiteit: str, allowed: frozenset[str]) -> None:
        self._entiteit = entiteit
        self._write = objectschrijver(entiteit, allowed)
        self._keeps_secrets = GEHEIME_WAARDEN not in allowed
        self._tells_of_others = HERKOMST_VELD in allowed

    def write(self, versie: Objectversie | None, bereik: Bereik) -> Fragment | None:
        """The object as the partner gets it; None if there is none, or if it is another supplier's."""
        if versie is None:
            return None
        waarden = self.waarden(versie, bereik)
        if waarden is None:
            return None
        return Fragment(self._entiteit, versie.key, self._write(versie.key, waarden))

    def waarden(self, versie: Objectversie, bereik: Bereik) -> Mapping[str, Any] | None:
        """The values of an object that the agreement does not hide; None if it is another supplier's."""
        inhoud = versie.inhoud
        waarden: dict[str, Any] = json.loads(inhoud)
        if not self._tells_of_others and waarden.get("herkomst") == HERKOMST_UWLR:
            return None
        for name, seen in bereik.references.items():
            if name in waarden and waarden[name] not in seen:
                del waarden[name]
        # Searched in the text first: hardly any object has a secret, and looking through one takes longer.
        if self._keeps_secrets and "geheim" in inhoud:
            waarden = without_secrets(waarden)
        return waarden


def _pairs(
    versies: Iterator[Objectversie], old: Bereik, new: Bereik
) -> Iterator[tuple[Objectversie | None, Objectversie | None]]:
    """Of each object the version that held then and the version that holds now.

    The versions come by key and age, so those of one object follow each other, and at most one is kept here.
    """
    before: Objectversie | None = None
    for versie in versies:
        if before is not None and before.key != versie.key:
            yield before, None
            before = None
        if not versie.holds_at(new.revisie):
            before = versie
            continue
        if versie.holds_at(old.revisie):
            before = versie
        yield before, versie
        before = None
    if before is not None:
        yield before, None
