"""Addresses of a database: what is taken, and that what is wrong is told without its password."""

import pytest

from tests.support.commandline import Uwlr
from uwlr_service.config import ConfigFout
from uwlr_service.config.databaseadres import database_url, server_url
from uwlr_service.repository.database import Database

GOOD = [
    "sqlite:///uwlr.sqlite",
    "sqlite:////srv/mijn school/uwlr.sqlite",
    "sqlite:////srv/uwlr.sqlite?timeout=5",
    "postgresql://uwlr@/uwlr?host=/var/run/postgresql",
    "postgresql:///uwlr",
    "postgresql://u:p@db/uwlr",
    "postgres://u:p@db:5432/uwlr",
    "postgresql+psycopg://u:p%40%3A%2F@db.example.nl/uwlr?sslmode=verify-full&connect_timeout=5",
    "postgresql+psycopg://u:p@db,db2/uwlr?hostaddr=192.0.2.7,2001:db8::1",
    "postgresql://u:p#?@[::1]:5432/uwlr",
    "postgresql://u:@db/uwlr?target_session_attrs=read-write",
    "postgresql://u:p@db.,b\u00fccher.example/uwlr",
    "postgresql:///uwlr?host=/var/run/postgresql,db.example.nl",
]
WRONG = [
    "mysql://u:hunter2@db/x",
    "postgresql+asyncpg://u:hunter2@db/x",
    "sqlite+aiosqlite:///hunter2",
    "hunter2",
    "SQLITE:///hunter2",
    "sqlite:",
    "sqlite:hunter2",
    "sqlite:/hunter2",
    "sqlite://hunter2.sqlite",
    "sqlite://",
    "sqlite:///",
    "sqlite:///:memory:",
    "sqlite:///x?zork=hunter2",
    "sqlite:///x?timeout=hunter2",
    "postgresql://",
    "postgresql://db",
    "postgresql://db/",
    "postgresql://u:hunter2@db:abc/x",
    "postgresql://u:hunter2@db:/x",
    "postgresql://u:hunter2@db:0/x",
    "postgresql://u:hunter2@db:70000/x",
    "postgresql://u:hunter2@[::1/x",
    "postgresql://u:hunter2@::1/x",
    "postgresql://u:hunter2@db x/x",
    "postgresql://u:hunter2@db/x y",
    "postgresql://u:hun@ter2@db/x",
    "postgresql://u:hun/ter2@db/x",
    "postgresql://u:hunter2@db%/x",
    "postgresql://u:hunter2@db/x/y",
    "postgresql://u:hunter2@db/x?zork=1",
    "postgresql://u:p@db/x?sslpasswordd=hunter2",
    "postgresql://u:p@db/x?connect_timeout=hunter2",
    "postgresql://u:p@db/x?port=hunter2",
    "postgresql://u:p@db/x?hostaddr=hunter2",
    "postgresql://u:p@db,db2/x?hostaddr=192.0.2.7,hunter2",
    "postgresql:u:hunter2@db/x",
    "postgresql:/u:hunter2@db/x",
    "postgresql://u:hunter2@" + "h" * 64 + ".nl/x",
    "postgresql://u:hunter2@een..nl/x",
    "postgresql://u:hunter2@/x?host=een..nl",
    "postgresql://u:hunter2%00@db/x",
    "postgresql://u%00:hunter2@db/x",
    "postgresql://u:hunter2@db/x%00",
    "sqlite:///hunter2%00",
    "sqlite:///hunter2%C2%85",
]


@pytest.mark.parametrize("address", GOOD)
def test_an_address_that_is_right_is_taken(address: str) -> None:
    taken = database_url(address)
    assert taken.startswith(("sqlite:///", "postgresql+psycopg://"))
    if not taken.startswith("sqlite:"):
        Database.open(taken).close()  # it connects to nothing yet


@pytest.mark.parametrize("address", WRONG)
def test_one_that_is_wrong_is_told_without_quoting_it(address: str) -> None:
    with pytest.raises(ConfigFout, match=r"^moet .*\.$") as refused:
        database_url(address)
    for secret in ("hunter2", "ter2"):
        assert secret not in str(refused.value)


@pytest.mark.parametrize("address", ["hunter2", "mysql://u:hunter2@db/x", "sqlite:////srv/hunter2.sqlite"])
def test_where_only_a_server_will_do_no_file_is_offered(address: str) -> None:
    with pytest.raises(
        ConfigFout, match=r"^moet een adres van PostgreSQL zijn; verwacht postgresql://"
    ) as refused:
        server_url(address)
    assert not any(word in str(refused.value) for word in ("hunter2", "sqlite"))


@pytest.mark.parametrize("address", ["postgresql://u:hunter2@127.0.0.1:abc/x", "sqlite://", "onzin:hunter2"])
@pytest.mark.parametrize("command", [("db", "upgrade"), ("koppeling", "list"), ("serve",)], ids=" ".join)
def test_every_command_says_so_and_ends_with_2(tmp_path, command: tuple[str, ...], address: str) -> None:
    said = Uwlr(tmp_path).refused(*command, exit_code=2, UWLR_DATABASE_URL=address)
    assert said.startswith("UWLR_DATABASE_URL moet ")
    assert "hunter2" not in said


@pytest.mark.parametrize(
    "behind",
    ["sslmode=zork", "client_encoding=zork", "target_session_attrs=zork", "service=zork", "options=-zork"],
)
def test_what_only_the_driver_can_judge_is_a_sentence_too(tmp_path, behind: str) -> None:
    address = f"postgresql://u:hunter2@127.0.0.1:1/x?{behind}"
    said = Uwlr(tmp_path).refused("db", "upgrade", exit_code=3, UWLR_DATABASE_URL=address)
    assert said.startswith("De database is onbereikbaar: ")
    assert "UWLR_DATABASE_URL" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("path", ["/dev", "/" + "x" * 300, "/dev/null/x"])
def test_a_file_that_cannot_be_is_a_sentence_too(tmp_path, path: str) -> None:
    address = f"sqlite:///{path}"
    said = Uwlr(tmp_path).refused("db", "upgrade", exit_code=3, UWLR_DATABASE_URL=address)
    assert said.startswith("De database is onbereikbaar: ")


def test_the_address_for_people_has_no_secret() -> None:
    database = Database.open("postgresql+psycopg://u:hunter2@db/uwlr?sslpassword=hunter2&host=een")
    assert "hunter2" not in database.address
    assert database.address.endswith("/uwlr")
    database.close()
