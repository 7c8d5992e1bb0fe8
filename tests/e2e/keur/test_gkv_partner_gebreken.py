"""Each defect of a partner of GKV is seen by its own cases and no other; without one all is good."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.keur.gkvpartner.gebreken import CONTROLE, GEBREKEN
from tests.support.keur.gkvpartner.partner import Eigenpartner, Partner
from tests.support.keur.gkvpartner.proef import Gkvproef, draaiboek
from tests.support.keur.uitgever.gebreken import Clientgebrek
from tests.support.keur.uitgever.proef import niet_goed
from tests.support.partners.handelenden import DOOR
from tests.support.portaal.hosting import hosted
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.conformiteit.doorloop import Stand
from uwlr_service.uitwisseling.proeftuin import traagheid

pytestmark = pytest.mark.e2e
SECONDS = 0.3
"""How slow a slow answer is here."""
PROEVEN = itertools.count(1)
VAN_TELT_NIET_NA = next(gebrek.gevallen for gebrek in GEBREKEN if gebrek.naam == "telt-niet-na")
Maker = Callable[[type[Partner], frozenset[str]], Partner]


@pytest.fixture(scope="module")
def database_url(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database for all defects, each of which has a proeftuin of its own."""
    file = tmp_path_factory.mktemp("gkvpartner") / "uwlr.sqlite"
    file.write_bytes(migrated_sqlite.read_bytes())
    return f"sqlite:///{file}"


@pytest.fixture(scope="module")
def address(database_url: str) -> Iterator[str]:
    """Our own application."""
    folder = Path(database_url.removeprefix("sqlite:///")).parent
    settings = Settings.from_environment(
        {"UWLR_DATABASE_URL": database_url, "UWLR_VAR": str(folder / "var"), "UWLR_THREADS": "4"}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(traagheid, "SECONDS", SECONDS)
        application = create_app(settings)
        try:
            with hosted(application) as at:
                yield at
        finally:
            application.close()


@pytest.fixture
def partner_of(database_url: str, address: str, tmp_path: Path) -> Iterator[Maker]:
    """A partner with defects, at a proeftuin of its own."""
    made: list[Partner] = []

    def make(kind: type[Partner], gebreken: frozenset[str]) -> Partner:
        folder = Path(database_url.removeprefix("sqlite:///")).parent
        proef = Gkvproef.make(database_url, folder, f"G{next(PROEVEN)}")
        partner = kind(address, proef, tmp_path, gebreken)
        made.append(partner)
        return partner

    yield make
    for partner in made:
        partner.proef.diensten.close()


def taken(partner: Partner, names: tuple[str, ...], *, at_night: bool = False) -> None:
    """Let a partner take steps; ``at_night`` a worker makes a package in the middle of each."""
    stappen = [stap for stap in draaiboek().stappen if stap.id in names]
    partner.proef.at(stappen[0])
    for number, stap in enumerate(stappen):
        if number:
            partner.proef.to(stappen[number - 1], stap)
        if at_night:
            partner.proef.nacht()
        partner.doe(stap.id)


@pytest.mark.parametrize("kind", [Partner, Eigenpartner])
def test_a_partner_that_does_it_right_is_judged_good(partner_of: Maker, kind: type[Partner]) -> None:
    partner = partner_of(kind, frozenset())
    names = tuple(stap.id for stap in draaiboek().stappen)
    taken(partner, names)
    uitkomsten = partner.proef.uitkomsten(set(names))
    assert {name: each.bevindingen for name, each in uitkomsten.items() if each.stand is not Stand.GOED} == {}
    assert len(uitkomsten) == len(draaiboek().gronden)


def test_packages_of_the_night_in_the_middle_spoil_nothing(partner_of: Maker) -> None:
    partner = partner_of(Partner, frozenset())
    names = tuple(stap.id for stap in draaiboek().stappen)
    taken(partner, names, at_night=True)
    assert {each.stand for each in partner.proef.uitkomsten(set(names)).values()} == {Stand.GOED}
    wrong = partner_of(Partner, frozenset({"telt-niet-na"}))
    taken(wrong, ("eerste-keer", *CONTROLE.split()), at_night=True)
    assert niet_goed(wrong.proef.uitkomsten({"eerste-keer", *CONTROLE.split()})) == VAN_TELT_NIET_NA


def test_a_step_that_shows_nothing_is_not_judged(partner_of: Maker) -> None:
    partner = partner_of(Partner, frozenset({"kent-geen-mutaties"}))
    product = partner.proef.proeftuin.product
    for _ in range(2):
        partner.proef.diensten.proeftuinen.next_day(product, door=DOOR)
    taken(partner, ("eerste-keer", "vertrek"))
    uitkomst = partner.proef.uitkomsten({"eerste-keer", "vertrek"})["verwijderd-verwerkt"]
    assert uitkomst.stand is Stand.OVERGESLAGEN
    assert "de proeftuin was al verder" in uitkomst.bevindingen[0]


@pytest.mark.parametrize("gebrek", [pytest.param(each, id=each.naam.split()[0]) for each in GEBREKEN])
def test_a_defect_is_seen_by_its_cases_only(partner_of: Maker, gebrek: Clientgebrek) -> None:
    partner = partner_of(Partner, frozenset(gebrek.naam.split()))
    taken(partner, gebrek.stappen)
    assert niet_goed(partner.proef.uitkomsten(set(gebrek.stappen))) == gebrek.gevallen


def test_each_case_sees_a_defect() -> None:
    seen = frozenset().union(*(gebrek.gevallen for gebrek in GEBREKEN))
    assert set(draaiboek().gronden) - seen == set()
