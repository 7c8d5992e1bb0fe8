"""A product with a proeftuin and a link, and the judging of its client."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product
from uwlr_service.config import Settings
from uwlr_service.conformiteit.doorloop import Stand, Uitkomst
from uwlr_service.conformiteit.suitebestand import SUITES
from uwlr_service.conformiteit.uitgever.draaiboek import Draaiboek, Stap
from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek
from uwlr_service.conformiteit.uitgever.oordeel import judged
from uwlr_service.demodata.proeftuin import SCRIPT
from uwlr_service.diensten import Diensten
from uwlr_service.domain.koppeling.gegevenssets import VOLLEDIG
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

OVERLAP = timedelta(days=1)
SCHOLEN = (2, 3)
"""The numbers of the schools that the client has a link with."""


def draaiboek() -> Draaiboek:
    """The script of the project."""
    return read_draaiboek(SUITES / "uitgever")


@dataclass
class Proef:
    """The proeftuin of one product, with the key of its client."""

    diensten: Diensten
    proeftuin: Proeftuin
    uitgifte: Uitgifte
    klantcode: str
    klantnaam: str

    @classmethod
    def make(cls, url: str, folder: Path, klantcode: str = "P1") -> "Proef":
        """One on a migrated database."""
        settings = Settings.from_environment({"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder / "var")})
        diensten = Diensten.open(settings)
        product = add_product(diensten._database, klantcode)
        assert product.klant is not None
        proeftuin = diensten.proeftuinen.make(product.id, door=DOOR)
        uitgifte = diensten.koppelingbeheer.add(
            klantnaam=product.klant.naam,
            klantcode=klantcode,
            scholen=[proeftuin.school(nummer) for nummer in SCHOLEN],
            gegevensset=VOLLEDIG,
            door=DOOR,
        )
        return cls(diensten, proeftuin, uitgifte, klantcode, product.klant.naam)

    @property
    def pad(self) -> str:
        """Where its addresses begin."""
        return f"/proeftuin/{self.proeftuin.id}"

    @property
    def leerling(self) -> str:
        """The key of a pupil of school 02."""
        stand = next(stand for stand in SCRIPT.standen(self.proeftuin) if stand.school.nummer == 2)
        return stand.jaren[0].leerlingen[0].key

    def at(self, stap: Stap) -> None:
        """Begin at a step, as if those before it had been taken."""
        keuring = self.diensten.clientkeuring
        keuring.begin(
            self.proeftuin.id, ("uitgever", draaiboek().suite.versie), stap.id, stap.plan, door=DOOR
        )

    def to(self, van: Stap, naar: Stap) -> None:
        """Go from a step to another one."""
        keuring = self.diensten.clientkeuring
        keuring.go_on(self.proeftuin.id, van.id, (naar.id, naar.plan), is_gedaan=True, door=DOOR)

    def nieuwe_sleutel(self) -> str:
        """Another key for the client; the one before stays good for a while."""
        return self.diensten.koppelingbeheer.rotate(self.uitgifte.koppeling.id, OVERLAP, door=DOOR).sleutel

    def intrekken(self) -> None:
        """Withdraw school 02 from the link."""
        school = self.proeftuin.school(2)
        self.diensten.intrekkingen.withdraw(self.uitgifte.koppeling.id, school, door=DOOR)

    def uitkomsten(self, gedaan: set[str]) -> dict[str, Uitkomst]:
        """Every case that is about these steps alone, by its id."""
        script = draaiboek()
        waarnemingen = self.diensten.clientkeuring.waarnemingen(self.proeftuin.id)
        return {
            uitkomst.geval.id: uitkomst
            for uitkomst in judged(script, waarnemingen, gedaan)
            if gedaan >= set(script.gronden[uitkomst.geval.id].stappen)
        }


def niet_goed(uitkomsten: dict[str, Uitkomst]) -> set[str]:
    """The cases that deviate."""
    return {name for name, uitkomst in uitkomsten.items() if uitkomst.stand is Stand.AFWIJKING}
