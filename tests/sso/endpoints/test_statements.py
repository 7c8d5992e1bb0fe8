"""What a token and its claims cost: so many statements, however many people and clients there are."""

import pytest

from tests.support.sso.toekenningen import Aangemelde
from tests.support.sso.tokenvragen import OFFLINE, Toepassing
from tests.support.statements import beside_seals, recorded

CODE = 10
"""To read: the client, its grant, what lets the person in, the person, their name there, the key. To write:
the beginning, the code, the tokens, two for the log; and what a first seal costs is not counted."""
REFRESH = 8
USERINFO = 3
INTROSPECT = 4


@pytest.fixture
def warm(toepassing: Toepassing, person: Aangemelde) -> Toepassing:
    """The application once the keys were made and read, and the log was sealed."""
    toepassing.tokens(person, OFFLINE)
    toepassing.tokens(person, OFFLINE)
    return toepassing


def test_a_code_costs_so_many_statements(warm: Toepassing, person: Aangemelde) -> None:
    code = warm.code(person, OFFLINE)
    with recorded() as statements:
        assert warm.trade(code).status_code == 200
    assert len(beside_seals(statements)) <= CODE, "\n".join(statements)


def test_a_refresh_costs_so_many_statements(warm: Toepassing, person: Aangemelde) -> None:
    token = warm.tokens(person, OFFLINE)["refresh_token"]
    with recorded() as statements:
        assert warm.refresh(token).status_code == 200
    assert len(beside_seals(statements)) <= REFRESH, "\n".join(statements)


def test_claims_cost_so_many_statements(warm: Toepassing, person: Aangemelde) -> None:
    token = warm.tokens(person, "openid profiel organisatie groepen")["access_token"]
    with recorded() as statements:
        assert warm.userinfo(token).status_code == 200
    assert len(statements) == USERINFO, "\n".join(statements)
    with recorded() as statements:
        assert warm.introspect(token)["active"] is True
    assert len(statements) == INTROSPECT, "\n".join(statements)
