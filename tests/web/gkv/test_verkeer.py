"""Calls of the pull API are counted by the reason that a partner gets, and say nothing of other schools."""

from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import Partner
from tests.web.conftest import Browser
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.toezicht.foutadvies import advies
from uwlr_service.repository.database import Database
from uwlr_service.uitwisseling.toezicht.verkeer import Verkeer


def test_calls_and_refusals_are_seen_by_their_reason(
    settings: Settings, database: Database, gkv: Gkv
) -> None:
    levering = gkv.make(0)
    application = create_app(settings)
    partner = Partner(Browser(application), database, gkv.koppeling)
    token = partner.token()
    good = partner.call("leveringen", token)
    assert good.status_code == 200
    partner.call(f"leveringen/{levering.id}/pakket", token)
    partner.call("leveringen?na=x", token)
    partner.call(f"/gkv/v1/koppelingen/{gkv.koppeling}/scholen/99ZZ-00/leveringen", token)
    partner.call("leveringen", "not-a-token")
    application.close()
    regels = Verkeer(database).of_koppeling(gkv.koppeling, door=Handelende.opdrachtregel())
    seen = {(regel.operatie, regel.uitkomst, regel.school): regel.aantal for regel in regels}
    assert seen == {
        ("gkv.leveringen", "200", "99XX/16"): 1,
        ("gkv.pakket", "200", "99XX/16"): 1,
        ("gkv.leveringen", "verzoek-ongeldig", "99XX/16"): 1,
        ("gkv.leveringen", "niet-gevonden", None): 1,
    }
    assert [regel.uitkomst for regel in regels if advies(regel.uitkomst)] == [
        "niet-gevonden",
        "verzoek-ongeldig",
    ]
