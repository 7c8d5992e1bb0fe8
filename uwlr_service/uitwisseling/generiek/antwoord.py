"""The drop-in service: a supplier sends name and key, and gets what its agreement of GKV holds."""

import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import (
    AdresGeweigerd,
    GeneriekUit,
    LeverancierOngeldig,
    SchoolNietGekoppeld,
    VestigingOnduidelijk,
)
from uwlr_service.domain.gkv.generiek import Leerlingenlijst, Leveranciersverzoek, Medewerkerslijst
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Veldenlijst
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_VERSIE
from uwlr_service.domain.koppeling.klant import Richting, Sleutelhouder
from uwlr_service.domain.koppeling.verstrekking import Uitgegeven
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.uwlr.verzoek import Geldigheid
from uwlr_service.formats.generiek.leerlingen import write_leerlingen
from uwlr_service.formats.generiek.medewerkers import write_medewerkers
from uwlr_service.formats.generiek.namespaces import GET_LEERLINGEN
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.generiek import GkvGeneriekRepository
from uwlr_service.repository.gkv.nummers import GkvNummers
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.toegang import Schoolingang, ToegangRepository
from uwlr_service.repository.school.dossiers import DossierRepository, Dossierstand
from uwlr_service.repository.school.scholen import Schooljaarstand
from uwlr_service.uitwisseling.generiek.dossier import Generiekdossier
from uwlr_service.uitwisseling.generiek.samenstelling import leerlingenlijst, medewerkerslijst
from uwlr_service.uitwisseling.gkv.dossierlevering import Dossierlevering
from uwlr_service.uitwisseling.gkv.toestand import Toestand, read_toestand
from uwlr_service.uitwisseling.koppeling.register import Register
from uwlr_service.uitwisseling.koppeling.schooltoegang import is_open
from uwlr_service.uitwisseling.koppeling.sleuteloverlap import Sleuteloverlap
from uwlr_service.uitwisseling.tempo import StrictTempo

NIETS = Veldenlijst(
    gegevensset="", xsdversie=GKV_VERSIE, velden=frozenset(), verplicht=frozenset(), verwacht=frozenset()
)
"""The fields of an answer about a school year without data: none."""
FAILURES_PER_MINUTE = 10
"""Calls with a wrong name or key that one address may make in a minute."""


@dataclass(frozen=True, slots=True)
class Lijstantwoord:
    """The element ``return`` of an answer, how much is in it, of which school, and under which agreement."""

    inhoud: bytes
    aantallen: dict[str, int]
    school: Schoolcode
    afspraak_id: int


