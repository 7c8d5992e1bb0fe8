"""The use cases of SSO: people sign in at partners with the account of their school."""

from functools import cached_property

from uwlr_service.diensten.grond import Grond
from uwlr_service.uitwisseling.sso.sleutels import Ssosleutels


class SsoDiensten(Grond):
    """Each is made when it is first asked for, and then kept."""

    @cached_property
    def ssosleutels(self) -> Ssosleutels:
        """The keys that ID tokens and logout tokens are signed with."""
        return Ssosleutels(self._database, self.settings.secret, self.settings.old_secret)
