"""A double of who delivers GKV: our own application, with a defect that a test switches on."""

import json
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import IPv4Network
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from tests.support.keur.dubbelganger import PATIENCE, Dubbelganger
from tests.support.keur.gebrek import Gebrek
from tests.support.keur.gkv.keten import Pakketgebrek, Pakketten, Sleutel
from tests.support.partners.handelenden import DOOR
from tests.support.portaal.hosting import hosted
from tests.support.schools.builders import ANDERE_SCHOOL, JAAR, SCHOOL, schoolgegevens
from uwlr_service.app import Routes, create_app
from uwlr_service.config import Settings
from uwlr_service.conformiteit.doorloop import Stand, Uitkomst
from uwlr_service.conformiteit.geval import Suite
from uwlr_service.conformiteit.gkv.doel import DropIn, Gkvdoel, PullApi
from uwlr_service.conformiteit.gkv.uitvoeren import Gkvkeuring
from uwlr_service.conformiteit.verkeer import Verkeer
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.formats.gkv import handtekening
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.opslag import Opslag
from uwlr_service.uitwisseling.gkv.levering import Leveringen
from uwlr_service.uitwisseling.gkv.ondertekening import Ondertekening
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.partnersleutels import Partnersleutelbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LEVERANCIER = "Identity & Access"
OFTEN = "1000000"
BELLERS = IPv4Network("10.0.0.0/8")
"""Where the runs come from; the address of each is new."""


def gkv_afwijkingen(
    pull: PullApi,
    drop_in: DropIn,
    suite: Suite,
    groepen: Collection[str] = (),
    standen: Collection[Stand] = (Stand.AFWIJKING,),
) -> dict[str, Uitkomst]:
    """Every case that ended so at a server with a pull API and a drop-in service."""
    with (
        TemporaryDirectory(prefix="uwlr-keur-") as folder,
        Verkeer(pull.url, timeout=PATIENCE) as verkeer,
        Verkeer(drop_in.url, timeout=PATIENCE) as generiek,
    ):
        keuring = Gkvkeuring(suite, Gkvdoel(pull=pull, drop_in=drop_in), Path(folder), verkeer, generiek)
        uitkomsten = list(keuring.run(groepen))
    return {uitkomst.geval.id: uitkomst for uitkomst in uitkomsten if uitkomst.stand in standen}


class Gkvdubbelganger(Dubbelganger):
    """Answers as our application does, but for the one defect that is switched on."""

    def __init__(self, application: Routes, pakketten: Pakketten, pull: PullApi, drop_in: DropIn) -> None:
        super().__init__(application, drop_in.sleutel, "")
        self._pakketten = pakketten
        self._pull = pull
        self._drop_in = drop_in
        self._adressen = BELLERS.hosts()
        self._adres = next(self._adressen)

    def switch(self, gebrek: Gebrek | None) -> None:
        """Have this defect and no other; None for none."""
        self.gebrek = gebrek
        self._pakketten.put(gebrek.vervalsingen if isinstance(gebrek, Pakketgebrek) else {})

    def afwijkingen(
        self,
        suite: Suite,
        groepen: Collection[str] = (),
        standen: Collection[Stand] = (Stand.AFWIJKING,),
    ) -> dict[str, Uitkomst]:
        """Every case that deviates by its id, or of some groups, or that ended otherwise.

        Each run comes from an address of its own: keys that are wrong are a part of it, and who tries too
        many of them from one address has to wait for a minute.
        """
        self._adres = next(self._adressen)
        pull = replace(self._pull, url=self.address)
        drop_in = replace(self._drop_in, url=f"{self.address}/gkv/GeneriekeService")
        return gkv_afwijkingen(pull, drop_in, suite, groepen, standen)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return super().__call__({**environ, "REMOTE_ADDR": str(self._adres)}, start_response)


@contextmanager
def gkv_dubbelganger(template: Path, folder: Path) -> Iterator[Gkvdubbelganger]:
    """The double, on a copy of a migrated SQLite file: a school with a chain of five deliveries."""
    file = folder / "uwlr.sqlite"
    file.write_bytes(template.read_bytes())
    settings = Settings.from_environment(
        {
            "UWLR_DATABASE_URL": f"sqlite:///{file}",
            "UWLR_VAR": str(folder / "var"),
            "UWLR_GKV_PER_MINUTE": OFTEN,
            "UWLR_GENERIEK_PER_MINUTE": OFTEN,
        }
    )
    database = Database.open(settings.database_url, prepare=settings.database_prepare)
    application = create_app(settings)
    try:
        pull, drop_in, leveringen = _partner(database, settings)
        pakketten = Pakketten(database, Path(settings.opslag), leveringen)
        double = Gkvdubbelganger(application, pakketten, pull, drop_in)
        with hosted(double) as address:
            double.address = address
            yield double
    finally:
        application.close()
        database.close()


def _partner(
    database: Database, settings: Settings
) -> tuple[PullApi, DropIn, list[tuple[Levering, Sleutel]]]:
    """A link for both services, with its deliveries and the key that signed each."""
    invoer = EdexmlUitwisseling(database)
    for school in (SCHOOL, ANDERE_SCHOOL):
        invoer.store(schoolgegevens(school))
    beheer = Koppelingbeheer(database, settings.secret)
    who: dict[str, Any] = {"scholen": [SCHOOL], "gegevensset": "gkv-basis", "door": DOOR}
    koppeling = beheer.add(klantnaam="Ouders", klantcode="O1", **who).koppeling.id
    sleutel = beheer.add(klantnaam=LEVERANCIER, klantcode="IAM", generiek=True, **who).sleutel
    key = handtekening.new_key()
    public = json.dumps(handtekening.public_part(key)).encode()
    Partnersleutelbeheer(database).add_jwks(koppeling, public, door=DOOR)
    pull = PullApi(url="", koppeling=koppeling, key=key, andere_school=ANDERE_SCHOOL, mag_schrijven=True)
    drop_in = DropIn(url="", leveranciernaam=LEVERANCIER, sleutel=sleutel, school=SCHOOL, schooljaar=JAAR)
    return pull, drop_in, _chain(database, settings, koppeling)


def _chain(database: Database, settings: Settings, koppeling: int) -> list[tuple[Levering, Sleutel]]:
    """Everything, a pupil with another name, one who is gone, and everything twice; by two keys."""
    ondertekening = Ondertekening(database, settings.secret)
    leveringen = Leveringen(database, ondertekening, Opslag(settings.opslag))
    invoer = EdexmlUitwisseling(database)
    moment = tijd.now()
    made: list[tuple[Levering, Sleutel]] = []

    def make(*, volledig: bool = False) -> None:
        levering = leveringen.make(koppeling, SCHOOL, moment=moment, volledig=volledig, allow_shrink=True)
        made.append((levering, ondertekening.key()))

    gegevens = schoolgegevens()
    first, second, third = gegevens.leerlingen
    make()
    renamed = replace(first, roepnaam="Noor")
    invoer.store(replace(gegevens, leerlingen=(renamed, second, third)))
    make()
    ondertekening.rotate(door=DOOR)
    invoer.store(replace(gegevens, leerlingen=(renamed, second)), allow_shrink=True)
    make()
    # Twice the same state, on the same day: what the full ones hold is known.
    make(volledig=True)
    make(volledig=True)
    return made
