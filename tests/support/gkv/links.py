"""A link of GKV on a real server: what the LAS delivers, and what its partner collects."""

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path

from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import SCHOOL, schoolgegevens
from tests.support.servers.uwlr import Server
from uwlr_service.client.gkv_api import GkvClient
from uwlr_service.client.gkv_kopie import Kopie
from uwlr_service.client.gkv_ophalen import Ophaalresultaat, Ophaler
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.gkv.volgen import Gevolgd, Volger
from uwlr_service.uitwisseling.koppeling.partnersleutels import Partnersleutelbeheer

partners = count(1)
"""A partner has one link at a school, and tests share a server."""


class Link:
    """A fresh link on the server: the LAS makes deliveries, and the partner collects them."""

    def __init__(self, server: Server, folder: Path, scholen: Sequence[Schoolcode] = (SCHOOL,)) -> None:
        self.server = server
        self.folder = folder
        self.day = 0
        self.koppeling = server.beheer.add(
            klantnaam="Ouders",
            klantcode=f"O{next(partners)}",
            scholen=scholen,
            gegevensset="gkv-basis",
            door=DOOR,
        ).koppeling.id
        self.key = handtekening.new_key()
        sleutels = Partnersleutelbeheer(server.database)
        sleutels.add_jwks(self.koppeling, json.dumps(handtekening.public_part(self.key)).encode(), door=DOOR)
        self.leveringen = Leveringen(
            server.database,
            Ondertekening(server.database, server.settings.secret),
            Opslag(server.settings.opslag),
        )

    def make(self, school: Schoolcode = SCHOOL) -> Levering:
        """The delivery of the next day."""
        self.day += 1
        moment = tijd.now() + timedelta(days=self.day)
        return self.leveringen.make(self.koppeling, school, moment=moment)

    def change(self, roepnaam: str) -> Levering:
        """A pupil has another name, and that is delivered."""
        gegevens = schoolgegevens()
        first, *others = gegevens.leerlingen
        changed = (replace(first, roepnaam=roepnaam), *others)
        self.server.invoer.store(replace(gegevens, leerlingen=changed))
        return self.make()

    def options(self, **changed: str) -> list[str]:
        """The options of ``uwlr gkv fetch`` for the partner, with its copy."""
        path = self.folder / "sleutel.json"
        path.write_text(json.dumps(self.key), encoding="utf-8")
        given: dict[str, str] = {
            "--url": self.server.url,
            "--koppeling": str(self.koppeling),
            "--key-file": str(path),
            "--kopie": str(self.folder / "kopie.sqlite"),
            **changed,
        }
        return [word for pair in given.items() for word in pair]

    def client(self, url: str | None = None) -> GkvClient:
        return GkvClient(url or self.server.url, self.koppeling, self.key)

    def collect(self, url: str | None = None) -> list[Ophaalresultaat]:
        """What the partner does in the morning."""
        with self.client(url) as client, closing(self.kopie()) as kopie:
            return list(Ophaler(client, self.folder / "pakketten", kopie).collect())

    def kopie(self) -> Kopie:
        return Kopie(self.folder / "kopie.sqlite")

    def names(self) -> str:
        """All that is in the partner's copy."""
        with closing(self.kopie()) as kopie:
            return "".join(fragment.xml for fragment in kopie.objects(str(self.koppeling), str(SCHOOL)))

    def seen(self) -> list[Gevolgd]:
        """What the operator sees."""
        return Volger(self.server.database).of_koppeling(self.koppeling, door=DOOR)


def outcomes(results: list[Ophaalresultaat]) -> list[tuple[int | None, str]]:
    """What came of a collection, by number."""
    return [(result.volgnummer, result.uitkomst) for result in results]
