"""Every address as each role and as nobody, with what is their own and what is of another."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests.support.portaal.visiting import HTTP, TOKEN, Visitor, form_token
from tests.support.portaal.world import ARGUMENT, NOBODY, PLACES, Place, World
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie, Rol
from uwlr_service.paginas import headers
from uwlr_service.paginas.adres import PREFIX, Adres
from uwlr_service.portaal import PACKAGES
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import metadata

WHO = (NOBODY, *(rol.value for rol in Rol))
PRIVATE = [adres for adres in ALLE if isinstance(adres.actie, Actie)]


class Step(NamedTuple):
    """A call of the walk, and whether it is one that must be answered."""

    adres: Adres
    method: str
    who: str
    place: Place
    is_theirs: bool

    def __str__(self) -> str:
        return f"{self.method} {self.adres.rule} as {self.who} at {self.place.name}"


def steps() -> Iterator[Step]:
    """Every private address by each of its methods, as everybody, at both places."""
    for adres, who, place in product(PRIVATE, WHO, Place):
        if place is Place.OTHER and not PLACES & set(ARGUMENT.findall(adres.rule)):
            continue
        is_theirs = who in {rol.value for rol in ROLLEN_VAN[adres.actie]} and place is Place.OWN  # type: ignore[index]
        for method in adres.methods:
            yield Step(adres, method, who, place, is_theirs)


STEPS = list(steps())
CLOSED = [step for step in STEPS if not step.is_theirs]
OPEN = [step for step in STEPS if step.is_theirs and step.method == "GET"]


@pytest.fixture
def world(database: Database) -> World:
    """Two schools, two partners, and people."""
    return World(database)


def rows(database: Database) -> dict[str, int]:
    """How many rows each table has, but for the sessions of the visitors themselves."""
    with database.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
            if table.name != "sessie"
        }


def taken(portaal: Flask, world: World, step: Step) -> tuple[int, str]:
    """What a step of the walk gets: the status, and where it leads."""
    return answered(portaal, world, step, world.address(step.adres.endpoint, step.adres.rule, step.place))


def answered(
    portaal: Flask, world: World, step: Step, path: str, *, follow_redirects: bool = False
) -> tuple[int, str]:
    """What the one who makes a step gets at a path."""
    visitor = Visitor(portaal, token=world.token(step.who))
    if step.method == "GET":
        answer = visitor.get(path, follow_redirects=follow_redirects)
    else:
        token = "" if step.who == NOBODY else form_token(visitor.get(f"{PREFIX}/"))
        sent = {"Origin": HTTP, "Sec-Fetch-Site": "same-origin"}
        answer = visitor.post(path, data={TOKEN: token}, headers=sent, follow_redirects=follow_redirects)
    return answer.status_code, answer.location or ""


def test_nobody_gets_what_is_not_theirs(portaal: Flask, world: World, database: Database) -> None:
    world.inloggen  # noqa: B018 - made before the rows are counted
    before = rows(database)
    wrong = []
    for step in CLOSED:
        status, location = taken(portaal, world, step)
        if step.who == NOBODY:
            refused = status == 303 and location.startswith(f"{PREFIX}/aanmelden?verder=")
        else:
            refused = status == 404
        if not refused:
            wrong.append(f"{step}: {status} {location}")
    assert wrong == []
    assert rows(database) == before


def test_nobody_gets_what_is_of_another_by_way_of_their_own_place(
    portaal: Flask, world: World, database: Database
) -> None:
    world.inloggen  # noqa: B018 - made before the rows are counted
    before = rows(database)
    wrong = []
    for step in STEPS:
        own = world.address(step.adres.endpoint, step.adres.rule, Place.OWN)
        mixed = world.mixed(step.adres.endpoint, step.adres.rule)
        if step.is_theirs and PLACES & set(ARGUMENT.findall(step.adres.rule)) and own != mixed:
            # A page that is past its step leads to the page before it, and that one is not there.
            status, _ = answered(portaal, world, step, mixed, follow_redirects=True)
            if status != 404:
                wrong.append(f"{step}: {mixed}: {status}")
    assert wrong == []
    assert rows(database) == before


def test_everybody_gets_what_is_theirs(portaal: Flask, world: World) -> None:
    statuses = {str(step): taken(portaal, world, step)[0] for step in OPEN}
    assert {step: status for step, status in statuses.items() if status not in (200, 303)} == {}


def test_every_address_says_who_may(portaal: Flask) -> None:
    listed = {adres.endpoint for adres in ALLE}
    assert len(listed) == len(ALLE)
    served = {rule.endpoint for rule in portaal.url_map.iter_rules()}
    assert served - listed == headers.FILES
    assert [adres.rule for adres in PRIVATE if not ROLLEN_VAN[adres.actie]] == []  # type: ignore[index]


def test_every_address_of_a_place_asks_for_an_action_of_that_place() -> None:
    for adres in PRIVATE:
        names = set(ARGUMENT.findall(adres.rule))
        roles = ROLLEN_VAN[adres.actie]  # type: ignore[index]
        if roles == ROLLEN_VAN[Actie.EIGEN_ACCOUNT]:
            assert not names & PLACES, adres.rule
        else:
            assert ("school" in names) == all(rol.is_of_school for rol in roles), adres.rule
            assert ("koppelpartner" in names) == all(rol.is_of_partner for rol in roles), adres.rule


def test_every_template_is_of_a_package_that_is_served() -> None:
    assert all((folder / "templates").is_dir() for folder in PACKAGES.values())


@pytest.mark.parametrize("who", WHO)
def test_every_answer_has_the_headers(portaal: Flask, world: World, who: str) -> None:
    visitor = Visitor(portaal, token=world.token(who))
    for adres in ALLE:
        answer = visitor.open(world.address(adres.endpoint, adres.rule, Place.OWN), method="GET")
        for name, value in headers.HEADERS.items():
            assert answer.headers.getlist(name) == [value], (adres.rule, name)
        assert answer.headers["Cache-Control"] == "no-store", adres.rule
