"""Every page in a real browser, as each who may see it: readable, narrow, spaced out, and by keyboard."""

from collections.abc import Iterator

import pytest

from tests.support.portaal.looking import faults
from tests.support.portaal.screen import Screens
from tests.support.portaal.world import APPLICANT, NOBODY, Place, World
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie, Rol
from uwlr_service.paginas.adres import OP_LINK, Adres
from uwlr_service.portaal.adressen import ALLE

GOOD = 200
FILES = frozenset(
    {
        "taal",
        "school.inzage.leerling.json",
        "school.inzage.verzorger.json",
        "school.groep.csv",
        "school.leerling.csv",
        "aanvraag.volgen",
    }
)
"""What answers with something else than a page."""


def seen_by(adres: Adres) -> Iterator[str]:
    """Who is shown a page."""
    if isinstance(adres.actie, Actie):
        yield from sorted(rol.value for rol in ROLLEN_VAN[adres.actie])
    elif adres.actie is OP_LINK:
        yield APPLICANT
    else:
        yield from (NOBODY, Rol.SCHOOLBEHEERDER.value)


def cases() -> Iterator[tuple[str, str, str]]:
    """Every page with everybody who may see it."""
    for adres in ALLE:
        if "GET" in adres.methods and adres.endpoint not in FILES:
            for who in seen_by(adres):
                yield adres.endpoint, adres.rule, who


@pytest.mark.parametrize(("endpoint", "rule", "who"), list(cases()))
def test_a_page_is_for_everybody(screens: Screens, world: World, endpoint: str, rule: str, who: str) -> None:
    screen = screens.open(world.token(who))
    answer = screen.open(world.address(endpoint, rule, Place.OWN))
    assert answer.status == GOOD
    assert screen.page.title()
    screen.picture(f"{endpoint}-{who}")
    assert faults(screen) == []


@pytest.mark.parametrize("who", [NOBODY, Rol.OPERATOR.value])
def test_an_error_is_for_everybody(screens: Screens, world: World, who: str) -> None:
    screen = screens.open(world.token(who))
    assert screen.open("/portaal/nergens").status == 404
    screen.picture(f"fout-{who}")
    assert faults(screen) == []
