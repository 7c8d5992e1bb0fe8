"""The chain of the log: whatever is changed, removed or put in its place is found, and forgetting is not."""

import json
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Connection, delete, func, insert, select, update

from tests.support.partners.handelenden import DOOR
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import AnkerOngeldig
from uwlr_service.domain.toezicht.logregel import Logsoort
from uwlr_service.domain.toezicht.logvraag import Logvraag
from uwlr_service.domain.toezicht.zegel import FIRST, seal
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.toezicht import logkop, logregel, logzegel
from uwlr_service.uitwisseling.toezicht.vastleggen import Gebeurtenis, record, record_later

OPDRACHT = Handelende.opdrachtregel("een test")
PROCESSES = 4
TRANSACTIONS = 100
HOSTILE = 'één\n"twee"\u2028<script>alert(1)</script>\x00\ud7ff\\'
Tamper = Callable[[Connection], object]


def write(database: Database, *wat: str, soort: Logsoort = Logsoort.BESLUIT) -> None:
    """One transaction with these lines."""
    with database.write() as connection:
        record(connection, *(Gebeurtenis(soort=soort, wat=each, door=OPDRACHT) for each in wat))


def fill(database: Database) -> None:
    """Four seals: of lines 1 and 2, 3, 4 and 5, and 6."""
    write(database, "een", "twee")
    write(database, "drie")
    write(database, "vier", "vijf", soort=Logsoort.TOEGANG)
    write(database, "zes")


@pytest.fixture
def filled(database: Database, diensten: Diensten) -> Diensten:
    """The use cases on a log of four seals and six lines."""
    fill(database)
    return diensten


def broken(diensten: Diensten, anker: str | None = None) -> str:
    """The first place where the log is not whole, without the reason."""
    breuk = diensten.logboek.verify(anker, door=OPDRACHT).breuk
    return "" if breuk is None else f"{breuk.plaats} {breuk.nummer}"


def anchored(diensten: Diensten) -> str:
    """An anchor as somebody keeps it."""
    return json.dumps(diensten.logboek.anchor(door=OPDRACHT))


def cut_tail(connection: Connection) -> None:
    """Remove the last two seals with their lines, and move the head back."""
    connection.execute(delete(logregel).where(logregel.c.zegel > 2))
    connection.execute(delete(logzegel).where(logzegel.c.nummer > 2))
    end = select(logzegel.c.hash).where(logzegel.c.nummer == 2).scalar_subquery()
    connection.execute(update(logkop).values(zegel=2, regel=3, hash=end))


def begin_anew(connection: Connection) -> None:
    """Remove everything, as if nothing was ever logged."""
    connection.execute(delete(logregel))
    connection.execute(delete(logzegel))
    connection.execute(update(logkop).values(zegel=0, regel=0, hash=FIRST))


def copy_line(connection: Connection, number: int, **values: object) -> None:
    """A line that was not sealed, made from one that was."""
    row = connection.execute(select(logregel).where(logregel.c.id == number)).one()
    connection.execute(insert(logregel).values({**row._mapping, **values}))


def seal_anew(connection: Connection) -> None:
    """Give the second seal a hash that fits, without the seals after it."""
    row = connection.execute(select(logzegel).where(logzegel.c.nummer == 2)).one()
    sealed = seal(2, row.moment, row.vorige, ["0" * 64])
    connection.execute(update(logregel).where(logregel.c.id == 3).values(digest="0" * 64))
    connection.execute(update(logzegel).where(logzegel.c.nummer == 2).values(hash=sealed.hash))


