"""The lists of GKV cost as many statements for hundreds of schools as for one."""

from collections.abc import Mapping, Sequence

from werkzeug.test import Client

from tests.support.databases import database_of
from tests.support.gkv.partner import Partner
from tests.support.partners.handelenden import DOOR
from tests.support.schools.many import MANY, store_deliveries, store_schools
from tests.support.statements import MOST, recorded
from uwlr_service.app import create_app
from uwlr_service.config import Settings
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.nacht import Uitkomst
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS
from uwlr_service.domain.school.school import Schoolcode


def linked(diensten: Diensten, scholen: Sequence[Schoolcode]) -> int:
    """A link of GKV with deliveries at every school."""
    code = f"P{len(scholen)}"
    uitgifte = diensten.koppelingbeheer.add(
        klantnaam=code, klantcode=code, scholen=scholen, gegevensset=GKV_BASIS, door=DOOR
    )
    store_deliveries(database_of(diensten), uitgifte.koppeling.id)
    return uitgifte.koppeling.id


def costs_of(diensten: Diensten, koppeling: int, scholen: Sequence[Schoolcode]) -> Mapping[str, int]:
    """The statements of a night over one link, and of looking back at it."""
    costs = {}
    now = tijd.now()
    nacht = tijd.today(now)
    with recorded() as statements:
        assert diensten.nacht.plan(nacht, now) == len(scholen)
    costs["plan"] = len(statements)
    with recorded() as statements:
        diensten.nacht.due(nacht, now)
    costs["due"] = len(statements)
    with recorded() as statements:
        assert diensten.nachtverslagen.report(nacht).totalen[Uitkomst.WACHT] >= len(scholen)
    costs["report"] = len(statements)
    with recorded() as statements:
        assert len(diensten.nachtverslagen.part(nacht, koppeling, scholen[-1]).taken) == 1
    costs["nacht"] = len(statements)
    with recorded() as statements:
        diensten.nachtverslagen.totals(nacht)
    costs["totals"] = len(statements)
    with recorded() as statements:
        assert diensten.nacht.make(nacht, now, (koppeling, 0)) is None
    costs["make"] = len(statements)
    with recorded() as statements:
        assert len(diensten.volger.of_koppeling(koppeling, door=DOOR)) == 2 * len(scholen)
    costs["list"] = len(statements)
    with recorded() as statements:
        slapend = diensten.volger.slapend(door=DOOR)
    assert [each.school for each in slapend if each.koppeling == koppeling] == list(scholen)
    costs["dormant"] = len(statements)
    return costs


def test_a_night_costs_the_same_for_one_school_and_for_many(diensten: Diensten) -> None:
    first, *others = store_schools(database_of(diensten), 1 + MANY)
    costs = costs_of(diensten, linked(diensten, [first]), [first])
    assert max(costs.values()) <= MOST
    assert costs_of(diensten, linked(diensten, others), others) == costs


def test_the_pull_api_lists_many_schools_at_the_cost_of_one(settings: Settings, diensten: Diensten) -> None:
    first, *others = store_schools(database_of(diensten), 1 + MANY)
    small = linked(diensten, [first])
    large = linked(diensten, others)
    diensten.nacht.plan(tijd.today(), tijd.now())
    application = create_app(settings)
    client = Client(application)
    costs = []
    for koppeling, scholen in ((small, [first]), (large, others)):
        partner = Partner(client, database_of(diensten), koppeling)
        token = partner.token()
        with recorded() as statements:
            answer = partner.call("/gkv/v1/koppelingen", token)
        assert answer.json is not None
        (listed,) = answer.json["koppelingen"]
        assert [each["school"] for each in listed["scholen"]] == [str(school) for school in scholen]
        assert {each["laatste_volgnummer"] for each in listed["scholen"]} == {2}
        costs.append(len(statements))
    application.close()
    assert costs[0] == costs[1] <= MOST
