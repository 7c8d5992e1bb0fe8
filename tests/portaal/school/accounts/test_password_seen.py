"""The page on which a pupil chooses a password, with its errors, in a real browser."""

from tests.support.portaal.looking import faults
from tests.support.portaal.screen import Screens
from tests.support.portaal.world import DOOR, Place, World
from tests.support.servers.uwlr import Server
from uwlr_service.diensten import Diensten
from uwlr_service.uitwisseling.account.pogingen import Bezoeker


def test_a_password_that_is_too_short_is_said_to_everybody(
    screens: Screens, service: Server, world: World
) -> None:
    mensen = Diensten(service.settings, service.database).mensen
    pupil = world.values[Place.OWN]["school.accounts.blad.account"]
    (blad,) = mensen.bladen.of_account(Place.OWN.value, int(str(pupil)), door=DOOR)
    screen = screens.open(mensen.bladinname.take(Bezoeker(), blad.inlognaam, blad.code))
    screen.open("/portaal/activeren/wachtwoord")
    assert faults(screen) == []
    screen.page.get_by_label("Jouw wachtwoord").fill("kort")
    screen.page.get_by_label("Nog een keer").fill("kort")
    screen.press("Klaar")
    assert screen.page.locator("#fouten").is_visible()
    assert faults(screen) == []
