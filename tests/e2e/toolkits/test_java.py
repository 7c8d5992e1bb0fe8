"""CXF, Metro, wsimport of Debian and Spring-WS do what docs/toolkits.rst says."""

import fcntl
from collections.abc import Callable, Iterator
from decimal import Decimal

import pytest

from tests.support.servers.uwlr import Server
from tests.support.toolkits import PULLED, RECEIVED, Example, refused, stored, tool

pytestmark = pytest.mark.e2e
JAVA = "JAX-WS (Java)"
COMPRESSED = {
    "Apache CXF": [["keer 1: 3 leerlingen", "keer 2: 3 leerlingen", "keer 3: 3 leerlingen"]],
    "Metro": [],
}
"""Per toolkit what its example of compression prints; CXF compresses from the second call."""


@pytest.fixture(autouse=True)
def java() -> None:
    """A compiler and a runtime."""
    tool("javac", "openjdk-17-jdk-headless")
    tool("java", "openjdk-17-jdk-headless")


@pytest.fixture
def maven(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Maven, for one test at a time: two that fetch at once spoil the repository that they share."""
    tool("mvn", "maven")
    with (tmp_path_factory.getbasetemp().parent / "maven.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def judge(lines: list[str]) -> None:
    """The output of ``Haal`` and ``Breng``."""
    *told, received = lines
    assert received == RECEIVED
    assert told[:4] == PULLED[:4]
    assert refused(told[4])
    assert told[5:10] == PULLED[4:]
    of_its_own_type, finding, of_the_key = told[10:]
    assert of_its_own_type.startswith("Client.OngeldigBericht: ")
    assert finding.startswith("melding /structuur_verzoek/brincode 'brincode'")
    assert of_the_key.startswith("soap:Client.AutorisatieOngeldig: ")


def transparantie(server: Server) -> Decimal:
    regel = stored(server, "java-1")
    assert regel.norm is not None
    assert regel.norm.normkleur is not None
    return regel.norm.normkleur.transparantie


@pytest.mark.usefixtures("maven")
@pytest.mark.parametrize("toolkit", COMPRESSED)
def test_jakarta(server: Server, example: Callable[..., Example], toolkit: str) -> None:
    jakarta = example(JAVA, toolkit)
    jakarta.write()
    _, printed, *compressed = jakarta.runs()
    judge(printed)
    assert transparantie(server) == Decimal(1)
    assert compressed == COMPRESSED[toolkit]


@pytest.mark.parametrize("versie", ["2.2", "2.3"])
def test_javax(server: Server, example: Callable[..., Example], versie: str) -> None:
    tool("wsimport", "jaxws")
    javax = example(JAVA, "wsimport van Debian")
    javax.write(versie=versie)
    _, printed = javax.runs(versie)
    judge(printed)
    assert transparantie(server) == Decimal(1)


@pytest.mark.usefixtures("maven")
def test_spring_ws(example: Callable[..., Example]) -> None:
    tool("curl", "curl")
    spring = example(JAVA, "Spring-WS")
    spring.write(leave_out=["src/main/java/Haal.java", "src/main/java/Breng.java"])
    _, (*pulled, fault) = spring.runs()
    assert pulled[-3:] == PULLED[:3]
    assert refused(fault)
