"""A world as large as it gets: a school with sixty links and years of dossier, a partner with 400 schools."""

from dataclasses import replace
from operator import attrgetter

from tests.support.gkv import dossiers
from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import product_of
from tests.support.partners.proeftuinen import add_keuring, add_proeftuin
from tests.support.portaal import voorstellen
from tests.support.portaal.world import OF_A_PROPOSAL, SECRET, Place, World, client_values
from tests.support.schools.builders import ALL_ALLOWED, SCHOOL, school, schoolgegevens
from tests.support.schools.many import MANY, store_deliveries, store_schools, store_verstrekkingen
from uwlr_service import demodata
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.dossier import Dossier
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.voorstellen import Voorstellen
from uwlr_service.uitwisseling.school.dossier import Dossiers
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LINKS = 60
PUPILS = 250
YEARS = 6
SEED = 2026


def crowd(database: Database, results: int = 10) -> World:
    """The world of the walks, with that school and that partner as one's own.

    ``results`` is about how many a pupil has each year.
    """
    world = World(database)
    own = world.values[Place.OWN]
    large = _large_school()
    EdexmlUitwisseling(database).store(large, ALL_ALLOWED)
    Dossiers(database).store(_large_dossier(large, results))
    beheer = Koppelingbeheer(database, SECRET)
    for number in range(LINKS):
        store_verstrekkingen(database, voorstellen.add_running(beheer, f"L{number}"))
    large_link = beheer.add(
        klantnaam="Groot",
        klantcode="GROOT",
        scholen=[SCHOOL, *store_schools(database, MANY)],
        gegevensset=GKV_UITGEBREID,
        door=DOOR,
    ).koppeling.id
    store_deliveries(database, large_link)
    asked = voorstellen.add_link(database, "VRAAGT", GKV_UITGEBREID)
    inhoud = voorstellen.inhoud(GKV_UITGEBREID)
    Voorstellen(database).propose(asked.koppeling, inhoud, [SCHOOL], door=DOOR)
    product = product_of(database, "GROOT")
    add_keuring(database, add_proeftuin(database, product.id).id)
    own |= {
        "koppeling": large_link,
        "koppelpartner": product.koppelpartner,
        "partner": product.koppelpartner,
        "product": product.id,
        **dict.fromkeys(OF_A_PROPOSAL, asked.koppeling),
        **client_values(database, SCHOOL, product.koppelpartner),
        **world.colleagues(SCHOOL, product.koppelpartner),
    }
    return world


def _large_dossier(gegevens: Schoolgegevens, results: int) -> Dossier:
    """Years of it, with the guardian whom addresses name."""
    made = demodata.make_dossier(gegevens, SEED, YEARS, results)
    relatie = dossiers.relatie("R1", "L1", "V1")
    verzorger = dossiers.dossierobject("verzorger", "V1", roepnaam="Moeder")
    by_kind = sorted((*made.objecten, relatie, verzorger), key=attrgetter("entiteit"))
    return replace(made, objecten=by_kind)


def _large_school() -> Schoolgegevens:
    """The pupils of the small school, whom addresses name, among those of a large one."""
    (many,) = demodata.schools(1, PUPILS, SEED)
    few = schoolgegevens()
    return replace(
        many,
        school=school(),
        vestigingen=(*few.vestigingen, *many.vestigingen),
        groepen=(*few.groepen, *many.groepen),
        samengestelde_groepen=(*few.samengestelde_groepen, *many.samengestelde_groepen),
        leerlingen=(*few.leerlingen, *many.leerlingen),
        leerkrachten=(*few.leerkrachten, *many.leerkrachten),
    )
