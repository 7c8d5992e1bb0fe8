"""The use cases about one pupil or guardian."""

from datetime import timedelta
from functools import cached_property

from uwlr_service.diensten.gkv import GkvDiensten
from uwlr_service.domain.toezicht.bewaartermijn import CENTURY
from uwlr_service.uitwisseling.inzage.inzage import Inzage


class InzageDiensten(GkvDiensten):
    """Disclosure and forgetting."""

    @cached_property
    def inzage(self) -> Inzage:
        """Tells a school what went where of one pupil or guardian."""
        retention = timedelta(days=min(self.settings.retention_days, CENTURY))
        return Inzage(self._database, self.settings.secret, retention)
