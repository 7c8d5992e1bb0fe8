"""Schools that join a link that is there: in the end each has an agreement of its own."""

from dataclasses import dataclass

from uwlr_service.domain.fouten import AlGekoppeld, AlInKoppeling, SchoolOnbekend
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.klant import Koppeling
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.webhooks import WebhookRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.koppeling.besluiten import BesluitRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.koppeling.voorstellen import IntrekkingRepository
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.besluiten import record_return

OPDRACHTREGEL = "opdrachtregel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toetreding:
    """A school that joined a link: the agreement that holds now, and whether it had left before."""

    koppeling: Koppeling
    school: Schoolcode
    afspraak: Gegevensafspraak
    is_back: bool


class Deelnames:
    """Schools come into links here; they leave by ``Intrekkingen``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def admit(self, koppeling_id: int, school: Schoolcode) -> Toetreding:
        """Let a school take part in a link, with what the set that the link was made with holds by itself.

        What other schools agreed to, and what this one agreed to before it left, does not count. The
        agreement is a new one, so the next package is full and the moment of UWLR moves.

        Raises KoppelingOnbekend, Geweigerd for a link that was withdrawn, SchoolOnbekend, AlInKoppeling,
        and AlGekoppeld for a school that the supplier has by another link.
        """
        with self._database.write() as connection:
            koppelingen = KoppelingRepository(connection)
            koppeling = koppelingen.open(koppeling_id)
            school_id = SchoolRepository(connection).ids([school]).get(school)
            if school_id is None:
                raise SchoolOnbekend.before_import([school])
            klant = koppeling.klant
            klant_id = koppelingen.ensure_klant(klant.naam, klant.code)
            present = koppelingen.living(klant_id, [school_id], richtingen=koppeling.richting.alike)
            if koppeling_id in present.values():
                raise AlInKoppeling.van(koppeling_id, school)
            if present:
                raise AlGekoppeld.met(f"{klant.naam} ({klant.code})", present)
            afspraken = AfspraakRepository(connection)
            standard = Gegevensafspraak(gegevensset=afspraken.first_set(koppeling_id))
            afspraken.admit(koppeling_id, {school_id: standard}, OPDRACHTREGEL)
            afspraak_id, afspraak = afspraken.in_force(koppeling_id, school_id)
            is_back = IntrekkingRepository(connection).end(koppeling_id, school_id, afspraak_id)
            if is_back:
                WebhookRepository(connection).drop_intrekkingen(koppeling_id, school_id)
                # A replay of the withdrawal after a restore must not take the school out once more.
                record_return(BesluitRepository(connection), koppeling, school, afspraak)
        return Toetreding(
            koppeling=koppeling,
            school=school,
            afspraak=afspraak,
            is_back=is_back,
        )
