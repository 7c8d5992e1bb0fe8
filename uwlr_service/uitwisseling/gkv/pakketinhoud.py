"""What goes into a package: the sets of the agreement, each whole, as its changes, or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Generic, TypeVar

from uwlr_service.domain.fouten import LeveringAangehouden
from uwlr_service.domain.gkv.levering import BRAKE, Bestand, Levering, Setstatus, Verwijzing
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.dossier import SETINHOUD
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv import basis, bestand, edex
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.pakket import Pakketschrijver
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.gkv.dossierlevering import Afloop, Bereik, Dossierlevering
from uwlr_service.uitwisseling.gkv.leveringsopdracht import Opdracht
from uwlr_service.uitwisseling.gkv.mutaties import compare, redenen
from uwlr_service.uitwisseling.gkv.toestand import Toestand, read_toestand

BASIS_SET, EDEX_SET = "basis", "edex"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Beeld:
    """A school on a day: everything of it, and what the agreement leaves."""

    toestand: Toestand
    zichtbaar: Schoolgegevens
    peildag: date

    @property
    def alles(self) -> Schoolgegevens:
        """What is there, whoever may see it."""
        return self.toestand.gegevens


@dataclass(frozen=True, slots=True)
class Omvang:
    """How much a delivery is: objects in it, objects to go, and the pupils that a partner then has."""

    gewijzigd: int = 0
    verwijderd: int = 0
    leerlingen: int = 0


class Pakketinhoud:
    """Writes the sets of one delivery."""

    def __init__(self, database: Database, opdracht: Opdracht) -> None:
        self._database, self._opdracht = database, opdracht
        self._dossier = Dossierlevering(database, opdracht.stand.school_id, opdracht.velden)
        self._gewijzigd = self._verwijderd = self._leerlingen = 0

    def fill(self, pakket: Pakketschrijver, full: bool, allow_shrink: bool) -> Omvang:
        """Write the sets, and say how much it was.

        Raises LeveringAangehouden when too many pupils would have to go.
        """
        opdracht = self._opdracht
        if not full and opdracht.is_unchanged:
            pakket.bestanden.extend(
                Bestand(set=naam, status=Setstatus.GEENWIJZIGINGEN if is_on else Setstatus.UIT)
                for naam, is_on in self._sets()
            )
            return Omvang(leerlingen=opdracht.vorige.leerlingen if opdracht.vorige else 0)
        now = self._beeld(opdracht.stand.revisie, opdracht.peildag)
        vorige = None if full else opdracht.vorige
        before = self._beeld(vorige.revisie, vorige.peildag) if vorige else None
        self._leerlingen = len(now.zichtbaar.leerlingen)
        self._brake(now, before, allow_shrink)
        is_changed = self._write_basis(pakket, now, before)
        if opdracht.afspraak.gegevensset != GKV_BASIS:
            self._write_extended(pakket, now, before, vorige, is_changed)
        return Omvang(self._gewijzigd, self._verwijderd, self._leerlingen)

    def _sets(self) -> Iterator[tuple[str, bool]]:
        """The sets of this kind of link, and whether the school turned each on."""
        yield BASIS_SET, True
        if self._opdracht.afspraak.gegevensset != GKV_BASIS:
            on = self._opdracht.velden.velden
            yield from ((naam, f"set/{naam}" in on) for naam in (*SETINHOUD, EDEX_SET))

    def _write_basis(self, pakket: Pakketschrijver, now: Beeld, before: Beeld | None) -> bool:
        """Write the set basis; returns whether there is anything new in it."""
        opdracht = self._opdracht
        school = self._school(now, opdracht.schoolnaam)
        new = self._fragments(now)
        if before is None or opdracht.vorige is None:
            self._add_volledig(pakket, BASIS_SET, school, new)
            return True
        old = self._fragments(before)
        mutaties = compare(old, new, redenen(now.alles, now.peildag), opdracht.peilmoment)
        is_other = school != self._school(before, opdracht.vorige.schoolnaam)
        self._add_mutatie(pakket, BASIS_SET, school, mutaties.gewijzigd, mutaties.verwijderd, is_other)
        return bool(is_other or mutaties.gewijzigd or mutaties.verwijderd)

    def _school(self, beeld: Beeld, naam: str | None) -> str:
        """The element school, as of today: equal when it says the same of the school."""
        return bestand.school_element(beeld.alles.school, self._opdracht.peildag, self._opdracht.moment, naam)

    def _brake(self, now: Beeld, before: Beeld | None, allow_shrink: bool) -> None:
        """Hold a delivery that takes too many pupils away, the full ones of 1 August included.

        One that the school itself made smaller, by another agreement, goes on.
        """
        opdracht, vorige = self._opdracht, self._opdracht.vorige
        if allow_shrink or vorige is None or vorige.afspraakversie != opdracht.afspraak.versie:
            return
        present = {one.key for one in now.zichtbaar.leerlingen}
        if before is None:
            had, gone = vorige.leerlingen, vorige.leerlingen - len(present)
        else:
            had = len(before.zichtbaar.leerlingen)
            gone = sum(one.key not in present for one in before.zichtbaar.leerlingen)
        if gone > had * BRAKE:
            raise LeveringAangehouden(
                f"De levering aan koppeling {opdracht.koppeling.id} zou bij school {opdracht.school} {gone}"
                f" van de {had} leerlingen verwijderen: meer dan een vijfde."
            )

    def _write_extended(
        self,
        pakket: Pakketschrijver,
        now: Beeld,
        before: Beeld | None,
        vorige: Levering | None,
        is_changed: bool,
    ) -> None:
        opdracht = self._opdracht
        new = self._dossier.bereik(now.zichtbaar, opdracht.afspraak, opdracht.dossier.revisie)
        old = None
        if before is not None and vorige is not None:
            old = self._dossier.bereik(before.zichtbaar, opdracht.afspraak, vorige.dossierrevisie)
        waarom = redenen(now.alles, now.peildag)
        for naam, is_on in self._sets():
            if not is_on:
                pakket.bestanden.append(Bestand(set=naam, status=Setstatus.UIT))
            elif naam == EDEX_SET:
                self._write_edex(pakket, now, is_changed)
            elif naam != BASIS_SET:
                afloop = Afloop(waarom, opdracht.peilmoment)
                self._write_set(pakket, naam, new, old, afloop)

    def _write_set(
        self, pakket: Pakketschrijver, naam: str, new: Bereik, old: Bereik | None, afloop: Afloop
    ) -> None:
        if old is None:
            self._add_volledig(pakket, naam, "", self._dossier.objects(naam, new))
        else:
            changes = iter(()) if old == new else self._dossier.changes(naam, old, new, afloop)
            self._add_mutatie(pakket, naam, "", changes, afloop.verwijderd)

    def _write_edex(self, pakket: Pakketschrijver, now: Beeld, is_changed: bool) -> None:
        if not now.zichtbaar.leerlingen:
            pakket.bestanden.append(Bestand(set=EDEX_SET, status=Setstatus.LEEG))
        elif not is_changed:
            pakket.bestanden.append(Bestand(set=EDEX_SET, status=Setstatus.GEENWIJZIGINGEN))
        else:
            entry = Bestand(
                set=EDEX_SET,
                status=Setstatus.VOLLEDIG,
                naam=f"{EDEX_SET}.xml",
                records=len(now.zichtbaar.leerlingen),
            )
            pakket.add(entry, edex.write(now.zichtbaar, self._opdracht.velden))

    def _add_volledig(
        self, pakket: Pakketschrijver, naam: str, head: str, fragments: Iterable[Fragment]
    ) -> None:
        telling = Telling(fragments)
        pieces = bestand.write_volledig(head, telling, variant=self._opdracht.variant, naam=naam)
        pakket.add(
            Bestand(set=naam, status=Setstatus.VOLLEDIG, naam=f"{naam}.xml"), pieces, lambda: telling.aantal
        )
        self._gewijzigd += telling.aantal

    def _add_mutatie(
        self,
        pakket: Pakketschrijver,
        naam: str,
        head: str,
        changed: Iterable[Fragment],
        gone: list[Verwijzing],
        is_other: bool = False,
    ) -> None:
        """Add a set of changes; ``gone`` may still grow while ``changed`` is read.

        ``is_other`` says that the head by itself is a change.
        """
        rest = iter(changed)
        first = next(rest, None)
        if first is None and not gone and not is_other:
            pakket.bestanden.append(Bestand(set=naam, status=Setstatus.GEENWIJZIGINGEN))
            return
        telling = Telling(chain(() if first is None else (first,), rest))
        pieces = bestand.write_mutatie(head, telling, gone, variant=self._opdracht.variant, naam=naam)
        entry = Bestand(set=naam, status=Setstatus.MUTATIE, naam=f"{naam}.xml")
        pakket.add(entry, pieces, lambda: telling.aantal + len(gone))
        self._gewijzigd += telling.aantal
        self._verwijderd += len(gone)

    def _fragments(self, beeld: Beeld) -> Iterator[Fragment]:
        return basis.fragments(beeld.zichtbaar, self._opdracht.velden, beeld.peildag, beeld.toestand.gezien)

    def _beeld(self, revisie: int, dag: date) -> Beeld:
        opdracht = self._opdracht
        toestand = read_toestand(self._database, opdracht.school, opdracht.jaar, opdracht.stand, revisie)
        return Beeld(toestand, toestand.visible(opdracht.afspraak, dag), dag)


class Telling(Generic[T]):
    """Counts what is read through it."""

    def __init__(self, items: Iterable[T]) -> None:
        self._items, self.aantal = items, 0

    def __iter__(self) -> Iterator[T]:
        for item in self._items:
            self.aantal += 1
            yield item
