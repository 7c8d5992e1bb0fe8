"""The use cases as a partner of GKV meets them at a proeftuin: its own schools, and no other."""

from functools import cached_property

from uwlr_service.diensten import Diensten
from uwlr_service.uitwisseling.proeftuin.gkvbezoek import (
    Geenlas,
    Proeftuinloket,
    Proeftuinondertekening,
    Proeftuintokens,
    Proeftuinverwijderverzoeken,
)
from uwlr_service.uitwisseling.proeftuin.proefsleutels import Proefsleutels


class Bezoekdiensten(Diensten):
    """Beside those of the real schools; used within a visit only."""

    @classmethod
    def beside(cls, diensten: Diensten) -> "Bezoekdiensten":
        """On the same database, and counted in the same register."""
        made = cls(diensten.settings, diensten._database)
        made.__dict__["register"] = diensten.register
        made.__dict__["turns"] = diensten.turns
        made.__dict__["wachtkamer"] = diensten.wachtkamer
        made.__dict__["traagheid"] = diensten.traagheid
        return made

    @cached_property
    def ondertekening(self) -> Proeftuinondertekening:
        """The keys that are published at the proeftuin."""
        settings = self.settings
        return Proeftuinondertekening(
            self._database, settings.secret, settings.old_secret, Proefsleutels(settings.secret)
        )

    @cached_property
    def tokens(self) -> Proeftuintokens:
        """The tokens of links of the proeftuin."""
        return Proeftuintokens(self._database, self.ondertekening)

    @cached_property
    def lastoegang(self) -> Geenlas:  # type: ignore[override]
        """Nothing: a LAS has its data elsewhere."""
        return Geenlas()

    @cached_property
    def ophaalloket(self) -> Proeftuinloket:
        """The packages of schools of the proeftuin."""
        return Proeftuinloket(self._database, self.opslag)

    @cached_property
    def verwijderverzoeken(self) -> Proeftuinverwijderverzoeken:
        """What has to be destroyed of schools of the proeftuin."""
        return Proeftuinverwijderverzoeken(self._database)
