"""What is done with a link costs as many statements for hundreds of schools as for one."""

from collections.abc import Sequence
from datetime import timedelta

from tests.support.databases import database_of
from tests.support.partners.handelenden import DOOR
from tests.support.schools.many import MANY, store_schools, store_verstrekkingen
from tests.support.statements import MOST, recorded
from tests.support.voorstellen import extend, made
from uwlr_service.diensten import Diensten
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.domain.koppeling.gkvsets import GKV_BASIS, GKV_UITGEBREID
from uwlr_service.domain.school.school import Schoolcode


def add(diensten: Diensten, klantcode: str, scholen: Sequence[Schoolcode], gegevensset: str) -> int:
    """A link; its number."""
    uitgifte = diensten.koppelingbeheer.add(
        klantnaam=klantcode, klantcode=klantcode, scholen=scholen, gegevensset=gegevensset, door=DOOR
    )
    assert uitgifte.koppeling.scholen == tuple(scholen)
    return uitgifte.koppeling.id


def costs_of_uwlr(diensten: Diensten, scholen: Sequence[Schoolcode]) -> dict[str, int]:
    """The statements of everything that is done with a link of UWLR."""
    costs = {}
    beheer = diensten.koppelingbeheer
    with recorded() as statements:
        koppeling = add(diensten, f"U{len(scholen)}", scholen, "lvs-set")
    costs["add"] = len(statements)
    store_verstrekkingen(database_of(diensten), koppeling)
    with recorded() as statements:
        assert len(beheer.get(koppeling).afspraken) == len(scholen)
    costs["show"] = len(statements)
    with recorded() as statements:
        todos = diensten.todolijst.of_koppeling(koppeling)
    assert [(todo.school, todo.leerling) for todo in todos] == [(school, "L2") for school in scholen]
    assert all(todo.weggelaten and todo.eerder_verstrekt for todo in todos)
    costs["todo"] = len(statements)
    with recorded() as statements:
        changed = beheer.change_afspraak(koppeling, jaargroepen=["4"], door=DOOR)
    assert {afspraak.versie for afspraak in changed.values()} == {2}
    costs["afspraak"] = len(statements)
    with recorded() as statements:
        beheer.rotate(koppeling, timedelta(days=1), door=DOOR)
    costs["rotate"] = len(statements)
    return costs


def costs_of_gkv(diensten: Diensten, scholen: Sequence[Schoolcode]) -> dict[str, int]:
    """The statements of proposals and withdrawals, with a webhook that is told."""
    costs = {}
    database = database_of(diensten)
    intrekkingen = diensten.intrekkingen
    koppeling = add(diensten, f"G{len(scholen)}", scholen, GKV_BASIS)
    diensten.webhookbeheer.set(koppeling, "https://partner.example/gkv", door=DOOR)
    extend(database, koppeling, "Ouderapp", gegevensset=GKV_UITGEBREID)
    with recorded() as statements:
        asked = extend(database, koppeling, "Ouderapp", gegevensset=GKV_UITGEBREID)
    assert len(asked) == len(scholen)
    costs["extend"] = len(statements)
    with recorded() as statements:
        assert len(made(database, koppeling)) == 2 * len(scholen)
    costs["voorstellen"] = len(statements)
    school = scholen[-1]
    with recorded() as statements:
        voorgelegd = diensten.besluitvorming.open_at(koppeling, school, door=DOOR)
    costs["shown"] = len(statements)
    velden = diensten.besluitvorming.whole(voorgelegd.voorstel.id, door=DOOR)
    with recorded() as statements:
        uitkomst = diensten.besluitvorming.accept(
            voorgelegd.voorstel.id, voorgelegd.getoond.digest, velden=velden, door=DOOR
        )
    assert uitkomst.afspraak is not None
    costs["accept"] = len(statements)
    with recorded() as statements:
        assert diensten.deelnames.pause(koppeling, school, door=DOOR).stand is Deelnamestand.GEPAUZEERD
    costs["pause"] = len(statements)
    with recorded() as statements:
        diensten.deelnames.resume(koppeling, school, door=DOOR)
    costs["resume"] = len(statements)
    extend(database, koppeling, "Ouderapp", velden={"leerling/emailadres": True})  # to be closed now
    with recorded() as statements:
        assert len(intrekkingen.withdraw(koppeling, door=DOOR)) == len(scholen)
    costs["revoke"] = len(statements)
    with recorded() as statements:
        assert len(intrekkingen.withdrawn(koppeling)) == len(scholen)
    costs["verwijderd"] = len(statements)
    with recorded() as statements:
        assert all(each.bevestigd for each in intrekkingen.confirm_destroyed(koppeling, door=DOOR))
    costs["verwijderd --bevestigd"] = len(statements)
    return costs


def test_a_link_costs_the_same_for_one_school_and_for_many(diensten: Diensten) -> None:
    first, *others = store_schools(database_of(diensten), 1 + MANY)
    diensten.journaal.require_current()  # as at every start: the first one begins a journal
    for costs_of in (costs_of_uwlr, costs_of_gkv):
        costs = costs_of(diensten, [first])
        assert max(costs.values()) <= MOST, costs
        many = costs_of(diensten, others)
        # Of a few schools it is counted how many pupils fewer a partner gets; of hundreds it is not.
        assert many.pop("afspraak", 0) <= costs.pop("afspraak", 0)
        assert many == costs


def test_a_list_costs_the_same_for_one_link_and_for_many(diensten: Diensten) -> None:
    first, *others = store_schools(database_of(diensten), 1 + MANY)
    add(diensten, "U1", [first], "lvs-set")
    with recorded() as for_one:
        assert len(diensten.koppelingbeheer.all()) == 1
    with recorded() as todo_for_one:
        assert len(diensten.todolijst.of_school(first)) == 1
    add(diensten, "U400", others, "lvs-set")
    for number in range(60):
        add(diensten, f"M{number}", [first, others[number]], "lvs-set")
    with recorded() as for_many:
        assert len(diensten.koppelingbeheer.all()) == 62
    with recorded() as todo_for_many:
        assert len(diensten.todolijst.of_school(first)) == 61
    assert len(for_many) == len(for_one) <= MOST
    assert len(todo_for_many) == len(todo_for_one) <= MOST
