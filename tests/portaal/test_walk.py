"""Every address as each role and as nobody, with what is their own and what is of another."""

import re
from collections.abc import Iterator
from itertools import product
from typing import NamedTuple
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.support.portaal import filling
from tests.support.portaal.visiting import HTTP, Visitor, form_token
from tests.support.portaal.world import APPLICANT, ARGUMENT, NOBODY, PLACES, Place, World
from tests.support.statements import recorded
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie, Rol
from uwlr_service.paginas import headers
from uwlr_service.paginas.adres import OPENBAAR, PREFIX, Adres
from uwlr_service.portaal import PACKAGES
from uwlr_service.portaal.adressen import ALLE
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema import metadata

WHO = (NOBODY, APPLICANT, *(rol.value for rol in Rol))
PRIVATE = [adres for adres in ALLE if adres.actie is not OPENBAAR]
OF_A_ROLE = [adres for adres in PRIVATE if isinstance(adres.actie, Actie)]


class Step(NamedTuple):
    """A call of the walk, and whether it is one that must be answered."""

    adres: Adres
    method: str
    who: str
    place: Place
    is_theirs: bool

    def __str__(self) -> str:
        return f"{self.method} {self.adres.rule} as {self.who} at {self.place.name}"


def owners(adres: Adres) -> set[str]:
    """Who may see an address."""
    if isinstance(adres.actie, Actie):
        return {rol.value for rol in ROLLEN_VAN[adres.actie]}
    return {APPLICANT}


def names_somebody_elses(adres: Adres) -> bool:
    """Whether an address names something that can be of another school, partner, person or application."""
    return bool(ARGUMENT.findall(adres.rule)) and owners(adres) != {Rol.OPERATOR.value}


def steps() -> Iterator[Step]:
    """Every private address by each of its methods, as everybody, at both places."""
    for adres, who, place in product(PRIVATE, WHO, Place):
        if place is Place.OTHER and not names_somebody_elses(adres):
            continue
        is_theirs = who in owners(adres) and place is Place.OWN
        for method in adres.methods:
            yield Step(adres, method, who, place, is_theirs)


STEPS = list(steps())
CLOSED = [step for step in STEPS if not step.is_theirs]
OPEN = [step for step in STEPS if step.is_theirs and step.method == "GET"]
TRADE = "aanvraag.inruilen"
"""Names nothing: without a link that was followed it says that the link is of no use."""
WORDS_IN_A_DRAWING = re.compile(r"<svg\b[^>]*>(?:(?!</svg>).)*<text\b", re.DOTALL)
TOKEN_IN_A_PAGE = r'name="csrf_token" value="[^"]*"'
LEAST_PAIRS = 600
"""Pairs of an address and somebody who comes there."""


class Walk:
    """Goes to addresses as everybody, with forms that their own page would take."""

    def __init__(self, portaal: Flask, world: World) -> None:
        self.world = world
        self._portaal = portaal
        self._forms = filling.forms_of(portaal, world)
        self._sessions: dict[str, tuple[str | None, str]] = {}

    def own(self, step: Step) -> str:
        """The address of a step."""
        return self.world.address(step.adres.endpoint, step.adres.rule, step.place)

    def mixed(self, step: Step) -> str:
        """The same at one's own school or partner, with everything else of another."""
        return self.world.mixed(step.adres.endpoint, step.adres.rule)

    def to(self, step: Step, path: str) -> TestResponse:
        """What the one who makes a step gets at a path."""
        token, secret = self._session(step.who)
        visitor = Visitor(self._portaal, token=token)
        if step.method == "GET":
            return visitor.get(path)
        right = self.world.address(step.adres.endpoint, step.adres.rule, Place.OWN)
        fields = filling.with_token(self._forms.get(right, {}), secret)
        sent = {"Origin": HTTP, "Sec-Fetch-Site": "same-origin"}
        return visitor.post(path, data=fields, headers=sent)

    def _session(self, who: str) -> tuple[str | None, str]:
        """A session of somebody, and the token of its forms."""
        if who not in self._sessions:
            token = self.world.token(who)
            visitor = Visitor(self._portaal, token=token)
            secret = form_token(visitor.get(f"{PREFIX}/aanvragen"))
            self._sessions[who] = (visitor.token, secret)
        return self._sessions[who]


@pytest.fixture
def world(database: Database) -> World:
    """Two schools, two partners, and people."""
    return World(database)


