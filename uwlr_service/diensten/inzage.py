"""The use cases about one pupil or guardian."""

from datetime import timedelta
from functools import cached_property

from uwlr_service.diensten.gkv import GkvDiensten
from uwlr_service.domain.toezicht.bewaartermijn import CENTURY
from uwlr_service.uitwisseling.inzage.inzage import Inzage
from uwlr_service.uitwisseling.inzage.ontbrekend import Ontbrekend
from uwlr_service.uitwisseling.inzage.personen import Personen
from uwlr_service.uitwisseling.inzage.vergeten import Vergeetbeheer
from uwlr_service.uitwisseling.inzage.verzoeken import Inzageverzoeken
from uwlr_service.uitwisseling.koppeling.todo import Todolijst


class InzageDiensten(GkvDiensten):
    """Disclosure and forgetting."""

    @cached_property
    def inzage(self) -> Inzage:
        """Tells a school what went where of one pupil or guardian."""
        return Inzage(self._database, self.settings.secret, self._retention)

    @cached_property
    def personen(self) -> Personen:
        """Finds pupils and guardians by name, and by the number in an address."""
        return Personen(self._database)

    @cached_property
    def ontbrekend(self) -> Ontbrekend:
        """What schools have to complete, by pupil."""
        return Ontbrekend(self._database, Todolijst(self._database))

    @cached_property
    def inzageverzoeken(self) -> Inzageverzoeken:
        """Requests of parents and pupils, and by when they have to be answered."""
        return Inzageverzoeken(self._database)

    @cached_property
    def vergeetbeheer(self) -> Vergeetbeheer:
        """Forgets pupils."""
        return Vergeetbeheer(
            self._database, self.opslag, self.inzage, self.settings.secret, self.settings.old_secret
        )

    @property
    def _retention(self) -> timedelta:
        """How long what was replaced is kept."""
        return timedelta(days=min(self.settings.retention_days, CENTURY))
