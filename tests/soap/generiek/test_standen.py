"""GeneriekeService by the state of the school in the link, of the product, and of the key."""

from collections.abc import Callable
from wsgiref.types import WSGIApplication

import pytest
from sqlalchemy import update

from tests.soap.test_standen import mark, put
from tests.support.gkv.generiek import OPERATIES, ask, refused, vraag
from tests.support.partners.products import product_of, put_in
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.koppeling import autorisatiesleutel
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte

REFUSED = (
    "^Deze school valt niet onder de koppeling|^De leveranciernaam of de leveranciersleutel is niet juist"
)
Check = Callable[[bool], None]


@pytest.fixture
def check(dienst: WSGIApplication, gkv: Uitgifte) -> Check:
    """Asserts that both operations answer, or that both refuse; also where the location is left out."""

    def opens(expected: bool) -> None:
        for operatie in OPERATIES:
            for brinnummer in ("99XX16", "99XX"):
                answer = ask(dienst, vraag(gkv.sleutel, operatie, brinnummer=brinnummer))
                if expected:
                    assert answer.kind == "return"
                else:
                    refused(answer, REFUSED)

    return opens


@pytest.mark.parametrize("stand", Deelnamestand)
def test_only_a_school_that_takes_part_is_told_of(
    database: Database, gkv: Uitgifte, check: Check, stand: Deelnamestand
) -> None:
    put(database, gkv.koppeling.id, stand)
    check(stand is Deelnamestand.ACTIEF)


@pytest.mark.parametrize("stand", Toelatingstand)
@pytest.mark.parametrize("soort", Schoolsoort)
def test_a_product_reaches_the_schools_of_its_state(
    database: Database, gkv: Uitgifte, check: Check, stand: Toelatingstand, soort: Schoolsoort
) -> None:
    mark(database, soort)
    put_in(database, product_of(database, gkv.koppeling.klant.code), stand)
    check(stand.opens(soort))


def test_a_real_school_never_opens_to_a_key_of_the_proeftuin(
    database: Database, gkv: Uitgifte, check: Check
) -> None:
    with database.write() as connection:
        connection.execute(update(autorisatiesleutel).values(proeftuin=True))
    check(False)
    mark(database, Schoolsoort.TEST)
    check(True)
