"""What the log tells the operator of a token that was refused, and the partner does not hear."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from joserfc.jwk import ECKey
from werkzeug.test import TestResponse

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import Partner
from tests.support.partners.handelenden import DOOR
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen

Call = Callable[[Partner], TestResponse]


@pytest.fixture
def line(capsys: pytest.CaptureFixture[str]) -> Callable[[], dict[str, Any]]:
    """The last line of the log."""
    return lambda: json.loads(capsys.readouterr().out.splitlines()[-1])


def foreign(partner: Partner) -> str:
    """An assertion by a key that has the name of the right one."""
    return partner.assertion(key=ECKey.generate_key("P-256"))


def replayed(partner: Partner) -> TestResponse:
    """The answer to an assertion that was used before."""
    assertion = partner.assertion()
    assert partner.ask(assertion).status_code == 200
    return partner.ask(assertion)


def removed(partner: Partner) -> TestResponse:
    """The answer once the only key is gone."""
    partner.beheer.remove(partner.koppeling, partner.sleutel, door=DOOR)
    return partner.ask()


REFUSED: dict[str, Call] = {
    "wrong_signature": lambda partner: partner.ask(foreign(partner)),
    "unknown_key": lambda partner: partner.ask(partner.assertion({"kid": "another"})),
    "expired": lambda partner: partner.ask(partner.assertion(exp=time.time() - 3600)),
    "lives_too_long": lambda partner: partner.ask(partner.assertion(exp=time.time() + 3600)),
    "not_yet_valid": lambda partner: partner.ask(partner.assertion(nbf=time.time() + 3600)),
    "wrong_time": lambda partner: partner.ask(partner.assertion(exp="straks")),
    "wrong_aud": lambda partner: partner.ask(partner.assertion(aud="https://elders.example")),
    "wrong_jti": lambda partner: partner.ask(partner.assertion(jti="")),
    "wrong_iss_or_sub": lambda partner: partner.ask(partner.assertion(iss="koppeling-99")),
    "used_before": replayed,
    "no_key_registered": removed,
}


@pytest.mark.parametrize("reason", REFUSED)
def test_the_log_says_which_link_and_why(
    partner: Partner, line: Callable[[], dict[str, Any]], reason: str
) -> None:
    answer = REFUSED[reason](partner)
    found = line()
    assert (found["outcome"], found["koppeling"], found["reason"]) == (
        "invalid_client",
        partner.koppeling,
        reason,
    )
    assert found["milliseconds"] > 0
    assert "dropped" not in found
    assert answer.status_code == 401
    assert reason not in answer.text
    assert answer.json == {
        "error": "invalid_client",
        "error_description": "De client is niet bekend, of heeft zich niet bewezen.",
    }


def test_of_two_sets_the_one_that_knew_the_key_says_why(
    partner: Partner, line: Callable[[], dict[str, Any]]
) -> None:
    other = ECKey.generate_key("P-256")
    partner.beheer.add_jwks(
        partner.koppeling, json.dumps({"keys": [other.as_dict(private=False)]}).encode(), door=DOOR
    )
    partner.ask(partner.assertion(exp=time.time() - 3600))
    assert line()["reason"] == "expired"


def test_a_withdrawn_link_is_told(partner: Partner, gkv: Gkv, line: Callable[[], dict[str, Any]]) -> None:
    Intrekkingen(gkv.database).withdraw(gkv.koppeling, door=DOOR)
    partner.ask()
    found = line()
    assert (found["outcome"], found["koppeling"], found["reason"]) == (
        "ok",
        partner.koppeling,
        "link_withdrawn",
    )


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        ({"client_assertion": "x"}, "no_jwt"),
        ({"client_id": "koppeling-99"}, "other_client_id"),
        ({"client_assertion": None, "client_id": "koppeling-99", "client_secret": "x"}, "secret_given"),
        ({"client_assertion": None, "client_id": "koppeling-99"}, "no_proof"),
    ],
)
def test_who_names_no_link_that_is_known_is_logged_without_one(
    partner: Partner, line: Callable[[], dict[str, Any]], form: dict[str, str], reason: str
) -> None:
    partner.ask(**form)
    found = line()
    assert ("koppeling" in found, found["reason"]) == (False, reason)


def test_a_stranger_is_logged_without_the_name_that_it_made_up(
    partner: Partner, line: Callable[[], dict[str, Any]]
) -> None:
    partner.ask(partner.assertion(iss="koppeling-999", sub="koppeling-999"))
    found = line()
    assert ("koppeling" in found, found["reason"]) == (False, "unknown_client")
    assert "999" not in json.dumps(found)


def test_another_error_has_its_link_too(partner: Partner, line: Callable[[], dict[str, Any]]) -> None:
    partner.ask(scope="beheer")
    found = line()
    assert (found["outcome"], found["koppeling"]) == ("invalid_scope", partner.koppeling)


def test_a_token_that_was_given_took_time(partner: Partner, line: Callable[[], dict[str, Any]]) -> None:
    partner.token()
    found = line()
    assert (found["outcome"], found["milliseconds"] > 0) == ("ok", True)
