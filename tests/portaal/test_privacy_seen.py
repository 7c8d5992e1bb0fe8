"""A run of a browser through all pages of a school: no address and no line of the log tells of a pupil."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.portaal.screen import Screens
from tests.support.portaal.world import Place, World
from tests.support.servers.uwlr import Server, serving
from uwlr_service.domain.account.rollen import ROLLEN_VAN, Actie, Rol
from uwlr_service.portaal.adressen import ALLE

PUPIL = re.compile(r"Sanne|Jansen|Moeder|\bL[0-9]\b|\bV1\b|ketenid", re.IGNORECASE)
"""Names and keys of the pupils of the small school, and of a guardian."""
FILES = (".csv", ".json")


@pytest.fixture(scope="module")
def service(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that logs all it ever logs."""
    folder = tmp_path_factory.mktemp("privacy")
    path = folder / "uwlr.sqlite"
    path.write_bytes(migrated_sqlite.read_bytes())
    with serving(f"sqlite:///{path}", folder, UWLR_WORKERS="1", UWLR_LOG_LEVEL="debug") as server:
        yield server


def pages_of(world: World, rol: Rol) -> Iterator[str]:
    """Everything that a role may open."""
    for adres in ALLE:
        if "GET" in adres.methods and isinstance(adres.actie, Actie) and rol in ROLLEN_VAN[adres.actie]:
            yield world.address(adres.endpoint, adres.rule, Place.OWN)


def test_nothing_tells_of_a_pupil(screens: Screens, service: Server) -> None:
    world = World(service.database)
    addresses: list[str] = []
    for rol in (Rol.SCHOOLBEHEERDER, Rol.SCHOOLLEZER):
        screen = screens.open(world.token(rol.value))
        screen.page.on("request", lambda request: addresses.append(request.url))
        for path in pages_of(world, rol):
            if path.endswith(FILES):
                screen.page.request.get(screen.url + path)
                addresses.append(path)
            else:
                screen.open(path)
    school = world.values[Place.OWN]["school"]
    screen = screens.open(world.token(Rol.SCHOOLBEHEERDER.value))
    screen.page.on("request", lambda request: addresses.append(request.url))
    screen.open(f"/portaal/scholen/{school}/inzage")
    screen.page.locator("input[name=zoek]").fill("Sanne")
    with screen.page.expect_navigation():
        screen.page.keyboard.press("Enter")
    assert "Sanne" in screen.page.content()  # there was something to tell
    assert len(addresses) > 60
    assert [address for address in addresses if PUPIL.search(address)] == []
    assert [line for line in service.log.splitlines() if PUPIL.search(line)] == []
