"""A school that is asked for two links of one kind by one company says yes to one of them."""

from dataclasses import replace

import pytest

from tests.support.interposing import interposed
from tests.support.schools.builders import schoolgegevens
from tests.uitwisseling.koppeling.besluitvorming.conftest import (
    ROEPNAAM,
    SECRET,
    Zitting,
    beheerder,
)
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import AlGekoppeld
from uwlr_service.domain.koppeling.gkvsets import GKV_UITGEBREID
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.koppeling.koppelingen import Koppelingbeheer
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

DERDE_SCHOOL = Schoolcode("99ZX")
TAKEN = r"Uw school heeft al zo'n koppeling met Ouders & Co: koppeling 1\. Stop eerst die koppeling\."


@pytest.fixture
def tweede(zitting: Zitting) -> Zitting:
    """The same school and company, with another link of the same kind."""
    EdexmlUitwisseling(zitting.database).store(schoolgegevens(DERDE_SCHOOL))
    other = Koppelingbeheer(zitting.database, SECRET).add(
        klantnaam="Ouders & Co",
        klantcode="OC1",
        scholen=[DERDE_SCHOOL],
        gegevensset=GKV_UITGEBREID,
        door=Handelende.opdrachtregel(),
    )
    return replace(zitting, koppeling=other.koppeling.id)


def test_of_two_links_of_a_kind_a_school_accepts_one(zitting: Zitting, tweede: Zitting) -> None:
    first = zitting.ask(ROEPNAAM)
    second = tweede.ask(ROEPNAAM)
    zitting.agree(first, {ROEPNAAM: True})
    with pytest.raises(AlGekoppeld, match=TAKEN):
        tweede.agree(second, {ROEPNAAM: True})
    assert (zitting.stand(), tweede.stand()) == ("actief", "voorgesteld")
    zitting.agree(zitting.ask("leerling/geslacht"), {"leerling/geslacht": True})
    Intrekkingen(zitting.database).withdraw(zitting.koppeling, zitting.school, door=beheerder())
    tweede.agree(second, {ROEPNAAM: True})
    assert (zitting.stand(), tweede.stand()) == ("ingetrokken", "actief")


def test_of_two_acceptances_at_once_one_holds(zitting: Zitting, tweede: Zitting) -> None:
    first = zitting.ask(ROEPNAAM)
    second = tweede.ask(ROEPNAAM)
    with interposed(lambda: tweede.agree(second, {ROEPNAAM: True}), "INSERT INTO gegevensafspraak") as begun:
        zitting.agree(first, {ROEPNAAM: True})
    assert isinstance(begun[0].exception(), AlGekoppeld)
    assert (zitting.stand(), tweede.stand()) == ("actief", "voorgesteld")


def test_a_school_does_not_come_back_beside_another_link(zitting: Zitting, tweede: Zitting) -> None:
    tweede.agree(tweede.ask(ROEPNAAM), {ROEPNAAM: True})
    Intrekkingen(zitting.database).withdraw(tweede.koppeling, zitting.school, door=beheerder())
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    with pytest.raises(AlGekoppeld, match=TAKEN):
        Deelnames(zitting.database).rejoin(tweede.koppeling, zitting.school, door=beheerder())
    assert tweede.stand() == "ingetrokken"