@pytest.fixture
def walk(portaal: Flask, world: World) -> Walk:
    """Goes there."""
    return Walk(portaal, world)


def rows(database: Database) -> dict[str, int]:
    """How many rows each table has, but for the sessions of the visitors themselves."""
    with database.read() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
            if table.name != "sessie"
        }


def is_refused(step: Step, answer: TestResponse) -> bool:
    """Whether an answer tells nothing: nobody is to sign in, unless a link would be their way in."""
    if step.who in (NOBODY, APPLICANT) and isinstance(step.adres.actie, Actie):
        where = answer.location or ""
        return answer.status_code == 303 and where.startswith(f"{PREFIX}/aanmelden?verder=")
    return answer.status_code == (400 if step.adres.endpoint == TRADE else 404)


def test_nobody_gets_what_is_not_theirs(walk: Walk, database: Database) -> None:
    before = rows(database)
    answers = {str(step): (step, walk.to(step, walk.own(step))) for step in CLOSED}
    wrong = [name for name, (step, answer) in answers.items() if not is_refused(step, answer)]
    assert wrong == []
    assert rows(database) == before
    assert len({(step.adres.endpoint, step.who) for step in STEPS}) >= LEAST_PAIRS


def told(walk: Walk, step: Step, path: str) -> tuple[int, str, int]:
    """What an answer tells: its status, its words, and how much was asked of the database for it."""
    with recorded() as statements:
        answer = walk.to(step, path)
    text = re.sub(TOKEN_IN_A_PAGE, "", answer.text).replace(path, "").replace(quote(path, safe=""), "")
    return answer.status_code, text, len(statements)


def test_what_is_not_there_looks_like_what_is_of_another(walk: Walk) -> None:
    for who in WHO:  # signs in
        walk.to(Step(PRIVATE[0], "GET", who, Place.OWN, True), f"{PREFIX}/")
    different = []
    for step in STEPS:
        endpoint, rule = step.adres.endpoint, step.adres.rule
        if step.place is Place.OTHER and PLACES & set(ARGUMENT.findall(rule)):
            pair = (walk.own(step), walk.world.nowhere(endpoint, rule))
        elif step.is_theirs and names_somebody_elses(step.adres) and walk.own(step) != walk.mixed(step):
            pair = (walk.mixed(step), walk.world.unknown(endpoint, rule))
        else:
            continue
        of_another, absent = (told(walk, step, path) for path in pair)
        if of_another != absent:
            different.append(f"{step}: {pair}")
    assert different == []


def test_nobody_gets_what_is_of_another_by_way_of_their_own_place(walk: Walk, database: Database) -> None:
    before = rows(database)
    wrong = []
    for step in STEPS:
        own, mixed = walk.own(step), walk.mixed(step)
        if step.is_theirs and names_somebody_elses(step.adres) and own != mixed:
            answer = walk.to(step, mixed)
            if answer.status_code != 404:
                wrong.append(f"{step}: {mixed}: {answer.status_code}")
    assert wrong == []
    assert rows(database) == before


def test_everybody_gets_what_is_theirs(walk: Walk) -> None:
    answers = {str(step): walk.to(step, walk.own(step)) for step in OPEN}
    assert [step for step, answer in answers.items() if answer.status_code not in (200, 303)] == []
    # A drawing shrinks on a phone, and words in it with it: they stand beside it.
    assert [step for step, answer in answers.items() if WORDS_IN_A_DRAWING.search(answer.text)] == []


def test_every_address_says_who_may(portaal: Flask) -> None:
    listed = {adres.endpoint for adres in ALLE}
    assert len(listed) == len(ALLE)
    served = {rule.endpoint for rule in portaal.url_map.iter_rules()}
    assert served - listed == headers.FILES
    assert [adres.rule for adres in OF_A_ROLE if not ROLLEN_VAN[adres.actie]] == []  # type: ignore[index]


def test_every_address_of_a_place_asks_for_an_action_of_that_place() -> None:
    for adres in OF_A_ROLE:
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
            # A badge is scanned by the camera, on that page alone.
            wanted = value.replace("camera=()", "camera=(self)") if adres.endpoint == "badge" else value
            assert answer.headers.getlist(name) == [wanted], (adres.rule, name)
        assert answer.headers["Cache-Control"] == "no-store", adres.rule
