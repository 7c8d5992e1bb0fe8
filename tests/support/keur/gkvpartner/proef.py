"""A product with a proeftuin and a link of GKV, and the judging of its partner."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product
from uwlr_service.config import Settings
from uwlr_service.conformiteit.doorloop import Uitkomst
from uwlr_service.conformiteit.gkvpartner.beeld import gkvbeelden
from uwlr_service.conformiteit.suitebestand import SUITES
from uwlr_service.conformiteit.uitgever.draaiboek import Draaiboek, Stap
from uwlr_service.conformiteit.uitgever.draaiboekbestand import read_draaiboek
from uwlr_service.conformiteit.uitgever.oordeel import judged
from uwlr_service.diensten import Diensten
from uwlr_service.domain.proeftuin.keurstand import Plan
from uwlr_service.domain.proeftuin.proeftuin import Proeftuin
from uwlr_service.domain.proeftuin.zending import Gereed
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.formats.gkv import handtekening

SCHOOL = 10
SUITE = ("gkv-partner", "1")


def draaiboek() -> Draaiboek:
    """The script of the project."""
    return read_draaiboek(SUITES / "gkv-partner")


@dataclass
class Gkvproef:
    """The proeftuin of one product, with the link and the key of its partner."""

    diensten: Diensten
    proeftuin: Proeftuin
    koppeling: int
    sleutel: dict[str, Any]

    @classmethod
    def make(cls, url: str, folder: Path, klantcode: str) -> "Gkvproef":
        """One on a migrated database."""
        settings = Settings.from_environment({"UWLR_DATABASE_URL": url, "UWLR_VAR": str(folder / "var")})
        diensten = Diensten.open(settings)
        product = add_product(diensten._database, klantcode)
        assert product.klant is not None
        proeftuin = diensten.proeftuinen.make(product.id, door=DOOR)
        koppeling = diensten.koppelingbeheer.add(
            klantnaam=product.klant.naam,
            klantcode=klantcode,
            scholen=[proeftuin.school(SCHOOL)],
            gegevensset="gkv-basis",
            door=DOOR,
        ).koppeling.id
        sleutel = handtekening.new_key()
        public = json.dumps(handtekening.public_part(sleutel)).encode()
        diensten.partnersleutels.add_jwks(koppeling, public, door=DOOR)
        return cls(diensten, proeftuin, koppeling, sleutel)

    @property
    def pad(self) -> str:
        """Where its addresses begin."""
        return f"/proeftuin/{self.proeftuin.id}"

    @property
    def school(self) -> Schoolcode:
        """The school whose packages are judged."""
        return self.proeftuin.school(SCHOOL)

    def at(self, stap: Stap) -> None:
        """Begin at a step, as if those before it had been taken."""
        gereed = self._send(stap)
        self.diensten.clientkeuring.begin(
            self.proeftuin.id, SUITE, stap.id, stap.plan, gereed=gereed, door=DOOR
        )

    def to(self, van: Stap, naar: Stap) -> None:
        """Go from a step to another one."""
        keuring = self.diensten.clientkeuring
        begun = keuring.go_on(
            self.proeftuin.id, van.id, (naar.id, Plan(bij=naar.plan.bij)), is_gedaan=True, door=DOOR
        )
        stand = begun.at(naar.id, naar.plan, self._send(naar))
        keuring.settle(self.proeftuin.id, begun, stand, door=DOOR)

    def nacht(self) -> None:
        """Make a package as a worker does at night."""
        self.diensten.leveringen.make(self.koppeling, self.school)

    def intrekken(self) -> None:
        """Withdraw the school from the link."""
        self.diensten.intrekkingen.withdraw(self.koppeling, self.school, door=DOOR)

    def uitkomsten(self, gedaan: set[str]) -> dict[str, Uitkomst]:
        """Every case that is about these steps alone, by its id."""
        script = draaiboek()
        waarnemingen = self.diensten.clientkeuring.waarnemingen(self.proeftuin.id)
        stand = self.diensten.clientkeuring.get(self.proeftuin.id)
        assert stand is not None
        return {
            uitkomst.geval.id: uitkomst
            for uitkomst in judged(script, waarnemingen, gedaan, gkvbeelden, zonder=stand.zonder)
            if gedaan >= set(script.gronden[uitkomst.geval.id].stappen)
        }

    def _send(self, stap: Stap) -> Gereed:
        return self.diensten.zendingen.send(self.proeftuin.id, stap.zending, stap.plan.ingrepen, door=DOOR)
