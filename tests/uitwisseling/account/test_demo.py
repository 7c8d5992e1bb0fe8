"""Made-up people: a link lets them in once, on this machine alone, and nothing else does."""

import dataclasses

import pytest

from tests.support.people.mensen import CLI, OPERATOR, Klok, at_school, new_person
from tests.support.schools.builders import SCHOOL, schoolgegevens
from uwlr_service.config import ConfigFout, Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import (
    AanmeldenMislukt,
    FactorGeweigerd,
    GebruikerOnbekend,
    Geweigerd,
    NietToegestaan,
    PogingVoorbij,
    UitnodigingOngeldig,
)
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.repository.database import Database
from uwlr_service.server import require_ready
from uwlr_service.uitwisseling.account.mensen import Mensen
from uwlr_service.uitwisseling.account.pogingen import Bezoeker
from uwlr_service.uitwisseling.account.sessies import Sessies

JET = "jet.bos@demo.example"


def token_of(link: str) -> str:
    """What a link ends with."""
    assert link.startswith("http://localhost:8080/portaal/demo/")
    return link.rpartition("/")[2]


@pytest.fixture
def token(mensen: Mensen, klok: Klok) -> str:
    return token_of(mensen.demo.link("Jet Bos", at_school(SCHOOL), door=CLI))


def test_a_link_lets_a_made_up_person_in_once_with_a_fresh_proof(
    mensen: Mensen, sessies: Sessies, token: str
) -> None:
    sessie = sessies.find(mensen.demo.enter(Bezoeker(), token).sessie)
    assert sessie is not None
    assert (sessie.is_demo, sessie.amr) == (True, ("demo",))
    assert sessie.handelende is not None
    sessie.handelende.require_fresh()
    with pytest.raises(UitnodigingOngeldig):
        mensen.demo.enter(Bezoeker(), token)
    mensen.demo.enter(Bezoeker(), token_of(mensen.demo.again(JET, door=CLI)))


def test_somebody_of_a_test_school_becomes_made_up(diensten: Diensten, sessies: Sessies, klok: Klok) -> None:
    diensten.edexml.store(schoolgegevens())
    demo = diensten.mensen.demo
    with pytest.raises(Geweigerd, match="testschool"):
        demo.link_of_import(SCHOOL, Rol.LEERKRACHT, "LK-1", door=CLI)
    diensten.proefscholen.mark(SCHOOL, Schoolsoort.TEST, door=CLI)
    with pytest.raises(GebruikerOnbekend):
        demo.link_of_import(SCHOOL, Rol.LEERKRACHT, "LK-1", door=CLI)
    diensten.inlogaccounts.turn_on(SCHOOL, door=CLI)
    persoon = schoolgegevens().leerkrachten[0]
    with pytest.raises(GebruikerOnbekend):
        demo.link_of_import(SCHOOL, Rol.LEERLING, persoon.key, door=CLI)
    link = demo.link_of_import(SCHOOL, Rol.LEERKRACHT, persoon.key, door=CLI)
    sessie = sessies.find(demo.enter(Bezoeker(), token_of(link)).sessie)
    assert sessie is not None
    assert sessie.handelende is not None
    assert [account.rol for account in sessie.handelende.accounts] == [Rol.LEERKRACHT]
    assert sessie.is_demo


def test_a_link_works_for_a_day(mensen: Mensen, klok: Klok, token: str) -> None:
    klok.pass_by(hours=24)
    with pytest.raises(UitnodigingOngeldig):
        mensen.demo.enter(Bezoeker(), token)


def test_a_made_up_person_confirms_without_a_second_factor(
    mensen: Mensen, sessies: Sessies, klok: Klok, token: str
) -> None:
    entered = mensen.demo.enter(Bezoeker(), token)
    klok.pass_by(minutes=11)
    again = mensen.demo.confirm_again(Bezoeker(sessie=entered.sessie))
    sessie = sessies.find(again)
    assert sessie is not None
    assert sessie.handelende is not None
    sessie.handelende.require_fresh()


def test_nobody_else_does(mensen: Mensen, klok: Klok) -> None:
    jet = new_person(mensen, klok, at_school(SCHOOL))
    for bezoeker in (jet.bezoeker, Bezoeker()):
        with pytest.raises(PogingVoorbij):
            mensen.demo.confirm_again(bezoeker)
    with pytest.raises(GebruikerOnbekend):
        mensen.demo.again(jet.inlognaam, door=CLI)


def test_an_invitation_is_not_a_link_of_a_demonstration(mensen: Mensen, token: str) -> None:
    made = mensen.uitnodigingen.invite("otto@dienst.example", "Otto", OPERATOR, door=CLI)
    with pytest.raises(UitnodigingOngeldig):
        mensen.demo.enter(Bezoeker(), made.token)
    with pytest.raises(UitnodigingOngeldig):
        mensen.uitnodigingen.take(Bezoeker(), token)


def test_a_made_up_person_has_no_password_and_gets_none(mensen: Mensen, sessies: Sessies, token: str) -> None:
    with pytest.raises(AanmeldenMislukt):
        mensen.aanmelding.sign_in(Bezoeker(), JET, "")
    entered = mensen.demo.enter(Bezoeker(), token)
    sessie = sessies.find(entered.sessie)
    assert sessie is not None
    assert sessie.handelende is not None
    bezoeker = Bezoeker(sessie=entered.sessie)
    with pytest.raises(FactorGeweigerd):
        mensen.factorbeheer.renew_recovery_codes(bezoeker, door=sessie.handelende)
    with pytest.raises(NietToegestaan):
        mensen.uitnodigingen.recover(sessie.handelende.inlog or 0, door=CLI)


@pytest.mark.parametrize(
    "reachable",
    [
        {"bind": "0.0.0.0:8080"},
        {"bind": "unix:/run/uwlr.sock"},
        {"base_url": "https://uwlr.example.nl"},
        {"portaal_url": "https://portaal.example.nl"},
    ],
)
def test_where_others_reach_the_service_nobody_is_let_in_and_no_server_starts(
    settings: Settings, database: Database, token: str, reachable: dict[str, str]
) -> None:
    require_ready(settings)
    elsewhere = dataclasses.replace(settings, **reachable)  # type: ignore[arg-type]
    here = Diensten(settings, database).mensen.demo
    entered = here.enter(Bezoeker(), token_of(here.again(JET, door=CLI)))
    diensten = Diensten(elsewhere, database)
    assert diensten.sessies.find(entered.sessie) is None
    demo = diensten.mensen.demo
    with pytest.raises(UitnodigingOngeldig):
        demo.enter(Bezoeker(), token)
    with pytest.raises(Geweigerd):
        demo.link("Piet Vos", at_school(SCHOOL), door=CLI)
    with pytest.raises(Geweigerd):
        demo.again(JET, door=CLI)
    with pytest.raises(ConfigFout, match="demonstratie"):
        require_ready(elsewhere)


def test_without_made_up_people_a_server_starts_anywhere(
    settings: Settings, mensen: Mensen, klok: Klok
) -> None:
    anywhere = dataclasses.replace(settings, bind="0.0.0.0:8080")
    new_person(mensen, klok, at_school(SCHOOL))
    require_ready(anywhere)
    mensen.demo.link("Jet Bos", at_school(SCHOOL), door=CLI)
    with pytest.raises(ConfigFout, match="demonstratie"):
        require_ready(anywhere)
    mensen.gebruikers.disable(JET, door=CLI)
    require_ready(anywhere)
    assert mensen.demo.count() == 0
