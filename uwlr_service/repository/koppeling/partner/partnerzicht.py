"""The links of one koppelpartner, each question in one statement for all of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import Connection, func, or_, select

from uwlr_service.domain.koppeling.deelname import TAKES_PART, Deelnamestand
from uwlr_service.domain.koppeling.partnerzicht import Koppelingregel, Testschool, Verwijdertaak
from uwlr_service.domain.school.school import Schoolsoort
from uwlr_service.domain.toezicht.foutadvies import GOED
from uwlr_service.repository.schema.gkv import nachttaak
from uwlr_service.repository.schema.koppeling import deelname, intrekking, koppeling
from uwlr_service.repository.schema.partner import product
from uwlr_service.repository.schema.proeftuin import proeftuin
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.schema.toezicht import verkeersregel
from uwlr_service.repository.school.scholen import CODE, code_of


class PartnerzichtRepository:
    """What a partner may know of its links, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def koppelingen(self, koppelpartner_id: int, since: datetime) -> tuple[list[Koppelingregel], date | None]:
        """The links of a partner, oldest first, with the faults since a moment; and their last night."""
        rows = self._connection.execute(
            select(
                koppeling.c.id,
                product.c.id.label("product"),
                koppeling.c.gegevensset,
                koppeling.c.ingetrokken,
            )
            .join_from(koppeling, product, product.c.klant_id == koppeling.c.klant_id)
            .where(product.c.koppelpartner_id == koppelpartner_id)
            .order_by(koppeling.c.id)
        )
        links = [Koppelingregel(**row._mapping) for row in rows]
        numbers = [link.id for link in links]
        scholen = self._scholen(numbers)
        fouten = self._fouten(numbers, since)
        waiting = self._waiting(numbers)
        nacht, nachten = self._last_night(numbers)
        known = [
            replace(
                link,
                scholen=scholen.get(link.id, {}),
                nacht=nachten.get(link.id, {}),
                fouten=fouten.get(link.id, 0),
                te_verwijderen=waiting.get(link.id, 0),
            )
            for link in links
        ]
        return known, nacht

    def _scholen(self, numbers: Collection[int]) -> Mapping[int, dict[Deelnamestand, int]]:
        """How many real schools each link has in each state; a test school never counts."""
        c = deelname.c
        rows = self._connection.execute(
            select(c.koppeling_id, c.stand, func.count().label("aantal"))
            .join_from(deelname, school, school.c.id == c.school_id)
            .where(c.koppeling_id.in_(numbers), school.c.soort == Schoolsoort.ECHT.value)
            .group_by(c.koppeling_id, c.stand)
        )
        counts: dict[int, dict[Deelnamestand, int]] = defaultdict(dict)
        for row in rows:
            counts[row.koppeling_id][Deelnamestand(row.stand)] = row.aantal
        return counts

    def _fouten(self, numbers: Collection[int], since: datetime) -> Mapping[int, int]:
        c = verkeersregel.c
        rows = self._connection.execute(
            select(c.koppeling_id, func.sum(c.aantal).label("aantal"))
            .where(c.koppeling_id.in_(numbers), c.minuut >= since, c.uitkomst.not_in(GOED))
            .group_by(c.koppeling_id)
        )
        return {row.koppeling_id: int(row.aantal) for row in rows}

    def _waiting(self, numbers: Collection[int]) -> Mapping[int, int]:
        c = intrekking.c
        rows = self._connection.execute(
            select(c.koppeling_id, func.count().label("aantal"))
            .where(c.koppeling_id.in_(numbers), c.bevestigd.is_(None), c.hervat_vanaf.is_(None))
            .group_by(c.koppeling_id)
        )
        return {row.koppeling_id: row.aantal for row in rows}

    def _last_night(self, numbers: Collection[int]) -> tuple[date | None, Mapping[int, dict[str, int]]]:
        c = nachttaak.c
        last = select(func.max(c.nacht)).where(c.koppeling_id.in_(numbers)).scalar_subquery()
        rows = self._connection.execute(
            select(c.nacht, c.koppeling_id, c.uitkomst, func.count().label("aantal"))
            .where(c.koppeling_id.in_(numbers), c.nacht == last)
            .group_by(c.nacht, c.koppeling_id, c.uitkomst)
        )
        nacht: date | None = None
        counts: dict[int, dict[str, int]] = defaultdict(dict)
        for row in rows:
            nacht = row.nacht
            counts[row.koppeling_id][row.uitkomst] = row.aantal
        return nacht, counts

    def te_verwijderen(self, koppelpartner_id: int) -> list[Verwijdertaak]:
        """The schools whose data a partner has to destroy, the most urgent first."""
        c = intrekking.c
        rows = self._connection.execute(
            select(
                c.koppeling_id,
                product.c.naam.label("product"),
                *CODE,
                school.c.naam,
                c.moment,
                c.verwijderen_voor,
            )
            .join_from(intrekking, koppeling, koppeling.c.id == c.koppeling_id)
            .join(product, product.c.klant_id == koppeling.c.klant_id)
            .join(school, school.c.id == c.school_id)
            .where(
                product.c.koppelpartner_id == koppelpartner_id,
                c.bevestigd.is_(None),
                c.hervat_vanaf.is_(None),
            )
            .order_by(c.verwijderen_voor, c.id)
        )
        return [
            Verwijdertaak(
                koppeling=row.koppeling_id,
                product=row.product,
                school=code_of(row),
                naam=row.naam or str(code_of(row)),
                ingetrokken=row.moment,
                voor=row.verwijderen_voor,
            )
            for row in rows
        ]

    def testscholen(self, koppelingen: Collection[int]) -> list[Testschool]:
        """The test schools that these links can reach, with those of the links that they take part in.

        They are those of the proeftuinen of the products of these links, and those of no proeftuin at all.
        """
        klanten = select(koppeling.c.klant_id).where(koppeling.c.id.in_(koppelingen))
        own = select(product.c.id).where(product.c.klant_id.in_(klanten))
        rows = self._connection.execute(
            select(school.c.id, *CODE, school.c.naam, proeftuin.c.product_id)
            .outerjoin(proeftuin, proeftuin.c.brincode == school.c.brincode)
            .where(
                school.c.soort == Schoolsoort.TEST.value,
                or_(proeftuin.c.id.is_(None), proeftuin.c.product_id.in_(own)),
            )
            .order_by(school.c.id)
        ).all()
        c = deelname.c
        joined = self._connection.execute(
            select(c.school_id, c.koppeling_id).where(
                c.koppeling_id.in_(koppelingen), c.stand.in_(sorted(TAKES_PART))
            )
        )
        links: dict[int, list[int]] = defaultdict(list)
        for row in joined:
            links[row.school_id].append(row.koppeling_id)
        return [
            Testschool(
                school=code_of(row),
                naam=row.naam or str(code_of(row)),
                koppelingen=tuple(sorted(links[row.id])),
                product=row.product_id,
            )
            for row in rows
        ]
