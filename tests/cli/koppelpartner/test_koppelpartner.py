"""``uwlr koppelpartner``: lists companies with their products, and stops one everywhere."""

import pytest

from tests.support.commandline import Uwlr
from tests.support.partners.products import add_product
from uwlr_service.domain.koppeling.koppelpartner import Product
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.repository.database import Database


@pytest.fixture
def product(cli_database: Database) -> Product:
    """A product that is active."""
    return add_product(cli_database, "LL1", Toelatingstand.ACTIEF)


def test_the_companies_are_listed_with_their_products(uwlr: Uwlr, product: Product) -> None:
    number = str(product.koppelpartner)
    (listed,) = uwlr.json("koppelpartner", "list")
    assert listed == uwlr.json("koppelpartner", "show", number)
    assert (listed["koppelpartner"], listed["naam"]) == (product.koppelpartner, "De Lezerij B.V.")
    assert listed["producten"] == [
        {
            "product": product.id,
            "naam": "Leeslijst",
            "klantnaam": "Leeslijst LL1",
            "klantcode": "LL1",
            "toelating": "actief",
            "koppelingen": [],
        }
    ]
    for words in (("list",), ("show", number)):
        assert "De Lezerij B.V." in uwlr.good("koppelpartner", *words).stdout


def test_a_company_is_stopped_and_goes_on(uwlr: Uwlr, product: Product) -> None:
    number = str(product.koppelpartner)
    stopped = uwlr.good("koppelpartner", "suspend", number, "--reden", "Een lek.", "--namens", "Eva")
    assert "Stilgezet: Leeslijst" in stopped.stderr
    toelating = uwlr.json("toelating", "show", str(product.id))
    assert (toelating["stand"], toelating["opgeschort"]) == ("opgeschort", "Een lek.")
    assert toelating["stappen"][-1]["door"] == "Eva"
    assert "kan nu niet" in uwlr.refused("koppelpartner", "suspend", number, "--reden", "Nog eens.")
    going_on = uwlr.json("koppelpartner", "resume", number, "--reden", "Het is dicht.")
    assert going_on == {"producten": [product.id]}


def test_a_company_that_is_not_there(uwlr: Uwlr) -> None:
    assert uwlr.json("koppelpartner", "list") == []
    assert "Er is geen koppelpartner 404." in uwlr.refused("koppelpartner", "show", "404")
    assert "Er is geen koppelpartner 404." in uwlr.refused("koppelpartner", "suspend", "404", "--reden", "x")
