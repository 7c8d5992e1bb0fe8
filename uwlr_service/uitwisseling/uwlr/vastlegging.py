"""Storing the results of a message that was found right, in one transaction."""

import threading
from collections.abc import Collection, Iterator, Mapping, Sequence

from uwlr_service.domain.fouten import InhoudOngeldig
from uwlr_service.domain.uwlr.leerlingherkenning import unknown
from uwlr_service.domain.uwlr.plaats import melding_at
from uwlr_service.domain.uwlr.resultaat import Leerresultaten, Resultaat
from uwlr_service.domain.uwlr.resultaatregels import Bevinding, refuse
from uwlr_service.domain.uwlr.verwerking import Afname, Vastgelegd, Verwerking, process
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.leerlingzoeker import LeerlingzoekerRepository
from uwlr_service.repository.uwlr.resultaten import Ontvangen, ResultaatRepository
from uwlr_service.repository.uwlr.toetsdefinities import Momentopname, ToetsdefinitieRepository
from uwlr_service.uitwisseling.memory import Memory

TURNS = 64


class BerichtBekend(Exception):
    """Another worker stored this very message meanwhile."""


class Vastlegging:
    """Stores messages; one serves all threads of a process."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # The database makes messages of one school wait for each other. Here they wait before they take a
        # connection, so that one busy school cannot hold all connections of the process. Schools that share
        # a turn by chance wait for each other too, which does no harm.
        self._turns = [threading.Lock() for _ in range(TURNS)]
        # The numbers of definitions by klant and digest: a definition that is stored never changes or goes.
        self._definities: Memory[tuple[int, str], int] = Memory()

    def store(
        self, ontvangen: Ontvangen, bericht: Leerresultaten, leerlingen: Sequence[str], *, tolerant: bool
    ) -> Verwerking:
        """Store a message; ``leerlingen`` are the keys of its pupils, one for each toetsafname.

        Once this returns, all of it is in the database for good; if it raises, nothing is. Raises
        BerichtBekend, LeerlingOngeldig for a pupil who was forgotten since, and InhoudOngeldig for keys that
        belong to other results.
        """
        opnamen = {toets.toetscode.waarde: Momentopname.of(toets) for toets in bericht.toetsen}
        with self._turns[ontvangen.school_id % TURNS], self._database.write() as connection:
            resultaten = ResultaatRepository(connection)
            # First of all: this takes the school's next revision, and from here on until the commit nobody
            # else stores results of this school. Anything that is read before it may be out of date by then.
            revisie = resultaten.begin(ontvangen)
            if revisie is None:
                # Raised and not returned: a rollback puts the revision number back.
                raise BerichtBekend
            # The message refers to the school, which therefore nobody locks to forget a pupil from here on.
            known = LeerlingzoekerRepository(connection).known(ontvangen.school_id, leerlingen)
            refuse(_forgotten(bericht, leerlingen, known))
            definities = self._ensure(ToetsdefinitieRepository(connection), ontvangen, bericht, opnamen)
            new = list(_vastgelegd(ontvangen, bericht, leerlingen, opnamen, definities))
            present = resultaten.present(
                ontvangen.klant_id, ontvangen.school_id, (vastgelegd.key for vastgelegd in new)
            )
            # The other finding that waits until here. An earlier message may hold the key, and which messages
            # are earlier is settled by the lock.
            refuse(_taken_keys(bericht, new, present))
            doubles = _doubles(resultaten, ontvangen, new) if tolerant else {}
            verwerking = process(new, present, doubles, tolerant=tolerant)
            resultaten.write(ontvangen, revisie, verwerking)
        # Only after the commit: a number that was rolled back will be given to another definition.
        self._definities.add({(ontvangen.klant_id, digest): number for digest, number in definities.items()})
        return verwerking

    def _ensure(
        self,
        repository: ToetsdefinitieRepository,
        ontvangen: Ontvangen,
        bericht: Leerresultaten,
        opnamen: Mapping[str, Momentopname],
    ) -> dict[str, int]:
        """The numbers, by digest, of the definitions that results use; those that are new are stored."""
        used = {resultaat.toetscode for resultaat in bericht.resultaten()}
        wanted = [opnamen[toetscode] for toetscode in sorted(used)]
        remembered: dict[str, int] = {}
        for opname in wanted:
            number = self._definities.get((ontvangen.klant_id, opname.digest))
            if number is None:
                return repository.ensure(ontvangen.klant_id, wanted, ontvangen.ontvangen)
            remembered[opname.digest] = number
        return remembered


def _forgotten(
    bericht: Leerresultaten, leerlingen: Sequence[str], known: Collection[str]
) -> Iterator[Bevinding]:
    """Results of pupils who were there when they were recognised, and of whom nothing is kept now."""
    for toetsafname, leerling in zip(bericht.toetsafnames, leerlingen, strict=True):
        if leerling not in known:
            yield unknown(toetsafname)


def _doubles(
    resultaten: ResultaatRepository, ontvangen: Ontvangen, new: Sequence[Vastgelegd]
) -> Mapping[Afname, list[Vastgelegd]]:
    afnamen = {vastgelegd.afname for vastgelegd in new}
    return resultaten.doubles(ontvangen.klant_id, ontvangen.school_id, afnamen)


def _vastgelegd(
    ontvangen: Ontvangen,
    bericht: Leerresultaten,
    leerlingen: Sequence[str],
    opnamen: Mapping[str, Momentopname],
    definities: Mapping[str, int],
) -> Iterator[Vastgelegd]:
    """The results of a message as they will be stored, in the order of the message."""
    for toetsafname, leerling in zip(bericht.toetsafnames, leerlingen, strict=True):
        for resultaat in toetsafname.resultaten:
            opname = opnamen[resultaat.toetscode]
            yield Vastgelegd(
                key=resultaat.key,
                afname=_afname(leerling, resultaat, opname),
                definitie=definities[opname.digest],
                uitslag=resultaat.uitslag,
                aanmaakdatum=ontvangen.aanmaakdatum,
                infourl=resultaat.infourl,
                resultaatverwerkerid=toetsafname.resultaatverwerkerid,
            )


def _afname(leerling: str, resultaat: Resultaat, opname: Momentopname) -> Afname:
    versie = resultaat.versie or opname.toets.versie
    return Afname(
        leerling=leerling,
        toetsvocabulaire=opname.toets.toetscode.vocabulaire,
        toetscode=resultaat.toetscode,
        versie=versie.waarde if versie else None,
        toetsonderdeelcode=resultaat.toetsonderdeelcode,
        afnamedatum=resultaat.afnamedatum,
    )


def _taken_keys(
    bericht: Leerresultaten, new: Sequence[Vastgelegd], present: Mapping[str, Vastgelegd]
) -> Iterator[Bevinding]:
    """Results that use the key of another pupil's result, or of a result of another test."""
    if not present:
        return
    for resultaat, vastgelegd in zip(bericht.resultaten(), new, strict=True):
        known = present.get(vastgelegd.key)
        if known is not None and not vastgelegd.is_about_the_same(known):
            key = vastgelegd.key
            tekst = f"de key '{key}' is eerder gebruikt voor een andere leerling of een andere toets"
            verwacht = "een key die nog niet is gebruikt"
            yield InhoudOngeldig, melding_at(resultaat.plaats, tekst, verwacht=verwacht, key=key)
