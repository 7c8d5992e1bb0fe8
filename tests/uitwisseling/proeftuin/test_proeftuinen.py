"""Proeftuinen are made, and move on by themselves alone."""

import pytest

from tests.support.partners.handelenden import DOOR
from tests.support.partners.products import add_product, put_in
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import Geweigerd, NietToegestaan
from uwlr_service.domain.fouten.proeftuin import ProeftuinOnbekend, ProeftuinVoorbij
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.proeftuin.proeftuin import LAST_DAY
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.repository.database import Database


def of_partner(koppelpartner: int) -> Handelende:
    account = Account(id=1, rol=Rol.PARTNERBEHEERDER, koppelpartner=koppelpartner)
    return Handelende(herkomst=Herkomst.PORTAAL, naam="P. Artner", inlog=1, accounts=(account,))


def test_a_product_gets_test_schools_of_its_own(diensten: Diensten, database: Database) -> None:
    product = add_product(database, "P1")
    proeftuin = diensten.proeftuinen.make(product.id, door=DOOR)
    assert (proeftuin.brincode, proeftuin.dag, proeftuin.product) == ("98AA", 1, product.id)
    assert diensten.proeftuinen.get(proeftuin.id) == proeftuin
    assert diensten.proeftuinen.of_product(product.id) == proeftuin
    for school in diensten.proeftuinen.scholen:
        assert diensten.proefscholen.soort(proeftuin.school(school.nummer)) is Schoolsoort.TEST
    with pytest.raises(Geweigerd, match="heeft al een proeftuin"):
        diensten.proeftuinen.make(product.id, door=DOOR)


def test_every_day_comes_and_none_after_the_last(diensten: Diensten, database: Database) -> None:
    product = add_product(database, "P1")
    diensten.proeftuinen.make(product.id, door=DOOR)
    days = [diensten.proeftuinen.next_day(product.id, door=DOOR).dag for _ in range(LAST_DAY - 1)]
    assert days == [2, 3, 4, 5]
    with pytest.raises(ProeftuinVoorbij):
        diensten.proeftuinen.next_day(product.id, door=DOOR)


def test_a_day_that_was_not_looked_at_is_not_passed_over(diensten: Diensten, database: Database) -> None:
    product = add_product(database, "P1")
    diensten.proeftuinen.make(product.id, door=DOOR)
    assert diensten.proeftuinen.next_day(product.id, seen=1, door=DOOR).dag == 2
    assert diensten.proeftuinen.next_day(product.id, seen=1, door=DOOR).dag == 2


def test_the_company_may_do_this_for_its_own_product_alone(diensten: Diensten, database: Database) -> None:
    own = add_product(database, "P1")
    other = add_product(database, "P2")
    door = of_partner(own.koppelpartner)
    with pytest.raises(NietToegestaan):
        diensten.proeftuinen.make(other.id, door=door)
    diensten.proeftuinen.make(other.id, door=DOOR)
    with pytest.raises(NietToegestaan):
        diensten.proeftuinen.next_day(other.id, door=door)
    with pytest.raises(NietToegestaan):
        diensten.proeftuinen.of_koppelpartner(other.koppelpartner, door=door)
    made = diensten.proeftuinen.make(own.id, door=door)
    assert made.brincode == "98AB"
    assert diensten.proeftuinen.of_koppelpartner(own.koppelpartner, door=door) == [made]
    assert diensten.proeftuinen.next_day(own.id, door=door).dag == 2


def test_a_product_that_was_stopped_has_no_day(diensten: Diensten, database: Database) -> None:
    product = add_product(database, "P1")
    with pytest.raises(ProeftuinOnbekend):
        diensten.proeftuinen.next_day(product.id, door=DOOR)
    diensten.proeftuinen.make(product.id, door=DOOR)
    put_in(database, product, Toelatingstand.OPGESCHORT)
    with pytest.raises(Geweigerd, match="de proeftuin is dicht"):
        diensten.proeftuinen.next_day(product.id, door=DOOR)
