"""Keys that the command line makes: whole ones once a product was active, of the proeftuin before that."""

import json
from pathlib import Path

import pytest
from joserfc.jwk import ECKey

from tests.support.commandline import Uwlr
from tests.support.partners.products import product_of, put_in
from tests.support.schools.builders import SCHOOL
from uwlr_service.domain.koppeling.toelating import PROEFTUIN, Toelatingstand
from uwlr_service.repository.database import Database

HERE = ("--school", str(SCHOOL))
MAKING = (("rotate", "1"), ("school", "sleutel", "1", *HERE))
"""What makes a key of SOAP."""
WARNING = "een sleutel van de proeftuin: hij opent alleen testscholen"


@pytest.fixture
def jwks(tmp_path: Path) -> Path:
    """The public keys of a partner."""
    path = tmp_path / "partner.json"
    path.write_text(json.dumps(ECKey.generate_key("P-256").as_dict(private=False)))
    return path


@pytest.mark.usefixtures("koppeling")
def test_a_key_made_during_a_suspension_is_a_whole_one(uwlr: Uwlr) -> None:
    uwlr.good("koppelpartner", "suspend", "1", "--reden", "Een lek.")
    for words in MAKING:
        made = uwlr.good("koppeling", *words)
        assert "proeftuin" not in made.stdout + made.stderr
        assert uwlr.json("koppeling", *words)["proeftuin"] is False
    assert uwlr.json("koppeling", "show", "1")["toelating"] == "opgeschort"
    assert "heeft als stand: opgeschort" in uwlr.good("koppeling", "show", "1").stderr
    uwlr.good("koppelpartner", "resume", "1", "--reden", "Het is dicht.")
    sleutels = uwlr.json("koppeling", "show", "1")["sleutels"]
    assert [sleutel["proeftuin"] for sleutel in sleutels] == [False] * 5


@pytest.mark.usefixtures("koppeling")
@pytest.mark.parametrize("stand", sorted(PROEFTUIN))
def test_a_key_of_the_proeftuin_is_called_that(
    uwlr: Uwlr, cli_database: Database, stand: Toelatingstand
) -> None:
    put_in(cli_database, product_of(cli_database, "U1"), stand)
    for words in MAKING:
        assert WARNING in uwlr.good("koppeling", *words).stderr
        assert uwlr.json("koppeling", *words)["proeftuin"] is True
    shown = " ".join(uwlr.good("koppeling", "show", "1").stdout.split())
    assert shown.count("(proeftuin)") == 4
    assert f"school {SCHOOL}" in shown


@pytest.mark.usefixtures("koppeling")
def test_a_product_that_was_ended_gets_no_key(uwlr: Uwlr, cli_database: Database) -> None:
    put_in(cli_database, product_of(cli_database, "U1"), Toelatingstand.BEEINDIGD)
    for words in MAKING:
        assert "er komt geen sleutel meer bij" in uwlr.refused("koppeling", *words)
    assert len(uwlr.json("koppeling", "show", "1")["sleutels"]) == 1


def test_a_key_of_the_pull_api_says_so_too(
    uwlr: Uwlr, school: str, cli_database: Database, jwks: Path
) -> None:
    args = ("--klantnaam", "LVS", "--klantcode", "L1", "--gegevensset", "gkv-basis", "--school", school)
    uwlr.good("koppeling", "add", *args)
    product = product_of(cli_database, "L1")
    put_in(cli_database, product, Toelatingstand.OPGESCHORT)
    assert uwlr.json("koppeling", "key", "1", "--jwks", jwks)["proeftuin"] is False
    uwlr.good("koppeling", "key", "1", "--remove", "1")
    put_in(cli_database, product, Toelatingstand.SANDBOX)
    assert WARNING in uwlr.good("koppeling", "key", "1", "--jwks", jwks).stderr
    whole, of_proeftuin = uwlr.json("koppeling", "key", "1", "--list")
    assert (whole["proeftuin"], of_proeftuin["proeftuin"]) == (False, True)
    assert uwlr.good("koppeling", "key", "1", "--list").stdout.count("(proeftuin)") == 1
    put_in(cli_database, product, Toelatingstand.BEEINDIGD)
    uwlr.good("koppeling", "key", "1", "--remove", "2")
    assert "er komt geen sleutel meer bij" in uwlr.refused("koppeling", "key", "1", "--jwks", jwks)
