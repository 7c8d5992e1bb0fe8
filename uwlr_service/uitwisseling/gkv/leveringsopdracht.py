"""The sources of a delivery, and whether it has to be a full one (docs/gkv-1.rst)."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd, SchoolOnbekend
from uwlr_service.domain.gkv.levering import FULL_EVERY, Levering, Leveringsoort
from uwlr_service.domain.gkv.rooster import TWENTIETH
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak, Veldenlijst
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_VERSIE, ROOSTERS, VARIANTEN
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.proeftuin.proeftuin import in_testbereik
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.leveringen import LeveringRepository
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.gkv.vergeten import NOBODY, VergeetVerwijzingRepository, Vergetelheid
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.proeftuin.proeftuinen import ProeftuinRepository
from uwlr_service.repository.school.dossiers import DossierRepository, Dossierstand
from uwlr_service.repository.school.scholen import Schooljaarstand, SchoolRepository


@dataclass(frozen=True, slots=True, kw_only=True)
class Opdracht:
    """The sources of a delivery: link, school, agreement, the present state and the delivery before.

    ``roosterdeel`` is the part of the pupils that a roster may leave out.
    """

    koppeling: Koppeling
    school: Schoolcode
    jaar: Schooljaar
    stand: Schooljaarstand
    dossier: Dossierstand
    schoolnaam: str | None
    deelname: Deelnamestand
    toelating: Toelatingstand
    schoolsoort: Schoolsoort
    afspraak: Gegevensafspraak
    afspraak_id: int
    vorige: Levering | None
    laatste_volledige: Levering | None
    moment: datetime
    roosterdeel: Fraction = TWENTIETH
    volledig_gevraagd: bool = False
    vanaf: int | None = None
    vergetelheid: Vergetelheid = NOBODY

    @property
    def beletsel(self) -> str | None:
        """Why nothing of this school may leave over this link now, in a sentence; None if it may."""
        if self.deelname is not Deelnamestand.ACTIEF:
            return f"School {self.school} heeft koppeling {self.koppeling.id} gepauzeerd."
        if not self.toelating.opens(self.schoolsoort):
            return (
                f"{self.koppeling.klant.naam} is niet toegelaten voor school {self.school}; de"
                f" toelating staat op {self.toelating}."
            )
        return None

    def require_leaves(self) -> None:
        """Raise Geweigerd if nothing of this school may leave over this link now."""
        if self.beletsel is not None:
            raise Geweigerd(self.beletsel)

    @property
    def volgnummer(self) -> int:
        """The number of this delivery: the next one, unless it has to begin further on (``db restored``)."""
        following = 1
        if self.vorige is not None:
            following = self.vorige.volgnummer + 1
        return max(following, self.vanaf or following)

    @property
    def peildag(self) -> date:
        """The day for which the statuses of pupils are taken."""
        return tijd.today(self.moment)

    @property
    def velden(self) -> Veldenlijst:
        """The fields that may go out."""
        return self.afspraak.veldenlijst(GKV_VERSIE)

    @property
    def roosters(self) -> list[str]:
        """The formats of others in which the agreement asks for the set basis once more."""
        return [naam for naam in ROOSTERS if f"set/{naam}" in self.velden.velden]

    @property
    def variant(self) -> str:
        """The name of this kind of link in the format."""
        return VARIANTEN[self.afspraak.gegevensset]

    @property
    def peilmoment(self) -> datetime:
        """The moment of the newest change in the delivery."""
        if self.dossier.moment is None or self.afspraak.gegevensset == GKV_BASIS:
            return self.stand.moment
        return max(self.stand.moment, self.dossier.moment)

    @property
    def must_be_full(self) -> bool:
        """Whether a delta is not enough: at first, under another agreement or year, weekly, on request."""
        vorige = self.vorige
        full = self.laatste_volledige
        return (
            self.volledig_gevraagd
            or vorige is None
            or full is None
            or vorige.afspraakversie != self.afspraak.versie
            or vorige.schooljaar != self.jaar
            or self.moment - full.gemaakt >= FULL_EVERY
        )

    @property
    def is_unchanged(self) -> bool:
        """Whether the delivery cannot differ from the one before, judged without reading any record."""
        vorige = self.vorige
        return (
            vorige is not None
            and not self.vergetelheid.verwijzingen
            and vorige.revisie == self.stand.revisie
            and vorige.schoolnaam == self.schoolnaam
            and (self.afspraak.gegevensset == GKV_BASIS or vorige.dossierrevisie == self.dossier.revisie)
            and not self.has_turned_since(vorige.peildag)
        )

    def has_turned_since(self, dag: date) -> bool:
        """Whether a pupil's status changed by itself after a day: such a change makes no revision."""
        return any(
            dag.isoformat() < omslagdag <= self.peildag.isoformat() for omslagdag in self.stand.omslagdagen
        )


def read_opdracht(database: Database, koppeling_id: int, school: Schoolcode, moment: datetime) -> Opdracht:
    """The sources of the next delivery.

    Raises KoppelingOnbekend, SchoolOnbekend, and Geweigerd for a link that is withdrawn or not of GKV.
    """
    with database.read() as connection:
        koppelingen = KoppelingRepository(connection)
        leveringen = LeveringRepository(connection)
        koppeling = koppelingen.bare(koppeling_id)
        koppeling.require_gkv()
        if not koppelingen.opens_at(koppeling_id, moment):
            raise Geweigerd(f"Koppeling {koppeling_id} is ingetrokken.")
        plaats = DeelnameRepository(connection).plaats(koppeling_id, school)
        if plaats is None:
            raise SchoolOnbekend.buiten(koppeling_id, school)
        school_id = plaats.school_id
        jaar = _jaar(connection, school, moment)
        stand = SchoolRepository(connection).stand(school, jaar)
        if stand is None:
            raise SchoolOnbekend.without_gegevens(school, jaar)
        dossiers = DossierRepository(connection)
        afspraak_id, afspraak = AfspraakRepository(connection).in_force(koppeling_id, school_id)
        vorige = leveringen.last(koppeling_id, school_id)
        laatste_volledige = vorige
        if vorige is not None and vorige.soort is not Leveringsoort.VOLLEDIG:
            laatste_volledige = leveringen.last_full(koppeling_id, school_id)
        asked = OphalingRepository(connection).volledig_asked(koppeling_id, school_id)
        return Opdracht(
            koppeling=koppeling,
            school=school,
            jaar=jaar,
            stand=stand,
            dossier=dossiers.stand(school_id),
            schoolnaam=dossiers.naam(school_id),
            deelname=plaats.stand,
            toelating=koppelingen.toelating(koppeling_id),
            schoolsoort=plaats.soort,
            afspraak=afspraak,
            afspraak_id=afspraak_id,
            vorige=vorige,
            laatste_volledige=laatste_volledige,
            moment=tijd.whole_second(moment),
            roosterdeel=TWENTIETH if plaats.roosterdeel is None else plaats.roosterdeel,
            volledig_gevraagd=asked is not None,
            vanaf=asked.vanaf if asked is not None else None,
            vergetelheid=VergeetVerwijzingRepository(connection).of(koppeling_id, school_id),
        )


def _jaar(connection: Transaction, school: Schoolcode, moment: datetime) -> Schooljaar:
    """The school year of a delivery: that of the clock, and at a proeftuin that of its day."""
    proeftuin = None
    if in_testbereik(school):
        proeftuin = ProeftuinRepository(connection).of_brincode(str(school.brincode))
    return Schooljaar.at(tijd.today(moment)) if proeftuin is None else proeftuin.lopend_schooljaar
