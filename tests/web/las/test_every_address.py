"""Every address of ``/las/v1`` stands behind a token with its scope, and behind the schools of the LAS."""

import re

import pytest
from werkzeug.test import Client

from tests.support.las.las import Beller
from tests.support.messages.problems import problem
from tests.support.schools.builders import ANDERE_SCHOOL
from uwlr_service.domain.las.las import Lasscope
from uwlr_service.domain.school import schoolpad
from uwlr_service.web.las.adres import Adres
from uwlr_service.web.las.blueprint import ADRESSEN

NAMES = [adres.naam for adres in ADRESSEN]
OF_A_SCHOOL = [adres for adres in ADRESSEN if "<school>" in adres.rule]
OTHERS = (schoolpad.write(ANDERE_SCHOOL), "88ZZ-00", "geen-school")
"""A school of another LAS, one that nobody has, and what cannot be a school."""
REST = {"jaar": "2026-2027", "leerling": "L1", "digest": "0" * 64}


def path(adres: Adres, school: str = "99XX-16") -> str:
    """An address with something in the place of each name."""
    given = REST | {"school": school}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda match: given.get(match[1], "1"), adres.rule)


@pytest.mark.parametrize("adres", ADRESSEN, ids=NAMES)
def test_without_a_token_there_is_nothing(adres: Adres, client: Client, las: Beller) -> None:
    for method in adres.methods:
        assert problem(client.open(f"/las/v1{path(adres)}", method=method), 401) == "token-ongeldig"


@pytest.mark.parametrize("adres", ADRESSEN, ids=NAMES)
def test_another_scope_opens_nothing(adres: Adres, las: Beller) -> None:
    token = las.token(scope=" ".join(scope for scope in Lasscope if scope is not adres.scope))
    for method in adres.methods:
        assert problem(las.call(path(adres), token, method), 403) == "scope-ontbreekt"


@pytest.mark.parametrize("adres", OF_A_SCHOOL, ids=[adres.naam for adres in OF_A_SCHOOL])
def test_the_school_of_another_las_is_as_one_that_is_not_there(adres: Adres, las: Beller) -> None:
    token = las.token()
    for method in adres.methods:
        answers = [las.call(path(adres, other), token, method) for other in OTHERS]
        assert {problem(answer, 404) for answer in answers} == {"niet-gevonden"}
        assert len({answer.data for answer in answers}) == 1
