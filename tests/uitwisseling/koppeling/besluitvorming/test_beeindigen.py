"""A link ends while something else happens to a school in it: nobody stays in a link that ended."""

from collections.abc import Callable, Mapping

import pytest

from tests.support.interposing import interposed
from tests.support.partners.handelenden import DOOR
from tests.uitwisseling.koppeling.besluitvorming.conftest import (
    BESTUUR,
    GESLACHT,
    ROEPNAAM,
    Zitting,
    beheerder,
    inhoud,
)
from uwlr_service.domain.fouten import Fout
from uwlr_service.domain.koppeling.deelname import Deelnamestand
from uwlr_service.repository.koppeling.deelnames import DeelnameRepository
from uwlr_service.repository.koppeling.koppelingen import KoppelingRepository
from uwlr_service.uitwisseling.koppeling.deelnames import Deelnames
from uwlr_service.uitwisseling.koppeling.intrekkingen import Intrekkingen

Act = Callable[[], object]


def ready_to_accept(zitting: Zitting) -> Act:
    voorstel = zitting.ask(ROEPNAAM)
    shown = zitting.besluiten.show(voorstel.id, door=beheerder()).getoond.digest
    return lambda: zitting.besluiten.accept(
        voorstel.id, shown, velden={ROEPNAAM: True}, door=beheerder(), bestuur=BESTUUR
    )


def ready_to_decline(zitting: Zitting) -> Act:
    voorstel = zitting.ask(ROEPNAAM)
    return lambda: zitting.besluiten.decline(voorstel.id, door=beheerder())


def ready_to_propose(zitting: Zitting) -> Act:
    return lambda: zitting.voorstellen.propose(
        zitting.koppeling, inhoud(ROEPNAAM, GESLACHT), [zitting.school], door=zitting.partnerbeheerder
    )


def ready_to_rejoin(zitting: Zitting) -> Act:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    Intrekkingen(zitting.database).withdraw(zitting.koppeling, zitting.school, door=beheerder())
    return lambda: Deelnames(zitting.database).rejoin(zitting.koppeling, zitting.school, door=beheerder())


def ready_to_admit(zitting: Zitting) -> Act:
    return lambda: Deelnames(zitting.database).admit(zitting.koppeling, zitting.school, door=DOOR)


def ready_to_resume(zitting: Zitting) -> Act:
    zitting.agree(zitting.ask(ROEPNAAM), {ROEPNAAM: True})
    Deelnames(zitting.database).pause(zitting.koppeling, zitting.school, door=beheerder())
    return lambda: Deelnames(zitting.database).resume(zitting.koppeling, zitting.school, door=beheerder())


READY: Mapping[str, Callable[[Zitting], Act]] = {
    "accept": ready_to_accept,
    "decline": ready_to_decline,
    "propose": ready_to_propose,
    "rejoin": ready_to_rejoin,
    "admit": ready_to_admit,
    "resume": ready_to_resume,
}
WRITES = {
    "accept": "INSERT INTO gegevensafspraak",
    "decline": "UPDATE deelname SET stand=",
    "propose": "INSERT INTO deelname",
    "rejoin": "INSERT INTO gegevensafspraak",
    "admit": "INSERT INTO gegevensafspraak",
    "resume": "UPDATE deelname SET stand=",
}
"""The first words of what each of them writes, once it has looked at everything."""


def end(zitting: Zitting) -> None:
    Intrekkingen(zitting.database).withdraw(zitting.koppeling, door=DOOR)


def outcome_of(act: Act) -> Callable[[], object]:
    """The same; a refusal is returned."""

    def outcome() -> object:
        try:
            return act()
        except Fout as error:
            return error

    return outcome


def nobody_stays(zitting: Zitting) -> None:
    """Who is in an ended link left it, and what left in between has to be destroyed."""
    with zitting.database.read() as connection:
        assert KoppelingRepository(connection).bare(zitting.koppeling).ingetrokken is not None
        deelnames = DeelnameRepository(connection).of_koppeling(zitting.koppeling)
    asked = {
        intrekking.school
        for intrekking in Intrekkingen(zitting.database).withdrawn(zitting.koppeling)
        if intrekking.is_open
    }
    for deelname in deelnames:
        assert not deelname.stand.takes_part, deelname
        assert deelname.stand is not Deelnamestand.VOORGESTELD, deelname
        had_data = deelname.stand is Deelnamestand.INGETROKKEN
        assert had_data is (deelname.school in asked) is (deelname.afspraak is not None), deelname


@pytest.mark.parametrize("what", READY)
def test_what_comes_in_while_a_link_ends_waits_until_it_has(zitting: Zitting, what: str) -> None:
    act = outcome_of(READY[what](zitting))
    with interposed(act, "INSERT INTO intrekking") as begun:
        end(zitting)
    assert isinstance(begun[0].result(), Fout)
    nobody_stays(zitting)


@pytest.mark.parametrize("what", READY)
def test_a_link_that_ends_while_something_happens_takes_that_along(zitting: Zitting, what: str) -> None:
    act = outcome_of(READY[what](zitting))
    with interposed(lambda: end(zitting), WRITES[what]) as begun:
        assert not isinstance(act(), Fout)
    begun[0].result()
    nobody_stays(zitting)
