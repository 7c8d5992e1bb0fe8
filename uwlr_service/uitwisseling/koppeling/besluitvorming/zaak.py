"""One proposal to one school, within one transaction: what may happen to it, and what does."""

from dataclasses import dataclass

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.overgang import events_in, follow
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan, VoorstelVeranderd
from uwlr_service.domain.koppeling.besluitvorming.stand import VOORSTELOVERGANGEN, Voorstelgebeurtenis
from uwlr_service.domain.koppeling.besluitvorming.tweede import EersteJa
from uwlr_service.domain.koppeling.deelname import OVERGANGEN, Deelname, Deelnamegebeurtenis
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.koppeling.voorstel import Besluit, Voorstel
from uwlr_service.domain.taal import Taal
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.koppeling.aanbieders import Aanbieder
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.getoond import GetoondRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.voorstellen import Plaats, VoorstelRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.besluitvorming.melden import Melder, Voorgesteld
from uwlr_service.uitwisseling.koppeling.besluitvorming.voorgelegd import Voorgelegd, lay_before


@dataclass(frozen=True, slots=True, kw_only=True)
class Zaak:
    """A proposal with all that a decision about it needs."""

    connection: Transaction
    door: Handelende
    plaats: Plaats
    voorstel: Voorstel
    koppeling: Koppeling
    """The link, without its schools."""
    deelname: Deelname
    aanbieder: Aanbieder
    eerste: EersteJa | None
    """The yes that waits for a second person."""

    @classmethod
    def read(cls, connection: Transaction, voorstel_id: int, door: Handelende, actie: Actie) -> "Zaak":
        """A proposal. Raises NietToegestaan for one that is not there, or not for them."""
        placed = VoorstelRepository(connection).placed(voorstel_id)
        if placed is None:
            raise NietToegestaan
        plaats, voorstel = placed
        koppeling, aanbieder = KoppelingRepository(connection).offered(plaats.koppeling_id)
        deelname = DeelnameRepository(connection).get(plaats.koppeling_id, voorstel.school)
        if deelname is None:
            raise NietToegestaan
        door.require(actie, school=voorstel.school, koppelpartner=aanbieder.eigenaar)
        eerste = None
        if voorstel.eerste is not None:
            eerste = GetoondRepository(connection).eerste(voorstel_id)
        return cls(
            connection=connection,
            door=door,
            plaats=plaats,
            voorstel=voorstel,
            koppeling=koppeling,
            deelname=deelname,
            aanbieder=aanbieder,
            eerste=eerste,
        )

    @classmethod
    def locked(cls, connection: Transaction, voorstel_id: int, door: Handelende, actie: Actie) -> "Zaak":
        """The same for a decision: what others did is seen, and nobody else decides until this ends."""
        plaats = VoorstelRepository(connection).find(voorstel_id)
        if plaats is not None:
            KoppelingRepository(connection).lock(plaats.koppeling_id)
        return cls.read(connection, voorstel_id, door, actie)

    @property
    def geldend(self) -> Gegevensafspraak | None:
        """The agreement in force; None for a school that does not take part."""
        return self.deelname.afspraak if self.deelname.stand.takes_part else None

    @property
    def is_more(self) -> bool:
        """Whether the school takes part already."""
        return self.geldend is not None

    @property
    def melder(self) -> Melder:
        """Tells of this link."""
        return Melder(self.connection, self.door, self.plaats.koppeling_id, self.aanbieder)

    @property
    def voorgesteld(self) -> Voorgesteld:
        """The proposal as it is told of."""
        return Voorgesteld(
            voorstel=self.voorstel.id,
            school_id=self.plaats.school_id,
            school=self.voorstel.school,
            schoolnaam=self.voorstel.schoolnaam,
            is_more=self.is_more,
        )

    def lay_before(self, taal: Taal) -> Voorgelegd:
        """The proposal as somebody reads it."""
        return lay_before(
            self.voorstel, self.koppeling.richting, self.aanbieder, self.geldend, self.eerste, taal
        )

    def shown_by(self, digest: str) -> Voorgelegd | None:
        """What a digest was taken of, in whichever language; None if it changed since."""
        for taal in Taal:
            voorgelegd = self.lay_before(taal)
            if voorgelegd.getoond.digest == digest:
                return voorgelegd
        return None

    def require_shown(self, digest: str) -> Voorgelegd:
        """What was shown. Raises VoorstelVeranderd, and OvergangOngeldig for what was decided already."""
        if self.voorstel.besluit is Besluit.VERVANGEN:
            raise VoorstelVeranderd
        self.follow(Voorstelgebeurtenis.DECLINE)  # whoever can still decline can still decide
        voorgelegd = self.shown_by(digest)
        if voorgelegd is None:
            raise VoorstelVeranderd
        return voorgelegd

    def follow(self, gebeurtenis: Voorstelgebeurtenis) -> None:
        """Raise OvergangOngeldig unless this can happen to the proposal now."""
        follow(VOORSTELOVERGANGEN, self.voorstel.stand, gebeurtenis)

    def require_reach(self) -> None:
        """Raise Geweigerd for a real school as long as the product was admitted to test schools alone.

        It may have become a real one since it was asked. A product that was stopped opens nothing anyway.
        """
        soort = SchoolRepository(self.connection).locked_soort(self.plaats.school_id)
        toelating = self.aanbieder.toelating
        if toelating.is_proeftuin and not toelating.opens(soort):
            raise Geweigerd(f"{self.aanbieder.product} is nog niet toegelaten voor echte scholen.")

    def can(self, gebeurtenis: Voorstelgebeurtenis) -> bool:
        """Whether this can happen to the proposal now."""
        return gebeurtenis in events_in(VOORSTELOVERGANGEN, self.voorstel.stand)

    def close(self, besluit: Besluit, gebeurtenis: Deelnamegebeurtenis, reden: str | None = None) -> None:
        """End the proposal without an agreement; a school that does not take part has then decided that."""
        koppeling_id, school_id = self.plaats
        if not self.is_more:
            overgang = follow(OVERGANGEN, self.deelname.stand, gebeurtenis)
            DeelnameRepository(self.connection).change(koppeling_id, school_id, overgang.naar, tijd.now())
        VoorstelRepository(self.connection).decide(koppeling_id, [school_id], besluit, self.door.naam, reden)
