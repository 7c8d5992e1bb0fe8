"""The use cases about sessions, and about the accounts that imports make."""

from functools import cached_property

from uwlr_service.diensten.grond import Grond
from uwlr_service.uitwisseling.account.schoolaccounts.inlogaccounts import Inlogaccounts
from uwlr_service.uitwisseling.account.schoolaccounts.volgen import Accountbijhouder
from uwlr_service.uitwisseling.account.sessies import Sessies


class AccountDiensten(Grond):
    """Each is made when it is first asked for, and then kept."""

    @cached_property
    def sessies(self) -> Sessies:
        """Opens and ends the sessions of people."""
        return Sessies(self._database, is_local=self.settings.is_local)

    @cached_property
    def inlogaccounts(self) -> Inlogaccounts:
        """Schools give their leerkrachten and leerlingen accounts, or do not."""
        return Inlogaccounts(self._database)

    @cached_property
    def _accountbijhouder(self) -> Accountbijhouder:
        return Accountbijhouder()
