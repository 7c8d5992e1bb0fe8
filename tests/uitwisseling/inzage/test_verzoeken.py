"""Requests for disclosure: due one month later, reminded of once, answered once, and seen by nobody else."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.support.databases import database_of
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL, schoolgegevens
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Account, Handelende, Herkomst
from uwlr_service.domain.account.overgang import events_in
from uwlr_service.domain.account.rollen import Rol
from uwlr_service.domain.fouten import InzageverzoekOnbekend, NietToegestaan, OvergangOngeldig
from uwlr_service.domain.inzage.overzicht import Soort
from uwlr_service.domain.inzage.verzoek import OVERGANGEN, Verzoekstand, Verzoekvraag, month_after
from uwlr_service.repository.schema.toezicht import bericht, logregel

ANNA = Handelende(
    herkomst=Herkomst.PORTAAL,
    naam="Anna",
    accounts=(Account(id=1, rol=Rol.SCHOOLBEHEERDER, school=SCHOOL),),
)
VRAAG = Verzoekvraag(
    soort=Soort.LEERLING,
    key="L1",
    aanvrager="Moeder van Sanne",
    identiteit="Paspoort gezien",
    ontvangen=date(2026, 1, 31),
)


@pytest.fixture
def verzoeken(diensten: Diensten) -> Diensten:
    diensten.edexml.store(schoolgegevens())
    diensten.edexml.store(schoolgegevens(ANDERE_SCHOOL))
    return diensten


def test_a_request_is_due_one_month_later(verzoeken: Diensten) -> None:
    nummer = verzoeken.inzageverzoeken.receive(SCHOOL, VRAAG, door=ANNA)
    (verzoek,) = verzoeken.inzageverzoeken.of_school(SCHOOL, door=ANNA)
    assert (verzoek.id, verzoek.stand, verzoek.uiterlijk) == (nummer, Verzoekstand.OPEN, date(2026, 2, 28))
    assert (verzoek.aanvrager, verzoek.identiteit) == ("Moeder van Sanne", "Paspoort gezien")
    assert verzoek.vastgelegd_door == "Anna"
    assert verzoek.is_late(date(2026, 3, 1))
    assert not verzoek.is_late(date(2026, 2, 28))


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 1, 15), date(2026, 2, 15)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2026, 8, 31), date(2026, 9, 30)),
    ],
)
def test_a_month_is_a_month_of_the_calendar(day: date, due: date) -> None:
    assert month_after(day) == due


def test_a_request_is_answered_once(verzoeken: Diensten) -> None:
    nummer = verzoeken.inzageverzoeken.receive(SCHOOL, VRAAG, door=ANNA)
    verzoeken.inzageverzoeken.answer(SCHOOL, nummer, door=ANNA)
    (verzoek,) = verzoeken.inzageverzoeken.of_school(SCHOOL, door=ANNA)
    assert (verzoek.stand, verzoek.beantwoord_door) == (Verzoekstand.BEANTWOORD, "Anna")
    assert not verzoek.is_late(date(2027, 1, 1))
    with pytest.raises(OvergangOngeldig):
        verzoeken.inzageverzoeken.answer(SCHOOL, nummer, door=ANNA)
    assert events_in(OVERGANGEN, Verzoekstand.BEANTWOORD) == frozenset()


def test_another_school_has_nothing_to_do_with_it(verzoeken: Diensten) -> None:
    nummer = verzoeken.inzageverzoeken.receive(SCHOOL, VRAAG, door=ANNA)
    bob = replace(ANNA, accounts=(replace(ANNA.accounts[0], school=ANDERE_SCHOOL),))
    with pytest.raises(NietToegestaan):
        verzoeken.inzageverzoeken.answer(SCHOOL, nummer, door=bob)
    with pytest.raises(InzageverzoekOnbekend):
        verzoeken.inzageverzoeken.answer(ANDERE_SCHOOL, nummer, door=bob)
    assert verzoeken.inzageverzoeken.of_school(ANDERE_SCHOOL, door=bob) == []
    for rol in (Rol.SCHOOLLEZER, Rol.OPERATOR, Rol.PARTNERBEHEERDER):
        reader = replace(ANNA, accounts=(replace(ANNA.accounts[0], rol=rol),))
        with pytest.raises(NietToegestaan):
            verzoeken.inzageverzoeken.of_school(SCHOOL, door=reader)
        with pytest.raises(NietToegestaan):
            verzoeken.inzageverzoeken.receive(SCHOOL, VRAAG, door=reader)


def test_open_requests_come_first_by_day(verzoeken: Diensten) -> None:
    service = verzoeken.inzageverzoeken
    first = service.receive(SCHOOL, VRAAG, door=ANNA)
    late = service.receive(SCHOOL, replace(VRAAG, ontvangen=date(2026, 3, 1)), door=ANNA)
    early = service.receive(SCHOOL, replace(VRAAG, ontvangen=date(2026, 2, 1)), door=ANNA)
    service.answer(SCHOOL, first, door=ANNA)
    assert [verzoek.id for verzoek in service.of_school(SCHOOL, door=ANNA)] == [early, late, first]


def test_the_clock_reminds_after_three_weeks_and_once(verzoeken: Diensten) -> None:
    service = verzoeken.inzageverzoeken
    today = tijd.today()
    service.receive(SCHOOL, replace(VRAAG, ontvangen=today), door=ANNA)
    answered = service.receive(SCHOOL, replace(VRAAG, ontvangen=today), door=ANNA)
    service.answer(SCHOOL, answered, door=ANNA)
    now = tijd.now()
    assert service.remind(now + timedelta(days=20), door=Handelende.klok()) == 0
    assert service.remind(now + timedelta(days=21), door=Handelende.klok()) == 1
    assert service.remind(now + timedelta(days=22), door=Handelende.klok()) == 0
    with database_of(verzoeken).read() as connection:
        (told,) = connection.execute(select(bericht.c.soort, bericht.c.rol, bericht.c.parameters)).all()
        content = " ".join(filter(None, connection.execute(select(logregel.c.content)).scalars()))
    assert (told.soort, told.rol) == ("inzage-herinnering", "schoolbeheerder")
    assert "Sanne" not in str(told.parameters)
    assert "Sanne" not in content


def test_a_forgotten_pupil_leaves_a_request_without_a_name(verzoeken: Diensten) -> None:
    verzoeken.inzageverzoeken.receive(SCHOOL, VRAAG, door=ANNA)
    verzoeken.vergeetbeheer.forget(SCHOOL, "L1", toch=True, door=Handelende.opdrachtregel())
    (verzoek,) = verzoeken.inzageverzoeken.of_school(SCHOOL, door=ANNA)
    assert (verzoek.key, verzoek.aanvrager) == (None, None)
