"""What each page asks of a database that is as full as it gets, for everybody who may see that page.

A new address is counted as soon as it is in a list. The session and the count of messages are counted too.
"""

from collections.abc import Iterator
from itertools import product

import pytest
from flask import Flask

from tests.support.portaal import beslissen
from tests.support.portaal.crowded import crowd
from tests.support.portaal.visiting import Visitor, document
from tests.support.portaal.world import APPLICANT, NOBODY, Place, World
from tests.support.statements import recorded
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie, Rol
from uwlr_service.paginas.adres import Adres
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.database import Database

MOST = 15
MOST_OF_CONSENT = 25
"""Of the page on which a school decides, with every field of the largest set."""
CONSENT = "school.besluit"
MOST_OF_A_PUPIL = 19
"""Of what went where of one pupil, who also has an account with grants and means to sign in."""
MOST_OF_RESULTS = 16
"""Of the results of a school, with up to where its LASes took them over."""
MOST_OF = {
    CONSENT: MOST_OF_CONSENT,
    "school.inzage.leerling": MOST_OF_A_PUPIL,
    "school.inzage.leerling.json": MOST_OF_A_PUPIL,
    "school.resultaten": MOST_OF_RESULTS,
}
WHO = (NOBODY, APPLICANT, *(rol.value for rol in Rol))
OF_ADDRESS = {adres.endpoint: adres for adres in ALLE}


@pytest.fixture
def world(database: Database) -> World:
    """A school with sixty links and a partner with four hundred schools."""
    return crowd(database)


def visits() -> Iterator[tuple[Adres, str]]:
    """Every page with everybody who may see it."""
    for adres, who in product(ALLE, WHO):
        is_theirs = not isinstance(adres.actie, Actie) or who in {
            rol.value for rol in ROLLEN_VAN[adres.actie]
        }
        if is_theirs and "GET" in adres.methods:
            yield adres, who


def path_of(world: World, endpoint: str) -> str:
    """The address of a page about what is one's own."""
    return world.address(endpoint, OF_ADDRESS[endpoint].rule, Place.OWN)


def cost(visitor: Visitor, path: str, *, expected: tuple[int, ...] = (200,)) -> int:
    """The statements of one look at a page."""
    with recorded() as statements:
        answer = visitor.get(path)
    assert answer.status_code in expected, (path, answer.status_code)
    return len(statements)


def test_no_page_asks_much(portaal: Flask, world: World) -> None:
    wrong = []
    for adres, who in visits():
        visitor = Visitor(portaal, token=world.token(who))
        expected = (200, 303) if isinstance(adres.actie, Actie) else (200, 303, 404)
        most = MOST_OF.get(adres.endpoint, MOST)
        # The first time something can be given out, such as the numbers that stand for pupils in addresses.
        for time in ("first", "second"):
            taken = cost(visitor, path_of(world, adres.endpoint), expected=expected)
            if taken > most:
                wrong.append(f"{adres.endpoint} as {who}, the {time} time: {taken}")
    assert wrong == []


def test_what_follows_on_a_choice_asks_no_more(portaal: Flask, world: World) -> None:
    visitor = Visitor(portaal, token=world.token(Rol.SCHOOLBEHEERDER.value))
    consent = path_of(world, CONSENT)
    page = document(visitor.get(consent))
    young = page.xpath("//input[@name='groepen']/@value")[-1:]
    ticks = page.xpath("//input[@name='velden']/@value")
    chosen = beslissen.fields(page, velden=ticks, groepen=young, vestigingen=[], doen="verder")
    answer = visitor.submit(consent, chosen)
    assert answer.location == path_of(world, "school.bevestig")
    # A pupil whom this choice leaves out: the page says so, and has looked at the school once.
    pages = (consent, answer.location, path_of(world, "school.voorbeeld"))
    counted = {path: cost(visitor, path) for path in pages}
    assert counted.pop(consent) <= MOST_OF_CONSENT
    assert max(counted.values()) <= MOST, counted