class Generiek:
    """getLeerlingen and getMedewerkers (docs/gkv-soap.rst)."""

    def __init__(
        self,
        database: Database,
        secret: bytes,
        register: Register,
        per_minute: int,
        *,
        old_secret: bytes | None = None,
    ) -> None:
        self._database = database
        self._overlap = Sleuteloverlap(database, secret, old_secret)
        self._register = register
        self._toegang = ToegangRepository(database)
        self._nummers = GkvNummers(database)
        self._calls = StrictTempo(per_minute)
        self._failures = StrictTempo(min(per_minute, FAILURES_PER_MINUTE))
        # The hashes of keys that opened. Every one is of a key that was issued, so there are few.
        self._good: set[str] = set()

    def identify(self, verzoek: Leveranciersverzoek, adres: str) -> Sleutelhouder:
        """The supplier that asks; ``adres`` is where the call comes from.

        Raises LeverancierOngeldig, the same for a name that is unknown, and for a key that is wrong,
        withdrawn or of a link that is not one of GKV. Also raises TeVeelVerzoeken.
        """
        digest = self._overlap.digest(verzoek.leveranciersleutel)
        # Partners share addresses: somebody who guesses must not shut out a key that opened before.
        if digest not in self._good:
            self._failures.check(adres)
        houder = self._opened(digest, verzoek.leveranciernaam) or self._opened_before(verzoek)
        if houder is None:
            self._failures.count(adres)
            self._good.discard(digest)
            raise LeverancierOngeldig
        self._good.add(digest)
        self._calls.take(houder.koppeling_id)
        return houder

    def _opened(self, digest: str, naam: str) -> Sleutelhouder | None:
        """The holder of the key with this hash, if it is good for this name."""
        houder = self._toegang.sleutelhouder(digest)
        if houder is None or not _opens(houder, digest, naam):
            return None
        return houder

    def _opened_before(self, verzoek: Leveranciersverzoek) -> Sleutelhouder | None:
        """The holder of a key that is still hashed with the secret of before."""
        digest = self._overlap.old_digest(verzoek.leveranciersleutel)
        if digest is None:
            return None
        houder = self._opened(digest, verzoek.leveranciernaam)
        if houder is not None:
            self._overlap.renew(houder, verzoek.leveranciersleutel)
        return houder

    def admit(self, houder: Sleutelhouder, adres: str) -> None:
        """Raise GeneriekUit if the service is off for a link, AdresGeweigerd if it is for other addresses."""
        with self._database.read() as connection:
            toegang = GkvGeneriekRepository(connection).get(houder.koppeling_id)
        if not toegang.aan:
            raise GeneriekUit
        if not toegang.admits(adres):
            raise AdresGeweigerd
        self._register.use(houder.sleutel_id)

    def answer(self, houder: Sleutelhouder, verzoek: Leveranciersverzoek) -> Lijstantwoord:
        """The answer to a request of a known supplier; a school year without data gives empty lists.

        Raises SchoolNietGekoppeld, whether there is such a school or not, and VestigingOnduidelijk.
        """
        verzoek, ingang = self._located(houder, verzoek)
        stand = ingang.stand
        if stand is None:
            inhoud, aantallen = self._write(_empty(verzoek.operatie), NIETS, ingang.school_id)
            return self._answered(inhoud, aantallen, verzoek, ingang)
        grondslag = self._read(ingang.afspraak_id, stand, verzoek)
        velden = grondslag.afspraak.veldenlijst(GKV_VERSIE)
        geldigheid = Geldigheid.of(
            grondslag.moment(stand), ingang.afspraak_moment, stand.omslagdagen, tijd.now()
        )
        lijst = self._lijst(verzoek.operatie, ingang.school_id, grondslag, geldigheid.peildatum)
        inhoud, aantallen = self._write(lijst, velden, ingang.school_id)
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
        return self._answered(inhoud, aantallen, verzoek, ingang)

    @staticmethod
    def _answered(
        inhoud: bytes, aantallen: dict[str, int], verzoek: Leveranciersverzoek, ingang: Schoolingang
    ) -> Lijstantwoord:
        return Lijstantwoord(
            inhoud=inhoud, aantallen=aantallen, school=verzoek.school, afspraak_id=ingang.afspraak_id
        )

    def _located(
        self, houder: Sleutelhouder, verzoek: Leveranciersverzoek
    ) -> tuple[Leveranciersverzoek, Schoolingang]:
        """The request for a school that the link covers, and what it opens there.

        A BRIN alone means its main location or, when the link has nothing to do with that one, the only
        location of that BRIN that it covers.
        """
        ingang = self._toegang.ingang(houder.koppeling_id, verzoek.school, verzoek.schooljaar)
        if ingang is None and verzoek.is_brin_alone:
            verzoek = replace(verzoek, school=self._only_vestiging(houder, verzoek.school))
            ingang = self._toegang.ingang(houder.koppeling_id, verzoek.school, verzoek.schooljaar)
        if ingang is None or not is_open(houder, ingang, Richting.LEVEREN):
            raise SchoolNietGekoppeld
        return verzoek, ingang

    def _only_vestiging(self, houder: Sleutelhouder, school: Schoolcode) -> Schoolcode:
        brincode = school.brincode or ""
        with self._database.read() as connection:
            vestigingen = GkvGeneriekRepository(connection).vestigingen(houder.koppeling_id, brincode)
        if not vestigingen:
            raise SchoolNietGekoppeld
        if len(vestigingen) > 1:
            # The key of the caller opens all of them, so they may be named.
            brinnummers = [f"{brincode}{vestiging.dependancecode}" for vestiging in vestigingen]
            raise VestigingOnduidelijk(brincode, brinnummers)
        return vestigingen[0]

    def _read(self, afspraak_id: int, stand: Schooljaarstand, verzoek: Leveranciersverzoek) -> "_Grondslag":
        with self._database.read() as connection:
            afspraak = AfspraakRepository(connection).get(afspraak_id)
            dossier = DossierRepository(connection).stand(stand.school_id)
        toestand = read_toestand(self._database, verzoek.school, verzoek.schooljaar, stand)
        return _Grondslag(afspraak, dossier, toestand)

    def _lijst(
        self, operatie: str, school_id: int, grondslag: "_Grondslag", peildatum: date
    ) -> Leerlingenlijst | Medewerkerslijst:
        """The list of one operation, cut to the agreement as on a day."""
        afspraak = grondslag.afspraak
        zichtbaar = grondslag.toestand.visible(afspraak, peildatum)
        dossier = Generiekdossier(
            Dossierlevering(self._database, school_id, afspraak.veldenlijst(GKV_VERSIE)),
            grondslag.dossier.revisie,
            afspraak,
            zichtbaar,
        )
        if operatie == GET_LEERLINGEN:
            return leerlingenlijst(zichtbaar, grondslag.toestand.gezien, dossier.of_leerlingen())
        return medewerkerslijst(zichtbaar, dossier.of_medewerkers())

    def _write(
        self, lijst: Leerlingenlijst | Medewerkerslijst, velden: Veldenlijst, school_id: int
    ) -> tuple[bytes, dict[str, int]]:
        nummers = self._nummers.ensure(school_id, lijst.nummersleutels())
        if isinstance(lijst, Leerlingenlijst):
            inhoud = write_leerlingen(lijst, velden, nummers)
            return inhoud, {"leerlingen": len(lijst.leerlingen)}
        inhoud = write_medewerkers(lijst, velden, nummers)
        return inhoud, {"leerkrachten": len(lijst.medewerkers)}


@dataclass(frozen=True, slots=True)
class _Grondslag:
    """The sources of one answer."""

    afspraak: Gegevensafspraak
    dossier: Dossierstand
    toestand: Toestand

    def moment(self, stand: Schooljaarstand) -> datetime:
        """When the data last changed; the dossier only counts under an agreement that delivers it."""
        if self.afspraak.gegevensset == GKV_BASIS or self.dossier.moment is None:
            return stand.moment
        return max(stand.moment, self.dossier.moment)


def _empty(operatie: str) -> Leerlingenlijst | Medewerkerslijst:
    if operatie == GET_LEERLINGEN:
        return Leerlingenlijst()
    return Medewerkerslijst()


def _opens(houder: Sleutelhouder, digest: str, naam: str) -> bool:
    """Whether a key that was found opens this service for this name."""
    # Both are compared, whatever the first says, and in a time that does not depend on where they differ: a
    # caller cannot learn from the clock whether it was the name or the key.
    is_same = hmac.compare_digest(houder.hash, digest) & hmac.compare_digest(
        houder.klantnaam.encode(), naam.encode()
    )
    return is_same and houder.richting == Richting.LEVEREN and houder.is_valid(tijd.now())
