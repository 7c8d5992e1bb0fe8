"""A leerkracht and a leerling sign in at an application, until the school takes that back."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.support.databases import postgres_binaries
from tests.support.fresh_databases import migrated
from tests.support.sso.demotoepassing import DEELNEMERS, Opstelling, environ_of, opgesteld
from tests.support.verhalen.bezoeker import Bezoeker
from tests.support.verhalen.toetsenbord import Toetsenbord
from tests.support.verhalen.toneel import Toneel, staged
from tests.support.verhalen.zonder_script import ZonderScript
from uwlr_service.cli.demo.aanmelden import NAAM, full_name
from uwlr_service.cli.demo.toepassing.server import bound
from uwlr_service.cli.demo.toepassing.web import COOKIE
from uwlr_service.client.sso.aanmeldclient import Aanmelding
from uwlr_service.client.sso.fouten import AanbiederWeigert
from uwlr_service.domain.account.rollen import Rol

SOON = 3000
"""Milliseconds in which the page of somebody who watches says that they are out."""


@pytest.fixture(
    scope="module",
    params=[
        pytest.param((ZonderScript, "sqlite"), id="zonder-script"),
        pytest.param((Toetsenbord, "postgresql"), id="toetsenbord", marks=pytest.mark.postgres),
    ],
)
def beide(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Toneel, Opstelling]]:
    """A service that tells an application of a partner who signed out, and that application."""
    wie, request.param = request.param
    if postgres_binaries() is None:
        request.param = "sqlite"
    folder = tmp_path_factory.mktemp("inloggen")
    with (
        bound() as listening,
        migrated(request, folder) as url,
        staged(url, folder, browser, wie, **environ_of(listening)) as toneel,
        opgesteld(toneel.server.settings, listening, folder) as opstelling,
    ):
        toneel.private |= {DEELNEMERS.leerling.key, str(DEELNEMERS.leerling.achternaam)}
        yield toneel, opstelling
        toneel.close()


def test_a_school_lets_people_in_and_takes_that_back(beide: tuple[Toneel, Opstelling]) -> None:
    toneel, opstelling = beide
    leerkracht = enter(toneel, opstelling, opstelling.link(Rol.LEERKRACHT))
    leerkracht.picture("toepassing-leerkracht")
    persoon = DEELNEMERS.leerkracht
    groepen = ", ".join(binding.key for binding in persoon.groepen)
    leerkracht.reads(full_name(persoon), "medewerker", groepen, persoon.key)
    leerling = enter(toneel, opstelling, opstelling.link(Rol.LEERLING))
    leerling.reads(str(DEELNEMERS.leerling.roepnaam), "leerling", str(DEELNEMERS.leerling.groep))
    leerling.reads_nothing_of(str(DEELNEMERS.leerling.achternaam))
    aanmelding = signed_in(leerkracht, opstelling)
    client = opstelling.toepassing.client
    assert client.is_active(aanmelding.access_token)
    # The refresh token is traded, so what comes of it is what has to end.
    aanmelding = client.refresh(aanmelding)

    bea = toneel.enter()
    bea.page.goto(opstelling.proef.links[-1].adres)
    bea.follow("Koppelingen")
    bea.reads("Inloggen met het account van school (SSO)")
    bea.follow(NAAM, under=NAAM)  # the last one: the product has a link of UWLR too
    bea.title_is(NAAM)
    bea.follow("Stoppen")
    bea.press("Stoppen")
    for persoon_in_beeld in (leerkracht, leerling):
        sees_the_end(persoon_in_beeld)
    for refused in (client.userinfo, client.refresh):
        with pytest.raises(AanbiederWeigert):
            refused(aanmelding)
    assert not client.is_active(aanmelding.access_token)
    assert not client.is_active(aanmelding.refresh_token or "")
    leerkracht.follow("Opnieuw inloggen")
    leerkracht.picture("geen-toegang")
    leerkracht.reads("school")
    assert "/sso/geen-toegang/" in leerkracht.page.url


def enter(toneel: Toneel, opstelling: Opstelling, link: str) -> Bezoeker:
    """Somebody signs in at the school, and goes to the application."""
    bezoeker = toneel.enter()
    bezoeker.page.goto(link)
    bezoeker.page.goto(f"{opstelling.proef.adres}/")
    bezoeker.picture("toepassing-begin")
    bezoeker.follow("Inloggen")
    bezoeker.title_is(f"Dit krijgt {NAAM} te weten")
    bezoeker.picture("toepassing-melding")
    bezoeker.press(f"Verder naar {NAAM}")
    bezoeker.title_is("U bent ingelogd")
    return bezoeker


def signed_in(bezoeker: Bezoeker, opstelling: Opstelling) -> Aanmelding:
    """What the application has of somebody."""
    (cookie,) = [kept for kept in bezoeker.page.context.cookies() if kept["name"] == COOKIE]
    aanwezig = opstelling.toepassing.bezoekers.of(cookie["value"])
    assert aanwezig is not None
    assert aanwezig.aanmelding is not None
    return aanwezig.aanmelding


def sees_the_end(bezoeker: Bezoeker) -> None:
    """Watch the page, or look again in a browser without script."""
    if not bezoeker.javascript:
        bezoeker.follow("Opnieuw kijken")
    title = bezoeker.page.get_by_role("heading", level=1)
    expect(title).to_have_text("Uitgelogd door de school", timeout=SOON)
    bezoeker.picture("toepassing-uitgelogd")
