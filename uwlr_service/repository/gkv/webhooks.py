"""Where partners want to hear of deliveries and withdrawals, and what has yet to be sent to them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, exists, func, not_, or_, select, update

from uwlr_service.domain import tijd
from uwlr_service.domain.gkv.levering import Levering
from uwlr_service.domain.gkv.webhook import (
    DeelnameGewijzigd,
    LeveringKlaar,
    Verwijderverzoek,
    Webhookinhoud,
    Webhookuitkomst,
    Wijziging,
)
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository import upsert
from uwlr_service.repository.koppeling.standen import delivers, takes_part
from uwlr_service.repository.schema.gkv import levering, webhook, webhookbericht
from uwlr_service.repository.schema.koppeling import deelname, intrekking, klant, koppeling
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of


class Webhookbericht(NamedTuple):
    """One message that has to go out: what, and where to."""

    id: int
    inhoud: Webhookinhoud
    url: str
    pogingen: int
    aangemaakt: datetime


class WebhookRepository:
    """The webhooks, within one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def set(self, koppeling_id: int, url: str) -> None:
        """Tell a link's partner at this address from now on."""
        values = {"url": url, "aangezet": tijd.now()}
        self._connection.execute(
            upsert.insert(self._connection, webhook)
            .values(koppeling_id=koppeling_id, **values)
            .on_conflict_do_update(index_elements=[webhook.c.koppeling_id], set_=values)
        )
        self.enqueue_intrekkingen(koppeling_id)

    def off(self, koppeling_id: int, *, before: datetime | None = None) -> bool:
        """Tell nothing any more, not even what was waiting, at an address that was set before a moment.

        False when it was off already.
        """
        named = webhook.c.koppeling_id == koppeling_id
        if before is not None:
            named = and_(named, webhook.c.aangezet < before)
        if self._connection.execute(delete(webhook).where(named)).rowcount == 0:
            return False
        c = webhookbericht.c
        leveringen = select(levering.c.id).where(levering.c.koppeling_id == koppeling_id)
        intrekkingen = select(intrekking.c.id).where(intrekking.c.koppeling_id == koppeling_id)
        of_link = or_(
            c.levering_id.in_(leveringen),
            c.intrekking_id.in_(intrekkingen),
            c.koppeling_id == koppeling_id,
        )
        self._connection.execute(
            update(webhookbericht)
            .where(of_link, c.volgende.is_not(None))
            .values(volgende=None, klaar=tijd.now(), uitkomst=Webhookuitkomst.UITGEZET.value)
        )
        return True

    def url(self, koppeling_id: int) -> str | None:
        """The address of a link; None when it is off."""
        return self._connection.execute(
            select(webhook.c.url).where(webhook.c.koppeling_id == koppeling_id)
        ).scalar()

    def enqueue(self, new: Levering) -> None:
        """Have a delivery reported to its partner, if it asked for that."""
        if self.url(new.koppeling) is not None:
            self._enqueue([{"levering_id": new.id}])

    def enqueue_intrekkingen(self, koppeling_id: int) -> None:
        """Have every withdrawal reported likewise, unless that was done before or it is settled."""
        if self.url(koppeling_id) is None:
            return
        c = intrekking.c
        berichten = webhookbericht.c
        is_reported = exists().where(
            berichten.intrekking_id == c.id,
            or_(berichten.volgende.is_not(None), berichten.uitkomst == Webhookuitkomst.BEZORGD.value),
        )
        unreported = (
            self._connection.execute(
                select(c.id).where(
                    c.koppeling_id == koppeling_id,
                    c.bevestigd.is_(None),
                    c.hervat_vanaf.is_(None),
                    ~is_reported,
                )
            )
            .scalars()
            .all()
        )
        # A withdrawal has one message: what was given up or switched off makes room for a new one.
        self._connection.execute(delete(webhookbericht).where(berichten.intrekking_id.in_(unreported)))
        self._enqueue([{"intrekking_id": intrekking_id} for intrekking_id in unreported])

    def enqueue_besluiten(self, school_ids: Mapping[int, DeelnameGewijzigd]) -> None:
        """Have what schools of one link decided reported likewise; by the numbers of the schools."""
        for koppeling_id in {besluit.koppeling for besluit in school_ids.values()}:
            if self.url(koppeling_id) is None:
                return
        self._enqueue(
            [
                {"koppeling_id": besluit.koppeling, "school_id": school_id, "besluit": _dump(besluit)}
                for school_id, besluit in school_ids.items()
            ]
        )

    def drop_intrekkingen(self, koppeling_id: int, school_id: int) -> None:
        """Have no withdrawal of a school reported any more: its partner may have the data again."""
        c = intrekking.c
        of_school = select(c.id).where(c.koppeling_id == koppeling_id, c.school_id == school_id)
        berichten = webhookbericht.c
        self._connection.execute(
            update(webhookbericht)
            .where(berichten.intrekking_id.in_(of_school), berichten.volgende.is_not(None))
            .values(volgende=None, klaar=tijd.now(), uitkomst=Webhookuitkomst.UITGEZET.value)
        )

    def _enqueue(self, messages: Sequence[Mapping[str, object]]) -> None:
        """Put messages in the queue, each by what it reports; one that is there already stays as it is."""
        if not messages:
            return
        now = tijd.now()
        self._connection.execute(
            upsert.insert(self._connection, webhookbericht).on_conflict_do_nothing(),
            [{**message, "aangemaakt": now, "pogingen": 0, "volgende": now} for message in messages],
        )

    def take(self, moment: datetime, until: datetime) -> Webhookbericht | None:
        """The message that waits longest, for this caller alone until a moment; None when none is due."""
        c = webhookbericht.c
        # Another worker may take the same message between the look and the change: then its time has moved,
        # nothing is changed here, and the next message is looked for.
        while (row := self._due(moment)) is not None:
            taken = self._connection.execute(
                update(webhookbericht)
                .where(c.id == row.id, c.volgende == row.volgende)
                .values(volgende=until, pogingen=c.pogingen + 1)
            )
            if taken.rowcount == 1:
                return Webhookbericht(row.id, _inhoud(row), row.url, row.pogingen + 1, row.aangemaakt)
        return None

    def _due(self, moment: datetime) -> AnyRow | None:
        c = webhookbericht.c
        of_link = func.coalesce(levering.c.koppeling_id, intrekking.c.koppeling_id, c.koppeling_id)
        of_school = func.coalesce(levering.c.school_id, intrekking.c.school_id, c.school_id)
        return self._connection.execute(
            select(
                c.id,
                c.levering_id,
                c.besluit,
                c.volgende,
                c.pogingen,
                c.aangemaakt,
                of_link.label("koppeling_id"),
                levering.c.volgnummer,
                intrekking.c.verwijderen_voor,
                *CODE,
                webhook.c.url,
            )
            .select_from(webhookbericht)
            .outerjoin(levering, c.levering_id == levering.c.id)
            .outerjoin(intrekking, c.intrekking_id == intrekking.c.id)
            .join(school, school.c.id == of_school)
            .join(webhook, webhook.c.koppeling_id == of_link)
            .join(koppeling, koppeling.c.id == of_link)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .outerjoin(deelname, and_(deelname.c.koppeling_id == of_link, deelname.c.school_id == of_school))
            # What may not leave for a while waits; of a school that left it is taken, and given up.
            .where(c.volgende <= moment, or_(c.levering_id.is_(None), delivers(), not_(takes_part())))
            .order_by(c.volgende, c.id)
            .limit(1)
        ).first()

    def finish(self, bericht_id: int, uitkomst: Webhookuitkomst, moment: datetime) -> None:
        """A message was taken, or given up."""
        self._change(bericht_id, volgende=None, klaar=moment, uitkomst=uitkomst.value)

    def retry(self, bericht_id: int, volgende: datetime) -> None:
        """Try a message again at a moment."""
        self._change(bericht_id, volgende=volgende)

    def _change(self, bericht_id: int, **values: object) -> None:
        c = webhookbericht.c
        self._connection.execute(
            update(webhookbericht).where(c.id == bericht_id, c.volgende.is_not(None)).values(**values)
        )


