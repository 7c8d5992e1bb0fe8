"""A partner hears by pulling which data it has to destroy, and confirms it; also when its link has ended."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update
from werkzeug.test import Client, TestResponse

from tests.support.databases import database_of
from tests.support.gkv.deliveries import Gkv
from tests.support.gkv.partner import Partner
from tests.support.messages.problems import problem
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from tests.support.schools.many import MANY, store_schools
from tests.support.statements import MOST, recorded
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.grenzen import LARGEST_NUMBER
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository.schema.koppeling import intrekking
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling

LIST = "/gkv/v1/verwijderverzoeken"


@pytest.fixture
def two(gkv: Gkv, client: Client) -> Partner:
    """The partner of a link with two schools."""
    EdexmlUitwisseling(gkv.database).store(schoolgegevens(ANDERE_SCHOOL))
    link = gkv.beheer.add(
        klantnaam="Twee", klantcode="T2", scholen=[SCHOOL, ANDERE_SCHOOL], gegevensset="gkv-basis", door=DOOR
    )
    return Partner(client, gkv.database, link.koppeling.id)


def withdraw(gkv: Gkv, partner: Partner, school: Schoolcode | None = None) -> None:
    Intrekkingen(gkv.database).withdraw(partner.koppeling, school, door=DOOR)


def listed(partner: Partner, token: str | None = None) -> list[dict[str, Any]]:
    answer = partner.call(LIST, token)
    assert answer.status_code == 200
    found: list[dict[str, Any]] = (answer.json or {})["verwijderverzoeken"]
    return found


def confirm(partner: Partner, verzoek_id: int) -> TestResponse:
    return partner.call(f"{LIST}/{verzoek_id}/bevestiging", method="POST")


def test_a_link_that_nobody_left_has_nothing_to_destroy(partner: Partner) -> None:
    assert listed(partner) == []


def test_a_school_that_left_is_told_to_every_token_of_the_link(two: Partner, gkv: Gkv) -> None:
    withdraw(gkv, two, ANDERE_SCHOOL)
    (verzoek,) = listed(two)
    assert (verzoek["koppeling"], verzoek["school"]) == (two.koppeling, str(ANDERE_SCHOOL))
    assert date.fromisoformat(verzoek["verwijderen_voor"]) == tijd.today() + timedelta(days=30)
    assert verzoek["bevestigd"] is None
    assert verzoek["bevestiging"] == f"http://localhost{LIST}/{verzoek['id']}/bevestiging"
    assert listed(two, two.token(scope="gkv.verwijdering")) == [verzoek]
    assert listed(two, two.token(scope="gkv.basis")) == [verzoek]


def test_a_token_for_this_alone_opens_nothing_else(two: Partner) -> None:
    token = two.token(scope="gkv.verwijdering")
    assert problem(two.call("/gkv/v1/koppelingen", token), 403) == "scope-ontbreekt"
    assert problem(two.call("leveringen", token), 403) == "scope-ontbreekt"


def test_a_link_that_ended_has_this_and_nothing_else(two: Partner, gkv: Gkv) -> None:
    withdraw(gkv, two)
    assert [verzoek["school"] for verzoek in listed(two)] == [str(SCHOOL), str(ANDERE_SCHOOL)]
    answer = two.call("/gkv/v1/koppelingen")
    assert problem(answer, 403) == "koppeling-beeindigd"
    assert "/gkv/v1/verwijderverzoeken" in (answer.json or {})["detail"]
    assert problem(two.call("volledig", method="POST"), 403) == "koppeling-beeindigd"


def test_the_last_school_of_a_link_that_leaves_does_not_end_it(partner: Partner, gkv: Gkv) -> None:
    withdraw(gkv, partner, SCHOOL)
    assert [verzoek["school"] for verzoek in listed(partner)] == [str(SCHOOL)]
    assert problem(partner.call("leveringen"), 404) == "niet-gevonden"


def test_a_token_of_before_reaches_it_when_the_link_has_ended(partner: Partner, gkv: Gkv) -> None:
    token = partner.token()
    withdraw(gkv, partner)
    assert len(listed(partner, token)) == 1
    assert problem(partner.call("leveringen", token), 403) == "koppeling-beeindigd"


def test_a_confirmation_is_what_the_operator_would_write_and_counts_once(two: Partner, gkv: Gkv) -> None:
    withdraw(gkv, two)
    first, second = listed(two)
    answer = confirm(two, first["id"])
    assert answer.status_code == 200
    kept = answer.json or {}
    assert {**kept, "bevestigd": None} == first
    seen = {each.school: each.bevestigd for each in Intrekkingen(gkv.database).withdrawn(two.koppeling)}
    assert tijd.format_moment(seen[SCHOOL] or tijd.now()) == kept["bevestigd"]
    assert seen[ANDERE_SCHOOL] is None
    assert confirm(two, first["id"]).json == kept
    assert listed(two) == [kept, second]


def test_what_the_operator_wrote_down_is_seen_here(partner: Partner, gkv: Gkv) -> None:
    withdraw(gkv, partner)
    Intrekkingen(gkv.database).confirm_destroyed(partner.koppeling, door=DOOR)
    (verzoek,) = listed(partner)
    assert verzoek["bevestigd"] is not None


@pytest.mark.parametrize("number", [0, 999, LARGEST_NUMBER + 1, 10**30])
def test_a_request_that_is_not_there_is_not_found(partner: Partner, gkv: Gkv, number: int) -> None:
    withdraw(gkv, partner)
    assert problem(confirm(partner, number), 404) == "niet-gevonden"


def test_a_request_of_another_partner_is_as_unknown_as_one_that_does_not_exist(
    partner: Partner, stranger: Partner, gkv: Gkv
) -> None:
    withdraw(gkv, partner)
    (verzoek,) = listed(partner)
    assert listed(stranger) == []
    answer = confirm(stranger, verzoek["id"])
    assert answer.json == confirm(stranger, 999).json
    assert problem(answer, 404) == "niet-gevonden"
    assert listed(partner) == [verzoek]


@pytest.mark.parametrize(("days", "is_shown"), [(399, True), (401, False)])
def test_a_confirmed_request_is_shown_for_400_days(
    partner: Partner, gkv: Gkv, days: int, is_shown: bool
) -> None:
    withdraw(gkv, partner)
    (verzoek,) = listed(partner)
    with gkv.database.write() as connection:
        connection.execute(update(intrekking).values(bevestigd=tijd.now() - timedelta(days=days)))
    assert [each["id"] for each in listed(partner)] == [verzoek["id"]] * is_shown
    assert confirm(partner, verzoek["id"]).status_code == (200 if is_shown else 404)


def test_an_open_request_stays_however_old_it_is(partner: Partner, gkv: Gkv) -> None:
    withdraw(gkv, partner)
    with gkv.database.write() as connection:
        connection.execute(update(intrekking).values(moment=tijd.now() - timedelta(days=2000)))
    assert len(listed(partner)) == 1


def test_a_school_that_came_back_asks_for_nothing_until_it_leaves_again(two: Partner, gkv: Gkv) -> None:
    withdraw(gkv, two, ANDERE_SCHOOL)
    (first,) = listed(two)
    Deelnames(gkv.database).admit(two.koppeling, ANDERE_SCHOOL, door=DOOR)
    assert listed(two) == []
    withdraw(gkv, two, ANDERE_SCHOOL)
    (second,) = listed(two)
    assert (second["school"], second["id"] == first["id"]) == (str(ANDERE_SCHOOL), False)


def test_without_a_token_there_is_nothing(client: Client) -> None:
    assert client.get(LIST).status_code == 401
    assert client.post(f"{LIST}/1/bevestiging").status_code == 401


def test_it_costs_the_same_for_one_school_and_for_many(settings: Settings, diensten: Diensten) -> None:
    database = database_of(diensten)
    application = create_app(settings)
    client = Client(application)
    first, *others = store_schools(database, 1 + MANY)
    costs = []
    for scholen in ([first], others):
        cost = _cost(diensten, client, scholen)
        assert max(cost) <= MOST
        costs.append(cost)
    application.close()
    assert costs[0] == costs[1]


def _cost(diensten: Diensten, client: Client, scholen: Sequence[Schoolcode]) -> tuple[int, int]:
    """The statements of the list, and of one confirmation."""
    name = f"P{len(scholen)}"
    koppeling = diensten.koppelingbeheer.add(
        klantnaam=name, klantcode=name, scholen=scholen, gegevensset=GKV_BASIS, door=DOOR
    ).koppeling.id
    partner = Partner(client, database_of(diensten), koppeling)
    diensten.intrekkingen.withdraw(koppeling, door=DOOR)
    token = partner.token()
    with recorded() as statements:
        verzoeken = listed(partner, token)
        of_list = len(statements)
        partner.call(f"{LIST}/{verzoeken[-1]['id']}/bevestiging", token, "POST")
    assert [verzoek["school"] for verzoek in verzoeken] == [str(school) for school in scholen]
    return of_list, len(statements) - of_list
