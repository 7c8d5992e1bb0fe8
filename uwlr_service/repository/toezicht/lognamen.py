"""The names of what lines of the log have the numbers of: links, products and people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from uwlr_service.repository.schema.account import inlog
from uwlr_service.repository.schema.koppeling import klant, koppeling
from uwlr_service.repository.schema.partner import koppelpartner, product


@dataclass(frozen=True, slots=True)
class Lognamen:
    """Names as they are today, by number; whatever is gone has none."""

    koppelingen: Mapping[int, Mapping[str, str]]
    producten: Mapping[int, str]
    mensen: Mapping[int, str]

    @classmethod
    def of(cls, connection: Connection, inhouden: Iterable[Mapping[str, Any]]) -> "Lognamen":
        """The names that these lines need; at most three statements, however many lines there are."""
        lines = list(inhouden)
        return cls(
            _koppelingen(connection, _numbers(lines, "koppeling")),
            _named(connection, product.c.id, product.c.naam, _numbers(lines, "product")),
            _named(connection, inlog.c.id, inlog.c.naam, _numbers(lines, "inlog")),
        )

    def in_inhoud(self, inhoud: Mapping[str, Any]) -> dict[str, str]:
        """The names of what one line is about."""
        known = dict(self.koppelingen.get(inhoud.get("koppeling", 0), {}))
        for what, part, names in (("product", "product", self.producten), ("persoon", "inlog", self.mensen)):
            name = names.get(inhoud.get(part, 0))
            if name is not None:
                known[what] = name
        return known


def _numbers(lines: Iterable[Mapping[str, Any]], part: str) -> set[int]:
    return {line[part] for line in lines if isinstance(line.get(part), int)}


def _named(
    connection: Connection, number: ColumnElement[int], naam: ColumnElement[str], numbers: set[int]
) -> dict[int, str]:
    if not numbers:
        return {}
    rows = connection.execute(select(number.label("number"), naam.label("naam")).where(number.in_(numbers)))
    return {row.number: row.naam for row in rows}


def _koppelingen(connection: Connection, numbers: set[int]) -> dict[int, dict[str, str]]:
    """Of each link its product, its company and its set; a klant without a product goes by its own name."""
    if not numbers:
        return {}
    rows = connection.execute(
        select(
            koppeling.c.id,
            koppeling.c.gegevensset,
            func.coalesce(product.c.naam, klant.c.naam).label("product"),
            func.coalesce(koppelpartner.c.naam, klant.c.naam).label("partner"),
        )
        .join_from(koppeling, klant)
        .outerjoin(product, product.c.klant_id == klant.c.id)
        .outerjoin(koppelpartner, koppelpartner.c.id == product.c.koppelpartner_id)
        .where(koppeling.c.id.in_(numbers))
    )
    return {
        row.id: {"product": row.product, "partner": row.partner, "gegevensset": row.gegevensset}
        for row in rows
    }
