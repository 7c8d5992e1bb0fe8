"""A school at one revision, in the form that packages and GeneriekeService share."""

from dataclasses import dataclass
from datetime import date

from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.gkvsets import GKV_VERSIE
from uwlr_service.domain.koppeling.uitsnede import cut
from uwlr_service.domain.school.groepsindeling import EerstGezien
from uwlr_service.domain.school.jaargroepen import with_jaargroepen
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Database, Transaction
from uwlr_service.repository.school.plaatsingen import eerst_gezien
from uwlr_service.repository.school.scholen import Schooljaarstand
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository, read_stand


@dataclass(frozen=True, slots=True)
class Toestand:
    """All data of a school, with those derived: jaargroepen, and when people came into their groups."""

    gegevens: Schoolgegevens
    gezien: EerstGezien

    def visible(self, afspraak: Gegevensafspraak, dag: date) -> Schoolgegevens:
        """The data that an agreement lets through on a day."""
        return cut(self.gegevens, afspraak.afbakening(GKV_VERSIE), dag).gegevens


def read_toestand(
    database: Database,
    school: Schoolcode,
    jaar: Schooljaar,
    stand: Schooljaarstand,
    revisie: int | None = None,
) -> Toestand:
    """A school year as it was at a revision, by default that of ``stand``."""
    at = revisie if revisie is not None else stand.revisie

    def read(connection: Transaction) -> Toestand:
        gegevens = SchoolgegevensRepository(connection).read(school, jaar, stand, at)
        return Toestand(with_jaargroepen(gegevens), eerst_gezien(connection, stand.schooljaar_id, at))

    with database.read() as connection:
        return read_stand(database, connection, stand, read)
