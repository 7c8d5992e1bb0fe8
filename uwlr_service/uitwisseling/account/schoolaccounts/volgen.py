"""Imports make, close and open again the accounts of leerkrachten and leerlingen (docs/portaal.rst)."""

from datetime import datetime

from uwlr_service.domain import tijd
from uwlr_service.domain.account import importaccount, schoolnaam
from uwlr_service.domain.account.importaccount import Gevolgd, Plan
from uwlr_service.domain.account.sessie import Einde
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.domain.school.schooljaar import Schooljaar
from uwlr_service.repository.account.importaccounts import ImportaccountRepository
from uwlr_service.repository.account.sessies import SessieRepository
from uwlr_service.repository.account.uitnodigingen import UitnodigingRepository
from uwlr_service.repository.database import Transaction


class Accountbijhouder:
    """Follows what imports tell of who is at a school."""

    def follow(
        self, connection: Transaction, school: Schoolcode, school_id: int, gegevens: Schoolgegevens
    ) -> Gevolgd:
        """Make the accounts those of a state of this school year; how many were made, closed and opened.

        A person who is gone keeps account and ``sub``, closed; whoever comes back finds the same ones.
        """
        if gegevens.school.schooljaar != Schooljaar.current():
            return Gevolgd()
        now = tijd.now()
        repository = ImportaccountRepository(connection, school_id)
        known = repository.all()
        plan = importaccount.plan(importaccount.people_of(gegevens, tijd.today()), known)
        inlognamen = schoolnaam.new_names(
            [persoon.naam for persoon in plan.nieuw],
            schoolnaam.behind_the_at(school, school_id),
            [account.inlognaam for account in known],
        )
        repository.follow(plan, inlognamen, now)
        _break_off(connection, plan, now)
        return Gevolgd(
            accounts_gemaakt=len(plan.nieuw),
            accounts_gesloten=len(plan.gesloten),
            accounts_heropend=len(plan.heropend),
        )


def _break_off(connection: Transaction, plan: Plan, now: datetime) -> None:
    """End what people were let in by who are gone, or who see other groups; the gone get in no more."""
    changed = [account.inlog for account in plan.afgebroken]
    if changed:
        SessieRepository(connection).end_of_inloggen(changed, Einde.ROL_GEWIJZIGD, now)
    gone = [account.inlog for account in plan.gesloten]
    if gone:
        UitnodigingRepository(connection).withdraw_of_inloggen(gone, now)
