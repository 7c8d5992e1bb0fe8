"""The same file again: the same answer, at a fraction of the work."""

import io
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.schools.builders import ALL_ALLOWED, ANDERE_SCHOOL, JAAR, SCHOOL, leerling
from uwlr_service.domain.account.handelende import Handelende
from uwlr_service.domain.fouten import NietToegestaan, VerkeerdeSchool
from uwlr_service.domain.school.schoolgegevens import Schoolgegevens
from uwlr_service.formats import edexml
from uwlr_service.repository.database import Database
from uwlr_service.repository.schema.school import revisie
from uwlr_service.repository.schema.toezicht import logregel
from uwlr_service.uitwisseling.school.edexml import EdexmlUitwisseling
from uwlr_service.uitwisseling.school.verslagen import Importverslag

DOOR = Handelende.opdrachtregel()
PARTS = {
    "<roepnaam>Sanne</roepnaam>": "<roepnaam>San\u200fne</roepnaam>",
    "<bsn_ondwnr-4>4821</bsn_ondwnr-4>": "<bsn>123456782</bsn>",
    "</leerling>": '<toevoegingen><blok xsi:type="Eigen"><code>x</code></blok></toevoegingen></leerling>',
}
"""What is cleaned, cut and set aside, in the place of what is plain."""


@pytest.fixture
def uitwisseling(database: Database) -> EdexmlUitwisseling:
    """Import and export on this database."""
    return EdexmlUitwisseling(database)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Gets an entry whenever a file is read."""
    seen: list[int] = []
    real = edexml.read

    def reading(*arguments: object) -> edexml.Gelezen:
        seen.append(1)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(edexml, "read", reading)
    return seen


class Once(io.BytesIO):
    """What can be read only once, as a pipe."""

    def seekable(self) -> bool:
        """It cannot be put back."""
        return False


def written(gegevens: Schoolgegevens, versie: str = "2.1") -> bytes:
    return b"".join(edexml.write(gegevens, versie))


def report(verslag: Importverslag) -> dict[str, object]:
    told = asdict(verslag)
    stand = told.pop("stand")
    return told | {"revisie": stand and stand["revisie"]}


def log(database: Database) -> list[tuple[object, ...]]:
    with database.read() as connection:
        rows = connection.execute(
            select(logregel.c.school, logregel.c.actor, logregel.c.content)
            .where(logregel.c.wat == "edexml-ingelezen")
            .order_by(logregel.c.id)
        )
        return [(row.school, row.actor, json.loads(row.content)["inhoud"]) for row in rows]


@pytest.mark.parametrize("versie", ["2.0", "2.1"])
def test_the_answer_is_that_of_a_file_that_was_read(
    database: Database,
    uitwisseling: EdexmlUitwisseling,
    gegevens: Schoolgegevens,
    versie: str,
    read: list[int],
) -> None:
    text = written(gegevens, versie).decode()
    for plain, strange in PARTS.items():
        text = text.replace(plain, strange, 1)
    data = text.encode()
    uitwisseling.read_in(io.BytesIO(data), door=DOOR)
    by_reading = uitwisseling.read_in(Once(data), door=DOOR)
    told: list[int] = []
    uitwisseling.read_in(io.BytesIO(data), door=DOOR)
    read.clear()
    again = uitwisseling.read_in(io.BytesIO(data), door=DOOR, progress=told.append)
    assert not read
    assert report(again) == report(by_reading)
    assert again.totaal.ongewijzigd
    assert not again.totaal.is_changed
    assert (again.opgeschoond, again.ingekort, again.terzijde) == (1, 1, {"Eigen": 1})
    assert told[-1] == len(data)
    first, *others = log(database)
    assert len(others) == 3
    assert others[0] != first
    assert others[0] == others[1] == others[2]
    trial = uitwisseling.compare(io.BytesIO(data), school=SCHOOL, door=DOOR)
    assert not read
    assert report(trial) == report(uitwisseling.compare(Once(data), school=SCHOOL, door=DOOR))
    assert len(log(database)) == 4
    assert read == [1]


def _other(uitwisseling: EdexmlUitwisseling, data: bytes, gegevens: Schoolgegevens) -> None:
    others = replace(gegevens, leerlingen=(*gegevens.leerlingen, leerling("L77")))
    uitwisseling.read_in(io.BytesIO(written(others)), ALL_ALLOWED, door=DOOR)


def _undone(uitwisseling: EdexmlUitwisseling, data: bytes, gegevens: Schoolgegevens) -> None:
    _other(uitwisseling, data, gegevens)
    uitwisseling.undo(SCHOOL, JAAR, timedelta(days=400), door=DOOR)


def _from_a_program(uitwisseling: EdexmlUitwisseling, data: bytes, gegevens: Schoolgegevens) -> None:
    uitwisseling.store(gegevens)


@pytest.mark.parametrize("between", [_other, _undone, _from_a_program])
def test_it_is_read_once_the_state_is_from_something_else(
    uitwisseling: EdexmlUitwisseling,
    gegevens: Schoolgegevens,
    between: Callable[[EdexmlUitwisseling, bytes, Schoolgegevens], None],
    read: list[int],
) -> None:
    data = written(gegevens)
    uitwisseling.read_in(io.BytesIO(data), door=DOOR)
    between(uitwisseling, data, gegevens)
    read.clear()
    uitwisseling.read_in(io.BytesIO(data), ALL_ALLOWED, door=DOOR)
    assert read == [1]


def test_it_is_known_again_by_the_moment_that_it_came(
    database: Database, uitwisseling: EdexmlUitwisseling, gegevens: Schoolgegevens
) -> None:
    data = written(gegevens)
    moments = []
    for _ in range(2):
        uitwisseling.read_in(io.BytesIO(data), door=DOOR)
        with database.read() as connection:
            moments.append(connection.execute(select(revisie.c.ontvangen)).scalar_one())
    assert moments[0] < moments[1]


def test_who_may_not_read_it_in_is_refused_as_ever(
    uitwisseling: EdexmlUitwisseling, gegevens: Schoolgegevens
) -> None:
    data = written(gegevens)
    uitwisseling.read_in(io.BytesIO(data), door=DOOR)
    with pytest.raises(NietToegestaan):
        uitwisseling.read_in(io.BytesIO(data), door=Handelende.aanvrager())
    with pytest.raises(VerkeerdeSchool):
        uitwisseling.read_in(io.BytesIO(data), door=DOOR, school=ANDERE_SCHOOL)
