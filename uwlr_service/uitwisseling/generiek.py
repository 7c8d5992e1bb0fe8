"""The drop-in service: who asks with name and key in the body gets what the agreement of GKV holds."""

import hmac
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import GeneriekUit, LeverancierOngeldig, SchoolNietGekoppeld
from uwlr_service.domain.gegevensafspraak import Gegevensafspraak, Veldenlijst
from uwlr_service.domain.generiek import (
    Leerlingenlijst,
    Leveranciersverzoek,
    Medewerkerslijst,
)
from uwlr_service.domain.gkvsets import GKV_VERSIE
from uwlr_service.domain.klant import Richting, hash_sleutel
from uwlr_service.domain.schoolgegevens import Schoolgegevens
from uwlr_service.domain.uitsnede import cut
from uwlr_service.domain.verzoek import Geldigheid
from uwlr_service.formats.generiek.leerlingen import write_leerlingen
from uwlr_service.formats.generiek.medewerkers import write_medewerkers
from uwlr_service.formats.generiek.namespaces import GET_LEERLINGEN
from uwlr_service.formats.gkv import basis
from uwlr_service.repository.afspraken import AfspraakRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv_generiek import GkvGeneriekRepository
from uwlr_service.repository.gkv_nummers import GkvNummers
from uwlr_service.repository.scholen import Stand
from uwlr_service.repository.schoolgegevens import SchoolgegevensRepository
from uwlr_service.repository.toegang import Ingang, Sleutelhouder, ToegangRepository
from uwlr_service.repository.verstrekkingen import Uitgegeven
from uwlr_service.uitwisseling.generieksamenstelling import leerlingenlijst, medewerkerslijst
from uwlr_service.uitwisseling.register import Register
from uwlr_service.uitwisseling.tempo import Tempo

MISLUKT_PER_MINUUT = 10
"""Calls with a wrong name or key that one address may make in a minute."""


@dataclass(frozen=True, slots=True)
class Lijstantwoord:
    """The element ``return`` of an answer, and how much is in it."""

    inhoud: bytes
    aantallen: dict[str, int]


class Generiek:
    """getLeerlingen and getMedewerkers (gkv.md 1.1)."""

    def __init__(self, database: Database, secret: bytes, register: Register, per_minuut: int) -> None:
        self._database, self._secret, self._register = database, secret, register
        self._toegang, self._nummers = ToegangRepository(database), GkvNummers(database)
        self._calls = Tempo(per_minuut)
        self._failures = Tempo(min(per_minuut, MISLUKT_PER_MINUUT))
        self._good: set[str] = set()

    def identify(self, verzoek: Leveranciersverzoek, adres: str) -> Sleutelhouder:
        """Who asks; ``adres`` is where the call comes from.

        Raises LeverancierOngeldig, the same for a name that is unknown, a key that is wrong, withdrawn or
        of a link that is none of GKV; TeVeelVerzoeken; GeneriekUit.
        """
        digest = hash_sleutel(self._secret, verzoek.leveranciersleutel)
        # Partners share addresses: who guesses must not shut out a key that opened before.
        if digest not in self._good:
            self._failures.check(adres)
        houder = self._toegang.sleutelhouder(digest)
        if houder is None or not _opens(houder, digest, verzoek.leveranciernaam):
            self._failures.count(adres)
            self._good.discard(digest)
            raise LeverancierOngeldig
        self._good.add(digest)
        self._calls.take(houder.koppeling_id)
        with self._database.read() as connection:
            if not GkvGeneriekRepository(connection).is_aan(houder.koppeling_id):
                raise GeneriekUit
        self._register.use(houder.sleutel_id)
        return houder

    def answer(self, houder: Sleutelhouder, verzoek: Leveranciersverzoek) -> Lijstantwoord:
        """The answer to a request of a known supplier; a school year without data gives empty lists.

        Raises SchoolNietGekoppeld, whether there is such a school or not.
        """
        ingang = self._toegang.ingang(houder.koppeling_id, verzoek.school, verzoek.schooljaar)
        if ingang is None:
            raise SchoolNietGekoppeld
        if ingang.revisie is None or ingang.moment is None or ingang.schooljaar_id is None:
            return self._write(verzoek.operatie, None, _afspraakloos(), ingang.school_id)
        geldigheid = Geldigheid.of(ingang.moment, ingang.afspraak_moment, ingang.omslagdagen, tijd.now())
        afspraak, gegevens = self._read(ingang, verzoek, geldigheid)
        velden = afspraak.veldenlijst(GKV_VERSIE)
        antwoord = self._write(
            verzoek.operatie,
            cut(gegevens, afspraak, velden, geldigheid.peildatum).gegevens,
            velden,
            ingang.school_id,
        )
        self._register.give(
            Uitgegeven(
                koppeling_id=houder.koppeling_id,
                schooljaar_id=ingang.schooljaar_id,
                revisie=ingang.revisie,
                afspraak_id=ingang.afspraak_id,
                aanmaakdatum=geldigheid.moment,
                bericht=verzoek.operatie,
                xsdversie=GKV_VERSIE,
                gegevensset=velden.gegevensset,
                groepen="",
            ),
            [],
        )
        return antwoord

    def _read(
        self, ingang: Ingang, verzoek: Leveranciersverzoek, geldigheid: Geldigheid
    ) -> tuple[Gegevensafspraak, Schoolgegevens]:
        stand = Stand(
            schooljaar_id=ingang.schooljaar_id or 0,
            school_id=ingang.school_id,
            revisie=ingang.revisie or 0,
            moment=geldigheid.moment,
        )
        with self._database.read() as connection:
            afspraak = AfspraakRepository(connection).get(ingang.afspraak_id)
            gegevens = SchoolgegevensRepository(connection).read(verzoek.school, verzoek.schooljaar, stand)
        return afspraak, basis.with_jaargroepen(
            gegevens, {one.key: one.jaargroep for one in gegevens.groepen}
        )

    def _write(
        self, operatie: str, gegevens: Schoolgegevens | None, velden: Veldenlijst, school_id: int
    ) -> Lijstantwoord:
        if operatie == GET_LEERLINGEN:
            leerlingen = leerlingenlijst(gegevens, velden) if gegevens else Leerlingenlijst()
            nummers = self._nummers.ensure(school_id, leerlingen.nummersleutels())
            inhoud = write_leerlingen(leerlingen, velden, nummers)
            return Lijstantwoord(inhoud, {"leerlingen": len(leerlingen.leerlingen)})
        medewerkers = medewerkerslijst(gegevens) if gegevens else Medewerkerslijst()
        nummers = self._nummers.ensure(school_id, medewerkers.nummersleutels())
        inhoud = write_medewerkers(medewerkers, velden, nummers)
        return Lijstantwoord(inhoud, {"leerkrachten": len(medewerkers.medewerkers)})


def _opens(houder: Sleutelhouder, digest: str, naam: str) -> bool:
    """Whether a key that was found opens this service for this name, at no time that tells which is wrong."""
    is_same = hmac.compare_digest(houder.hash, digest) & hmac.compare_digest(
        houder.klantnaam.encode(), naam.encode()
    )
    return (
        is_same
        and houder.richting == Richting.LEVEREN
        and houder.ingetrokken is None
        and (houder.geldig_tot is None or tijd.now() < houder.geldig_tot)
    )


def _afspraakloos() -> Veldenlijst:
    """What an empty answer may hold: nothing of anybody."""
    return Veldenlijst("", GKV_VERSIE, frozenset(), frozenset(), frozenset())
