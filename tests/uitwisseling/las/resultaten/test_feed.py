"""The feed on both databases: whoever reads it, by an index, whatever others stored in between."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select, text

from tests.support.databases import backup_of
from tests.support.messages.stored import add_message
from tests.support.partners.handelenden import DOOR
from tests.support.schools.builders import ANDERE_SCHOOL, SCHOOL
from tests.support.statements import recorded
from uwlr_service.diensten import Diensten
from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import SchoolOnbekend
from uwlr_service.domain.fouten.lasfeed import CursorVerlopen
from uwlr_service.domain.las.las import Las
from uwlr_service.repository.database import Database
from uwlr_service.repository.las import bereik
from uwlr_service.repository.las.aantekening import Aangetekend, Aantekening
from uwlr_service.repository.schema.uwlr import resultatenbericht
from uwlr_service.uitwisseling.koppeling.uitgifte import Uitgifte
from uwlr_service.uitwisseling.las.resultaten.feed import Feedvraag

Bring = Callable[..., None]
Register = Callable[..., Las]


def keys(diensten: Diensten, las: Las, na: str | None = None, limiet: int = 500) -> Iterator[list[str]]:
    """The keys of each page, until there is no more."""
    more = True
    while more:
        page = diensten.resultaatfeed.page(las, Feedvraag(na=na, limiet=limiet))
        yield [entry.key for entry in page.deel.resultaten]
        na = page.cursor
        more = page.deel.meer


def test_a_las_of_two_schools_gets_both_in_the_order_of_storing(
    registered: Register, diensten: Diensten, bring: Bring
) -> None:
    bring("A1", "A2")
    bring("B1", code=ANDERE_SCHOOL)
    bring("A3")
    one = registered(SCHOOL)
    both = registered(SCHOOL, ANDERE_SCHOOL)
    everything = registered()
    assert list(keys(diensten, one)) == [["A1", "A2", "A3"]]
    for las in (both, everything):
        assert list(keys(diensten, las)) == [["A1", "A2", "B1", "A3"]]
        assert list(keys(diensten, las, limiet=1)) == [["A1"], ["A2"], ["B1"], ["A3"]]
        assert list(keys(diensten, las, limiet=3)) == [["A1", "A2", "B1"], ["A3"]]


def test_of_a_school_that_is_taken_away_nothing_more_comes_also_not_the_rest_of_a_message(
    registered: Register, diensten: Diensten, bring: Bring
) -> None:
    bring("A1", "A2", "A3")
    bring("B1", code=ANDERE_SCHOOL)
    las = registered(SCHOOL, ANDERE_SCHOOL)
    half = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=1))
    assert [entry.key for entry in half.deel.resultaten] == ["A1"]
    diensten.lasregister.take(las.id, [SCHOOL], door=DOOR)
    assert list(keys(diensten, las, half.cursor)) == [["B1"]]


def test_what_lies_between_two_messages_of_its_schools_is_passed_over(
    registered: Register,
    diensten: Diensten,
    database: Database,
    link: Uitgifte,
    bring: Bring,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bereik, "STRETCH", 5)
    las = registered(SCHOOL)
    bring("A1")
    with database.write() as connection:
        for turn in range(40):
            add_message(connection, link, ANDERE_SCHOOL, f"{turn}")
    bring("A2")
    first = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=1))
    assert [entry.key for entry in first.deel.resultaten] == ["A1"]
    with recorded() as statements:
        assert list(keys(diensten, las, first.cursor)) == [["A2"]]
    assert len(statements) < 20
    assert [found for page in keys(diensten, las) for found in page] == ["A1", "A2"]


def test_a_page_costs_the_same_however_much_was_stored_before_it(
    registered: Register, diensten: Diensten, bring: Bring, database: Database, link: Uitgifte
) -> None:
    costs = []
    for las in (registered(), registered(SCHOOL, ANDERE_SCHOOL)):
        cursor = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=1000)).cursor
        bring(f"N{las.id}")
        diensten.resultaatfeed.page(las, Feedvraag(na=cursor, limiet=500))
        with recorded() as statements:
            page = diensten.resultaatfeed.page(las, Feedvraag(na=cursor, limiet=500))
        assert len(page.deel.resultaten) == 1
        costs.append(len(statements))
    assert max(costs) <= 6


def test_a_message_of_which_nothing_is_new_is_no_reason_to_stop(
    registered: Register, diensten: Diensten, bring: Bring, database: Database, link: Uitgifte
) -> None:
    with database.write() as connection:
        for turn in range(450):
            add_message(connection, link, SCHOOL, f"{turn}")
    bring("A1")
    assert list(keys(diensten, registered())) == [["A1"]]


def restored_to(database: Database, revisie: int) -> None:
    """Let the database be as it was before the last messages: they, and their numbers, are gone."""
    c = resultatenbericht.c
    with database.write() as connection:
        for statement in (
            "delete from resultaat where van_revisie > :revisie",
            "delete from resultatenvolgorde where revisie > :revisie",
            "delete from resultatenwachtrij where revisie > :revisie",
            "delete from resultatenbericht where revisie > :revisie",
            "update resultatenteller set volgnummer = :revisie",
        ):
            connection.execute(text(statement), {"revisie": revisie})
        assert len(connection.execute(select(c.revisie)).all()) == revisie


def test_after_a_restore_the_feed_goes_on_beyond_every_cursor(
    registered: Register, diensten: Diensten, bring: Bring, database: Database
) -> None:
    las = registered()
    bring("A1")
    backup = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=9)).cursor
    bring("A2")
    beyond = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=9)).cursor
    diensten.resultaatontvangst.confirm(las, beyond)
    restored_to(database, 1)
    diensten.terugzetting.complete()
    bring("A3")
    assert list(keys(diensten, las, backup)) == [["A3"]]
    assert diensten.resultaatontvangst.stand(las.id).voorbij is None
    assert list(keys(diensten, las, beyond)) == [["A3"]]
    assert diensten.resultaatontvangst.stand(las.id).voorbij is not None


def test_a_database_that_was_put_back_in_silence_gives_no_number_twice(
    registered: Register, diensten: Diensten, bring: Bring, database: Database
) -> None:
    las = registered()
    bring("A1")
    bring("A2")
    beyond = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=9)).cursor
    restored_to(database, 1)
    bring("A3")
    assert list(keys(diensten, las, beyond)) == [["A3"]]
    assert diensten.resultaatontvangst.stand(las.id).voorbij is not None


def test_without_a_cursor_the_feed_begins_with_the_oldest_that_is_left(
    registered: Register, diensten: Diensten, bring: Bring, database: Database
) -> None:
    las = registered()
    begin = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=9)).cursor
    bring("A1")
    assert diensten.bewaring.purge_order(tijd.now() + timedelta(minutes=1)) == 1
    bring("A2")
    assert list(keys(diensten, las)) == [["A2"]]
    with pytest.raises(CursorVerlopen):
        list(keys(diensten, las, begin))


def test_what_leaves_the_order_while_a_page_is_read_is_not_passed_over_in_silence(
    registered: Register, diensten: Diensten, bring: Bring
) -> None:
    las = registered()
    begin = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=9)).cursor
    bring("A1")
    diensten.resultaatfeed.page(las, Feedvraag(na=begin, limiet=9))
    purged: list[int] = []

    def purge(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "JOIN resultatenbericht" in statement and not purged:
            purged.append(0)
            purged.append(diensten.bewaring.purge_order(tijd.now() + timedelta(minutes=1)))

    event.listen(Engine, "before_cursor_execute", purge)
    try:
        with pytest.raises(CursorVerlopen):
            diensten.resultaatfeed.page(las, Feedvraag(na=begin, limiet=9))
    finally:
        event.remove(Engine, "before_cursor_execute", purge)
    assert purged == [0, 1]


def test_a_school_sees_what_each_las_took_over(
    registered: Register, diensten: Diensten, bring: Bring
) -> None:
    quiet = registered(SCHOOL)
    las = registered()
    registered(ANDERE_SCHOOL)

    def seen() -> list[tuple[int, bool, bool]]:
        overnames = diensten.resultaatontvangst.of_school(SCHOOL, door=DOOR)
        return [(each.las, each.bevestigd is not None, each.is_bij) for each in overnames]

    assert seen() == [(quiet.id, False, True), (las.id, False, True)]
    bring("A1", "A2")
    assert seen() == [(quiet.id, False, False), (las.id, False, False)]
    half = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=1)).cursor
    diensten.resultaatontvangst.confirm(las, half)
    assert seen()[1] == (las.id, True, False)
    whole = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=9, school=SCHOOL)).cursor
    diensten.resultaatontvangst.confirm(las, whole)
    assert seen()[1] == (las.id, True, True)
    bring("A3", code=ANDERE_SCHOOL)
    assert seen()[1] == (las.id, True, True)
    bring("A4")
    assert seen()[1] == (las.id, True, False)


def test_of_a_school_that_is_taken_away_nothing_is_confirmed_any_more(
    registered: Register, diensten: Diensten, bring: Bring
) -> None:
    bring("A1")
    las = registered(SCHOOL, ANDERE_SCHOOL)
    cursor = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=9, school=SCHOOL)).cursor
    diensten.lasregister.take(las.id, [SCHOOL], door=DOOR)
    with pytest.raises(SchoolOnbekend):
        diensten.resultaatontvangst.confirm(las, cursor)


def test_a_las_that_took_over_more_than_a_restored_database_has_is_named(
    registered: Register, diensten: Diensten, bring: Bring, caplog: pytest.LogCaptureFixture
) -> None:
    diensten.journaal.require_current()
    ahead = registered()
    behind = registered(SCHOOL)

    def confirm(las: Las) -> None:
        cursor = diensten.resultaatfeed.page(las, Feedvraag(na=None, limiet=9)).cursor
        diensten.resultaatontvangst.confirm(las, cursor)

    bring("A1")
    confirm(ahead)
    confirm(behind)
    restore = backup_of(diensten)
    bring("A2")
    confirm(ahead)
    restore()
    (named,) = diensten.terugzetting.complete().lassen
    assert (named.las, named.naam) == (ahead.id, ahead.naam)
    # Once it took over what came after the restore, it is beyond nothing any more.
    bring("A3")
    confirm(ahead)
    assert diensten.terugzetting.complete().lassen == ()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff"])
def test_a_note_that_cannot_be_read_is_written_anew(tmp_path: Path, content: bytes) -> None:
    aantekening = Aantekening.beside(tmp_path / "journaal.jsonl")
    (tmp_path / "journaal.las.json").write_bytes(content)
    assert aantekening.read() == []
    said = Aangetekend(las=1, naam="Las", volgnummer=7, moment=tijd.now())
    aantekening.note(said)
    assert aantekening.read() == [said]


def test_a_note_that_cannot_be_written_keeps_nobody_from_confirming(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "journaal.las.json").mkdir()
    aantekening = Aantekening.beside(tmp_path / "journaal.jsonl")
    aantekening.note(Aangetekend(las=1, naam="Las", volgnummer=7, moment=tijd.now()))
    assert "could not be noted" in caplog.text
    assert aantekening.read() == []


def test_a_result_can_be_read_for_a_month_however_short_the_retention(
    registered: Register, diensten: Diensten, bring: Bring
) -> None:
    las = registered()
    bring("A1")
    assert diensten.bewaring.clear_order(tijd.now() + timedelta(days=1)) == 0
    assert list(keys(diensten, las)) == [["A1"]]
