"""What waits for the people of a demo: a proposal, a product in the proeftuin, and an application."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from uwlr_service.cli.aanvraag.invoer import enter
from uwlr_service.cli.demo.exchange import UitwisselingFout
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.klant import Klant, Richting
from uwlr_service.domain.school.school import Schoolcode, Schoolsoort
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.uitwisseling.koppeling.aanvraag.toelaten import Toegelaten

if TYPE_CHECKING:
    from uwlr_service.diensten import Diensten

AANVRAGEN = Path(__file__).parent / "aanvragen"
LEERLIJN = Klant("Leerlijn", "LEERLIJN")
WOORDSPEL = Klant("Woordspel", "WOORDSPEL")
OVEREENKOMST = "VO-2026-12"
ZONDER_RAPPORT = "In deze demonstratie is er geen client om te keuren."
PARTNER = Handelende.opdrachtregel("Pia Smit")
OPERATOR = Handelende.opdrachtregel("Otto Dam")
SECOND = Handelende.opdrachtregel("Olga Dijk")
"""Special data take two operators."""


@dataclass(frozen=True, slots=True)
class Werk:
    """Two links: one waits for a decision of the school, by the other people of the test school sign in."""

    voorgesteld: int
    inloggen: int


def leave_work(
    diensten: "Diensten", school: Schoolcode, testschool: Schoolgegevens, koppelpartner: int
) -> Werk:
    """Leave something to do for everybody, with a company that is linked with the school already."""
    voorgesteld = _propose(diensten, school, koppelpartner)
    inloggen = _try_out(diensten, testschool, koppelpartner)
    enter(diensten, AANVRAGEN / "leeslijst.json", door=Handelende.opdrachtregel("Iris de Vries"))
    return Werk(voorgesteld, inloggen)


def _propose(diensten: "Diensten", school: Schoolcode, koppelpartner: int) -> int:
    """A product that was admitted, and that asks the school for data; returns the number of the link."""
    nummer = enter(diensten, AANVRAGEN / "leerlijn.json", koppelpartner=koppelpartner, door=PARTNER)
    toegelaten = _admit(diensten, nummer, LEERLIJN)
    toelatingen = diensten.toelatingen
    toelatingen.qualify(toegelaten.product, "De proef met de testschool ging goed.", door=OPERATOR)
    toelatingen.agree(
        toegelaten.product, OVEREENKOMST, tijd.today(), zonder_rapport=ZONDER_RAPPORT, door=OPERATOR
    )
    toelatingen.activate(toegelaten.product, door=OPERATOR)
    (koppeling,) = toegelaten.koppelingen
    aanvraag = diensten.aanvraagbalie.aanvragen.dossier(nummer, door=PARTNER).aanvraag
    (gegevensvraag,) = aanvraag.gegevens.values()
    inhoud = gegevensvraag.as_voorstel(f"Verwerkersovereenkomst {OVEREENKOMST}")
    diensten.voorstellen.propose(koppeling, inhoud, [school], door=PARTNER)
    return koppeling


def _try_out(diensten: "Diensten", testschool: Schoolgegevens, koppelpartner: int) -> int:
    """A product in the proeftuin, with a test school that takes part; returns its link of SSO."""
    diensten.edexml.store(testschool)
    diensten.proefscholen.mark(testschool.school.code, Schoolsoort.TEST, door=OPERATOR)
    nummer = enter(diensten, AANVRAGEN / "woordspel.json", koppelpartner=koppelpartner, door=PARTNER)
    koppelingen = _admit(diensten, nummer, WOORDSPEL).koppelingen
    for koppeling in koppelingen:
        diensten.deelnames.admit(koppeling, testschool.school.code, door=PARTNER)
    (inloggen,) = [number for number in koppelingen if _is_sso(diensten, number)]
    return inloggen


def _is_sso(diensten: "Diensten", koppeling: int) -> bool:
    return diensten.koppelingbeheer.find(koppeling).richting is Richting.INLOGGEN


def _admit(diensten: "Diensten", nummer: int, klant: Klant) -> Toegelaten:
    """What comes of an application to which the operators say yes."""
    balie = diensten.aanvraagbalie
    balie.beoordeling.take_up(nummer, door=OPERATOR)
    for door in (OPERATOR, SECOND):
        toegelaten = balie.toelater.admit(nummer, klant, "Alles klopt.", door=door)
        if toegelaten is not None:
            return toegelaten
    raise UitwisselingFout(f"Aanvraag {nummer} is niet toegelaten.")
