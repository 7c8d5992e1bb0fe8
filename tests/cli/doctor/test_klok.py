"""``uwlr doctor`` on clocks: that of PostgreSQL and those of proxies, which really are wrong here."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.databases import Cluster
from tests.support.servers.vreemd import showing
from tests.support.toezicht.doctor import Doctor

OF_DATABASE = "Klok van de database"
OTHERS = "Andere klokken"
WRONG = """
    create schema klok;
    create function klok.clock_timestamp() returns timestamptz language sql
    as $$ select pg_catalog.clock_timestamp() + interval '{}' $$
"""
FIRST = "?options=-csearch_path%3Dklok,pg_catalog,public"
"""Lets a database answer by its own clock."""


def test_sqlite_has_no_clock_of_its_own(doctor: Doctor) -> None:
    assert doctor.about(OF_DATABASE).keys() == {"goed"}


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("ahead", "ernst", "says"),
    [
        ("0 seconds", "goed", "loopt gelijk"),
        ("5 seconds", "let op", "s voor."),
        ("-5 seconds", "let op", "s achter."),
        ("2 minutes", "herstel", "120,"),
    ],
)
def test_the_clock_of_postgresql(
    postgres: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ahead: str, ernst: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with postgres.migrated() as url:
        name = url.rpartition("/")[2]
        postgres.execute(WRONG.format(ahead), name)
        found = Doctor(Uwlr(tmp_path, f"{url}{FIRST}")).about(OF_DATABASE)
        postgres.execute("drop schema klok cascade", name)
    assert found.keys() == {ernst}
    assert says in found[ernst]


@pytest.mark.parametrize(
    ("ahead", "ernst"),
    [
        (timedelta(), "goed"),
        (timedelta(seconds=-8), "let op"),
        (timedelta(minutes=2), "herstel"),
        (None, "onbekend"),
    ],
)
def test_the_clock_of_a_proxy(doctor: Doctor, tmp_path: Path, ahead: timedelta | None, ernst: str) -> None:
    with showing(tmp_path) as shown:
        shown.ahead = ahead
        found = doctor.about(OTHERS, "--ca", shown.issuer, UWLR_BASE_URL=shown.address)
    assert shown.address in found[ernst]
    assert "weet alleen een tijdserver" in found["onbekend"]
    assert len(found) == len({ernst, "onbekend"})
