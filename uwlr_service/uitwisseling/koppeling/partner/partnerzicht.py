"""What a koppelpartner sees of its own links. No pupil data come by here."""

from collections.abc import Mapping
from datetime import timedelta

from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.account.rollen import Actie
from uwlr_service.domain.fouten import NietToegestaan
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import chosen_fields
from uwlr_service.domain.koppeling.deelname import Deelname
from uwlr_service.domain.koppeling.klant import Koppeling, Richting
from uwlr_service.domain.koppeling.partner import Partnersleutel
from uwlr_service.domain.koppeling.partnerzicht import (
    Koppelingzicht,
    Partnerstart,
    Schoolregel,
    Testschool,
    Verwijdertaak,
)
from uwlr_service.domain.koppeling.voorstel import Besluit, Voorstel
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.gkv.ophalingen import OphalingRepository
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.aanbieders import Aanbieder, AanbiederRepository
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.partner.koppelpartners import KoppelpartnerRepository
from uwlr_service.repository.koppeling.partner.partnerzicht import PartnerzichtRepository
from uwlr_service.repository.koppeling.partnersleutels import PartnersleutelRepository
from uwlr_service.repository.koppeling.sleutels import SleutelRepository
from uwlr_service.repository.koppeling.voorstellen import VoorstelRepository
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record

DECIDED = frozenset({Besluit.GEACCEPTEERD, Besluit.AFGEWEZEN})
"""Of these the partner reads the remark of the school; one beside a first yes of two is not said yet."""
FAULTS_OF = timedelta(days=7)
"""Of how long the faults are counted on the first page."""


class Partnerzicht:
    """The pages of a partner ask here; each question costs as many statements for one school as for many.

    A link is asked for beside its koppelpartner, and one of somebody else looks as if it is not there:
    NietToegestaan.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, koppelpartner_id: int, *, door: Handelende) -> Partnerstart:
        """The links of a partner, in numbers."""
        door.require(Actie.PARTNER_ZIEN, koppelpartner=koppelpartner_id)
        with self._database.read() as connection:
            koppelpartner = KoppelpartnerRepository(connection).get(koppelpartner_id)
            if koppelpartner is None:
                raise NietToegestaan
            zicht = PartnerzichtRepository(connection)
            koppelingen, nacht = zicht.koppelingen(koppelpartner_id, tijd.now() - FAULTS_OF)
        return Partnerstart(koppelpartner=koppelpartner, koppelingen=tuple(koppelingen), nacht=nacht)

    def require(self, koppelpartner_id: int, koppeling_id: int, *, door: Handelende) -> Aanbieder:
        """The company behind a link, which is the one that was named."""
        with self._database.read() as connection:
            return _own(connection, koppelpartner_id, koppeling_id, door)

    def koppeling(self, koppelpartner_id: int, koppeling_id: int, *, door: Handelende) -> Koppelingzicht:
        """One link with its schools, keys and webhook."""
        with self._database.read() as connection:
            aanbieder = _own(connection, koppelpartner_id, koppeling_id, door)
            koppeling = KoppelingRepository(connection).bare(koppeling_id)
            last: dict[Schoolcode, Voorstel] = {}
            for voorstel in VoorstelRepository(connection).of_koppeling(koppeling_id):
                last[voorstel.school] = voorstel
            deelnames = DeelnameRepository(connection).of_koppeling(koppeling_id)
            partnersleutels: list[Partnersleutel] = []
            if koppeling.richting is Richting.LEVEREN:
                partnersleutels = PartnersleutelRepository(connection).of_koppeling(koppeling_id)
            sleutels = SleutelRepository(connection).of_koppeling(koppeling_id)
            return Koppelingzicht(
                koppeling=koppeling,
                product=aanbieder.product,
                scholen=tuple(_schoolregel(deelname, last) for deelname in deelnames),
                sleutels=tuple(sleutel for sleutel in sleutels if sleutel.school is None),
                partnersleutels=tuple(partnersleutels),
                webhook=WebhookRepository(connection).url(koppeling_id),
            )

    def te_verwijderen(self, koppelpartner_id: int, *, door: Handelende) -> list[Verwijdertaak]:
        """The schools whose data have to be destroyed, the most urgent first."""
        door.require(Actie.VERWIJDERING, koppelpartner=koppelpartner_id)
        with self._database.read() as connection:
            return PartnerzichtRepository(connection).te_verwijderen(koppelpartner_id)

    def link(self, koppelpartner_id: int, koppeling_id: int, *, door: Handelende) -> Koppeling:
        """One link by itself, without its schools."""
        with self._database.read() as connection:
            _own(connection, koppelpartner_id, koppeling_id, door)
            return KoppelingRepository(connection).bare(koppeling_id)

    def proeftuin(self, koppelpartner_id: int, *, door: Handelende) -> tuple[Partnerstart, list[Testschool]]:
        """The links of a partner, and the test schools with those of the links that they take part in."""
        start = self.start(koppelpartner_id, door=door)
        with self._database.read() as connection:
            numbers = [koppeling.id for koppeling in start.koppelingen]
            return start, PartnerzichtRepository(connection).testscholen(numbers)

    def ask_volledig(
        self, koppelpartner_id: int, koppeling_id: int, school: Schoolcode, *, door: Handelende
    ) -> None:
        """Let the next package of a test school be a full one; for real schools the pull API does that."""
        with self._database.write() as connection:
            aanbieder = _own(connection, koppelpartner_id, koppeling_id, door)
            joined = PartnerzichtRepository(connection).testscholen([koppeling_id])
            deelname = DeelnameRepository(connection).get(koppeling_id, school)
            is_there = any(koppeling_id in test.koppelingen for test in joined if test.school == school)
            if deelname is None or not is_there:
                raise NietToegestaan
            OphalingRepository(connection).ask_volledig(koppeling_id, deelname.school_id, tijd.now())
            record(
                connection,
                Gebeurtenis(
                    soort=Logsoort.UITWISSELING,
                    wat="volledig-gevraagd",
                    door=door,
                    school_id=deelname.school_id,
                    koppelpartner_id=aanbieder.koppelpartner_id,
                    inhoud={"koppeling": koppeling_id},
                ),
            )


def _own(connection: Transaction, koppelpartner_id: int, koppeling_id: int, door: Handelende) -> Aanbieder:
    door.require(Actie.PARTNER_ZIEN, koppelpartner=koppelpartner_id)
    aanbieder = AanbiederRepository(connection).of(koppeling_id)
    if aanbieder is None or aanbieder.koppelpartner_id != koppelpartner_id:
        raise NietToegestaan
    return aanbieder


def _schoolregel(deelname: Deelname, last: Mapping[Schoolcode, Voorstel]) -> Schoolregel:
    voorstel = last.get(deelname.school)
    afspraak = deelname.afspraak
    in_force = afspraak is not None and deelname.stand.takes_part
    return Schoolregel(
        school=deelname.school,
        naam=deelname.naam,
        stand=deelname.stand,
        sinds=deelname.sinds,
        versie=afspraak.versie if in_force and afspraak is not None else None,
        gegeven=chosen_fields(afspraak) if in_force and afspraak is not None else (),
        voorstel=None if voorstel is None else voorstel.stand,
        voorstel_id=None if voorstel is None else voorstel.id,
        reden=None if voorstel is None or voorstel.besluit not in DECIDED else voorstel.reden,
    )