def _inhoud(row: AnyRow) -> Webhookinhoud:
    code = code_of(row)
    if row.levering_id is not None:
        return LeveringKlaar(
            koppeling=row.koppeling_id, school=code, levering=row.levering_id, volgnummer=row.volgnummer
        )
    if row.besluit is not None:
        return _load(row.koppeling_id, code, row.besluit)
    return Verwijderverzoek(row.koppeling_id, code, row.verwijderen_voor)


def _dump(besluit: DeelnameGewijzigd) -> dict[str, object]:
    return {
        "wijziging": besluit.wijziging.value,
        "afspraakversie": besluit.afspraakversie,
        "erbij": list(besluit.erbij),
        "eraf": list(besluit.eraf),
        "andere_leerlingen": besluit.andere_leerlingen,
        "leerlingen_minder": besluit.leerlingen_minder,
    }


def _load(koppeling_id: int, school: Schoolcode, besluit: Mapping[str, Any]) -> DeelnameGewijzigd:
    return DeelnameGewijzigd(
        koppeling=koppeling_id,
        school=school,
        wijziging=Wijziging(besluit["wijziging"]),
        afspraakversie=besluit["afspraakversie"],
        erbij=tuple(besluit["erbij"]),
        eraf=tuple(besluit["eraf"]),
        andere_leerlingen=besluit["andere_leerlingen"],
        leerlingen_minder=besluit.get("leerlingen_minder"),  # what an older version wrote has none
    )
