"""Addresses in the WSDL: those that the operator set, and never what a caller makes up."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.callers import call, get
from tests.support.messages.soap import GETRAPT, PULL
from tests.support.servers.uwlr import Server, serving
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.formats.uwlr.namespaces import WSDL_SOAP

pytestmark = pytest.mark.e2e
PUBLIC = "https://uwlr.voorbeeld.example/las"
EVIL = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"}


@pytest.fixture(scope="module")
def behind_proxy(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite) -> Iterator[Server]:
    """A server that was told its public address."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "uwlr.sqlite").write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{folder / 'uwlr.sqlite'}", folder, UWLR_BASE_URL=PUBLIC) as running:
        yield running


@pytest.mark.parametrize("path", [PULL, GETRAPT])
@pytest.mark.parametrize("query", ["wsdl", "WSDL", "wsdl=1", "wsdl&versie=2.3"])
def test_the_set_address_is_the_only_one(behind_proxy: Server, path: str, query: str) -> None:
    answer = get(behind_proxy.url, f"{path}?{query}", EVIL)
    places = [place.get("location") for place in answer.root.iter(f"{{{WSDL_SOAP}}}address")]
    assert places == [PUBLIC + PULL, PUBLIC + GETRAPT]
    assert b"evil" not in answer.content
    imported = answer.root.xpath("//@schemaLocation")
    assert imported
    assert all(place.startswith(f"{PUBLIC}/uwlr/schemas/") for place in imported)


@pytest.mark.parametrize("path", ["/", PULL, GETRAPT])
def test_the_pages_do_not_repeat_the_host_either(behind_proxy: Server, path: str) -> None:
    assert b"evil" not in get(behind_proxy.url, path, EVIL).content


def test_a_version_that_does_not_exist_has_no_wsdl(behind_proxy: Server) -> None:
    assert get(behind_proxy.url, f"{PULL}?wsdl&versie=9.9").status == 404


def test_without_a_set_address_the_caller_sees_the_one_they_used(behind_proxy: Server) -> None:
    settings = replace(behind_proxy.settings, base_url=None)
    assert _address(settings, "uwlr.example:8080") == f"http://uwlr.example:8080{PULL}"


@pytest.mark.parametrize(
    "host", ["las_test", "las_test:8080", "LAS_Test.Example:80", "_las.example", "[::1]:8080", "192.0.2.7:1"]
)
def test_a_host_is_used_as_it_came(behind_proxy: Server, host: str) -> None:
    settings = replace(behind_proxy.settings, base_url=None)
    assert _address(settings, host) == f"http://{host}{PULL}"


@pytest.mark.parametrize(
    "host", ['evil"/><x>', "evil.example/path", "a b", "", "user@evil.example", "_x_<y>", "las_test:port"]
)
def test_an_invalid_host_is_not_repeated(behind_proxy: Server, host: str) -> None:
    settings = replace(behind_proxy.settings, base_url=None)
    assert _address(settings, host) == f"http://localhost:80{PULL}"


def _address(settings: Settings, host: str) -> str:
    application = create_app(settings)
    answer = call(application, REQUEST_METHOD="GET", QUERY_STRING="wsdl", HTTP_HOST=host)
    application.close()
    place = next(answer.root.iter(f"{{{WSDL_SOAP}}}address")).get("location")
    assert place is not None
    return place
