"""Results that come in for two schools, and LASes that have one or both."""

from collections.abc import Callable
from wsgiref.types import WSGIApplication

import pytest

from tests.support.callers import call
from tests.support.messages.results import BRENG, bericht, resultaat, toetsafname
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain.las.las import Las
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte


@pytest.fixture
def link(diensten: Diensten) -> Uitgifte:
    """A link with two schools."""
    for code in (SCHOOL, ANDERE_SCHOOL):
        diensten.edexml.store(schoolgegevens(code))
    return diensten.koppelingbeheer.add(
        klantnaam="Uitgeverij", klantcode="U1", scholen=[SCHOOL, ANDERE_SCHOOL], door=DOOR
    )


@pytest.fixture
def bring(application: WSGIApplication, link: Uitgifte) -> Callable[..., None]:
    """Stores results under keys, of the small school or the other one."""

    def bring(*keys: str, code: Schoolcode = SCHOOL) -> None:
        message = bericht(
            link.sleutel,
            toetsafname("L1", *map(resultaat, keys)),
            brincode=str(code.brincode),
            dependancecode=str(code.dependancecode),
        )
        answer = call(application, message, BRENG)
        assert answer.status == 200, answer.content

    return bring


@pytest.fixture
def registered(diensten: Diensten) -> Callable[..., Las]:
    """Registers a LAS for some schools, or for all."""

    def registered(*codes: Schoolcode) -> Las:
        naam = f"Las van {', '.join(map(str, codes)) or 'alles'}"
        return diensten.lasregister.add(naam, codes, alle_scholen=not codes, door=DOOR).las

    return registered
