"""A double of who delivers GKV: our own application, with a defect that a test switches on."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from ipaddress import IPv4Network
from pathlib import Path
from tempfile import TemporaryDirectory
from wsgiref.types import StartResponse, WSGIEnvironment

from tests.support.keur.dubbelganger import PATIENCE, Dubbelganger
from tests.support.keur.gebrek import Gebrek
from tests.support.keur.gkv.keten import Pakketgebrek
from tests.support.keur.gkv.leverancier import Leverancier
from tests.support.portaal.hosting import hosted
from tests.support.schools.builders import SCHOOL
from uwlr_service.app import Routes, create_app
from uwlr_service.config import Settings
from uwlr_service.conformiteit.doorloop import Stand, Uitkomst
from uwlr_service.conformiteit.geval import Suite
from uwlr_service.conformiteit.gkv.doel import Gkvdoel
from uwlr_service.conformiteit.gkv.uitvoeren import Gkvkeuring
from uwlr_service.conformiteit.verkeer import Verkeer
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database

OFTEN = "1000000"
BELLERS = IPv4Network("10.0.0.0/8")
"""Where the runs come from; the address of each is new."""


class Gkvdubbelganger(Dubbelganger):
    """Answers as our application does, but for the one defect that is switched on."""

    def __init__(self, application: Routes, leverancier: Leverancier) -> None:
        super().__init__(application, leverancier.drop_in.sleutel, "")
        self._leverancier = leverancier
        self._adressen = BELLERS.hosts()
        self._adres = next(self._adressen)

    def switch(self, gebrek: Gebrek | None) -> None:
        """Have this defect and no other; None for none."""
        self.gebrek = gebrek
        self._leverancier.pakketten.put(gebrek.vervalsingen if isinstance(gebrek, Pakketgebrek) else {})

    def afwijkingen(
        self,
        suite: Suite,
        groepen: Collection[str] = (),
        standen: Collection[Stand] = (Stand.AFWIJKING,),
        school: Schoolcode = SCHOOL,
    ) -> dict[str, Uitkomst]:
        """Every case that deviates by its id, or of some groups, or that ended otherwise.

        ``school`` is that of the drop-in service.
        Each run comes from an address of its own: keys that are wrong are a part of it, and who tries too
        many of them from one address has to wait for a minute.
        """
        self._adres = next(self._adressen)
        pull = replace(self._leverancier.pull, url=self.address)
        address = f"{self.address}/gkv/GeneriekeService"
        drop_in = replace(self._leverancier.drop_in, url=address, school=school)
        with (
            TemporaryDirectory(prefix="uwlr-keur-") as folder,
            Verkeer(pull.url, timeout=PATIENCE) as verkeer,
            Verkeer(drop_in.url, timeout=PATIENCE) as generiek,
        ):
            doel = Gkvdoel(pull=pull, drop_in=drop_in)
            uitkomsten = list(Gkvkeuring(suite, doel, Path(folder), verkeer, generiek).run(groepen))
        return {uitkomst.geval.id: uitkomst for uitkomst in uitkomsten if uitkomst.stand in standen}

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
        double = Gkvdubbelganger(application, Leverancier.make(database, settings))
        with hosted(double) as address:
            double.address = address
            yield double
    finally:
        application.close()
        database.close()
