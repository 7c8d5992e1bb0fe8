"""What imports tell of who is at a school now; whoever keeps the accounts follows."""

from typing import Protocol

from uwlr_service.domain.account.importaccount import Gevolgd
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Transaction


class Accountvolger(Protocol):
    """Keeps the accounts of the people of a school that has them."""

    def follow(
        self, connection: Transaction, school: Schoolcode, school_id: int, gegevens: Schoolgegevens
    ) -> Gevolgd:
        """Make the accounts those of a state, in its transaction; what was done, for the log.

        The school is locked. Only the school year of today counts.
        """


class GeenAccounts:
    """That of a service where no school has accounts."""

    def follow(
        self, connection: Transaction, school: Schoolcode, school_id: int, gegevens: Schoolgegevens
    ) -> Gevolgd:
        """Nothing."""
        return Gevolgd()
