"""A link of SSO opens nothing: no door of data takes its key, and no night makes a package for it."""

from datetime import date
from wsgiref.types import WSGIApplication

import pytest
from sqlalchemy import update

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht
from tests.support.messages.soap import request
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.gegevensafspraak import Gegevensafspraak
from uwlr_service.domain.koppeling.klant import Richting
from uwlr_service.domain.koppeling.ssoset import SSO
from uwlr_service.repository.database import Database
from uwlr_service.repository.gkv.nachttaken import NachttaakRepository
from uwlr_service.repository.koppeling.afspraken import AfspraakRepository
from uwlr_service.repository.schema.koppeling import koppeling
from uwlr_service.repository.school.scholen import SchoolRepository
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.fixture
def sso(database: Database, uitgifte: Uitgifte) -> Uitgifte:
    """A link of SSO with the small school, with a key that UWLR would take if it were one of UWLR."""
    koppeling_id = uitgifte.koppeling.id
    with database.write() as connection:
        connection.execute(
            update(koppeling)
            .where(koppeling.c.id == koppeling_id)
            .values(richting=Richting.INLOGGEN.value, gegevensset=SSO)
        )
        school_id = SchoolRepository(connection).get(SCHOOL)
        afspraak = Gegevensafspraak(gegevensset=SSO)
        AfspraakRepository(connection).conclude(koppeling_id, {school_id: afspraak})
    return uitgifte


def test_no_pupils_are_pulled_and_no_results_are_pushed(application: WSGIApplication, sso: Uitgifte) -> None:
    assert call(application, request(sso.sleutel)).faultcode == "Client.AutorisatieOngeldig"
    assert call(application, bericht(sso.sleutel), BRENG).faultcode == "Client.AutorisatieOngeldig"


@pytest.mark.usefixtures("sso")
def test_no_night_plans_a_package(database: Database) -> None:
    with database.write() as connection:
        assert NachttaakRepository(connection).plan(date(2026, 11, 26), tijd.now()) == 0


def test_it_is_a_link_of_its_own_kind(beheer: Koppelingbeheer, sso: Uitgifte) -> None:
    koppeling = beheer.find(sso.koppeling.id)
    assert koppeling.richting.alike == {Richting.INLOGGEN}
    assert Richting.BEIDE.alike == {Richting.BEIDE, Richting.OPHALEN, Richting.BRENGEN}
    assert Richting.LEVEREN.alike == {Richting.LEVEREN}
    for require in (koppeling.require_gkv, koppeling.require_uwlr):
        with pytest.raises(Geweigerd):
            require()
