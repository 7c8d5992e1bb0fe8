"""The dossier of a school in one pass: how often each field is filled, and what one pupil has."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from uwlr_service.domain.koppeling.gkvinhoud import is_delivered
from uwlr_service.domain.koppeling.gkvsets import GEHEIME_WAARDEN, HERKOMST_VELD
from uwlr_service.domain.koppeling.woorden import each_of
from uwlr_service.domain.school.dossier import (
    CODEWAARDE,
    HERKOMST_UWLR,
    MEDEWERKER,
    RELATIE,
    VERZORGER,
    without_secrets,
)
from uwlr_service.domain.taal import Taal
from uwlr_service.formats.gkv.dossierobjecten import BEHIND
from uwlr_service.formats.gkv.lijsten import DOSSIER_LIJSTEN
from uwlr_service.repository.school.dossierlezer import DossierlezerRepository
from uwlr_service.repository.school.dossiers import Objectversie
from uwlr_service.uitwisseling.gkv.dossierlevering import Bereik
from uwlr_service.uitwisseling.voorbeeld.bron import Bron
from uwlr_service.uitwisseling.voorbeeld.verzamelaar import Verzamelaar

KEY = "key"
_decode = json.JSONDecoder().raw_decode
"""What ``json.loads`` does, without looking for white space first: there are tens of thousands of texts."""


class Dossierbeeld:
    """Reads the objects in sight once, for the fields of one question and for one pupil."""

    def __init__(self, bron: Bron, leerling: str | None, taal: Taal) -> None:
        velden = bron.veldenlijst
        self._database = bron.database
        self._school_id = bron.stand.school_id
        self._entiteiten = [entiteit for entiteit in DOSSIER_LIJSTEN if is_delivered(entiteit, velden)]
        self._allowed = {entiteit: velden.of(entiteit) for entiteit in self._entiteiten}
        self._bereik = bron.bereik
        self._leerling = leerling
        self._namen = bron.namen
        self._taal = taal
        self._verzorgers: set[str] = set()
        """The guardians of the pupil: their relations come before them."""
        self._medewerkers = _medewerkers(bron, leerling, self._bereik)

    def gather(self, verzamelaar: Verzamelaar) -> None:
        """Count every field of every object in sight, and keep what the pupil has."""
        # Objects of one kind have few different sets of fields, so those are counted first.
        shapes: Counter[tuple[str, tuple[str, ...]]] = Counter()
        for entiteit, versie, waarden in self._objecten():
            if waarden.get("herkomst") == HERKOMST_UWLR:
                verzamelaar.fill(f"{entiteit}/{HERKOMST_VELD}")
                if HERKOMST_VELD not in self._allowed[entiteit]:
                    continue
            told = waarden
            if "geheim" in versie.inhoud:
                told = without_secrets(waarden)
                if told != waarden:
                    verzamelaar.fill(f"{entiteit}/{GEHEIME_WAARDEN}")
            shapes[entiteit, tuple(told)] += 1
            if self._is_shown(entiteit, versie):
                self._show(verzamelaar, entiteit, versie.key, waarden, told)
        for (entiteit, names), aantal in shapes.items():
            verzamelaar.count(entiteit, aantal)
            verzamelaar.fill(f"{entiteit}/{KEY}", aantal)
            for naam in {_veld_of(name) for name in names}:
                verzamelaar.fill(f"{entiteit}/{naam}", aantal)

    def _objecten(self) -> Iterator[tuple[str, Objectversie, dict[str, Any]]]:
        """Every object in sight, without references to what is not."""
        bereik = self._bereik
        references = bereik.references.items()
        with self._database.snapshot() as connection:
            rows = DossierlezerRepository(connection).at(self._school_id, self._entiteiten, bereik.revisie)
            for entiteit, versie in rows:
                if not bereik.holds(entiteit, versie):
                    continue
                waarden: dict[str, Any]
                waarden, _ = _decode(versie.inhoud)
                for name, seen in references:
                    if name in waarden and waarden[name] not in seen:
                        del waarden[name]
                yield entiteit, versie, waarden

    def _is_shown(self, entiteit: str, versie: Objectversie) -> bool:
        """Whether an object is about the pupil, or about somebody around the pupil."""
        if versie.leerling is not None:
            return versie.leerling == self._leerling
        if entiteit == VERZORGER:
            return versie.key in self._verzorgers
        if entiteit == MEDEWERKER:
            return versie.key in self._medewerkers
        return entiteit == CODEWAARDE

    def _show(
        self,
        verzamelaar: Verzamelaar,
        entiteit: str,
        key: str,
        waarden: Mapping[str, Any],
        told: Mapping[str, Any],
    ) -> None:
        if entiteit == RELATIE:
            self._verzorgers.add(waarden["@verzorger"])
        verzamelaar.show(f"{entiteit}/{KEY}", [key])
        for name, waarde in told.items():
            veld = f"{entiteit}/{_veld_of(name)}"
            verzamelaar.show(veld, self._in_words(veld, waarde))
        if waarden.get("herkomst") == HERKOMST_UWLR:
            verzamelaar.show(f"{entiteit}/{HERKOMST_VELD}", self._in_words("herkomst", HERKOMST_UWLR))
        if told == waarden:
            return
        for name, waarde in waarden.items():
            veld = f"{entiteit}/{_veld_of(name)}"
            already = set(self._in_words(veld, told.get(name)))
            unlocked = (words for words in self._in_words(veld, waarde) if words not in already)
            verzamelaar.show(f"{entiteit}/{GEHEIME_WAARDEN}", unlocked)

    def _in_words(self, veld: str, waarde: Any) -> Iterator[str]:
        return each_of(veld, waarde, self._taal, self._namen)


def _veld_of(name: str) -> str:
    """The field that a name in ``waarden`` belongs to."""
    naam = name.removeprefix("@")
    return BEHIND.get(naam, naam)


def _medewerkers(bron: Bron, key: str | None, bereik: Bereik) -> frozenset[str]:
    """The employees who teach the pupil, or else the first one."""
    gegevens = bron.uitsnede.gegevens
    groepen: set[str | None] = set()
    for leerling in gegevens.leerlingen:
        if leerling.key == key:
            groepen = {leerling.groep, *leerling.samengestelde_groepen}
    teaching: set[str] = set()
    for leerkracht in gegevens.leerkrachten:
        if any(binding.key in groepen for binding in leerkracht.groepen):
            teaching.add(leerkracht.key)
    return (bereik.medewerkers & teaching) or frozenset(sorted(bereik.medewerkers)[:1])