TAMPERED: dict[str, tuple[Tamper, str]] = {
    "a changed content": (
        lambda c: c.execute(
            update(logregel)
            .where(logregel.c.id == 4)
            .values(content=func.replace(logregel.c.content, "een test", "een ander"), actor="een ander")
        ),
        "regel 4",
    ),
    "a changed moment": (
        lambda c: c.execute(update(logregel).where(logregel.c.id == 2).values(moment=tijd.now())),
        "regel 2",
    ),
    "a changed kind": (
        lambda c: c.execute(update(logregel).where(logregel.c.id == 2).values(soort="inzage")),
        "regel 2",
    ),
    "a changed column beside the content": (
        lambda c: c.execute(update(logregel).where(logregel.c.id == 5).values(actor="een ander")),
        "regel 5",
    ),
    "a changed digest": (
        lambda c: c.execute(update(logregel).where(logregel.c.id == 5).values(digest="0" * 64)),
        "regel 5",
    ),
    "a removed line": (lambda c: c.execute(delete(logregel).where(logregel.c.id == 4)), "regel 4"),
    "a removed last line": (lambda c: c.execute(delete(logregel).where(logregel.c.id == 6)), "regel 6"),
    "a line that was emptied too early": (
        lambda c: c.execute(update(logregel).where(logregel.c.id == 3).values(content=None, salt=None)),
        "regel 3",
    ),
    "an added line": (lambda c: copy_line(c, 6, id=7), "zegel 4"),
    "an added line of no seal": (lambda c: copy_line(c, 6, id=7, zegel=9), "regel 7"),
    "a removed seal": (lambda c: c.execute(delete(logzegel).where(logzegel.c.nummer == 2)), "zegel 2"),
    "a removed last seal": (lambda c: c.execute(delete(logzegel).where(logzegel.c.nummer == 4)), "zegel 4"),
    "a changed seal": (
        lambda c: c.execute(update(logzegel).where(logzegel.c.nummer == 3).values(moment=tijd.now())),
        "zegel 3",
    ),
    "a seal made anew": (seal_anew, "regel 3"),
    "an added seal": (
        lambda c: c.execute(
            insert(logzegel).values(nummer=5, moment=tijd.now(), vorige=FIRST, aantal=0, hash=FIRST)
        ),
        "zegel 5",
    ),
    "a head moved back": (
        lambda c: c.execute(update(logkop).values(zegel=3, regel=5)),
        "zegel 4",
    ),
    "a changed head": (lambda c: c.execute(update(logkop).values(hash=FIRST)), "zegel 4"),
}


def test_an_untouched_log_is_whole(filled: Diensten) -> None:
    keuring = filled.logboek.verify(anchored(filled), door=OPDRACHT)
    assert (keuring.breuk, keuring.zegels, keuring.regels) == (None, 4, 6)


def test_an_empty_log_is_whole(diensten: Diensten) -> None:
    assert broken(diensten) == ""
    assert diensten.logboek.anchor(door=OPDRACHT) is None


@pytest.mark.parametrize("name", TAMPERED)
def test_tampering_is_found_at_its_place(filled: Diensten, database: Database, name: str) -> None:
    tamper, place = TAMPERED[name]
    with database.write() as connection:
        tamper(connection)
    assert broken(filled) == place


def test_a_cut_tail_is_found_by_an_anchor(filled: Diensten, database: Database) -> None:
    anker = anchored(filled)
    with database.write() as connection:
        cut_tail(connection)
    assert broken(filled) == ""
    assert broken(filled, anker) == "anker 4"


def test_a_cut_tail_that_grew_again_is_found_by_an_anchor(filled: Diensten, database: Database) -> None:
    anker = anchored(filled)
    with database.write() as connection:
        cut_tail(connection)
    for _ in range(3):
        write(database, "anders")
    assert broken(filled) == ""
    assert broken(filled, anker) == "anker 4"


def test_a_wholly_new_chain_is_found_by_an_anchor(filled: Diensten, database: Database) -> None:
    anker = anchored(filled)
    with database.write() as connection:
        begin_anew(connection)
    fill(database)
    assert broken(filled) == ""
    assert broken(filled, anker) == "anker 4"


def test_an_anchor_of_another_service_proves_nothing(filled: Diensten) -> None:
    anker = json.loads(anchored(filled))
    assert broken(filled, json.dumps(anker)) == ""
    filled.ondertekening.rotate(door=DOOR)
    assert broken(filled, json.dumps(anker)) == ""  # an anchor outlives the key that signed it
    for changed in ({"zegel": 3}, {"hash": FIRST}, {"moment": "2026-01-01T00:00:00+01:00"}):
        with pytest.raises(AnkerOngeldig, match="handtekening"):
            broken(filled, json.dumps({**anker, **changed}))


