"""Column types: moments in UTC on both databases, and lists inside an object."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from uwlr_service.domain.school.leerkracht import Groepsbinding, Rol
from uwlr_service.domain.school.school import Toevoeging
from uwlr_service.repository.types import BINDINGEN, TOEVOEGINGEN, Lijst, Moment

DIALECTS = (sqlite.dialect(), postgresql.dialect())
SUMMER = datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_moment_comes_back_in_utc(dialect: Dialect) -> None:
    kept = Moment().process_bind_param(SUMMER, dialect)
    assert kept is not None
    again = Moment().process_result_value(kept, dialect)
    assert again == SUMMER
    assert again.tzinfo is UTC


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_no_moment_stays_none(dialect: Dialect) -> None:
    assert Moment().process_bind_param(None, dialect) is None
    assert Moment().process_result_value(None, dialect) is None


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_moment_without_a_zone_is_not_kept(dialect: Dialect) -> None:
    with pytest.raises(ValueError, match="without a zone"):
        Moment().process_bind_param(datetime(2026, 7, 1, 12, 0), dialect)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (
            TOEVOEGINGEN,
            (Toevoeging("bus", "vóór acht uur"), Toevoeging("bron", "", "waar het vandaan komt")),
        ),
        (
            BINDINGEN,
            (
                Groepsbinding("G1", rollen=(Rol("LRK"), Rol(omschrijving="Vervanger"))),
                Groepsbinding("S1", samengesteld=True),
            ),
        ),
    ],
    ids=["toevoegingen", "bindingen"],
)
def test_a_list_comes_back_as_it_was(kind: Lijst[object], values: tuple[object, ...]) -> None:
    kept = kind.process_bind_param(values, DIALECTS[0])
    assert isinstance(kept, str)
    assert kind.process_result_value(kept, DIALECTS[0]) == values


def test_an_empty_list_is_null() -> None:
    assert TOEVOEGINGEN.process_bind_param((), DIALECTS[0]) is None
    assert TOEVOEGINGEN.process_result_value(None, DIALECTS[0]) == ()
