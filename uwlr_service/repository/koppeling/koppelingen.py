"""The links between klanten and schools, and the keys that open them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    and_,
    exists,
    insert,
    or_,
    select,
    update,
)

from uwlr_service.domain import tijd
from uwlr_service.domain.fouten import Geweigerd, KlantcodeBezet, KoppelingOnbekend
from uwlr_service.domain.koppeling.deelname import TAKES_PART
from uwlr_service.domain.koppeling.klant import Klant, Koppeling, Richting
from uwlr_service.domain.koppeling.toelating import Toelatingstand
from uwlr_service.domain.school.school import Schoolcode
from uwlr_service.repository import upsert
from uwlr_service.repository.koppeling.aanbieders import AANBIEDER, Aanbieder, aanbieder_of
from uwlr_service.repository.koppeling.aanmelden import einden as aanmeldeinden
from uwlr_service.repository.koppeling.standen import belongs, takes_part
from uwlr_service.repository.schema.koppeling import (
    autorisatiesleutel,
    deelname,
    klant,
    koppeling,
)
from uwlr_service.repository.schema.partner import koppelpartner, product
from uwlr_service.repository.schema.school import school
from uwlr_service.repository.school.scholen import CODE, AnyRow, code_of

KOPPELING = select(
    koppeling.c.id,
    klant.c.naam,
    klant.c.code,
    koppeling.c.richting,
    koppeling.c.gegevensset,
    koppeling.c.aangemaakt,
    koppeling.c.gegevenssetid_streng,
    koppeling.c.ingetrokken,
).join_from(koppeling, klant)


def opens(moment: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """The condition that a row of ``koppeling`` lives and has a key that opens, or never had one.

    What it says of a key is what Autorisatiesleutel says. The key of one school opens nothing for the others,
    and does not count.
    """
    c = autorisatiesleutel.c
    of_partner = and_(c.koppeling_id == koppeling.c.id, c.school_id.is_(None))
    is_valid = and_(c.ingetrokken.is_(None), or_(c.geldig_tot.is_(None), c.geldig_tot > moment))
    return and_(lives(), or_(exists().where(of_partner, is_valid), ~exists().where(of_partner)))


def lives() -> ColumnElement[bool]:
    """The condition that a row of ``koppeling`` was not withdrawn; that a key is too old does not matter."""
    return koppeling.c.ingetrokken.is_(None)


class KoppelingRepository:
    """The links of one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ensure_klant(self, naam: str, code: str) -> int:
        """The klant with this code. Raises KlantcodeBezet when it goes by another name."""
        statement = upsert.insert(self._connection, klant).values(naam=naam, code=code)
        # The update changes nothing: it is there because only a row that was written is returned.
        known = self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[klant.c.code], set_={"naam": klant.c.naam}
            ).returning(klant.c.id, klant.c.naam)
        ).one()
        if known.naam != naam:
            raise KlantcodeBezet(
                f"De klantcode '{code}' hoort bij klantnaam '{known.naam}', niet bij '{naam}'."
            )
        return int(known.id)

    def lock(self, koppeling_id: int) -> None:
        """Keep every link of the klant behind one for this transaction alone.

        Whatever changes how a school stands in a link does this first, before it reads or locks anything
        else. What it reads afterwards then still holds when it writes, and two of them cannot each wait for
        the other.
        """
        own = select(koppeling.c.klant_id).where(koppeling.c.id == koppeling_id).scalar_subquery()
        # Does not hold up whoever refers to the klant. On SQLite the transaction has the whole database.
        self._connection.execute(select(klant.c.id).where(klant.c.id == own).with_for_update(key_share=True))

    def klant_id(self, code: str) -> int | None:
        """The klant with this code; None when there is none."""
        return self._connection.execute(select(klant.c.id).where(klant.c.code == code)).scalar()

    def add(self, klant_id: int, richting: Richting, gegevensset: str, moment: datetime) -> int:
        """A new link, still without schools and keys; its number."""
        values = {
            "klant_id": klant_id,
            "richting": richting,
            "gegevensset": gegevensset,
            "aangemaakt": moment,
            "gegevenssetid_streng": True,
        }
        return int(
            self._connection.execute(insert(koppeling).values(values).returning(koppeling.c.id)).scalar_one()
        )

    def get(self, koppeling_id: int) -> Koppeling:
        """One link. Raises KoppelingOnbekend when there is none."""
        links = self._read(koppeling.c.id == koppeling_id)
        if not links:
            raise KoppelingOnbekend(f"Er is geen koppeling {koppeling_id}.")
        return links[0]

    def bare(self, koppeling_id: int) -> Koppeling:
        """One link without its schools, of which there may be thousands. Raises KoppelingOnbekend."""
        row = self._connection.execute(KOPPELING.where(koppeling.c.id == koppeling_id)).first()
        if row is None:
            raise KoppelingOnbekend(f"Er is geen koppeling {koppeling_id}.")
        return _koppeling(row, {})

    def offered(self, koppeling_id: int) -> tuple[Koppeling, Aanbieder]:
        """The same, with the company behind it, in one statement."""
        row = self._connection.execute(
            KOPPELING.add_columns(*AANBIEDER)
            .outerjoin(product, product.c.klant_id == klant.c.id)
            .outerjoin(koppelpartner, koppelpartner.c.id == product.c.koppelpartner_id)
            .where(koppeling.c.id == koppeling_id)
        ).first()
        if row is None:
            raise KoppelingOnbekend(f"Er is geen koppeling {koppeling_id}.")
        return _koppeling(row, {}), aanbieder_of(row)

    def open(self, koppeling_id: int) -> Koppeling:
        """One link that was not withdrawn, in order to change it. Raises KoppelingOnbekend, Geweigerd."""
        link = self.get(koppeling_id)
        if link.ingetrokken is not None:
            raise Geweigerd(f"Koppeling {koppeling_id} is ingetrokken; maak een nieuwe als dat moet.")
        return link

    def opens_at(self, koppeling_id: int, moment: datetime) -> bool:
        """Whether a link lives and has a key that opens."""
        is_open = select(koppeling.c.id).where(koppeling.c.id == koppeling_id, opens(moment))
        return self._connection.execute(is_open).first() is not None

    def toelating(self, koppeling_id: int) -> Toelatingstand:
        """How far the product behind a link was admitted."""
        return Toelatingstand(
            self._connection.execute(
                select(klant.c.toelating).join_from(koppeling, klant).where(koppeling.c.id == koppeling_id)
            ).scalar_one()
        )

    def toelatingen(self) -> dict[int, Toelatingstand]:
        """The same for every link, by its number."""
        rows = self._connection.execute(select(koppeling.c.id, klant.c.toelating).join_from(koppeling, klant))
        return {row.id: Toelatingstand(row.toelating) for row in rows}

    def all(self) -> list[Koppeling]:
        """Every link, oldest first."""
        return self._read()

    def of_school(self, school_id: int) -> list[Koppeling]:
        """Every link of a school, oldest first; also those that it left."""
        c = deelname.c
        return self._read(
            exists().where(
                c.koppeling_id == koppeling.c.id, c.school_id == school_id, c.afspraak_id.is_not(None)
            )
        )

    def living(
        self, klantcode: str, school_ids: Collection[int], *, richtingen: Collection[Richting]
    ) -> dict[Schoolcode, int]:
        """Which of these schools a klant already has a link with that lives, in one of these directions.

        The newest link of each school counts. Nobody else makes one meanwhile, as long as the transaction has
        the klant from ``ensure_klant`` or ``lock``: both lock it.
        """
        rows = self._connection.execute(
            select(koppeling.c.id, *CODE)
            .join_from(deelname, koppeling)
            .join(klant, klant.c.id == koppeling.c.klant_id)
            .join(school, school.c.id == deelname.c.school_id)
            .where(
                klant.c.code == klantcode,
                koppeling.c.richting.in_(richtingen),
                deelname.c.school_id.in_(school_ids),
                takes_part(),
                lives(),
            )
            .order_by(koppeling.c.id)
        )
        return {code_of(row): row.id for row in rows}

    def alike(self, koppeling: Koppeling, school_ids: Collection[int]) -> dict[Schoolcode, int]:
        """Which of these schools the klant of a link has one of this kind with, as ``living`` says it."""
        return self.living(koppeling.klant.code, school_ids, richtingen=koppeling.richting.alike)

    def living_by_school(self) -> dict[int, tuple[int, ...]]:
        """The numbers of the links that live, by the number of the school, oldest first."""
        rows = self._connection.execute(
            select(deelname.c.school_id, koppeling.c.id)
            .join_from(deelname, koppeling)
            .where(takes_part(), lives())
            .order_by(koppeling.c.id)
        )
        links: dict[int, list[int]] = defaultdict(list)
        for row in rows:
            links[row.school_id].append(row.id)
        return {school_id: tuple(numbers) for school_id, numbers in links.items()}

    def beside(self, koppeling_id: int) -> dict[Schoolcode, list[int]]:
        """The other links of the same klant that live, by the schools that this link has too."""
        own = deelname.alias("own")
        same = koppeling.alias("same")
        rows = self._connection.execute(
            select(koppeling.c.id, *CODE)
            .select_from(own)
            .join(same, same.c.id == own.c.koppeling_id)
            .join(koppeling, and_(koppeling.c.klant_id == same.c.klant_id, koppeling.c.id != same.c.id))
            .join(
                deelname,
                and_(
                    deelname.c.koppeling_id == koppeling.c.id,
                    deelname.c.school_id == own.c.school_id,
                ),
            )
            .join(school, school.c.id == own.c.school_id)
            .where(own.c.koppeling_id == koppeling_id, own.c.stand.in_(sorted(TAKES_PART)))
            .where(takes_part(), lives())
            .order_by(koppeling.c.id)
        )
        links: dict[Schoolcode, list[int]] = defaultdict(list)
        for row in rows:
            links[code_of(row)].append(row.id)
        return dict(links)

    def _read(self, *conditions: ColumnElement[bool]) -> list[Koppeling]:
        """The links that meet conditions on ``koppeling``, with their schools; in two statements for all."""
        links = self._connection.execute(KOPPELING.where(*conditions).order_by(koppeling.c.id)).all()
        wanted = select(koppeling.c.id).where(*conditions)
        members = self._connection.execute(
            select(deelname.c.koppeling_id, *CODE, school.c.naam)
            .join_from(deelname, school)
            .join(koppeling, koppeling.c.id == deelname.c.koppeling_id)
            .where(deelname.c.koppeling_id.in_(wanted), belongs())
        )
        scholen: dict[int, dict[Schoolcode, str | None]] = defaultdict(dict)
        for member in members:
            scholen[member.koppeling_id][code_of(member)] = member.naam
        return [_koppeling(link, scholen[link.id]) for link in links]

    def school_ids(self, koppeling_id: int) -> dict[Schoolcode, int]:
        """The schools of a link, in the order of their numbers."""
        rows = self._connection.execute(
            select(school.c.id, *CODE)
            .join_from(deelname, school)
            .join(koppeling, koppeling.c.id == deelname.c.koppeling_id)
            .where(deelname.c.koppeling_id == koppeling_id, belongs())
            .order_by(school.c.id)
        )
        return {code_of(row): row.id for row in rows}

    def revoke(self, koppeling_id: int) -> None:
        """End a link with all its keys at once."""
        now = tijd.now()
        c = autorisatiesleutel.c
        self._connection.execute(
            update(autorisatiesleutel)
            .where(c.koppeling_id == koppeling_id, c.ingetrokken.is_(None))
            .values(ingetrokken=now)
        )
        self._connection.execute(
            update(koppeling).where(koppeling.c.id == koppeling_id, lives()).values(ingetrokken=now)
        )
        aanmeldeinden.of_link(self._connection, koppeling_id, now)

    def widen(self, koppeling_id: int, gegevensset: str) -> None:
        """Note that a school agreed to a wider set; what goes out is still decided by each agreement."""
        self._connection.execute(
            update(koppeling).where(koppeling.c.id == koppeling_id).values(gegevensset=gegevensset)
        )

    def judge_gegevenssetid(self, koppeling_id: int, *, streng: bool) -> None:
        """Refuse an unknown gegevenssetid from the next request on, or pass it over."""
        self._connection.execute(
            update(koppeling).where(koppeling.c.id == koppeling_id).values(gegevenssetid_streng=streng)
        )


def _koppeling(row: AnyRow, scholen: Mapping[Schoolcode, str | None]) -> Koppeling:
    """A link from a row of KOPPELING, with its schools and their names."""
    return Koppeling(
        id=row.id,
        klant=Klant(row.naam, row.code),
        richting=Richting(row.richting),
        gegevensset=row.gegevensset,
        scholen=tuple(sorted(scholen, key=str)),
        aangemaakt=row.aangemaakt,
        gegevenssetid_streng=row.gegevenssetid_streng,
        ingetrokken=row.ingetrokken,
        schoolnamen={code: naam for code, naam in scholen.items() if naam},
    )
