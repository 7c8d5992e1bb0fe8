"""A database that lets nobody in: every cause is a sentence in Dutch that names the setting."""

import getpass
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.commandline import Uwlr
from tests.support.databases import Cluster, cluster, postgres_binaries
from tests.support.servers.ports import free_port

pytestmark = pytest.mark.postgres
PASSWORD = "hunter2"
ROLES = (
    f"create role uwlr login password '{PASSWORD}'",
    "create role nologin",
    "create role ander login",
    "create database uwlr owner uwlr",
    "create database latin encoding 'LATIN1' template template0 locale 'C'",
    "create database ascii encoding 'SQL_ASCII' template template0 locale 'C'",
)
RULES = """
local all all peer
host all uwlr,nologin 127.0.0.1/32 scram-sha-256
host all postgres,ander 127.0.0.1/32 trust
"""


@pytest.fixture(scope="module")
def strict() -> Iterator[Cluster]:
    """A PostgreSQL that lets in as Debian's does: by peer over the socket, by password over the network."""
    binaries = postgres_binaries()
    if binaries is None:
        pytest.skip("this machine has no PostgreSQL server binaries")
    with cluster(binaries) as made:
        for statement in ROLES:
            made.execute(statement)
        (made.folder / "data" / "pg_hba.conf").write_text(RULES)
        made.execute("select pg_reload_conf()")
        yield made


def port_of(strict: Cluster) -> str:
    """Where it listens."""
    return strict.url("x").rpartition("/")[0].rpartition(":")[2]


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("postgresql://uwlr@/uwlr?host={folder}&port={port}", "alleen de gebruiker van het systeem"),
        ("postgresql://uwlr:verkeerd@127.0.0.1:{port}/uwlr", "of het wachtwoord klopt niet"),
        ("postgresql://niemand:x@127.0.0.1:{port}/uwlr", "laat deze gebruiker vanaf deze machine niet toe"),
        ("postgresql://uwlr@127.0.0.1:{port}/uwlr", "vraagt om een wachtwoord"),
        ("postgresql://ander@127.0.0.1:{port}/nergens", "heeft deze database niet"),
        ("postgresql://uwlr:hunter2@127.0.0.1:{port}/uwlr?sslmode=require", "spreekt hier geen TLS"),
        ("postgresql://uwlr:hunter2@127.0.0.1:{free}/uwlr", "op dat adres en die poort luistert geen"),
        ("postgresql://uwlr@/uwlr?host=/nergens", "op die plaats luistert geen PostgreSQL"),
        ("postgresql://uwlr:hunter2@nergens.invalid/uwlr", "de host van het adres bestaat niet"),
    ],
)
def test_who_is_not_let_in_reads_why(strict: Cluster, tmp_path: Path, address: str, why: str) -> None:
    given = address.format(folder=strict.folder, port=port_of(strict), free=free_port())
    for command in (("db", "upgrade"), ("koppeling", "list")):
        said = Uwlr(tmp_path).refused(*command, exit_code=3, UWLR_DATABASE_URL=given)
        assert said.startswith("De database is onbereikbaar: ")
        assert why in said
        assert "UWLR_DATABASE_URL" in said
        assert PASSWORD not in said


def test_peer_names_the_user_and_the_wrapper(strict: Cluster, tmp_path: Path) -> None:
    assert getpass.getuser() != "uwlr"
    address = f"postgresql://uwlr@/uwlr?host={strict.folder}&port={port_of(strict)}"
    said = Uwlr(tmp_path).refused("db", "upgrade", exit_code=3, UWLR_DATABASE_URL=address)
    assert "/usr/local/bin/uwlr" in said
    assert "sudo -u uwlr" in said


def test_a_role_that_is_not_there(strict: Cluster, tmp_path: Path) -> None:
    address = strict.url("uwlr").replace("postgres@", "weg@")
    (strict.folder / "data" / "pg_hba.conf").write_text(f"{RULES}host all all 127.0.0.1/32 trust\n")
    strict.execute("select pg_reload_conf()")
    said = Uwlr(tmp_path).refused("db", "upgrade", exit_code=3, UWLR_DATABASE_URL=address)
    assert "heeft deze gebruiker niet; maak die met createuser" in said


@pytest.mark.parametrize("name", ["latin", "ascii"])
def test_a_database_that_cannot_keep_every_name(strict: Cluster, tmp_path: Path, name: str) -> None:
    said = Uwlr(tmp_path).refused("db", "upgrade", UWLR_DATABASE_URL=strict.url(name))
    assert said.startswith("De database van UWLR_DATABASE_URL bewaart geen UTF8.")


def test_a_schema_or_tables_of_somebody_else(strict: Cluster, tmp_path: Path) -> None:
    owner = strict.url("uwlr")
    stranger = owner.replace("postgres@", "ander@")
    uwlr = Uwlr(tmp_path)
    refused = uwlr.refused("db", "upgrade", exit_code=3, UWLR_DATABASE_URL=stranger)
    assert "mag niet bij het schema of de tabellen" in refused
    uwlr.good("db", "upgrade", UWLR_DATABASE_URL=owner)
    for command in (("db", "upgrade"), ("koppeling", "list"), ("serve",)):
        said = uwlr.refused(*command, exit_code=3, UWLR_DATABASE_URL=stranger)
        assert "mag niet bij het schema of de tabellen" in said
        assert "UWLR_DATABASE_URL" in said


SQLITE = {
    "a folder": ("{folder}", "dit is een map"),
    "a file that is no database": ("{folder}/tekst", "geen SQLite-bestand"),
    "a folder that is a file": ("{folder}/tekst/uwlr.sqlite", "geen map"),
    "a pipe": ("{folder}/pijp", "geen gewoon bestand"),
    "a device": ("/dev/full", "geen gewoon bestand"),
}


@pytest.mark.parametrize(("place", "why"), SQLITE.values(), ids=SQLITE)
@pytest.mark.parametrize("command", [("db", "upgrade"), ("koppeling", "list")], ids=" ".join)
def test_a_file_that_is_no_database_is_told(
    tmp_path: Path, command: tuple[str, ...], place: str, why: str
) -> None:
    (tmp_path / "tekst").write_text(
        "dit is geen database, maar een verhaal van meer dan zestien tekens\n" * 99
    )
    os.mkfifo(tmp_path / "pijp")
    address = f"sqlite:///{place.format(folder=tmp_path)}"
    result = Uwlr(tmp_path)(*command, UWLR_DATABASE_URL=address)
    assert result.exit_code == 3
    said = result.stderr.splitlines()[-1]
    assert said.startswith("Fout: ")
    assert why in said
    assert "UWLR_DATABASE_URL" in said
