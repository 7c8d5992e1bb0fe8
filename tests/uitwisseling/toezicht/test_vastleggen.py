"""What is decided is in the log, sealed in the transaction that decides it, or it is not decided."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import NoResultFound

from uwlr_service.diensten import Diensten
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.toezicht.bericht import Bericht, Geadresseerde
from uwlr_service.domain.toezicht.berichtsoort import Berichtsoort
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import bericht, logkop, logregel, logzegel
from uwlr_service.repository.toezicht import logboek
from uwlr_service.uitwisseling.toezicht.berichten import tell
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record, record_later

KLOK = Handelende.klok()


def decided(wat: str) -> Gebeurtenis:
    """A decision of the clock."""
    return Gebeurtenis(soort=Logsoort.BESLUIT, wat=wat, door=KLOK, school_id=3, inhoud={"stand": "actief"})


def sealed(database: Database) -> list[tuple[int, int, str]]:
    """The lines of the log: number, seal, and what it says."""
    with database.read() as connection:
        columns = logregel.c.id, logregel.c.zegel, logregel.c.wat
        rows = connection.execute(select(*columns).order_by(logregel.c.id))
        return [(row.id, row.zegel, row.wat) for row in rows]


def test_all_lines_of_a_transaction_get_one_seal(database: Database) -> None:
    with database.write() as connection:
        record(connection, decided("een"))
        record(connection, decided("twee"), decided("drie"))
    with database.write() as connection:
        record(connection, decided("vier"))
    assert sealed(database) == [(1, 1, "een"), (2, 1, "twee"), (3, 1, "drie"), (4, 2, "vier")]
    with database.read() as connection:
        seals = connection.execute(select(logzegel).order_by(logzegel.c.nummer)).all()
        head = connection.execute(select(logkop)).one()
    assert [seal.aantal for seal in seals] == [3, 1]
    assert seals[1].vorige == seals[0].hash
    assert (head.zegel, head.regel, head.hash) == (2, 4, seals[1].hash)


def test_what_is_undone_leaves_no_line(database: Database) -> None:
    def decide_and_fail() -> None:
        with database.write() as connection:
            record(connection, decided("een"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        decide_and_fail()
    with database.write() as connection:
        record(connection, decided("twee"))
    assert sealed(database) == [(1, 1, "twee")]


def test_nothing_is_decided_when_the_log_cannot_be_written(database: Database) -> None:
    with database.write() as connection:
        connection.execute(delete(logkop))
    told = Bericht(
        soort=Berichtsoort.SLEUTEL_GEMAAKT,
        aan=Geadresseerde.partnerbeheerders(1),
        parameters={"koppeling": 2, "product": "Rooster"},
    )

    def decide() -> None:
        with database.write() as connection:
            tell(connection, told)
            record(connection, decided("een"))

    with pytest.raises(NoResultFound):
        decide()
    with database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(bericht)) == 0


def test_outside_a_transaction_nothing_can_be_recorded(database: Database) -> None:
    with pytest.raises(KeyError), database.read() as connection:
        record(connection, decided("een"))


def signed_in(wat: str) -> Gebeurtenis:
    """Something that happens many times a second."""
    return Gebeurtenis(soort=Logsoort.TOEGANG, wat=wat, door=KLOK, inhoud={"amr": ["pwd"]})


def test_what_happens_often_shares_a_seal_and_is_in_the_transaction(
    database: Database, diensten: Diensten
) -> None:
    def note(*wat: str) -> None:
        with database.write() as connection:
            record_later(connection, *(signed_in(each) for each in wat))

    note("eerste")  # nothing was sealed lately
    note("tweede")
    note("derde", "vierde")
    assert sealed(database) == [(1, 1, "eerste")]
    with database.write() as connection:
        record(connection, decided("besluit"))
    later = [(2, 2, "tweede"), (3, 2, "derde"), (4, 2, "vierde"), (5, 2, "besluit")]
    assert sealed(database) == [(1, 1, "eerste"), *later]
    note("vijfde")
    diensten.logboek.seal_waiting()
    diensten.logboek.seal_waiting()
    assert sealed(database)[-1] == (6, 3, "vijfde")
    assert diensten.logboek.verify(door=KLOK).breuk is None


def test_what_waits_is_undone_with_its_transaction(database: Database, diensten: Diensten) -> None:
    def note_and_fail() -> None:
        with database.write() as connection:
            record_later(connection, signed_in("een"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        note_and_fail()
    diensten.logboek.seal_waiting()
    assert sealed(database) == []


def test_lines_wait_no_longer_than_seconds(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logboek, "GATHERED", timedelta())
    for wat in ("een", "twee"):
        with database.write() as connection:
            record_later(connection, signed_in(wat))
    assert sealed(database) == [(1, 1, "een"), (2, 2, "twee")]
