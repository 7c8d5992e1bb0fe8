"""How many pupils of a school an agreement is about today."""

from uwlr_service.domain import tijd
from uwlr_service.domain.koppeling.gegevensafspraak import Leerlingselectie
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.repository.school.schoolgegevens import SchoolgegevensRepository


def read_now(connection: Transaction, school: Schoolcode) -> Schoolgegevens | None:
    """The present school year; None where nothing was read in."""
    jaar = Schooljaar.at(tijd.today())
    stand = SchoolRepository(connection).stand(school, jaar)
    if stand is None:
        return None
    return SchoolgegevensRepository(connection).read(school, jaar, stand)


def pupils_in(gegevens: Schoolgegevens, selectie: Leerlingselectie) -> int:
    """How many pupils a choice is about today."""
    dag = tijd.today()
    return sum(selectie.holds(leerling, dag) for leerling in gegevens.leerlingen)
