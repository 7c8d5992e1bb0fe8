"""Column types that hand out domain values: moments in UTC, and the lists inside an object."""

import functools
import json
from collections.abc import Callable
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any, Generic, TypeVar

from sqlalchemy import DateTime, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from uwlr_service.domain.school.leerkracht import Groepsbinding, Rol
from uwlr_service.domain.school.school import Toevoeging

T = TypeVar("T")
TEN_THOUSAND = 10_000


class Moment(TypeDecorator[datetime]):
    """An aware moment; SQLite keeps no zone, so it is UTC there by agreement."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a zone-less moment here, where the mistake is near."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be stored")
        in_utc = value.astimezone(UTC)
        return in_utc.replace(tzinfo=None) if dialect.name == "sqlite" else in_utc

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """PostgreSQL answers in the zone of its session."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Deel(TypeDecorator[Fraction]):
    """A part of a whole, kept exactly in ten-thousandths: SQLite has no decimal numbers."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, _dialect: Dialect) -> int | None:
        """From a part to ten-thousandths."""
        return None if value is None else int(value * TEN_THOUSAND)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Fraction | None:
        """From ten-thousandths to a part."""
        return None if value is None else Fraction(value, TEN_THOUSAND)


class Lijst(TypeDecorator[tuple[T, ...]], Generic[T]):
    """A short list that belongs to one object and changes with it, as JSON; empty is NULL.

    Many objects of a school have the same list (the groups of a pupil), so each is read once.
    """

    impl = Text
    cache_ok = True

    def __init__(self, dump: Callable[[T], Any], load: Callable[[Any], T]) -> None:
        super().__init__()
        self.dump = dump
        self.read = functools.lru_cache(maxsize=4096)(lambda text: tuple(map(load, json.loads(text))))

    def process_bind_param(self, value: tuple[T, ...] | None, _dialect: Dialect) -> str | None:
        """From domain values to JSON."""
        if not value:
            return None
        return json.dumps([self.dump(element) for element in value], ensure_ascii=False)

    def process_result_value(self, value: str | None, _dialect: Dialect) -> tuple[T, ...]:
        """From JSON to domain values."""
        return self.read(value) if value else ()


def _dump_rol(rol: Rol) -> list[str | None]:
    return [rol.code, rol.omschrijving]


def _load_rol(parts: list[str | None]) -> Rol:
    code, omschrijving = parts
    return Rol(code=code, omschrijving=omschrijving)


def _dump_binding(binding: Groepsbinding) -> list[Any]:
    return [binding.key, binding.samengesteld, [_dump_rol(rol) for rol in binding.rollen]]


def _load_binding(parts: list[Any]) -> Groepsbinding:
    key, samengesteld, rollen = parts
    return Groepsbinding(key, samengesteld, tuple(map(_load_rol, rollen)))


def _dump_toevoeging(toevoeging: Toevoeging) -> list[str | None]:
    return [toevoeging.code, toevoeging.opmerking, toevoeging.omschrijving]


def _load_toevoeging(parts: list[Any]) -> Toevoeging:
    code, opmerking, omschrijving = parts
    return Toevoeging(code=code, opmerking=opmerking, omschrijving=omschrijving)


KEYS: Lijst[str] = Lijst(str, str)
DAGEN: Lijst[str] = Lijst(str, str)
ROLLEN: Lijst[Rol] = Lijst(_dump_rol, _load_rol)
BINDINGEN: Lijst[Groepsbinding] = Lijst(_dump_binding, _load_binding)
TOEVOEGINGEN: Lijst[Toevoeging] = Lijst(_dump_toevoeging, _load_toevoeging)
