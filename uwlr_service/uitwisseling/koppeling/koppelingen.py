"""Links between klanten and schools: made, shown, narrowed, and given a new key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Unpack

from uwlr_service.domain import tijd
from uwlr_service.domain.account import mensnaam
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import AlGekoppeld, Geweigerd, SchoolOnbekend
from uwlr_service.domain.gkv.generiek import Generiektoegang
from uwlr_service.domain.koppeling.deelname import Deelname, Deelnamestand
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gegevenssets import NAMEN, SMALLE_SET
from uwlr_service.domain.koppeling.gkvsets import GKV_NAMEN
from uwlr_service.domain.koppeling.klant import (
    PREFIXES,
    Autorisatiesleutel,
    Klant,
    Koppeling,
    Richting,
    hash_sleutel,
    new_sleutel,
)
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.koppeling.verstrekking import Tolerantiegebruik, Verstrekking
from uwlr_service.domain.school.regels import is_name
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.generiek import GkvGeneriekRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.overname import take_over
from uwlr_service.repository.koppeling.sleutels import SleutelRepository
from uwlr_service.repository.koppeling.verstrekkingen import VerstrekkingRepository
from uwlr_service.repository.school.namen import GROEPEN, VESTIGINGEN, NamenRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.afspraakkeuze import Beperking, at, by_school, chosen_keys
from uwlr_service.uitwisseling.koppeling.besluiten import record_ending, record_narrowings
from uwlr_service.uitwisseling.koppeling.sleutelbeheer import require_room
from uwlr_service.uitwisseling.koppeling.uitgifte import Koppelingvorm, Uitgifte
from uwlr_service.uitwisseling.koppeling.verandering import Verandering
from uwlr_service.uitwisseling.koppeling.versmalling import tell_of_change
from uwlr_service.uitwisseling.koppeling.vierogen import require_two

MAX_HEADERVELD = 64
"""UWLR 2.2, autorisatie: klantcode and klantnaam have 1 to 64 characters."""


@dataclass(frozen=True, slots=True)
class Koppelingstand:
    """How far the product behind a link was admitted, and how each school stands in the link."""

    toelating: Toelatingstand
    scholen: Mapping[Schoolcode, Deelnamestand]


@dataclass(frozen=True, slots=True, kw_only=True)
class Koppelingoverzicht:
    """All that is known of a link."""

    koppeling: Koppeling
    toelating: Toelatingstand
    deelnames: tuple[Deelname, ...]
    sleutels: tuple[Autorisatiesleutel, ...]
    afspraken: Mapping[Schoolcode, Gegevensafspraak]
    toleranties: tuple[Tolerantiegebruik, ...]
    verstrekkingen: tuple[Verstrekking, ...]
    generiek: Generiektoegang | None
    """For a link of GKV: whether and from where the drop-in service may be used."""


class Koppelingbeheer:
    """What an operator or a school does with links."""

    def __init__(self, database: Database, secret: bytes) -> None:
        self._database = database
        self._secret = secret

    def add(
        self,
        *,
        klantnaam: str,
        klantcode: str,
        scholen: Sequence[Schoolcode],
        gegevensset: str = SMALLE_SET,
        richting: Richting = Richting.BEIDE,
        door: Handelende,
        **vorm: Unpack[Koppelingvorm],
    ) -> Uitgifte:
        """Make a link and its first key; unless somebody names a set, it is the smallest one.

        It holds at once, in the name of the schools: nobody of them is asked. A klant that is new here
        becomes a koppelpartner whose product is admitted. Extra protected fields ask for two people.

        Raises NietToegestaan for a person, SchoolOnbekend, KlantcodeBezet (the code goes by another name),
        AlGekoppeld (it has a link of this kind with one of the schools), VeldOngeldig, or Geweigerd.
        """
        door.require_no_person()
        _require_names(klantnaam, klantcode)
        prefix = vorm.get("prefix", PREFIXES[0])
        generiek = vorm.get("generiek", False)
        if gegevensset in GKV_NAMEN:
            richting = Richting.LEVEREN
        elif generiek:
            raise Geweigerd("De GeneriekeService is er alleen voor een GKV-koppeling.")
        if gegevensset not in (*NAMEN, *GKV_NAMEN) or prefix not in PREFIXES or not scholen:
            raise Geweigerd(
                "Een koppeling vraagt een bekende gegevensset en prefix, en ten minste één school."
            )
        sleutel = new_sleutel()
        afspraak = Gegevensafspraak(gegevensset=gegevensset).switch(vorm.get("velden", {}))
        namens = mensnaam.people(vorm.get("namens", ()))
        require_two(None, afspraak, namens)
        with self._database.write() as connection:
            known = SchoolRepository(connection).ids(scholen)
            missing = [school for school in scholen if school not in known]
            if missing:
                raise SchoolOnbekend.before_import(missing)
            koppelingen = KoppelingRepository(connection)
            now = tijd.now()
            klant_id = koppelingen.ensure_klant(klantnaam, klantcode)
            # A second link would go on giving what a school takes away from the first.
            present = koppelingen.living(klantcode, known.values(), richtingen=richting.alike)
            if present:
                raise AlGekoppeld.met(f"{klantnaam} ({klantcode})", present)
            take_over(connection, klant_id, klantnaam, now, door.naam)
            koppeling_id = koppelingen.add(klant_id, richting, gegevensset, now)
            verandering = Verandering.of(connection, koppeling_id, door)
            verandering.require_schools(known, SchoolRepository(connection).soorten(known.values()))
            afspraken = dict.fromkeys(sorted(known.values()), afspraak)
            AfspraakRepository(connection).admit(koppeling_id, afspraken, door.naam)
            SleutelRepository(connection).add(
                koppeling_id,
                hash_sleutel(self._secret, sleutel),
                tolerant=vorm.get("tolerant", False),
                prefix=prefix,
                proeftuin=verandering.is_proeftuin,
            )
            if generiek:
                GkvGeneriekRepository(connection).switch(koppeling_id, aan=True)
            deelnames = verandering.deelnames.of_koppeling(koppeling_id)
            verandering.log("deelname-actief", deelnames, afspraakversie=1, namens=sorted(namens))
            verandering.tell_schools(Berichtsoort.DEELNAME_ACTIEF, deelnames)
        koppeling = Koppeling(
            id=koppeling_id,
            klant=Klant(klantnaam, klantcode),
            richting=richting,
            gegevensset=gegevensset,
            scholen=tuple(sorted(known, key=str)),
            aangemaakt=now,
        )
        return Uitgifte(koppeling, sleutel, proeftuin=verandering.is_proeftuin)

    def all(self) -> list[Koppeling]:
        """Every link."""
        with self._database.read() as connection:
            return KoppelingRepository(connection).all()

    def of_school(self, school: Schoolcode) -> list[Koppeling]:
        """Every link of a school, also those that it left. Raises SchoolOnbekend."""
        with self._database.read() as connection:
            school_id = SchoolRepository(connection).get(school)
            return KoppelingRepository(connection).of_school(school_id)

    def standen(self) -> dict[int, Koppelingstand]:
        """What may keep each link from running, by its number; in two statements for all."""
        with self._database.read() as connection:
            toelatingen = KoppelingRepository(connection).toelatingen()
            scholen = DeelnameRepository(connection).standen()
        return {
            number: Koppelingstand(toelatingen[number], scholen.get(number, {})) for number in toelatingen
        }

    def find(self, koppeling_id: int) -> Koppeling:
        """One link by itself. Raises KoppelingOnbekend."""
        with self._database.read() as connection:
            return KoppelingRepository(connection).get(koppeling_id)

    def beside(self, koppeling_id: int) -> dict[Schoolcode, list[int]]:
        """The other links of the same supplier that live, by the schools that this link has too.

        New ones are refused; these were made before. What a school narrows in one still goes over the other.
        """
        with self._database.read() as connection:
            return KoppelingRepository(connection).beside(koppeling_id)

    def lenient(self, koppeling_id: int | None = None) -> list[Koppeling]:
        """The links, or the one that is named, that pass over an unknown gegevenssetid.

        Raises KoppelingOnbekend.
        """
        with self._database.read() as connection:
            koppelingen = KoppelingRepository(connection)
            asked = koppelingen.all() if koppeling_id is None else [koppelingen.get(koppeling_id)]
        return [koppeling for koppeling in asked if koppeling.is_lenient]

    def get(self, koppeling_id: int) -> Koppelingoverzicht:
        """One link with its keys, agreements and what went over it. Raises KoppelingOnbekend."""
        with self._database.read() as connection:
            koppelingen = KoppelingRepository(connection)
            register = VerstrekkingRepository(connection)
            koppeling = koppelingen.get(koppeling_id)
            generiek = None
            if koppeling.richting is Richting.LEVEREN:
                generiek = GkvGeneriekRepository(connection).of(koppeling)
            return Koppelingoverzicht(
                koppeling=koppeling,
                toelating=koppelingen.toelating(koppeling_id),
                deelnames=tuple(DeelnameRepository(connection).of_koppeling(koppeling_id)),
                sleutels=tuple(SleutelRepository(connection).of_koppeling(koppeling_id)),
                afspraken=by_school(AfspraakRepository(connection).current_of(koppeling_id)),
                toleranties=tuple(register.toleranties(koppeling_id)),
                verstrekkingen=tuple(register.of_koppeling(koppeling_id)),
                generiek=generiek,
            )

    def namen(self, koppeling_id: int) -> dict[Schoolcode, dict[str, str]]:
        """The names of the groups and locations of the schools of a link, by key."""
        with self._database.read() as connection:
            namen = NamenRepository(connection)
            scholen = {
                deelname.school_id: deelname.school
                for deelname in AfspraakRepository(connection).current_of(koppeling_id)
            }
            by_soort = [namen.of(soort, scholen) for soort in (GROEPEN, VESTIGINGEN)]
        by_school: dict[Schoolcode, dict[str, str]] = {code: {} for code in scholen.values()}
        for benoemden in by_soort:
            for school_id, own in benoemden.items():
                by_school[scholen[school_id]] |= {benoemd.key: benoemd.naam for benoemd in own}
        return by_school

    def rotate(self, koppeling_id: int, overlap: timedelta, *, door: Handelende) -> Uitgifte:
        """Make a new key for the partner; its present ones open until the overlap ends.

        The new one has the settings of the newest. Keys of schools stay as they are. Raises
        KoppelingOnbekend, Geweigerd for a link that was withdrawn (no key brings consent back) or whose
        product was ended, or that has too many keys which would work on, NietToegestaan, and VersBewijsNodig.
        """
        sleutel = new_sleutel()
        with self._database.write() as connection:
            verandering = Verandering.of_keys(connection, koppeling_id, door)
            verandering.require_sleutel_allowed()
            koppeling = KoppelingRepository(connection).get(koppeling_id)
            sleutels = SleutelRepository(connection)
            own = [sleutel for sleutel in sleutels.of_koppeling(koppeling_id) if sleutel.school is None]
            now = tijd.now()
            until = now + overlap
            if overlap:
                require_room(own, now)
            # Before the new key is there, or it would end with the others.
            sleutels.expire(koppeling_id, until)
            sleutels.add(
                koppeling_id,
                hash_sleutel(self._secret, sleutel),
                tolerant=own[-1].tolerant if own else False,
                prefix=own[-1].prefix if own else PREFIXES[0],
                proeftuin=verandering.is_proeftuin,
            )
            verandering.log_link("sleutel-gemaakt")
            verandering.tell_of_key()
            record_ending(BesluitRepository(connection), koppeling, own, until)
            return Uitgifte(koppeling, sleutel, proeftuin=verandering.is_proeftuin)

    def judge_gegevenssetid(self, koppeling_id: int, *, streng: bool, door: Handelende) -> Koppeling:
        """Let an unknown gegevenssetid be refused, or be passed over; from the next request on.

        Raises NietToegestaan, KoppelingOnbekend, and Geweigerd for a link of GKV, to which nobody sends one,
        or one that was withdrawn.
        """
        door.require(Actie.TOELATEN)
        with self._database.write() as connection:
            koppelingen = KoppelingRepository(connection)
            koppelingen.open(koppeling_id).require_uwlr()
            koppelingen.judge_gegevenssetid(koppeling_id, streng=streng)
            Verandering.of(connection, koppeling_id, door).log_link("gegevenssetid", streng=streng)
            return koppelingen.get(koppeling_id)

    def change_afspraak(
        self,
        koppeling_id: int,
        *,
        school: Schoolcode | None = None,
        velden: Mapping[str, bool] | None = None,
        namens: Collection[str] = (),
        door: Handelende,
        **beperking: Unpack[Beperking],
    ) -> dict[Schoolcode, Gegevensafspraak]:
        """Put a changed agreement in force, for one school of the link or for all; returns the agreements.

        Without any change nothing new is put in force. More extra protected data than went out before, of
        fields or of pupils, ask for the names of two people. It can give more, so it is for the command line:
        ``Versmalling`` is for people. Raises NietToegestaan, KoppelingOnbekend, SchoolOnbekend, VeldOngeldig,
        and Geweigerd for a link that was withdrawn, or for a name of nothing.
        """
        door.require_no_person()
        people = mensnaam.people(namens)
        given: dict[str, Any] = dict(beperking)
        changes = {name: frozenset(value) for name, value in given.items() if value is not None}
        if not velden and not changes:
            return self._shown(koppeling_id, school)
        with self._database.write() as connection:
            verandering = Verandering.begin(connection, koppeling_id, door)
            verandering.require_open()
            afspraken = AfspraakRepository(connection)
            deelnames = at(afspraken.current_of(koppeling_id), koppeling_id, school)
            keys = chosen_keys(NamenRepository(connection), deelnames, changes)
            changed: dict[int, Gegevensafspraak] = {}
            for deelname in deelnames:
                switched = deelname.afspraak.switch(velden or {})
                selectie = replace(switched.selectie, **keys[deelname.school_id])
                afspraak = replace(switched, selectie=selectie)
                if afspraak != deelname.afspraak:
                    require_two(deelname.afspraak, afspraak, people)
                    changed[deelname.school_id] = afspraak
            afspraken.conclude(koppeling_id, changed)
            concluded = afspraken.current_of(koppeling_id)
            former = {deelname.school_id: deelname.afspraak for deelname in deelnames}
            different = {
                lopend.school_id: (former[lopend.school_id], lopend.afspraak)
                for lopend in concluded
                if lopend.school_id in changed
            }
            tell_of_change(verandering, different, people)
            record_narrowings(BesluitRepository(connection), verandering.koppeling, deelnames, concluded)
            return by_school(at(concluded, koppeling_id, school))

    def _shown(self, koppeling_id: int, school: Schoolcode | None) -> dict[Schoolcode, Gegevensafspraak]:
        """The agreements in force, or the last one of a school that is named, also if it left since."""
        with self._database.read() as connection:
            KoppelingRepository(connection).get(koppeling_id)
            afspraken = AfspraakRepository(connection)
            if school is None:
                return by_school(afspraken.current_of(koppeling_id))
            return by_school(at(afspraken.last_of(koppeling_id), koppeling_id, school))


def _require_names(klantnaam: str, klantcode: str) -> None:
    """Raise Geweigerd for a name or a code that no header can carry."""
    for veld, waarde in (("klantnaam", klantnaam), ("klantcode", klantcode)):
        if not is_name(waarde, MAX_HEADERVELD):
            raise Geweigerd(
                f"De {veld} telt 1 tot {MAX_HEADERVELD} leesbare tekens, zonder spaties eromheen."
            )
