"""The network of a client: no proxy for this machine, and causes in Dutch without details."""

import pytest
import requests

from uwlr_service.client.netwerk import cause_of, session_for


@pytest.mark.parametrize(
    ("url", "trusts"),
    [("http://127.0.0.1:8000", False), ("http://localhost", False), ("https://las.example", True)],
)
def test_the_proxy_of_the_environment_is_not_for_this_machine(url: str, trusts: bool) -> None:
    with session_for(url) as session:
        assert session.trust_env is trusts


def answered(status: int) -> requests.HTTPError:
    response = requests.Response()
    response.status_code = status
    return requests.HTTPError(response=response)


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (requests.ConnectTimeout("secret"), "de dienst antwoordt niet op tijd"),
        (requests.ReadTimeout("secret"), "de dienst antwoordt niet op tijd"),
        (requests.exceptions.SSLError("secret"), "er komt geen versleutelde verbinding tot stand"),
        (requests.ConnectionError("secret"), "er komt geen verbinding tot stand"),
        (answered(503), "de server antwoordt met HTTP 503"),
        (FileNotFoundError("secret"), "dat bestand is er niet"),
        (requests.exceptions.InvalidURL("secret"), "het adres is niet te gebruiken"),
    ],
)
def test_a_cause_is_named_by_its_kind(error: Exception, cause: str) -> None:
    assert cause_of(error) == cause
