"""``uwlr proeftuin`` and ``uwlr demo-data --proeftuin``: the test schools of a product, and their days."""

from tests.support.commandline import Uwlr
from tests.support.partners.products import add_product
from uwlr_service.domain.proeftuin.proeftuin import LAST_DAY
from uwlr_service.repository.database import Database


def test_a_proeftuin_is_made_shown_and_goes_to_its_last_day(uwlr: Uwlr, cli_database: Database) -> None:
    number = str(add_product(cli_database, "LL1").id)
    assert "scholen 98AA/01 tot en met 98AA/20, dag 1" in uwlr.good("proeftuin", "make", number).stderr
    (listed,) = uwlr.json("proeftuin", "list")
    assert (listed["product"], listed["brincode"], listed["dag"]) == (int(number), "98AA", 1)
    assert "98AA" in uwlr.good("proeftuin", "list").stdout
    scholen = uwlr.json("proeftuin", "show", number)["scholen"]
    assert [school["school"] for school in scholen] == [f"98AA/{at:02}" for at in range(1, 21)]
    assert all(school["waarvoor"] and school["verwacht"] for school in scholen)
    shown = uwlr.good("proeftuin", "show", number).stdout
    assert "De Tweeling" in shown
    said = uwlr.good("proeftuin", "dag", number, "--namens", "Eva").stderr
    assert "dag 2 van 5" in said
    assert "98AA/11 De Nieuwe Sleutels" in said
    for _ in range(2, LAST_DAY):
        uwlr.good("proeftuin", "dag", number)
    assert "Dag 5 is de laatste dag" in uwlr.refused("proeftuin", "dag", number)
    assert "weer op dag 1" in uwlr.good("proeftuin", "opnieuw", number, "--namens", "Eva").stderr
    assert "staat al op dag 1" in uwlr.refused("proeftuin", "opnieuw", number)


def test_what_is_not_there(uwlr: Uwlr, cli_database: Database) -> None:
    assert uwlr.refused("proeftuin", "make", "404").startswith("Er is geen product 404. De producten die er")
    number = str(add_product(cli_database, "LL1").id)
    for verb, *more in (("show",), ("dag",), ("opnieuw",), ("meedoen", "1")):
        refused = uwlr.refused("proeftuin", verb, number, *more)
        assert refused.startswith(f"Product {number} heeft geen proeftuin. De proeftuinen die er zijn: ")
    assert uwlr.json("proeftuin", "list") == []


def test_all_schools_join_a_link_of_the_product(uwlr: Uwlr, cli_database: Database) -> None:
    product = add_product(cli_database, "LL1")
    number = str(product.id)
    uwlr.good("proeftuin", "make", number)
    assert product.klant is not None
    client = ("--klantnaam", product.klant.naam, "--klantcode", "LL1")
    made = uwlr.json("koppeling", "add", *client, "--school", "98AA/02")
    joined = uwlr.json("proeftuin", "meedoen", number, str(made["koppeling"]))
    assert (len(joined["scholen"]), len(joined["erbij"])) == (20, 19)
    said = uwlr.good("proeftuin", "meedoen", number, str(made["koppeling"])).stderr
    assert "Alle 20 scholen van de proeftuin doen mee" in said
    assert "0 kwamen erbij" in said


def test_demo_data_makes_the_same_schools(uwlr: Uwlr, cli_database: Database) -> None:
    number = str(add_product(cli_database, "LL1").id)
    made = uwlr.json("demo-data", "--proeftuin", number)
    assert [school["school"] for school in made] == [f"98AA/{at:02}" for at in range(1, 21)]
    assert made[-1]["leerlingen"] == 400
    assert "heeft al een proeftuin" in uwlr.refused("proeftuin", "make", number)


def test_demo_data_says_which_options_go_together(uwlr: Uwlr, cli_database: Database) -> None:
    number = str(add_product(cli_database, "LL1").id)
    for options in (("--seed", "1"), ("--dossier", "2")):
        assert "gaat niet samen" in uwlr.refused("demo-data", "--proeftuin", number, *options, exit_code=2)
    assert "de optie --pupils ontbreekt" in uwlr.refused(
        "demo-data", "--schools", "1", "--seed", "1", exit_code=2
    )
