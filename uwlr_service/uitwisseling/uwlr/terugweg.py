"""The push: a klant brings results, and they are stored completely or not at all (UWLR 2.2)."""

import hashlib
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import AutorisatieOngeldig, Melding, OngeldigBericht
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.uwlr.leerlingherkenning import Leerlingherkenning, asked
from uwlr_service.domain.uwlr.resultaat import Leerresultaten
from uwlr_service.domain.uwlr.resultaatregels import Bevinding, refuse, violations
from uwlr_service.domain.uwlr.verwerking import Afname, Vastgelegd, Verwerking, process
from uwlr_service.domain.uwlr.vocabulaire import term_violations, uses
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.toegang import Ingang, Sleutelhouder, ToegangRepository
from uwlr_service.repository.school.leerlingzoeker import LeerlingzoekerRepository
from uwlr_service.repository.uwlr.resultaten import Berichtenzoeker, Ontvangen, ResultaatRepository
from uwlr_service.repository.uwlr.toetsdefinities import Momentopname, ToetsdefinitieRepository
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.toegang import Toegang
from uwlr_service.uitwisseling.uwlr.vocabulaires import Vocabulaires

MOST_REMEMBERED = 10_000
TURNS = 64
FAST = 1
"""The level of compression: messages are many and mostly never read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bevestiging:
    """What became of a message that was taken, for the log; the sender only hears that it was."""

    soort: str
    resultaten: int
    toegevoegd: int = 0
    gewijzigd: int = 0
    ingehaald: int = 0

    @property
    def aantallen(self) -> dict[str, int]:
        """The counts by name; of what did not happen, none."""
        names = ("resultaten", "toegevoegd", "gewijzigd", "ingehaald")
        return {name: count for name in names if (count := getattr(self, name))}


BEVESTIGD, HERHAALD = "bevestigd", "herhaald"


class _Repeated(Exception):
    """Another worker stored this very message meanwhile."""


class Terugweg:
    """BrengLeerresultaten."""

    def __init__(self, database: Database, register: Register, vocabulaires: Vocabulaires) -> None:
        self._database, self._register, self._vocabulaires = database, register, vocabulaires
        self._toegang, self._berichten = ToegangRepository(database), Berichtenzoeker(database)
        # What is remembered here is never changed in the database, and small; so it cannot be stale.
        self._lock = threading.Lock()
        # The database lets messages of one school wait for each other; here they wait without a connection.
        self._turns = [threading.Lock() for _ in range(TURNS)]
        self._selecties: dict[int, Leerlingselectie] = {}
        self._definities: dict[tuple[int, str], int] = {}

    def store(self, toegang: Toegang, bericht: Leerresultaten, document: bytes) -> Bevestiging:
        """Store a valid message; once this returns, it is in the database for good.

        ``document`` is the message in canonical form, without its header. Raises AutorisatieOngeldig when the
        key opens nothing, not this school, or not this direction; otherwise one error for all findings.
        """
        houder = toegang.houder
        if houder is None or not Richting(houder.richting).allows(Richting.BRENGEN):
            raise AutorisatieOngeldig
        ingang = self._toegang.ingang(houder.koppeling_id, bericht.school, bericht.schooljaar)
        if ingang is None:
            raise AutorisatieOngeldig
        self._register.use(houder.sleutel_id)
        digest = hashlib.sha256(document).hexdigest()
        if self._berichten.is_known(houder.klant_id, ingang.school_id, digest):
            return Bevestiging(soort=HERHAALD, resultaten=bericht.aantal)
        with self._database.read() as connection:
            selectie = self._selectie(AfspraakRepository(connection), ingang.afspraak_id)
            inschrijvingen = LeerlingzoekerRepository(connection).find(
                ingang.school_id, asked(bericht.toetsafnames)
            )
        leerlingen = Leerlingherkenning(inschrijvingen, selectie, bericht.schooljaar)
        found = list(violations(bericht, tijd.now()))
        named = uses(bericht)
        if named:
            found += term_violations(bericht, self._vocabulaires.find_all(named))
        keys: list[str] = []
        for toetsafname in bericht.toetsafnames:
            leerling = leerlingen.find(toetsafname)
            if isinstance(leerling, str):
                keys.append(leerling)
            else:
                found.append(leerling)
        refuse(found)
        ontvangen = _ontvangen(houder, ingang, bericht, digest, document)
        try:
            verwerking = self._write(ontvangen, bericht, keys, tolerant=toegang.tolerant)
        except _Repeated:
            return Bevestiging(soort=HERHAALD, resultaten=bericht.aantal)
        return Bevestiging(
            soort=BEVESTIGD,
            resultaten=bericht.aantal,
            toegevoegd=len(verwerking.toegevoegd),
            gewijzigd=len(verwerking.gewijzigd),
            ingehaald=len(verwerking.ingehaald),
        )

    def _write(
        self, ontvangen: Ontvangen, bericht: Leerresultaten, leerlingen: Sequence[str], *, tolerant: bool
    ) -> Verwerking:
        opnamen = {toets.toetscode.waarde: Momentopname.of(toets) for toets in bericht.toetsen}
        used = {resultaat.toetscode for resultaat in bericht.resultaten()}
        with self._turns[ontvangen.school_id % TURNS], self._database.write() as connection:
            resultaten = ResultaatRepository(connection)
            revisie = resultaten.begin(ontvangen)
            # From here on nobody else stores results of this school.
            if revisie is None:
                raise _Repeated
            klant_id, school_id = ontvangen.klant_id, ontvangen.school_id
            definities = self._ids(
                ToetsdefinitieRepository(connection), ontvangen, [opnamen[code] for code in sorted(used)]
            )
            new = list(_vastgelegd(ontvangen, bericht, leerlingen, opnamen, definities))
            present = resultaten.present(klant_id, school_id, (one.key for one in new))
            refuse(_taken_keys(bericht, new, present))
            doubles: Mapping[Afname, list[Vastgelegd]] = {}
            if tolerant:
                doubles = resultaten.doubles(klant_id, school_id, {one.afname for one in new})
            verwerking = process(new, present, doubles, tolerant=tolerant)
            resultaten.write(ontvangen, revisie, verwerking)
        with self._lock:  # only now that they are there for good
            if len(self._definities) > MOST_REMEMBERED:
                self._definities.clear()
            self._definities.update({(klant_id, digest): number for digest, number in definities.items()})
        return verwerking

    def _ids(
        self, repository: ToetsdefinitieRepository, ontvangen: Ontvangen, opnamen: Sequence[Momentopname]
    ) -> dict[str, int]:
        klant_id = ontvangen.klant_id
        known = {opname.digest: self._definities.get((klant_id, opname.digest)) for opname in opnamen}
        if None in known.values():
            return repository.ensure(klant_id, opnamen, ontvangen.ontvangen)
        return {digest: number for digest, number in known.items() if number is not None}

    def _selectie(self, afspraken: AfspraakRepository, afspraak_id: int) -> Leerlingselectie:
        found = self._selecties.get(afspraak_id)
        if found is None:
            found = afspraken.get(afspraak_id).selectie
            with self._lock:
                if len(self._selecties) > MOST_REMEMBERED:
                    self._selecties.clear()
                self._selecties[afspraak_id] = found
        return found


def _ontvangen(
    houder: Sleutelhouder, ingang: Ingang, bericht: Leerresultaten, digest: str, document: bytes
) -> Ontvangen:
    return Ontvangen(
        school_id=ingang.school_id,
        klant_id=houder.klant_id,
        koppeling_id=houder.koppeling_id,
        sleutel_id=houder.sleutel_id,
        digest=digest,
        schooljaar=bericht.schooljaar,
        xsdversie=bericht.xsdversie,
        aanmaakdatum=tijd.to_utc(bericht.aanmaakdatum),
        ontvangen=tijd.now(),
        auteur=bericht.auteur,
        commentaar=bericht.commentaar,
        aantal=bericht.aantal,
        inhoud=zlib.compress(document, FAST),
    )


def _vastgelegd(
    ontvangen: Ontvangen,
    bericht: Leerresultaten,
    leerlingen: Sequence[str],
    opnamen: Mapping[str, Momentopname],
    definities: Mapping[str, int],
) -> Iterator[Vastgelegd]:
    for toetsafname, leerling in zip(bericht.toetsafnames, leerlingen, strict=True):
        for resultaat in toetsafname.resultaten:
            opname = opnamen[resultaat.toetscode]
            versie = resultaat.versie or opname.toets.versie
            yield Vastgelegd(
                key=resultaat.key,
                afname=Afname(
                    leerling,
                    opname.toets.toetscode.vocabulaire,
                    resultaat.toetscode,
                    versie.waarde if versie else None,
                    resultaat.toetsonderdeelcode,
                    resultaat.afnamedatum,
                ),
                definitie=definities[opname.digest],
                uitslag=resultaat.uitslag,
                aanmaakdatum=ontvangen.aanmaakdatum,
                infourl=resultaat.infourl,
                resultaatverwerkerid=toetsafname.resultaatverwerkerid,
            )


def _taken_keys(
    bericht: Leerresultaten, new: Sequence[Vastgelegd], present: Mapping[str, Vastgelegd]
) -> Iterator[Bevinding]:
    """Results that use a key of another pupil's result, or of one of another test."""
    if not present:
        return
    for resultaat, one in zip(bericht.resultaten(), new, strict=True):
        known = present.get(one.key)
        if known is not None and not one.is_about_the_same(known):
            tekst = f"de key '{one.key}' is eerder gebruikt voor een andere leerling of een andere toets"
            yield OngeldigBericht, Melding(tekst=tekst, regel=resultaat.regel, key=one.key)
