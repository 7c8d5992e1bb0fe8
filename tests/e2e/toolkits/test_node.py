"""The packages soap and strong-soap of node do what docs/toolkits.rst says."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.support.servers.uwlr import Server
from tests.support.toolkits import PULLED, RECEIVED, Example, refused, stored, tool

pytestmark = pytest.mark.e2e


@pytest.fixture(autouse=True)
def node() -> None:
    """node and npm."""
    tool("node", "nodejs")
    tool("npm", "npm")


def test_soap(server: Server, example: Callable[..., Example]) -> None:
    soap = example("node soap")
    soap.write()
    _, (*pulled, fault, received) = soap.runs()
    assert (pulled, received) == (PULLED, RECEIVED)
    assert refused(fault)
    regel = stored(server, "node-1")
    assert regel.norm is not None
    assert regel.norm.normkleur is not None
    assert (regel.norm.term, regel.norm.normkleur.transparantie) == ("voldoende", Decimal(1))


def test_strong_soap(example: Callable[..., Example]) -> None:
    strong_soap = example("strong-soap (Node.js)")
    strong_soap.write()
    _, (*pulled, fault) = strong_soap.runs()
    assert pulled == PULLED[:-1]
    assert refused(fault)
