"""The use cases of the watched addresses: our own service as the LAS of a proeftuin."""

from functools import cached_property

from uwlr_service.diensten.gkv import GkvDiensten
from uwlr_service.diensten.school import SchoolDiensten
from uwlr_service.uitwisseling.proeftuin.bezoek import (
    Bezoekplaats,
    Proeftuinheenweg,
    Proeftuinterugweg,
    Proeftuintoegang,
)
from uwlr_service.uitwisseling.proeftuin.traagheid import Traagheid
from uwlr_service.uitwisseling.proeftuin.waarnemen import Clientkeuring, Waarnemer
from uwlr_service.uitwisseling.proeftuin.zendingen import Zendingen
from uwlr_service.uitwisseling.uwlr.antwoordcache import Antwoordcache
from uwlr_service.uitwisseling.uwlr.vocabulaires import Vocabulaires

CACHE_BYTES = 4 * 1024 * 1024
"""A cache of its own: whoever tries something out takes no answer of a real school out of the other one."""


class ProeftuinDiensten(GkvDiensten, SchoolDiensten):
    """Beside those of the real schools, on the same database."""

    @cached_property
    def vocabulaires(self) -> Vocabulaires:
        """The vocabularies that results are judged by."""
        return Vocabulaires(self._database, self.settings.vocabulaire_hosts)

    @cached_property
    def bezoekplaats(self) -> Bezoekplaats:
        """Clients pull the data of test schools, and bring results of pupils who do not exist."""
        cache = Antwoordcache(min(CACHE_BYTES, self.settings.cache_bytes))
        return Bezoekplaats(
            find=self.proeftuinen.get,
            toegang=Proeftuintoegang(self._database, self.settings.secret, self.settings.old_secret),
            heenweg=Proeftuinheenweg(self._database, cache, self.register),
            terugweg=Proeftuinterugweg(self._database, self.register, self.vocabulaires),
            waarnemer=self.waarnemer,
            traagheid=self.traagheid,
        )

    @cached_property
    def traagheid(self) -> Traagheid:
        """The places for slow answers of this process."""
        return Traagheid(self.settings.threads)

    @cached_property
    def zendingen(self) -> Zendingen:
        """Makes the packages by which partners of GKV are judged."""
        settings = self.settings
        return Zendingen(self._database, self.proeftuinen, self.opslag, settings.secret, settings.old_secret)

    @cached_property
    def waarnemer(self) -> Waarnemer:
        """Notes the calls of clients."""
        return Waarnemer(self._database)

    @cached_property
    def clientkeuring(self) -> Clientkeuring:
        """Judges clients, step by step."""
        return Clientkeuring(self._database)
