"""zeep and suds do what docs/toolkits.rst says: pull, in stages too, and bring results."""

from collections.abc import Callable

import pytest

from tests.support.servers.uwlr import Server
from tests.support.toolkits import PULLED, RECEIVED, Example, refused, stored

pytestmark = pytest.mark.e2e


def test_zeep(server: Server, example: Callable[..., Example]) -> None:
    zeep = example("zeep (Python)")
    zeep.write()
    ((*pulled, fault, received),) = zeep.runs()
    assert (pulled, received) == (PULLED, RECEIVED)
    assert refused(fault)
    assert stored(server, "zeep-1").resultaat.uitslag == 7


def test_suds(server: Server, example: Callable[..., Example]) -> None:
    suds = example("suds (Python)")
    suds.write()
    _, (*pulled, fault, received) = suds.runs()
    assert (pulled, received) == (PULLED, RECEIVED)
    assert refused(fault)
    assert stored(server, "suds-1").resultaat.uitslag == 7
