"""The content of a package: each set of the agreement as a whole, as its changes, or not at all."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from uwlr_service.domain.fouten import LeveringAangehouden
from uwlr_service.domain.gkv.levering import Levering, Pakketbestand, Reden, Setstatus, Verwijzing
from uwlr_service.domain.koppeling.gkvinhoud import SET_OF
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.deel import exceeds, in_words
from uwlr_service.domain.school.dossier import SETINHOUD
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats.gkv import basis, bestand, edex
from uwlr_service.formats.gkv.fragmenten import Fragment
from uwlr_service.formats.gkv.pakket import Pakketschrijver
from uwlr_service.formats.rooster import VORMEN, zipped
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.gkv.dossierlevering import Afloop, Bereik, Dossierlevering
from uwlr_service.uitwisseling.gkv.leveringsopdracht import Opdracht
from uwlr_service.uitwisseling.gkv.mutaties import compare, redenen
from uwlr_service.uitwisseling.gkv.rooster.samenstelling import RoosterOnmogelijk, make_rooster
from uwlr_service.uitwisseling.gkv.toestand import Toestand, read_toestand

log = logging.getLogger(__name__)

BASIS_SET = "basis"
EDEX_SET = "edex"


@dataclass(frozen=True, slots=True)
class Beeld:
    """A school on a day: all of its data, and the part that the agreement lets through."""

    toestand: Toestand
    zichtbaar: Schoolgegevens
    peildag: date

    @property
    def alles(self) -> Schoolgegevens:
        """All data of the school, the part that this partner may not see included."""
        return self.toestand.gegevens


@dataclass(frozen=True, slots=True)
class Omvang:
    """How much a delivery is: objects in it, objects to remove, and the pupils that a partner then has.

    ``edex`` is whether everybody is in it once more, as EDEXML or as a roster; ``let_op`` says which rosters
    are not in it and why, and in which of them people share an account.
    """

    gewijzigd: int = 0
    verwijderd: int = 0
    leerlingen: int = 0
    edex: bool = False
    let_op: tuple[str, ...] = ()


class Pakketinhoud:
    """Writes the sets of one delivery.

    ``retried`` are the rosters that the delivery before did not hold: "no changes" would say of a file that a
    partner never got that it still holds.
    """

    def __init__(self, database: Database, opdracht: Opdracht, retried: frozenset[str]) -> None:
        self._database = database
        self._retried = retried
        self._opdracht = opdracht
        self._dossier = Dossierlevering(database, opdracht.stand.school_id, opdracht.velden)
        self._is_repeated = False
        self._let_op: list[str] = []
        self._gewijzigd = 0
        self._verwijderd = 0

    def fill(self, pakket: Pakketschrijver, full: bool, allow_shrink: bool) -> Omvang:
        """Write the sets, and say how much it was.

        Raises LeveringAangehouden when too many pupils would have to go.
        """
        opdracht = self._opdracht
        vorige = opdracht.vorige
        if not full and vorige is not None and opdracht.is_unchanged and not self._retried:
            for naam, is_on in self._sets():
                status = Setstatus.GEENWIJZIGINGEN if is_on else Setstatus.UIT
                pakket.bestanden.append(Pakketbestand(set=naam, status=status))
            for naam in opdracht.roosters:
                pakket.bestanden.append(Pakketbestand(set=naam, status=Setstatus.GEENWIJZIGINGEN))
            return Omvang(leerlingen=vorige.leerlingen)
        now = self._beeld(opdracht.stand.revisie, opdracht.peildag)
        before: Beeld | None = None
        if not full and vorige is not None:
            # Read back as it was and on the day that it was made for, but by the agreement of now: a delta
            # is only made while the agreement is the same.
            before = self._beeld(vorige.revisie, vorige.peildag)
        self._brake(now, before, allow_shrink)
        is_changed = self._write_basis(pakket, now, before)
        if opdracht.afspraak.gegevensset != GKV_BASIS:
            self._write_extended(pakket, now, before, is_changed)
        for naam in opdracht.roosters:
            self._write_rooster(pakket, naam, now, is_changed, allow_shrink=allow_shrink)
        return Omvang(
            self._gewijzigd,
            self._verwijderd,
            len(now.zichtbaar.leerlingen),
            self._is_repeated,
            tuple(self._let_op),
        )

    def _sets(self) -> Iterator[tuple[str, bool]]:
        """The sets of this kind of link, and whether the school turned each on."""
        yield BASIS_SET, True
        if self._opdracht.afspraak.gegevensset == GKV_BASIS:
            return
        for naam in (*SETINHOUD, EDEX_SET):
            yield naam, f"set/{naam}" in self._opdracht.velden.velden

    def _write_basis(self, pakket: Pakketschrijver, now: Beeld, before: Beeld | None) -> bool:
        """Write the set basis; returns whether there is anything new in it."""
        opdracht = self._opdracht
        school = self._school(now, opdracht.schoolnaam)
        new = self._fragments(now)
        if before is None or opdracht.vorige is None:
            self._add_volledig(pakket, BASIS_SET, school, new)
            return True
        old = self._fragments(before)
        present = list(new)
        mutaties = compare(old, present, redenen(now.alles, now.peildag), opdracht.peilmoment)
        gone = [*mutaties.verwijderd, *self._vergeten(BASIS_SET, present)]
        is_other = school != self._school(before, opdracht.vorige.schoolnaam)
        self._add_mutatie(pakket, BASIS_SET, school, mutaties.gewijzigd, gone, is_other)
        return bool(is_other or mutaties.gewijzigd or gone)

    def _school(self, beeld: Beeld, naam: str | None) -> str:
        """The element school with the moment of today, so that two are equal if the school is unchanged."""
        return bestand.school_element(beeld.alles.school, self._opdracht.peildag, self._opdracht.moment, naam)

    def _brake(self, now: Beeld, before: Beeld | None, allow_shrink: bool) -> None:
        """Hold a delivery that takes too many pupils away, the full ones of 1 August included.

        A delivery that shrank because the school narrowed its agreement still goes out.
        """
        opdracht = self._opdracht
        vorige = opdracht.vorige
        if allow_shrink or vorige is None or vorige.afspraakversie != opdracht.afspraak.versie:
            return
        if before is None and vorige.schooljaar == opdracht.jaar:
            before = self._before_full(vorige)
        present = {leerling.key for leerling in now.zichtbaar.leerlingen}
        # Between two school years, and where what a partner had was purged, only numbers can be compared.
        vergeten = sum(entiteit == "leerling" for entiteit, _ in opdracht.vergetelheid.verwijzingen)
        had = vorige.leerlingen - vergeten
        gone = had - len(present)
        if before is not None and len(before.zichtbaar.leerlingen) >= had:
            had = len(before.zichtbaar.leerlingen)
            gone = sum(leerling.key not in present for leerling in before.zichtbaar.leerlingen)
        # On most nights nobody goes, and then no package asks for the part.
        if gone <= 0:
            return
        with self._database.read() as connection:
            deel = SchoolRepository(connection).rem(opdracht.stand.school_id)
        if exceeds(gone, had, deel):
            raise LeveringAangehouden(
                f"De levering aan koppeling {opdracht.koppeling.id} zou bij school {opdracht.school} {gone}"
                f" van de {had} leerlingen verwijderen: meer dan {in_words(deel)}."
            )

    def _before_full(self, vorige: Levering) -> Beeld | None:
        """What a partner had before a full delivery; None where it is what they get again."""
        is_same = vorige.revisie == self._opdracht.stand.revisie
        if is_same and not self._opdracht.has_turned_since(vorige.peildag):
            return None  # most full packages of a week
        return self._beeld(vorige.revisie, vorige.peildag)

    def _write_extended(
        self, pakket: Pakketschrijver, now: Beeld, before: Beeld | None, is_changed: bool
    ) -> None:
        opdracht = self._opdracht
        new = self._dossier.bereik(now.zichtbaar, opdracht.afspraak, opdracht.dossier.revisie)
        old: Bereik | None = None
        if before is not None and opdracht.vorige is not None:
            old = self._dossier.bereik(before.zichtbaar, opdracht.afspraak, opdracht.vorige.dossierrevisie)
        waarom = redenen(now.alles, now.peildag)
        for naam, is_on in self._sets():
            if not is_on:
                pakket.bestanden.append(Pakketbestand(set=naam, status=Setstatus.UIT))
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
            return
        afloop.verwijderd += self._vergeten(naam, self._dossier.objects(naam, new))
        changes: Iterator[Fragment] = iter(())
        if old != new:
            changes = self._dossier.changes(naam, old, new, afloop)
        self._add_mutatie(pakket, naam, "", changes, afloop.verwijderd)

    def _vergeten(self, naam: str, present: Iterable[Fragment]) -> list[Verwijzing]:
        """The objects of a set to remove because a pupil was forgotten; those that came back are not.

        The earlier state does not have them any more, so that comparing with it says nothing of them.
        """
        wanted = [name for name in self._opdracht.vergetelheid.verwijzingen if SET_OF[name[0]] == naam]
        if not wanted:
            return []
        there = {(fragment.entiteit, fragment.key) for fragment in present}
        return [
            Verwijzing(
                entiteit=entiteit,
                key=key,
                reden=Reden.VERWIJDERD,
                tijdstip=self._opdracht.peilmoment,
            )
            for entiteit, key in reversed(wanted)
            if (entiteit, key) not in there
        ]

    def _write_edex(self, pakket: Pakketschrijver, now: Beeld, is_changed: bool) -> None:
        if not now.zichtbaar.leerlingen:
            pakket.bestanden.append(Pakketbestand(set=EDEX_SET, status=Setstatus.LEEG))
        elif not is_changed:
            pakket.bestanden.append(Pakketbestand(set=EDEX_SET, status=Setstatus.GEENWIJZIGINGEN))
        else:
            entry = Pakketbestand(
                set=EDEX_SET,
                status=Setstatus.VOLLEDIG,
                naam=f"{EDEX_SET}.xml",
                records=len(now.zichtbaar.leerlingen),
            )
            pakket.add(entry, edex.write(now.zichtbaar, self._opdracht.velden))
            self._is_repeated = True

    def _write_rooster(
        self, pakket: Pakketschrijver, naam: str, now: Beeld, is_changed: bool, *, allow_shrink: bool
    ) -> None:
        """Write the set basis in a format of others, always as a whole.

        Where the agreement lacks what the format demands, or too many pupils do not fit, that is off, and the
        rest of the package goes on: a school that gives less must not stop what it does give.
        """
        if not is_changed and naam not in self._retried:
            pakket.bestanden.append(Pakketbestand(set=naam, status=Setstatus.GEENWIJZIGINGEN))
            return
        vorm = VORMEN[naam]
        try:
            rooster = make_rooster(
                vorm, self._opdracht, now.toestand, now.zichtbaar, now.peildag, allow_shrink=allow_shrink
            )
        except RoosterOnmogelijk as onmogelijk:
            log.warning("no %s in the package: %s", naam, onmogelijk.tekst)
            self._let_op.append(f"{naam} is uit in dit pakket. {onmogelijk.tekst}")
            pakket.bestanden.append(Pakketbestand(set=naam, status=Setstatus.UIT))
            return
        if shared := vorm.shared_accounts(rooster):
            self._let_op.append(
                f"{naam} van school {self._opdracht.school}: {shared} personen delen hun"
                f" {vorm.formaat.account} met een ander."
            )
        entry = Pakketbestand(
            set=naam,
            status=Setstatus.VOLLEDIG,
            naam=f"{naam}.zip",
            records=len(rooster.gebruikers),
        )
        pakket.add(entry, zipped(vorm, rooster))
        self._is_repeated = True

    def _add_volledig(
        self, pakket: Pakketschrijver, naam: str, head: str, fragments: Iterable[Fragment]
    ) -> None:
        teller = Teller(fragments)
        pieces = bestand.write_volledig(head, teller, variant=self._opdracht.variant, naam=naam)
        entry = Pakketbestand(set=naam, status=Setstatus.VOLLEDIG, naam=f"{naam}.xml")
        # How many there were is known once the stream is written.
        pakket.add(entry, pieces, lambda: teller.aantal)
        self._gewijzigd += teller.aantal

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
        # A stream and not a list: the changes of a dossier can be more than fit in memory. The first is read
        # ahead, to see if there is anything to write a file for; when there is none, ``gone`` is complete.
        remaining = iter(changed)
        ahead = list(islice(remaining, 1))
        if not ahead and not gone and not is_other:
            pakket.bestanden.append(Pakketbestand(set=naam, status=Setstatus.GEENWIJZIGINGEN))
            return
        teller = Teller(chain(ahead, remaining))
        pieces = bestand.write_mutatie(head, teller, gone, variant=self._opdracht.variant, naam=naam)
        entry = Pakketbestand(set=naam, status=Setstatus.MUTATIE, naam=f"{naam}.xml")
        pakket.add(entry, pieces, lambda: teller.aantal + len(gone))
        self._gewijzigd += teller.aantal
        self._verwijderd += len(gone)

    def _fragments(self, beeld: Beeld) -> Iterator[Fragment]:
        return basis.fragments(beeld.zichtbaar, self._opdracht.velden, beeld.peildag, beeld.toestand.gezien)

    def _beeld(self, revisie: int, dag: date) -> Beeld:
        opdracht = self._opdracht
        toestand = read_toestand(self._database, opdracht.school, opdracht.jaar, opdracht.stand, revisie)
        return Beeld(toestand, toestand.visible(opdracht.afspraak, dag), dag)


class Teller:
    """Counts the fragments that are read through it."""

    def __init__(self, fragments: Iterable[Fragment]) -> None:
        self._fragments = fragments
        self.aantal = 0

    def __iter__(self) -> Iterator[Fragment]:
        for fragment in self._fragments:
            self.aantal += 1
            yield fragment
