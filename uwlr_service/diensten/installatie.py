"""The use cases about the installation itself."""

from functools import cached_property

from uwlr_service.diensten.grond import Grond
from uwlr_service.uitwisseling.herstel.toestand import Toestand
from uwlr_service.uitwisseling.toezicht.levenstekens import Levenstekens


class InstallatieDiensten(Grond):
    """Each is made when it is first asked for, and then kept."""

    @cached_property
    def toestand(self) -> Toestand:
        """What the database says of the installation."""
        return Toestand(self._database)

    @cached_property
    def levenstekens(self) -> Levenstekens:
        """Workers say that they are there."""
        return Levenstekens(self._database)
