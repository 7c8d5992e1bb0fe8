"""The BRINs of proeftuinen: what is imported there comes from their script, and from nothing else."""

from uwlr_service.domain.fouten.proeftuin import Proeftuinschool
from uwlr_service.domain.proeftuin.proeftuin import in_testbereik
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Transaction
from uwlr_service.repository.school.scholen import SchoolRepository


def require_no_proeftuin(connection: Transaction, school: Schoolcode) -> None:
    """Raise Proeftuinschool for a school whose data come from the script of a proeftuin."""
    if in_testbereik(school) and SchoolRepository(connection).is_of_proeftuin(school):
        raise Proeftuinschool.of(school)


def require_real_brin(connection: Transaction, school: Schoolcode) -> None:
    """The same, and also for a school that is new and has a BRIN of proeftuinen: no real school has that.

    One that got such a BRIN before there were proeftuinen goes on as it was.
    """
    require_no_proeftuin(connection, school)
    if in_testbereik(school) and SchoolRepository(connection).find(school) is None:
        raise Proeftuinschool.in_testbereik(school)
