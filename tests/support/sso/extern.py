"""The way to the OpenID provider of a school and back, as a visitor goes it."""

from typing import Any
from urllib.parse import urlencode

from werkzeug.test import TestResponse

from tests.support.partners.handelenden import DOOR
from tests.support.portaal.visiting import Visitor
from tests.support.sso.provider import (
    CLIENT_ID,
    GEHEIM,
    Proefprovider,
    parameters_of,
)
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.schoolprovider import Providergegevens
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.account.extern import ProviderRepository
from uwlr_service.repository.database import Database
from uwlr_service.repository.school.scholen import SchoolRepository

FAILED = "is niet gelukt"
UNUSABLE = "De provider van deze school geeft geen antwoord dat te gebruiken is."
ACCOUNT = "/portaal/account"


def turn_on(
    database: Database, diensten: Diensten, school: Schoolcode, upstream: Proefprovider, **changed: Any
) -> int:
    """Let a school use a provider; returns its number."""
    usual: dict[str, Any] = {
        "naam": "Onze Microsoft",
        "issuer": upstream.issuer,
        "client_id": CLIENT_ID,
        "geheim": GEHEIM,
    }
    gegevens = Providergegevens(**usual | changed)
    diensten.mensen.schoolproviders.put(school, gegevens, door=DOOR)
    diensten.mensen.schoolproviders.turn_on(school, door=DOOR)
    with database.read() as connection:
        kept = ProviderRepository(connection).of_school(SchoolRepository(connection).get(school))
    assert kept is not None
    return kept.id


def asked(visitor: Visitor, number: int, verder: str = ACCOUNT) -> dict[str, str]:
    """Go to the provider; what it is asked."""
    answer = visitor.get(f"/portaal/aanmelden/extern/{number}?verder={verder}")
    assert answer.status_code == 303, answer.text
    return parameters_of(answer.location)


def answered(
    visitor: Visitor, number: int, question: dict[str, str], upstream: Proefprovider, **changed: str | None
) -> TestResponse:
    """Come back from the provider with a code."""
    usual: dict[str, str | None] = {
        "code": f"goed:{question['nonce']}",
        "state": question["state"],
        "iss": upstream.issuer,
    }
    given = {name: value for name, value in {**usual, **changed}.items() if value is not None}
    return visitor.get(f"/portaal/aanmelden/extern/{number}/terug?{urlencode(given)}")


def is_in(visitor: Visitor) -> bool:
    """Whether a visitor is signed in."""
    return visitor.get(ACCOUNT).status_code == 200
