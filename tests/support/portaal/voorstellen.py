"""A company that proposes a link to a school, for tests of the pages on which the school decides."""

from dataclasses import dataclass

from sqlalchemy import insert

from tests.support.schools.builders import SCHOOL
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.koppeling.besluitvorming.inhoud import Veldgebruik, Voorstelinhoud, Voorstelveld
from uwlr_service.domain.koppeling.besluitvorming.veldkeuze import kiesbaar
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.database import Database
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer

PARTNER = "Ouders & Co BV"
PRODUCT = "OuderApp"
DOEL = "Wij laten ouders zien wat er in de klas gebeurt."
WIE = Handelende.opdrachtregel("de partner")


@dataclass(frozen=True, slots=True)
class Aanbod:
    """A link that a company can propose."""

    koppeling: int
    klantcode: str


def add_link(
    database: Database,
    code: str = "OC1",
    gegevensset: str = GKV_BASIS,
    productnaam: str = PRODUCT,
    *,
    richting: Richting | None = None,
) -> Aanbod:
    """A link of a company, without any school in it yet; without ``richting`` the usual one of its set."""
    now = tijd.now()
    with database.write() as connection:
        koppelingen = KoppelingRepository(connection)
        klant_id = koppelingen.ensure_klant(f"Klant {code}", code)
        partner_id = connection.execute(
            insert(koppelpartner).values(naam=PARTNER, aangemaakt=now).returning(koppelpartner.c.id)
        ).scalar_one()
        connection.execute(
            insert(product).values(
                koppelpartner_id=partner_id, klant_id=klant_id, naam=productnaam, aangemaakt=now
            )
        )
        koppeling_id = koppelingen.add(klant_id, richting or _richting(gegevensset), gegevensset, now)
    return Aanbod(koppeling=koppeling_id, klantcode=code)


def inhoud(gegevensset: str = GKV_BASIS, *velden: str, doel: str = DOEL) -> Voorstelinhoud:
    """A proposal of some fields of a set, or of all that can be chosen."""
    asked = velden or kiesbaar(gegevensset)
    return Voorstelinhoud(
        gegevensset=gegevensset,
        doel=doel,
        hoe_vaak="Elke ochtend voor acht uur.",
        bewaartermijn="Tot een maand nadat een leerling van school gaat.",
        overeenkomst="Verwerkersovereenkomst 4.0 van 1 september 2026",
        velden=tuple(
            Voorstelveld(veld=veld, gebruik=Veldgebruik.MAG, doel=f"Dit gebruiken wij in de app: {veld}.")
            for veld in asked
        ),
    )


def propose(diensten: Diensten, aanbod: Aanbod, asked: Voorstelinhoud, school: Schoolcode = SCHOOL) -> int:
    """Ask a school; returns the number of the proposal."""
    (voorstel,) = diensten.voorstellen.propose(aanbod.koppeling, asked, [school], door=WIE)
    return voorstel.id


def _richting(gegevensset: str) -> Richting:
    if gegevensset.startswith("gkv"):
        return Richting.LEVEREN
    return Richting.INLOGGEN if gegevensset == "sso" else Richting.OPHALEN


def add_running(beheer: Koppelingbeheer, code: str, school: Schoolcode = SCHOOL) -> int:
    """A link that runs at a school, by which a publisher pulls; returns its number."""
    uitgifte = beheer.add(klantnaam=f"Uitgeverij {code}", klantcode=code, scholen=[school], door=WIE)
    return uitgifte.koppeling.id
