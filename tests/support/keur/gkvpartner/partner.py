"""A double of a partner of GKV: each morning it collects what is new, and it can have a defect."""

import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

from tests.support.keur.gkvpartner.proef import Gkvproef
from uwlr_service.client.fouten import GkvGeweigerd, Onbereikbaar, OverdrachtOngeldig
from uwlr_service.client.gkv_aanbod import Aanbod, Schoolaanbod
from uwlr_service.client.gkv_api import GkvClient
from uwlr_service.client.gkv_kopie import Kopie
from uwlr_service.client.gkv_ophalen import AFGEKEURD, VERWERKT, Ophaler
from uwlr_service.domain.fouten import Geweigerd, OngeldigBericht
from uwlr_service.domain.gkv.levering import Setstatus
from uwlr_service.formats.gkv.pakket import Pakket, open_pakket

STORINGEN = ("http-500", "bezet", "traag", "afgebroken")
TWICE = ("intrekking", "niets-nieuws", *STORINGEN)
"""The steps in which the partner collects on two mornings."""
AFGEBROKEN = frozenset({"verwerkt-half", "geeft-op-na-afgebroken", "begint-opnieuw"})
"""The defects of a partner that does not go on where it broke off."""
RETRY_AFTER = 2.0
"""Seconds that the service asks for when it is busy."""


@dataclass
class Partner:
    """A partner that does it right, but for the defects that it is given by name."""

    address: str
    proef: Gkvproef
    folder: Path
    gebreken: frozenset[str] = frozenset()
    _last: int = 0
    _hangt: bool = False
    _stap: str = ""
    _jaar: str = ""
    _keys: list[dict[str, Any]] = field(default_factory=list)

    def heeft(self, gebrek: str) -> bool:
        """Whether it has a defect."""
        return gebrek in self.gebreken

    def doe(self, stap: str) -> None:
        """What a step asks: a morning, or two."""
        if stap == "intrekking":
            self.proef.intrekken()
        if self.heeft("haalt-nooit"):
            return
        self._stap = stap
        for number in range(2 if stap in TWICE else 1):
            if number and stap == "bezet" and not self.heeft("wacht-niet"):
                time.sleep(RETRY_AFTER)
            try:
                self.morning()
            except Onbereikbaar:
                self._hangt = self.heeft(f"geeft-op-na-{stap}")

    def morning(self) -> None:
        """Collect what is new."""
        with self._client() as client:
            if not (self._keys and self.heeft("bewaart-sleutels")):
                self._keys = client.jwks()
            if not self.heeft("vernietigt-niet"):
                self._destroy(client)
            scholen = client.scholen()
            for school in scholen:
                if self.heeft("vraagt-verkeerd"):
                    self._ask_wrongly(client, school)
                self._collect(client, school)
            if self.heeft("gaat-door") and not scholen:
                with suppress(GkvGeweigerd):
                    list(client.leveringen(self.proef.school, 0))

    def _client(self) -> GkvClient:
        return GkvClient(self.address + self.proef.pad, self.proef.koppeling, self.proef.sleutel)

    def _destroy(self, client: GkvClient) -> None:
        for verzoek in client.verwijderverzoeken():
            if not verzoek.is_bevestigd:
                client.confirm_destroyed(verzoek)

    def _ask_wrongly(self, client: GkvClient, school: Schoolaanbod) -> None:
        with suppress(GkvGeweigerd):
            client._sessie.json("GET", f"gkv/v1/{client._place(school.school)}/leveringen?na=alles")

    def _collect(self, client: GkvClient, school: Schoolaanbod) -> None:
        if school.laatste is None or school.basis is None or self._hangt:
            return
        last = self._last
        if last < school.basis:
            last = school.basis - 1
        na = last
        if self.heeft("vraagt-alles") or self.heeft("haalt-alles"):
            na = 0
        for aanbod in client.leveringen(school.school, na):
            if aanbod.volgnummer <= last:
                if self.heeft("haalt-alles"):
                    client.download(aanbod, self.folder / f"{aanbod.id}-weer.zip")
                continue
            if aanbod.volgnummer > last + 1 and not self.heeft("ziet-geen-gat"):
                if not self.heeft("vraagt-niet-om-alles"):
                    client.ask_volledig(school.school)
                self._hangt = self.heeft("blijft-hangen")
                return
            if not self._take(client, aanbod):
                return
            self._last = last = aanbod.volgnummer

    def _take(self, client: GkvClient, aanbod: Aanbod) -> bool:
        """Collect, judge and confirm a delivery; whether it goes on with the next."""
        if self.heeft("bevestigt-ongelezen"):
            client.confirm(aanbod, VERWERKT)
        path = self.folder / f"{aanbod.id}.zip"
        try:
            try:
                self._download(client, aanbod, path)
            except requests.RequestException as error:
                if self.heeft("verwerkt-half"):
                    client.confirm(aanbod, VERWERKT)
                    return True
                raise Onbereikbaar("Het pakket kwam niet heel over.") from error
            is_empty = self._judge(path)
        except (Geweigerd, OngeldigBericht):
            if not self.heeft("zwijgt-over-fouten"):
                client.confirm(aanbod, AFGEKEURD, [{"code": "pakket"}])
            return self.heeft("slaat-mislukt-over")
        if not (self.heeft("bevestigt-niet") or (is_empty and self.heeft("zwijgt-over-leeg"))):
            client.confirm(aanbod, VERWERKT)
        return True

    def _download(self, client: GkvClient, aanbod: Aanbod, path: Path) -> None:
        if not (self.heeft("telt-niet-na") or (self._stap == "afgebroken" and self.gebreken & AFGEBROKEN)):
            client.download(aanbod, path)
        else:
            address = f"gkv/v1/{client._place(aanbod.school)}/leveringen/{aanbod.id}/pakket"
            with client._sessie.call("GET", address) as answer:
                path.write_bytes(answer.content)
        if self._stap == "traag" and self.heeft("geeft-op-na-traag"):
            raise Onbereikbaar("De dienst gaf geen antwoord.")

    def _judge(self, path: Path) -> bool:
        """Whether nothing changed in a package; raises what is wrong with it."""
        if self.heeft("telt-niet-na") or self.heeft("leest-geen-handtekening"):
            return False
        pakket = open_pakket(path, self._keys)
        pakket.judge()
        self._jaar = self._jaar or pakket.manifest.schooljaar
        if self.heeft("kent-een-jaar") and pakket.manifest.schooljaar != self._jaar:
            raise OverdrachtOngeldig
        if self.heeft("kent-geen-mutaties") and _has(pakket, Setstatus.MUTATIE):
            raise OverdrachtOngeldig
        return not (_has(pakket, Setstatus.MUTATIE) or _has(pakket, Setstatus.VOLLEDIG))


def _has(pakket: Pakket, status: Setstatus) -> bool:
    return any(bestand.status is status for bestand in pakket.manifest.bestanden)


class Eigenpartner(Partner):
    """Our own client in the hands of somebody who does what the steps say."""

    def morning(self) -> None:
        """As ``uwlr gkv fetch --vernietig`` does."""
        with self._client() as client, closing(Kopie(self.folder / "kopie.sqlite")) as kopie:
            list(Ophaler(client, self.folder / "pakketten", kopie, vernietig=True).collect())
