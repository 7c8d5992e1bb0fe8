"""The drop-in service: who asks with name and key in the body gets what the agreement of GKV holds."""

import hmac
from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import AdresGeweigerd, GeneriekUit, LeverancierOngeldig, SchoolNietGekoppeld
from uwlr_service.domain.gkv.generiek import Leerlingenlijst, Leveranciersverzoek, Medewerkerslijst
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Veldenlijst
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_VERSIE
from uwlr_service.domain.koppeling.klant import Richting, Sleutelhouder, hash_sleutel
from uwlr_service.domain.koppeling.verstrekking import Uitgegeven
from uwlr_service.domain.uwlr.verzoek import Geldigheid
from uwlr_service.formats.generiek.leerlingen import write_leerlingen
from uwlr_service.formats.generiek.medewerkers import write_medewerkers
from uwlr_service.formats.generiek.namespaces import GET_LEERLINGEN
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.generiek import GkvGeneriekRepository
from uwlr_service.repository.gkv.nummers import GkvNummers
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.toegang import ToegangRepository
from uwlr_service.repository.school.dossiers import DossierRepository, Dossierstand
from uwlr_service.repository.school.scholen import Schooljaarstand
from uwlr_service.uitwisseling.generiek.dossier import Generiekdossier
from uwlr_service.uitwisseling.generiek.samenstelling import leerlingenlijst, medewerkerslijst
from uwlr_service.uitwisseling.gkv.toestand import Toestand, read_toestand
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.tempo import StrictTempo

NIETS = Veldenlijst(
    gegevensset="", xsdversie=GKV_VERSIE, velden=frozenset(), verplicht=frozenset(), verwacht=frozenset()
)
"""What an empty answer may hold."""
MISLUKT_PER_MINUUT = 10
"""Calls with a wrong name or key that one address may make in a minute."""


@dataclass(frozen=True, slots=True)
class Lijstantwoord:
    """The element ``return`` of an answer, and how much is in it."""

    inhoud: bytes
    aantallen: dict[str, int]


class Generiek:
    """getLeerlingen and getMedewerkers (docs/gkv-soap.rst)."""

    def __init__(self, database: Database, secret: bytes, register: Register, per_minuut: int) -> None:
        self._database, self._secret, self._register = database, secret, register
        self._toegang, self._nummers = ToegangRepository(database), GkvNummers(database)
        self._calls = StrictTempo(per_minuut)
        self._failures = StrictTempo(min(per_minuut, MISLUKT_PER_MINUUT))
        self._good: set[str] = set()

    def identify(self, verzoek: Leveranciersverzoek, adres: str) -> Sleutelhouder:
        """Who asks; ``adres`` is where the call comes from.

        Raises LeverancierOngeldig, the same for a name that is unknown, a key that is wrong, withdrawn or
        of a link that is none of GKV; TeVeelVerzoeken.
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
        return houder

    def admit(self, houder: Sleutelhouder, adres: str) -> None:
        """Refuse who may not use this service, or not from there. Raises GeneriekUit, AdresGeweigerd."""
        with self._database.read() as connection:
            toegang = GkvGeneriekRepository(connection).get(houder.koppeling_id)
        if not toegang.aan:
            raise GeneriekUit
        if not toegang.admits(adres):
            raise AdresGeweigerd
        self._register.use(houder.sleutel_id)

    def answer(self, houder: Sleutelhouder, verzoek: Leveranciersverzoek) -> Lijstantwoord:
        """The answer to a request of a known supplier; a school year without data gives empty lists.

        Raises SchoolNietGekoppeld, whether there is such a school or not.
        """
        ingang = self._toegang.ingang(houder.koppeling_id, verzoek.school, verzoek.schooljaar)
        if ingang is None:
            raise SchoolNietGekoppeld
        is_leerlingen = verzoek.operatie == GET_LEERLINGEN
        stand = ingang.stand
        if stand is None:
            return self._write(
                Leerlingenlijst() if is_leerlingen else Medewerkerslijst(), NIETS, ingang.school_id
            )
        grondslag = self._read(ingang.afspraak_id, stand, verzoek)
        afspraak = grondslag.afspraak
        velden = afspraak.veldenlijst(GKV_VERSIE)
        moment = stand.moment
        if afspraak.gegevensset != GKV_BASIS and grondslag.dossier.moment is not None:
            moment = max(moment, grondslag.dossier.moment)
        geldigheid = Geldigheid.of(moment, ingang.afspraak_moment, stand.omslagdagen, tijd.now())
        zichtbaar = grondslag.toestand.visible(afspraak, geldigheid.peildatum)
        lezer = Generiekdossier(
            self._database, ingang.school_id, grondslag.dossier.revisie, afspraak, velden, zichtbaar
        )
        antwoord = self._write(
            leerlingenlijst(zichtbaar, grondslag.toestand.gezien, lezer.of_leerlingen())
            if is_leerlingen
            else medewerkerslijst(zichtbaar, lezer.of_medewerkers()),
            velden,
            ingang.school_id,
        )
        self._register.give(
            Uitgegeven(
                koppeling_id=houder.koppeling_id,
                schooljaar_id=stand.schooljaar_id,
                revisie=stand.revisie,
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

    def _read(self, afspraak_id: int, stand: Schooljaarstand, verzoek: Leveranciersverzoek) -> "_Grondslag":
        with self._database.read() as connection:
            afspraak = AfspraakRepository(connection).get(afspraak_id)
            dossier = DossierRepository(connection).stand(stand.school_id)
        toestand = read_toestand(self._database, verzoek.school, verzoek.schooljaar, stand)
        return _Grondslag(afspraak, dossier, toestand)

    def _write(
        self, lijst: Leerlingenlijst | Medewerkerslijst, velden: Veldenlijst, school_id: int
    ) -> Lijstantwoord:
        nummers = self._nummers.ensure(school_id, lijst.nummersleutels())
        if isinstance(lijst, Leerlingenlijst):
            inhoud = write_leerlingen(lijst, velden, nummers)
            return Lijstantwoord(inhoud, {"leerlingen": len(lijst.leerlingen)})
        inhoud = write_medewerkers(lijst, velden, nummers)
        return Lijstantwoord(inhoud, {"leerkrachten": len(lijst.medewerkers)})


@dataclass(frozen=True, slots=True)
class _Grondslag:
    """What an answer is made from."""

    afspraak: Gegevensafspraak
    dossier: Dossierstand
    toestand: Toestand


def _opens(houder: Sleutelhouder, digest: str, naam: str) -> bool:
    """Whether a key that was found opens this service for this name, at no time that tells which is wrong."""
    is_same = hmac.compare_digest(houder.hash, digest) & hmac.compare_digest(
        houder.klantnaam.encode(), naam.encode()
    )
    return is_same and houder.richting == Richting.LEVEREN and houder.is_valid(tijd.now())
