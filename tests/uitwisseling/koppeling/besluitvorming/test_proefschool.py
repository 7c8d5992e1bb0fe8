"""A test school that was asked by a product of the proeftuin does not say yes as a real one."""

import pytest
from sqlalchemy import update

from tests.support.interposing import interposed
from tests.support.partners.handelenden import DOOR
from tests.uitwisseling.koppeling.besluitvorming.conftest import ROEPNAAM, Zitting, beheerder
from uwlr_service.domain.fouten import Geweigerd
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.repository.schema.koppeling import klant
from uwlr_service.repository.schema.school import school
from uwlr_service.uitwisseling.koppeling.partner.proefscholen import Proefscholen


@pytest.fixture
def proeftuin(zitting: Zitting) -> Zitting:
    """A product that was admitted to test schools alone, and such a school."""
    Proefscholen(zitting.database).mark(zitting.school, Schoolsoort.TEST, door=DOOR)
    with zitting.database.write() as connection:
        connection.execute(update(klant).values(toelating=Toelatingstand.SANDBOX.value))
    return zitting


def become_real(zitting: Zitting) -> None:
    Proefscholen(zitting.database).mark(zitting.school, Schoolsoort.ECHT, door=DOOR)


def test_as_long_as_a_proposal_is_open_the_school_stays_what_it_is(proeftuin: Zitting) -> None:
    voorstel = proeftuin.ask(ROEPNAAM)
    with pytest.raises(Geweigerd, match="staat een voorstel open"):
        become_real(proeftuin)
    proeftuin.besluiten.decline(voorstel.id, door=beheerder())
    become_real(proeftuin)
    assert Proefscholen(proeftuin.database).soort(proeftuin.school) is Schoolsoort.ECHT


def test_a_school_that_is_real_by_now_cannot_accept(proeftuin: Zitting) -> None:
    voorstel = proeftuin.ask(ROEPNAAM)
    with proeftuin.database.write() as connection:  # as an earlier version let it happen
        connection.execute(update(school).values(soort=Schoolsoort.ECHT.value))
    with pytest.raises(Geweigerd, match="nog niet toegelaten voor echte scholen"):
        proeftuin.agree(voorstel, {ROEPNAAM: True})
    assert proeftuin.stand() == "voorgesteld"


def test_a_school_does_not_become_real_while_it_accepts(proeftuin: Zitting) -> None:
    voorstel = proeftuin.ask(ROEPNAAM)
    with interposed(lambda: become_real(proeftuin), "INSERT INTO gegevensafspraak") as begun:
        proeftuin.agree(voorstel, {ROEPNAAM: True})
    assert isinstance(begun[0].exception(), Geweigerd)
    assert Proefscholen(proeftuin.database).soort(proeftuin.school) is Schoolsoort.TEST