@pytest.mark.parametrize(
    "text", ["", "x", "[]", "{}", '{"zegel": 1}', "1" * 20_000, "[" * 10_000, '{"zegel": "x", "hash": 1}']
)
def test_what_is_not_an_anchor_is_refused(filled: Diensten, text: str) -> None:
    with pytest.raises(AnkerOngeldig):
        broken(filled, text)


def test_forgetting_leaves_the_chain_whole(filled: Diensten, database: Database) -> None:
    anker = anchored(filled)
    later = tijd.now() + timedelta(days=366)
    assert filled.logboek.forget(later, door=OPDRACHT)[Logsoort.TOEGANG] == 2
    assert broken(filled, anker) == ""
    with database.read() as connection:
        row = connection.execute(select(logregel).where(logregel.c.id == 4)).one()
    assert (row.actor, row.wat, row.salt, row.content) == (None, None, None, None)
    told = filled.logboek.find(Logvraag(), door=OPDRACHT)
    assert [(line.id, line.wat, line.is_vergeten) for line in told[:4]] == [
        (7, "log-vergeten", False),
        (6, "zes", False),
        (5, None, True),
        (4, None, True),
    ]
    assert told[0].inhoud["aantal"] == {"toegang": 2}
    assert filled.logboek.forget(later, door=OPDRACHT)[Logsoort.TOEGANG] == 0
    assert broken(filled) == ""


def test_a_line_is_not_forgotten_under_cover_of_others(filled: Diensten, database: Database) -> None:
    filled.logboek.forget(tijd.now() + timedelta(days=366), door=OPDRACHT)
    with database.write() as connection:
        connection.execute(update(logregel).where(logregel.c.id == 6).values(content=None, salt=None))
    assert broken(filled) == "regel 6"


def test_nothing_in_a_name_breaks_a_line(database: Database, diensten: Diensten) -> None:
    """Nobody gets such a name any more, but an account of before may have one."""
    with database.write() as connection:
        record(
            connection,
            Gebeurtenis(
                soort=Logsoort.BESLUIT,
                wat="naam",
                door=replace(OPDRACHT, naam=HOSTILE),
                inhoud={"naam": HOSTILE, HOSTILE: [1, None, True]},
            ),
        )
    assert broken(diensten) == ""
    (line,) = diensten.logboek.find(Logvraag(), door=OPDRACHT)
    assert line.actor == HOSTILE.replace("\x00", "\\x00").replace("\u2028", "\\u2028")
    assert line.inhoud == {"naam": HOSTILE, HOSTILE: [1, None, True]}
    with database.read() as connection:
        content = connection.execute(select(logregel.c.content)).scalar_one()
    assert content.isascii()
    assert content.isprintable()


def decide(url: str, name: int) -> int:
    """What one process does: as many transactions, of one to three lines; returns the number of lines."""
    database = Database.open(url)
    written = 0
    for number in range(TRANSACTIONS):
        count = 1 + (number + name) % 3
        write(database, *(f"{name}-{number}-{line}" for line in range(count)))
        with database.write() as connection:
            record_later(connection, Gebeurtenis(soort=Logsoort.TOEGANG, wat="aangemeld", door=OPDRACHT))
        written += count + 1
    database.close()
    return written


def test_processes_make_one_chain_together(database: Database, database_url: str, diensten: Diensten) -> None:
    with ProcessPoolExecutor(PROCESSES, multiprocessing.get_context("spawn")) as pool:
        written = sum(pool.map(decide, [database_url] * PROCESSES, range(PROCESSES)))
    diensten.logboek.seal_waiting()
    keuring = diensten.logboek.verify(door=OPDRACHT)
    assert (keuring.breuk, keuring.regels) == (None, written)
    assert keuring.zegels >= PROCESSES * TRANSACTIONS
