"""The use cases of a LAS that stands beside this service."""

from functools import cached_property

from uwlr_service.diensten.gkv import GkvDiensten
from uwlr_service.uitwisseling.las.registratie import Lasregister
from uwlr_service.uitwisseling.las.scholen import Lasscholen
from uwlr_service.uitwisseling.las.schoolbesluiten import Lasbesluiten
from uwlr_service.uitwisseling.las.sleutels import Lassleutelbeheer
from uwlr_service.uitwisseling.las.toegang import Lastoegang


class LasDiensten(GkvDiensten):
    """What comes in from a LAS, and what goes out to it."""

    @cached_property
    def lasregister(self) -> Lasregister:
        """The LASes that were registered."""
        return Lasregister(self._database)

    @cached_property
    def lassleutels(self) -> Lassleutelbeheer:
        """The keys and certificates by which LASes are recognised."""
        return Lassleutelbeheer(self._database)

    @cached_property
    def lastoegang(self) -> Lastoegang:
        """The tokens of LASes, and the schools behind them."""
        return Lastoegang(self._database, self.ondertekening)

    @cached_property
    def lasscholen(self) -> Lasscholen:
        """What LASes see of their schools."""
        return Lasscholen(self._database)

    @cached_property
    def lasbesluiten(self) -> Lasbesluiten:
        """What people of schools decide in the screens of a LAS."""
        return Lasbesluiten(self._database, self.settings.termijnen)
